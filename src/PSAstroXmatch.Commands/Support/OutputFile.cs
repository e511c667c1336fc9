using System.Management.Automation;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>
/// A file that a cmdlet writes. What -Force and -NoClobber mean is said here once for all cmdlets: a file is replaced, unless
/// -NoClobber forbids it; one that is write-protected only with -Force.
/// </summary>
internal sealed class OutputFile
{
    private readonly bool _force;

    private OutputFile(string path, bool force, bool noClobber)
    {
        Path = path;
        _force = force;
        Overwrite = !noClobber;
    }

    /// <summary>The path in the file system.</summary>
    public string Path { get; }

    /// <summary>Whether a file that is there may be replaced.</summary>
    public bool Overwrite { get; }

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

    /// <summary>Refuses a file that can't be written, before any work is done.</summary>
    /// <exception cref="AstroException">FileExists, FileAccessDenied, FolderNotFound.</exception>
    public void Check()
    {
        AtomicFile.CheckTarget(Path, Overwrite);
        if (IsProtected && !_force)
        {
            throw new AstroException(
                "FileAccessDenied", AstroErrorKind.Access, $"The file {Path} is write-protected.", "Give -Force to replace it all the same, or another path.", Path);
        }
    }

    /// <summary>As <see cref="Check"/>, and takes the protection off a file that -Force replaces. Called right before writing.</summary>
    public void Prepare()
    {
        Check();
        if (IsProtected)
            File.SetAttributes(Path, File.GetAttributes(Path) & ~FileAttributes.ReadOnly);
    }

    // On Unix a rename asks for rights to the folder alone and would replace a protected file.
    private bool IsProtected => File.Exists(Path) && File.GetAttributes(Path).HasFlag(FileAttributes.ReadOnly);
}
