namespace PSAstroXmatch.Engine.Tables;

/// <summary>Writes a file as a whole or not at all: an interrupted export leaves no half file and keeps what was there.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file under a temporary name in the same folder and renames it when it is complete.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <param name="write">Writes the content. Where it throws, nothing has changed.</param>
    /// <exception cref="AstroException">
    /// FileExists: it is there and may not be replaced. FolderNotFound: its folder is missing. FileAccessDenied: no right to write there.
    /// FileNotWritten: the disk is full or failed.
    /// </exception>
    public static void Write(string path, bool overwrite, Action<Stream> write)
    {
        (string full, string folder) = CheckTarget(path, overwrite);
        if (IsDevice(full))
        {
            using FileStream device = Create(path, full, full, FileMode.Open);
            Fill(path, full, device, write);
            return;
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        FileStream stream = Create(path, full, temporary, FileMode.CreateNew);
        bool done = false;
        try
        {
            Fill(path, full, stream, write);
            KeepMode(full, temporary);
            Rename(path, temporary, full, overwrite);
            done = true;
        }
        finally
        {
            if (!done)
                File.Delete(temporary);
        }
    }

    /// <summary>Refuses what <see cref="Write"/> would refuse before it writes: so a caller can, before it has done its work.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="overwrite">Whether a file that is there may be replaced.</param>
    /// <returns>The whole path, links followed, and its folder.</returns>
    /// <exception cref="AstroException">FileExists, FolderNotFound, FileAccessDenied: the path is that of a folder.</exception>
    public static (string Full, string Folder) CheckTarget(string path, bool overwrite)
    {
        string full = Target(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(full) ?? full;
        if (!Directory.Exists(folder))
            throw new AstroException("FolderNotFound", AstroErrorKind.NotFound, $"The folder {folder} does not exist.", "Make the folder first, or write elsewhere.", path);
        if (Directory.Exists(full))
            throw AccessDenied(path, $"{full} is a folder: it can't be written as a file.", null);
        return !overwrite && File.Exists(full) ? throw Exists(path, full) : (full, folder);
    }

    // What a link points at is replaced, not the link.
    private static string Target(string full) =>
        File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } target ? target.FullName : full;

    // A device, such as /dev/stdout, is written to: renaming a file over it would destroy it.
    private static bool IsDevice(string full) => !OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal) && File.Exists(full);

    private static void KeepMode(string full, string temporary)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(full))
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(full));
    }

    private static FileStream Create(string path, string full, string temporary, FileMode mode)
    {
        try
        {
            return new FileStream(temporary, mode, FileAccess.Write, FileShare.None);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw AccessDenied(path, $"{full} can't be written: no right to make files in its folder.", cause);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            // The folder is there, but its file system makes no files, such as /proc.
            throw AccessDenied(path, $"{full} can't be written: no files can be made in its folder.", cause);
        }
        catch (IOException cause)
        {
            throw NotWritten(path, full, cause);
        }
    }

    // A full disk shows while the content is written, when it is flushed, or when the stream is closed.
    private static void Fill(string path, string full, FileStream stream, Action<Stream> write)
    {
        try
        {
            using (stream)
            {
                write(stream);
                stream.Flush(flushToDisk: stream.CanSeek);
            }
        }
        catch (IOException cause)
        {
            throw NotWritten(path, full, cause);
        }
    }

    private static void Rename(string path, string temporary, string full, bool overwrite)
    {
        try
        {
            Move(temporary, full, overwrite);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw AccessDenied(path, $"{full} can't be replaced: it is protected or open in another program.", cause);
        }
        catch (IOException cause)
        {
            // It may have come into being while we wrote.
            throw !overwrite && File.Exists(full) ? Exists(path, full) : NotWritten(path, full, cause);
        }
    }

    // Whether a write-protected file may be replaced is the caller's to ask. Windows replaces none, so its protection is taken off for
    // that moment; elsewhere the new file has the mode of the old one.
    private static void Move(string temporary, string full, bool overwrite)
    {
        FileAttributes attributes = overwrite && OperatingSystem.IsWindows() && File.Exists(full) ? File.GetAttributes(full) : default;
        if (!attributes.HasFlag(FileAttributes.ReadOnly))
        {
            File.Move(temporary, full, overwrite);
            return;
        }

        File.SetAttributes(full, attributes & ~FileAttributes.ReadOnly);
        File.Move(temporary, full, overwrite);
        File.SetAttributes(full, attributes);
    }

    private static AstroException Exists(string path, string full) =>
        new("FileExists", AstroErrorKind.Access, $"The file {full} exists already.", "Leave -NoClobber out to replace it, or give another path.", path);

    private static AstroException AccessDenied(string path, string message, Exception? cause) =>
        new("FileAccessDenied", AstroErrorKind.Access, message, "Choose a path where you may write, or change the rights.", path, cause);

    private static AstroException NotWritten(string path, string full, Exception cause) =>
        new("FileNotWritten", AstroErrorKind.Access, $"{full} could not be written: {cause.Message}", "Check the free space, and whether files may be written there.", path, cause);
}
