namespace PSAstroXmatch.Engine.Tables;

/// <summary>Where this user's jobs, stored answers and descriptions of services are kept between sessions.</summary>
public static class UserFolder
{
    /// <summary>The environment variable that names another folder than the usual one.</summary>
    public const string Variable = "PSASTROXMATCH_HOME";

    /// <summary>The folder of them all: that of the variable, or PSAstroXmatch in the user's local application data.</summary>
    public static string Root => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "PSAstroXmatch");

    /// <summary>Jobs that were started and not yet received or removed.</summary>
    public static string Jobs => Path.Combine(Root, "Jobs");

    /// <summary>Stored answers of services.</summary>
    public static string Cache => Path.Combine(Root, "Cache");

    /// <summary>Tables and columns of services, for tab completion.</summary>
    public static string Schemas => Path.Combine(Root, "Schemas");

    /// <summary>Whole catalogs that were saved for work without a network.</summary>
    public static string Catalogs => Path.Combine(Root, "Catalogs");

    /// <summary>Finished parts of searches that were not finished.</summary>
    public static string Parts => Path.Combine(Root, "Parts");

    /// <summary>Removes a file; one that is not there is no fault.</summary>
    /// <exception cref="AstroException">FileAccessDenied: it can't be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever kept there.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new AstroException(
                "FileAccessDenied", AstroErrorKind.Access, $"{path} can't be removed: {cause.Message}", "Change the rights of the folder, or delete it by hand.", path, cause);
        }
    }

    /// <summary>Makes a folder, which only its user may read: a query may tell what somebody works on.</summary>
    /// <exception cref="AstroException">FileAccessDenied: it can't be made.</exception>
    public static string Ensure(string folder)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return folder;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new AstroException(
                "FileAccessDenied",
                AstroErrorKind.Access,
                $"The folder {folder} can't be made: {cause.Message}",
                $"Set the environment variable {Variable} to a folder where you may write.",
                folder,
                cause);
        }
    }
}
