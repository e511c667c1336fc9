using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>
/// A file that a cmdlet writes. What -Force and -NoClobber mean is said here once for all cmdlets: a file is replaced, unless
/// -NoClobber forbids it; one that is write-protected only with -Force.
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

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; }

    /// <summary>Whether a file that is write-protected is replaced too.</summary>
    public bool Force { get; }

    /// <summary>The file that a user names.</summary>
    public static OutputFile Create(PSCmdlet cmdlet, string path, SwitchParameter force, SwitchParameter noClobber) =>
        new(FilePaths.Resolve(cmdlet, path), force, noClobber);

    /// <summary>The file that -OutFile names; null where it is not given, and then the two switches have no meaning.</summary>
    /// <exception cref="AstroException">ArgumentsConflict: a switch without -OutFile.</exception>
    public static OutputFile? Optional(PSCmdlet cmdlet, string? outFile, SwitchParameter force, SwitchParameter noClobber)
    {
        if (outFile is not null)
            return Create(cmdlet, outFile, force, noClobber);
        string? alone = force ? "-Force" : noClobber ? "-NoClobber" : null;
        return alone is null
            ? null
            : throw Errors.InvalidArgument("ArgumentsConflict", $"{alone} is given without -OutFile, so nothing is written.", $"Give -OutFile too, or leave {alone} out.");
    }

    /// <summary>Refuses a file that can't be written, before any work is done, and again where it is written by the engine.</summary>
    /// <exception cref="AstroException">FileExists, FileAccessDenied, FolderNotFound.</exception>
    public void Check() => ProtectedFile.Check(Path, Overwrite, Force);
}
