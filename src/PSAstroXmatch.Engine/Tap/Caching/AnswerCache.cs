using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text.Json;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Complete answers of services, each in two files: the rows as a compressed VOTable, and what is known of them, which names the file of
/// the rows. That is written last, beside and renamed: an answer is the old one or the new one as a whole, whoever else uses the folder
/// and whenever a process is killed. What is damaged counts as absent and is removed; what can't be read now counts as absent.
/// </summary>
/// <param name="folder">Where the files are.</param>
/// <param name="maxBytes">The most that they may take together; those that were not used for the longest time go first.</param>
public sealed class AnswerCache(string folder, long maxBytes = 2L << 30)
{
    private const string RowsEnding = ".vot.gz";
    private const string NotesEnding = ".json";

    // What a process that was killed left behind is removed when surely nobody writes it any more.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    // Errors of a file that can't be read at present; it may be whole.
    private static readonly string[] NotDamage = ["FileNotFound", "FileAccessDenied", "FileNotReadable"];

    private static readonly ConcurrentDictionary<string, AnswerCache> Shared = new();

    /// <summary>The cache of this user: one object, by which services that use it can be told to be the same.</summary>
    public static AnswerCache OfUser => Shared.GetOrAdd(UserFolder.Cache, path => new AnswerCache(path));

    /// <summary>The answer of an id; null where there is none that is whole.</summary>
    /// <param name="id">Id, see <see cref="AnswerKey"/>.</param>
    /// <param name="log">Is told of an answer that can't be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public (AstroTable Table, CachedAnswer Notes)? Find(string id, Action<string>? log, CancellationToken cancellationToken)
    {
        if (ReadNotes(id) is not CachedAnswer notes)
            return null;
        try
        {
            AstroTable table = TableFile.Read(Path.Combine(folder, notes.RowsFile), null, cancellationToken);
            if (table.RowCount != notes.Rows)
                throw new InvalidDataException($"it has {table.RowCount} rows in place of {notes.Rows}");
            return (table.With(table.Columns, source: notes.Service), notes);
        }
        catch (Exception cause) when (cause is AstroException or InvalidDataException)
        {
            log?.Invoke($"A stored answer can't be read: {cause.Message}");
            bool isDamage = cause is not AstroException { ErrorId: var error } || !NotDamage.Contains(error);
            // Another process may have replaced it since its notes were read.
            if (isDamage && ReadNotes(id)?.RowsFile == notes.RowsFile)
                TryRemove(id, log);
            return null;
        }
    }

    /// <summary>Counts that an answer was taken, unless it was replaced or removed meanwhile.</summary>
    public void CountHit(CachedAnswer notes)
    {
        if (ReadNotes(notes.Id) is CachedAnswer now && now.RowsFile == notes.RowsFile)
            WriteNotes(now with { Hits = now.Hits + 1, LastUsed = DateTimeOffset.UtcNow });
    }

    /// <summary>Stores a complete answer, and makes room for it.</summary>
    /// <exception cref="AstroException">The files can't be written.</exception>
    public void Store(string id, Uri service, string query, AstroTable table, CancellationToken cancellationToken)
    {
        UserFolder.Ensure(folder);
        CachedAnswer? old = ReadNotes(id);
        string rowsFile = $"{id}-{Guid.NewGuid().ToString("N")[..8]}{RowsEnding}", path = Path.Combine(folder, rowsFile);
        AtomicFile.Write(path, overwrite: false, file =>
        {
            using GZipStream compressed = new(file, CompressionLevel.Fastest, leaveOpen: true);
            VOTableWriter.Write(compressed, table, VOTableSerialization.Binary2, cancellationToken);
        });
        DateTimeOffset now = DateTimeOffset.UtcNow;
        WriteNotes(new CachedAnswer(id)
        {
            RowsFile = rowsFile,
            Service = TapAddress.Show(service),
            Query = query,
            Rows = table.RowCount,
            Created = now,
            LastUsed = now,
            SizeBytes = new FileInfo(path).Length,
        });
        if (old is not null)
            UserFolder.Delete(Path.Combine(folder, old.RowsFile));
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
        CachedAnswer? notes = ReadNotes(id);
        // The notes first: rows without notes are no answer.
        UserFolder.Delete(PathOf(id));
        if (notes is not null)
            UserFolder.Delete(Path.Combine(folder, notes.RowsFile));
    }

    /// <summary>Whether processes that were killed have left something behind.</summary>
    public bool HasAbandoned => FindAbandoned().Any();

    /// <summary>Removes what processes that were killed have left behind.</summary>
    /// <exception cref="AstroException">FileAccessDenied.</exception>
    public void RemoveAbandoned()
    {
        foreach (string path in FindAbandoned())
            UserFolder.Delete(path);
    }

    private IEnumerable<string> FindAbandoned()
    {
        if (!Directory.Exists(folder))
            return [];
        HashSet<string> used = [.. List().Select(notes => notes.RowsFile)];
        return Directory.GetFiles(folder, "*" + RowsEnding).Where(path => !used.Contains(Path.GetFileName(path)))
            .Concat(Directory.GetFiles(folder, ".*.tmp"))
            .Where(path => DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > Abandoned);
    }

    private void TryRemove(string id, Action<string>? log)
    {
        try
        {
            Remove(id);
        }
        catch (AstroException problem)
        {
            // It counts as absent all the same.
            log?.Invoke(problem.Message);
        }
    }

    private void MakeRoom(string newest)
    {
        RemoveAbandoned();
        long bytes = 0;
        foreach (CachedAnswer notes in List().OrderByDescending(notes => notes.Id == newest).ThenByDescending(notes => notes.LastUsed))
        {
            bytes += notes.SizeBytes;
            if (bytes > maxBytes && notes.Id != newest)
                Remove(notes.Id);
        }
    }

    private void WriteNotes(CachedAnswer notes) =>
        AtomicFile.Write(PathOf(notes.Id), overwrite: true, file => JsonSerializer.Serialize(file, notes));

    private CachedAnswer? ReadNotes(string id)
    {
        try
        {
            using FileStream file = new(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            CachedAnswer? notes = JsonSerializer.Deserialize<CachedAnswer>(file);
            return notes?.Id == id && notes.RowsFile.StartsWith(id, StringComparison.Ordinal) ? notes : null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            // Absent, or as good as absent: the answer is asked for anew.
            return null;
        }
    }

    private string PathOf(string id) => Path.Combine(folder, id + NotesEnding);
}
