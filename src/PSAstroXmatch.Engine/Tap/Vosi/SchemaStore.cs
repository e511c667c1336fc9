using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// What services have told of their tables and columns, kept in one file a service, so that tab completion needs no network. A file
/// that can't be read counts as none: the next question to the service makes it anew.
/// </summary>
/// <param name="folder">Where the files are.</param>
public sealed class SchemaStore(string folder)
{
    /// <summary>The store of this user.</summary>
    public static SchemaStore OfUser => new(UserFolder.Schemas);

    /// <summary>The tables of a service that are known, some with their columns; none where it was never asked.</summary>
    /// <param name="service">Base URL of the service.</param>
    public IReadOnlyList<TapTableInfo> Find(Uri service)
    {
        try
        {
            using FileStream file = new(PathOf(service), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return JsonSerializer.Deserialize<TapTableInfo[]>(file) ?? [];
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    /// <summary>Keeps what a service told: tables are added or replaced; columns that were known stay where none are given.</summary>
    /// <exception cref="AstroException">The file can't be written.</exception>
    public void Keep(Uri service, IEnumerable<TapTableInfo> tables)
    {
        Dictionary<string, TapTableInfo> known = Find(service).ToDictionary(table => table.Name, StringComparer.Ordinal);
        foreach (TapTableInfo table in tables)
            known[table.Name] = table.Columns is null && known.TryGetValue(table.Name, out TapTableInfo? old) ? table with { Columns = old.Columns } : table;
        UserFolder.Ensure(folder);
        AtomicFile.Write(PathOf(service), overwrite: true, file =>
            JsonSerializer.Serialize(file, known.Values.OrderBy(table => table.Name, StringComparer.Ordinal)));
    }

    // The host makes the file's name readable, the hash makes it the service's own.
    private string PathOf(Uri service)
    {
        string shown = TapAddress.Show(service);
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shown)))[..16].ToLowerInvariant();
        return Path.Combine(folder, $"{service.IdnHost.Replace(':', '_')}-{hash}.json");
    }
}
