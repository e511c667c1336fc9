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
        if (overwrite && File.Exists(file))
            Unprotect(file, force);
        AtomicFile.Write(file, overwrite, write);
    }

    // On Unix a rename asks for rights to the folder alone and would replace a protected file.
    private static void Unprotect(string file, bool force)
    {
        FileAttributes attributes = File.GetAttributes(file);
        if (!attributes.HasFlag(FileAttributes.ReadOnly))
            return;
        if (!force)
        {
            throw new AstroException(
                "FileAccessDenied", AstroErrorKind.Access, $"The file {file} is write-protected.", "Give -Force to replace it all the same, or another path.", file);
        }

        File.SetAttributes(file, attributes & ~FileAttributes.ReadOnly);
    }
}
