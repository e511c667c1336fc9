using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Writes the file of a cmdlet with -Force and -NoClobber.</summary>
internal static class ProtectedFile
{
    /// <summary>Writes beside the file, then renames: the file is either the old or the whole new one.</summary>
    /// <param name="file">Path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="force">Whether one that is write-protected may.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string file, bool overwrite, bool force, Action<Stream> write)
    {
        Check(file, overwrite, force);
        AtomicFile.Write(file, overwrite, write);
    }

    /// <summary>Refuses a file that can't be written, before any work is done.</summary>
    /// <exception cref="AstroException">FileExists, FolderNotFound; FileAccessDenied: write-protected, and not forced.</exception>
    public static void Check(string file, bool overwrite, bool force)
    {
        AtomicFile.CheckTarget(file, overwrite);
        if (IsProtected(file) && !force)
        {
            throw new AstroException(
                "FileAccessDenied", AstroErrorKind.Access, $"The file {file} is write-protected.", "Give -Force to replace it all the same, or another path.", file);
        }
    }

    // On Unix a rename asks for rights to the folder alone and would replace a protected file.
    private static bool IsProtected(string file) => File.Exists(file) && File.GetAttributes(file).HasFlag(FileAttributes.ReadOnly);
}
