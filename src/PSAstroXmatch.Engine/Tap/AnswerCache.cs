using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Complete answers of services, each in two files: the rows as a compressed VOTable, and notes about them, which name the file of the
/// rows. The notes are written last, to a temporary file that is then renamed, so that an answer is always either the old or the new
/// one, even if other processes use the folder or are killed. Damaged answers are treated as missing and removed; answers that cannot be
/// read at the moment are treated as missing.
/// </summary>
/// <param name="folder">The folder of the files.</param>
/// <param name="maxBytes">Maximum total size; the least recently used answers are removed first.</param>
public sealed class AnswerCache(string folder, long maxBytes = 2L << 30)
{
    private const string RowsEnding = ".vot.gz";
    private const string NotesEnding = ".json";

    // Files left behind by a killed process are removed once it is certain that nobody is still writing them.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    // Errors of a file that cannot be read at the moment but may be intact.
    private static readonly string[] NotDamage = [ErrorIds.FileNotFound, ErrorIds.FileAccessDenied, ErrorIds.FileNotReadable];

    private static readonly ConcurrentDictionary<string, AnswerCache> Shared = new();

    /// <summary>The cache of this user: a single object, so that services that use it compare as equal.</summary>
    public static AnswerCache OfUser => Shared.GetOrAdd(UserFolder.Cache, path => new AnswerCache(path));

    /// <summary>The answer with an id; null if there is no intact one.</summary>
    /// <param name="id">Id, see <see cref="AnswerKey"/>.</param>
    /// <param name="log">Receives a message about an answer that cannot be read.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public (AstroTable Table, CachedAnswer Notes)? Find(string id, Action<string>? log, CancellationToken cancellationToken)
    {
        if (ReadNotes(id) is not CachedAnswer notes)
            return null;
        try
        {
            AstroTable table = TableFile.Read(Path.Combine(folder, notes.RowsFile), null, cancellationToken);
            if (table.RowCount != notes.Rows)
                throw new InvalidDataException($"it has {ValueText.Count(table.RowCount)} rows instead of {ValueText.Count(notes.Rows)}");
            return (table.With(table.Columns, source: notes.Service), notes);
        }
        catch (Exception cause) when (cause is AstroException or InvalidDataException)
        {
            log?.Invoke($"A stored answer cannot be read: {cause.Message}");
            bool isDamage = cause is not AstroException { ErrorId: var error } || !NotDamage.Contains(error);
            // Another process may have replaced the answer since its notes were read.
            if (isDamage && ReadNotes(id)?.RowsFile == notes.RowsFile)
                TryRemove(id, log);
            return null;
        }
    }

    /// <summary>Counts a use of an answer, unless it was replaced or removed meanwhile.</summary>
    public void CountHit(CachedAnswer notes)
    {
        if (ReadNotes(notes.Id) is CachedAnswer now && now.RowsFile == notes.RowsFile)
            WriteNotes(now with { Hits = now.Hits + 1, LastUsed = DateTimeOffset.UtcNow });
    }

    /// <summary>Stores a complete answer, and makes room for it.</summary>
    /// <exception cref="AstroException">The files cannot be written.</exception>
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

    /// <summary>All stored answers, newest first.</summary>
    public IReadOnlyList<CachedAnswer> List() => !Directory.Exists(folder) ? [] :
    [
        .. Directory.GetFiles(folder, "*" + NotesEnding)
            .Select(path => ReadNotes(Path.GetFileName(path)[..^NotesEnding.Length]))
            .OfType<CachedAnswer>()
            .OrderByDescending(notes => notes.Created)
            .ThenBy(notes => notes.Id, StringComparer.Ordinal),
    ];

    /// <summary>Removes an answer; a missing one is not an error.</summary>
    /// <exception cref="AstroException">FileAccessDenied.</exception>
    public void Remove(string id)
    {
        CachedAnswer? notes = ReadNotes(id);
        // Notes first: rows without notes are not an answer.
        UserFolder.Delete(PathOf(id));
        if (notes is not null)
            UserFolder.Delete(Path.Combine(folder, notes.RowsFile));
    }

    /// <summary>Whether killed processes have left files behind.</summary>
    public bool HasAbandoned => FindAbandoned().Any();

    /// <summary>Removes files that killed processes have left behind.</summary>
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
            // It is treated as missing anyway.
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
            // Missing, or treated as missing: the answer is requested again.
            return null;
        }
    }

    private string PathOf(string id) => Path.Combine(folder, id + NotesEnding);
}

/// <summary>Information about a stored answer.</summary>
/// <param name="Id">Name of its files: a hash of service, user, query and uploads.</param>
public sealed record CachedAnswer(string Id)
{
    /// <summary>Name of the file with the rows, without its folder; a new one each time that the answer is requested again.</summary>
    public string RowsFile { get; init; } = "";

    /// <summary>Base URL of the service, without credentials.</summary>
    public string Service { get; init; } = "";

    /// <summary>The query.</summary>
    public string Query { get; init; } = "";

    /// <summary>Number of rows.</summary>
    public long Rows { get; init; }

    /// <summary>When the service sent it.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last used; if never, when it was created.</summary>
    public DateTimeOffset LastUsed { get; init; }

    /// <summary>How often it was used. Simultaneous use by two processes may count as one.</summary>
    public int Hits { get; init; }

    /// <summary>Size of its file in bytes.</summary>
    public long SizeBytes { get; init; }
}

/// <summary>Whether and how stored answers replace requests to a service.</summary>
/// <param name="Cache">The cache that stores the answers.</param>
public sealed record TapCaching(AnswerCache Cache)
{
    /// <summary>The maximum age of an answer; an older one is requested again.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Always sends the request, and stores the answer.</summary>
    public bool Refresh { get; init; }

    /// <summary>Sends nothing at all: uses a stored answer of any age; if there is none, that is an error.</summary>
    public bool Offline { get; init; }
}

/// <summary>The identity of a request: service, user, kind of request, query, limits and uploaded tables.</summary>
internal static class AnswerKey
{
    /// <summary>The id of the answer to a request. It reveals no secret: credentials enter only into a hash.</summary>
    /// <param name="service">Base URL of the service.</param>
    /// <param name="user">Authorization header of the user; null for none. Users may see different rows.</param>
    /// <param name="kind">Kind of request: a plain query, or one that is run in parts.</param>
    /// <param name="adql">The query as the caller gave it.</param>
    /// <param name="options">Limits and uploads.</param>
    /// <param name="cancellationToken">Cancels the hashing of large uploads.</param>
    public static string Of(Uri service, string? user, string kind, string adql, TapQueryOptions options, CancellationToken cancellationToken)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string? part in new[] { TapAddress.Show(service), user, kind, adql, ValueText.Format(options.MaxRow), ValueText.Format(options.MaxRec) })
            Append(hash, Encoding.UTF8.GetBytes(part ?? "\0"));
        foreach (TapUpload upload in options.Uploads.OrderBy(upload => upload.Name, StringComparer.Ordinal))
        {
            Append(hash, Encoding.UTF8.GetBytes(upload.Name));
            Append(hash, upload.ToVOTable(Tables.VOTable.VOTableSerialization.Binary2, cancellationToken));
        }

        return Convert.ToHexString(hash.GetHashAndReset())[..40].ToLowerInvariant();
    }

    // Prefixed by its length, so that no two different sequences of parts give the same bytes.
    private static void Append(IncrementalHash hash, byte[] part)
    {
        hash.AppendData(BitConverter.GetBytes((long)part.Length));
        hash.AppendData(part);
    }
}
