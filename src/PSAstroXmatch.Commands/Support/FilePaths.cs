using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Paths as a user of PowerShell writes them: relative to the session's location, on a drive, with wildcards.</summary>
internal static class FilePaths
{
    /// <summary>The path in the file system; it need not exist.</summary>
    public static string Resolve(PSCmdlet cmdlet, string path)
    {
        try
        {
            string resolved = cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out ProviderInfo provider, out _);
            return provider.Name == "FileSystem" ? resolved : throw NotAFile(path, provider.Name);
        }
        catch (Exception problem) when (problem is System.Management.Automation.DriveNotFoundException or ProviderNotFoundException)
        {
            throw new AstroException(ErrorIds.FileNotFound, $"{path}: {problem.Message}", "Give a path in the file system.", path, problem);
        }
    }

    /// <summary>The files that match a path with wildcards; an error if there are none.</summary>
    public static IReadOnlyList<string> ResolveExisting(PSCmdlet cmdlet, string path)
    {
        if (!WildcardPattern.ContainsWildcardCharacters(path))
            return [Resolve(cmdlet, path)];
        try
        {
            IReadOnlyList<string> found = cmdlet.SessionState.Path.GetResolvedProviderPathFromPSPath(path, out ProviderInfo provider);
            if (provider.Name != "FileSystem")
                throw NotAFile(path, provider.Name);
            if (found.Count > 0)
                return found;
        }
        catch (ItemNotFoundException)
        {
            // Reported below, like a pattern that matches nothing.
        }

        throw new AstroException(
            ErrorIds.FileNotFound, $"No file matches '{path}'.", "Check the path, or use -LiteralPath if the name contains [ or ].", path);
    }

    private static AstroException NotAFile(string path, string provider) => new(
        ErrorIds.FileNotFound, $"'{path}' is in PowerShell's {provider} provider, not in the file system.", "Give the path of a file.", path);
}
