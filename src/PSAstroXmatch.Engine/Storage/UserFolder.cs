namespace PSAstroXmatch.Engine.Storage;

/// <summary>The folders that keep a user's jobs, stored answers and service descriptions between sessions.</summary>
public static class UserFolder
{
    /// <summary>The environment variable that overrides the default folder.</summary>
    public const string Variable = "PSASTROXMATCH_HOME";

    /// <summary>The root folder: the value of the variable, or PSAstroXmatch in the user's local application data.</summary>
    public static string Root => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? Path.GetFullPath(named)
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "PSAstroXmatch");

    /// <summary>Jobs that were started and are not yet received or removed.</summary>
    public static string Jobs => Path.Combine(Root, "Jobs");

    /// <summary>Stored answers of services.</summary>
    public static string Cache => Path.Combine(Root, "Cache");

    /// <summary>Tables and columns of services, for tab completion.</summary>
    public static string Schemas => Path.Combine(Root, "Schemas");

    /// <summary>Whole catalogs saved for offline work.</summary>
    public static string Catalogs => Path.Combine(Root, "Catalogs");

    /// <summary>Finished parts of interrupted searches.</summary>
    public static string Parts => Path.Combine(Root, "Parts");

    /// <summary>Removes a file; a missing file is not an error.</summary>
    /// <exception cref="AstroException">FileAccessDenied: the file can't be removed.</exception>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // The folder was never created.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new AstroException(
                ErrorIds.FileAccessDenied, $"{path} can't be removed: {cause.Message}", "Change the permissions of the folder, or delete the file yourself.", path, cause);
        }
    }

    /// <summary>Creates a folder that only its user can read, because a query may reveal what somebody works on.</summary>
    /// <exception cref="AstroException">FileAccessDenied: the folder can't be created.</exception>
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
                ErrorIds.FileAccessDenied,
                $"The folder {folder} can't be created: {cause.Message}",
                $"Set the environment variable {Variable} to a folder where you have write permission.",
                folder,
                cause);
        }
    }
}
