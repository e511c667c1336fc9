using System.Management.Automation;

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
}
