namespace PSAstroXmatch.Host;

/// <summary>Finds the module that the host imports.</summary>
internal static class ModuleLocator
{
    /// <summary>Environment variable that names the module's folder or manifest, before every other place.</summary>
    public const string EnvironmentVariable = "PSASTROXMATCH_MODULE";

    private const string ManifestName = "PSAstroXmatch.psd1";

    /// <summary>Absolute path of the manifest.</summary>
    /// <exception cref="HostException">There is no module in any of the places.</exception>
    public static string Find() => Find(Environment.GetEnvironmentVariable(EnvironmentVariable), AppContext.BaseDirectory);

    /// <summary>Absolute path of the manifest, for the given value of the environment variable and folder of the program.</summary>
    public static string Find(string? fromEnvironment, string programFolder)
    {
        if (!string.IsNullOrEmpty(fromEnvironment))
        {
            bool isFolder = Directory.Exists(fromEnvironment);
            string named = Path.GetFullPath(isFolder ? Path.Combine(fromEnvironment, ManifestName) : fromEnvironment);
            if (File.Exists(named))
                return named;
            throw new HostException(
                $"There is no module manifest '{named}', which the environment variable {EnvironmentVariable} names. "
                + $"Let it name the folder of {ManifestName}, or remove it.",
                ExitCode.Failure);
        }
        string beside = Path.Combine(programFolder, "PSAstroXmatch", ManifestName);
        if (File.Exists(beside))
            return beside;
        for (DirectoryInfo? folder = new(programFolder); folder is not null; folder = folder.Parent)
        {
            string staged = Path.Combine(folder.FullName, "output", "PSAstroXmatch", ManifestName);
            if (File.Exists(staged))
                return staged;
        }
        throw new HostException(
            $"The module PSAstroXmatch was found neither beside '{programFolder}' nor in output/PSAstroXmatch above it. "
            + $"Build the repository, or name the module's folder in the environment variable {EnvironmentVariable}.",
            ExitCode.Failure);
    }
}
