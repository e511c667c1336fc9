namespace PSAstroXmatch.Engine.Storage;

/// <summary>Writes a file completely or not at all: an interrupted export leaves no partial file and keeps the existing one.</summary>
public static class AtomicFile
{
    /// <summary>Writes a file under a temporary name in the same folder and renames it when it is complete.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content. If it throws, nothing has changed.</param>
    /// <exception cref="AstroException">
    /// FileExists: the file exists and may not be replaced. FolderNotFound: its folder is missing. FileAccessDenied: no permission to write there.
    /// FileNotWritten: the disk is full or has failed.
    /// </exception>
    public static void Write(string path, bool overwrite, Action<Stream> write)
    {
        Task<bool> written = WriteAsync(path, overwrite, stream =>
        {
            write(stream);
            return Task.FromResult(true);
        });
        // The task is done already: nothing in it is waited for.
        written.GetAwaiter().GetResult();
    }

    /// <summary>As <see cref="Write"/>, for content that arrives over time.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="write">Writes the content. If it throws, nothing has changed.</param>
    /// <returns>What the writing returns.</returns>
    /// <exception cref="AstroException">As for <see cref="Write"/>.</exception>
    public static async Task<T> WriteAsync<T>(string path, bool overwrite, Func<Stream, Task<T>> write)
    {
        (string full, string folder) = CheckTarget(path, overwrite);
        if (IsDevice(full))
        {
            using FileStream device = Create(path, full, full, FileMode.Open);
            return await FillAsync(path, full, device, write).ConfigureAwait(false);
        }

        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Guid.NewGuid():N}.tmp");
        FileStream stream = Create(path, full, temporary, FileMode.CreateNew);
        bool done = false;
        try
        {
            T result = await FillAsync(path, full, stream, write).ConfigureAwait(false);
            KeepMode(full, temporary);
            Rename(path, temporary, full, overwrite);
            done = true;
            return result;
        }
        finally
        {
            if (!done)
                File.Delete(temporary);
        }
    }

    /// <summary>Makes the checks of <see cref="Write"/>, so that a caller can fail before it has done its work.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <returns>The full path, with links followed, and its folder.</returns>
    /// <exception cref="AstroException">FileExists, FolderNotFound, FileAccessDenied: the path is that of a folder.</exception>
    public static (string Full, string Folder) CheckTarget(string path, bool overwrite)
    {
        string full = Target(Path.GetFullPath(path));
        string folder = Path.GetDirectoryName(full) ?? full;
        if (!Directory.Exists(folder))
            throw new AstroException(ErrorIds.FolderNotFound, $"The folder {folder} does not exist.", "Create the folder first, or use another path.", path);
        if (Directory.Exists(full))
            throw AccessDenied(path, $"{full} is a folder, not a file.", null);
        return !overwrite && File.Exists(full) ? throw Exists(path, full) : (full, folder);
    }

    // The target of a link is replaced, not the link itself.
    private static string Target(string full) =>
        File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is { } target ? target.FullName : full;

    /// <summary>Whether a full path is that of a device such as /dev/stdout, which must be written to directly: renaming a file over it would destroy it.</summary>
    internal static bool IsDevice(string full) => !OperatingSystem.IsWindows() && full.StartsWith("/dev/", StringComparison.Ordinal) && File.Exists(full);

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
            throw AccessDenied(path, $"{full} can't be written: no permission to create files in its folder.", cause);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            // The folder exists, but its file system, such as /proc, does not allow new files.
            throw AccessDenied(path, $"{full} can't be written: files can't be created in its folder.", cause);
        }
        catch (IOException cause)
        {
            throw NotWritten(path, full, cause);
        }
    }

    // A full disk may show while the content is written, when it is flushed, or when the stream is closed.
    private static async Task<T> FillAsync<T>(string path, string full, FileStream stream, Func<Stream, Task<T>> write)
    {
        try
        {
            using (stream)
            {
                T result = await write(stream).ConfigureAwait(false);
                stream.Flush(flushToDisk: stream.CanSeek);
                return result;
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
            // Another process may have created the file in the meantime.
            throw !overwrite && File.Exists(full) ? Exists(path, full) : NotWritten(path, full, cause);
        }
    }

    // The caller decides whether a write-protected file may be replaced. Windows never replaces one, so the protection is removed for
    // that moment; elsewhere the new file gets the mode of the old one.
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
        new(ErrorIds.FileExists, $"The file {full} already exists.", "Give another path, or allow the file to be replaced.", path);

    private static AstroException AccessDenied(string path, string message, Exception? cause) =>
        new(ErrorIds.FileAccessDenied, message, "Choose a path where you have write permission, or change the permissions.", path, cause);

    private static AstroException NotWritten(string path, string full, Exception cause) =>
        new(ErrorIds.FileNotWritten, $"{full} could not be written: {cause.Message}", "Check the free space and the permissions of the folder.", path, cause);
}
