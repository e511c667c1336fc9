using System.Management.Automation;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// A file that a cmdlet writes, with the meaning of -Force and -NoClobber for all cmdlets: an existing file is replaced unless -NoClobber is
/// given; a write-protected one is replaced only with -Force.
/// </summary>
internal sealed class OutputFile
{
    private OutputFile(string path, bool force, bool noClobber)
    {
        Path = path;
        Force = force;
        Overwrite = !noClobber;
    }

    /// <summary>The path in the file system.</summary>
    public string Path { get; }

    /// <summary>Whether an existing file may be replaced.</summary>
    public bool Overwrite { get; }

    /// <summary>Whether a write-protected file may be replaced, too.</summary>
    public bool Force { get; }

    /// <summary>Creates it from the user's path.</summary>
    public static OutputFile Create(PSCmdlet cmdlet, string path, SwitchParameter force, SwitchParameter noClobber) =>
        new(FilePaths.Resolve(cmdlet, path), force, noClobber);

    /// <summary>Creates it from -OutFile; null if that is not given, in which case the two switches are not allowed.</summary>
    /// <exception cref="AstroException">ArgumentsConflict: a switch without -OutFile.</exception>
    public static OutputFile? Optional(PSCmdlet cmdlet, string? outFile, SwitchParameter force, SwitchParameter noClobber)
    {
        if (outFile is not null)
            return Create(cmdlet, outFile, force, noClobber);
        string? alone = force ? "-Force" : noClobber ? "-NoClobber" : null;
        return alone is null
            ? null
            : throw new AstroException(ErrorIds.ArgumentsConflict, $"{alone} needs -OutFile; nothing would be written without it.", $"Add -OutFile, or remove {alone}.");
    }

    /// <summary>Rejects a file that can't be written, before any work is done and again before the engine writes it.</summary>
    /// <exception cref="AstroException">FileExists, FileAccessDenied, FolderNotFound.</exception>
    public void Check() => ProtectedFile.Check(Path, Overwrite, Force);

    /// <summary>As <see cref="Check"/>, also for the file with the provenance that a text file of matches gets beside it.</summary>
    /// <exception cref="AstroException">As for <see cref="Check"/>.</exception>
    public void CheckWithProvenance()
    {
        Check();
        if (ProvenanceFile.PathFor(Path) is { } beside)
            ProtectedFile.Check(beside, Overwrite, Force);
    }
}

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

/// <summary>Writes the file of a cmdlet, as -Force and -NoClobber demand.</summary>
internal static class ProtectedFile
{
    /// <summary>Writes a temporary file beside it, then renames: the result is either the old file or the complete new one.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="force">Whether a write-protected file may be replaced.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string file, bool overwrite, bool force, Action<Stream> write)
    {
        Check(file, overwrite, force);
        AtomicFile.Write(file, overwrite, write);
    }

    /// <summary>Rejects a file that can't be written, before any work is done.</summary>
    /// <exception cref="AstroException">FileExists, FolderNotFound; FileAccessDenied: the file is write-protected and force is false.</exception>
    public static void Check(string file, bool overwrite, bool force)
    {
        AtomicFile.CheckTarget(file, overwrite);
        if (IsProtected(file) && !force)
        {
            throw new AstroException(
                ErrorIds.FileAccessDenied, $"The file {file} is write-protected.", "Use -Force to replace it anyway, or give another path.", file);
        }
    }

    // On Unix a rename needs write access to the folder only, and would replace a protected file.
    private static bool IsProtected(string file) => File.Exists(file) && File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly);
}
