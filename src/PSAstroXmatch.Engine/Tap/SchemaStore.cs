using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using PSAstroXmatch.Engine.Storage;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Metadata about the tables and columns of services, stored in one file per service, so that tab completion needs no network. A file
/// that cannot be read is treated as missing: the next request to the service replaces it.
/// </summary>
/// <param name="folder">The folder of the files.</param>
public sealed class SchemaStore(string folder)
{
    /// <summary>The store of this user.</summary>
    public static SchemaStore OfUser => new(UserFolder.Schemas);

    /// <summary>The known tables of a service, some with their columns; empty if it was never queried.</summary>
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

    /// <summary>Stores metadata from a service: tables are added or replaced; known columns are kept if none are given.</summary>
    /// <exception cref="AstroException">The file cannot be written.</exception>
    public void Keep(Uri service, IEnumerable<TapTableInfo> tables)
    {
        Dictionary<string, TapTableInfo> known = Find(service).ToDictionary(table => table.Name, StringComparer.Ordinal);
        foreach (TapTableInfo table in tables)
            known[table.Name] = table.Columns is null && known.TryGetValue(table.Name, out TapTableInfo? old) ? table with { Columns = old.Columns } : table;
        UserFolder.Ensure(folder);
        AtomicFile.Write(PathOf(service), overwrite: true, file =>
            JsonSerializer.Serialize(file, known.Values.OrderBy(table => table.Name, StringComparer.Ordinal)));
    }

    // The host makes the file name readable, the hash makes it unique to the service.
    private string PathOf(Uri service)
    {
        string shown = TapAddress.Show(service);
        string hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shown)))[..16].ToLowerInvariant();
        return Path.Combine(folder, $"{service.IdnHost.Replace(':', '_')}-{hash}.json");
    }
}
