using System.IO.Compression;
using System.Text.Json;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Complete answers of services, each in two files: the rows as a compressed VOTable, and what is known of them. Both are written
/// beside and renamed, the second one last, so that an answer is there as a whole or not at all, whoever else uses the folder and
/// whenever a process is killed. What can't be read counts as absent and is removed.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="maxBytes">The most that they may take together; those that were not used for the longest time go first.</param>
public sealed class AnswerCache(string folder, long maxBytes = 2L << 30)
{
    private const string RowsEnding = ".vot.gz";
    private const string NotesEnding = ".json";

    /// <summary>The cache of this user.</summary>
    public static AnswerCache OfUser => new(UserFolder.Cache);

    /// <summary>The answer of an id and how old it is; null where there is none that is whole.</summary>
    /// <param name="id">Id, see <see cref="AnswerKey"/>.</param>
    /// <param name="log">Is told of an answer that can't be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public (AstroTable Table, CachedAnswer Notes)? Find(string id, Action<string>? log, CancellationToken cancellationToken)
    {
        if (ReadNotes(id) is not CachedAnswer notes)
            return null;
        try
        {
            AstroTable table = TableFile.Read(PathOf(id, RowsEnding), null, cancellationToken);
            if (table.RowCount != notes.Rows)
                throw new InvalidDataException($"it has {table.RowCount} rows in place of {notes.Rows}");
            return (new AstroTable(table.Columns, table.RowCount)
            {
                Name = table.Name,
                Description = table.Description,
                Source = notes.Service,
                Parameters = table.Parameters,
            }, notes);
        }
        catch (Exception cause) when (cause is AstroException or InvalidDataException)
        {
            log?.Invoke($"A stored answer can't be read and is removed: {cause.Message}");
            Remove(id);
            return null;
        }
    }

    /// <summary>Counts that an answer was taken.</summary>
    public void CountHit(CachedAnswer notes)
    {
        // Removed meanwhile by another process: then it shall not come back as notes without rows.
        if (File.Exists(PathOf(notes.Id, RowsEnding)))
            WriteNotes(notes with { Hits = notes.Hits + 1, LastUsed = DateTimeOffset.UtcNow });
    }

    /// <summary>Stores a complete answer, and makes room for it.</summary>
    /// <exception cref="AstroException">The files can't be written.</exception>
    public void Store(string id, Uri service, string query, AstroTable table, CancellationToken cancellationToken)
    {
        UserFolder.Ensure(folder);
        AtomicFile.Write(PathOf(id, RowsEnding), overwrite: true, file =>
        {
            using GZipStream compressed = new(file, CompressionLevel.Fastest, leaveOpen: true);
            VOTableWriter.Write(compressed, table, VOTableSerialization.Binary2, cancellationToken);
        });
        DateTimeOffset now = DateTimeOffset.UtcNow;
        WriteNotes(new CachedAnswer(id)
        {
            Service = TapAddress.Show(service),
            Query = query,
            Rows = table.RowCount,
            Created = now,
            LastUsed = now,
            SizeBytes = new FileInfo(PathOf(id, RowsEnding)).Length,
        });
        MakeRoom(id);
    }

    /// <summary>All stored answers, the newest first.</summary>
    public IReadOnlyList<CachedAnswer> List() => !Directory.Exists(folder) ? [] :
    [
        .. Directory.GetFiles(folder, "*" + NotesEnding)
            .Select(path => ReadNotes(Path.GetFileName(path)[..^NotesEnding.Length]))
            .OfType<CachedAnswer>()
            .OrderByDescending(notes => notes.Created)
            .ThenBy(notes => notes.Id, StringComparer.Ordinal),
    ];

    /// <summary>Removes an answer; one that is not there is no fault.</summary>
    /// <exception cref="AstroException">FileAccessDenied.</exception>
    public void Remove(string id)
    {
        // The notes first: rows without notes are no answer.
        foreach (string path in new[] { PathOf(id, NotesEnding), PathOf(id, RowsEnding) })
        {
            try
            {
                File.Delete(path);
            }
            catch (DirectoryNotFoundException)
            {
                // Nothing was ever stored.
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new AstroException(
                    "FileAccessDenied", AstroErrorKind.Access, $"{path} can't be removed: {cause.Message}", "Change the rights of the folder, or delete it by hand.", path, cause);
            }
        }
    }

    private void MakeRoom(string newest)
    {
        long bytes = 0;
        foreach (CachedAnswer notes in List().OrderByDescending(notes => notes.Id == newest).ThenByDescending(notes => notes.LastUsed))
        {
            bytes += notes.SizeBytes;
            if (bytes > maxBytes && notes.Id != newest)
                Remove(notes.Id);
        }
    }

    private void WriteNotes(CachedAnswer notes) =>
        AtomicFile.Write(PathOf(notes.Id, NotesEnding), overwrite: true, file => JsonSerializer.Serialize(file, notes));

    private CachedAnswer? ReadNotes(string id)
    {
        try
        {
            using FileStream file = new(PathOf(id, NotesEnding), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            CachedAnswer? notes = JsonSerializer.Deserialize<CachedAnswer>(file);
            return notes?.Id == id ? notes : null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            // Absent, or as good as absent: the answer is asked for anew.
            return null;
        }
    }

    private string PathOf(string id, string ending) => Path.Combine(folder, id + ending);
}
