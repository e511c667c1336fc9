using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Commands;

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
