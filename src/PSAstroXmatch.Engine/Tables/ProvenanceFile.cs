using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using PSAstroXmatch.Engine.Storage;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>
/// The provenance of a table in a text file, which has no room for it: a file beside it, named matches.csv.provenance.json. It has the SHA-256
/// of the table, so that anyone can tell whether it still belongs to it.
/// </summary>
public static class ProvenanceFile
{
    /// <summary>What the name of the file has after that of the table.</summary>
    internal const string Ending = ".provenance.json";

    private static readonly JsonWriterOptions Format = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The path for a table; null if there is no such file, as for a VOTable, which has its provenance itself, and for a device.</summary>
    /// <param name="table">Path of the table.</param>
    public static string? PathFor(string table) =>
        TableFileWriter.IsVOTable(table) || AtomicFile.IsDevice(Path.GetFullPath(table)) ? null : table + Ending;

    /// <summary>The content of the file.</summary>
    /// <param name="table">Path of the complete table.</param>
    /// <param name="rows">Number of its rows.</param>
    /// <param name="provenance">How it was made.</param>
    /// <returns>JSON in UTF-8: file, sha256, rows, and the entries in their order, each with name, value and, where there are any, unit and comment.</returns>
    public static byte[] Create(string table, long rows, MatchProvenance provenance)
    {
        using MemoryStream content = new();
        using (Utf8JsonWriter writer = new(content, Format))
        {
            writer.WriteStartObject();
            writer.WriteString("file", Path.GetFileName(table));
            writer.WriteString("sha256", Hash(table));
            writer.WriteNumber("rows", rows);
            writer.WriteStartArray("provenance");
            foreach (ProvenanceEntry entry in provenance)
                Write(writer, entry);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        // The same bytes on every system.
        return [.. content.ToArray().Where(value => value != (byte)'\r'), (byte)'\n'];
    }

    /// <summary>Writes the file of a table, or removes that of an earlier table of the same name if this one has no provenance.</summary>
    /// <param name="table">Path of the complete table.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="rows">Number of rows of the table.</param>
    /// <param name="provenance">How it was made.</param>
    /// <exception cref="AstroException">The errors of <see cref="AtomicFile.Write"/>.</exception>
    public static void Replace(string table, bool overwrite, long rows, MatchProvenance provenance)
    {
        if (PathFor(table) is not { } path)
            return;
        if (provenance.Count > 0)
        {
            byte[] content = Create(table, rows, provenance);
            AtomicFile.Write(path, overwrite, stream => stream.Write(content));
        }
        else if (overwrite && File.Exists(path))
        {
            Remove(path);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new AstroException(
                ErrorIds.FileNotWritten,
                $"{path} belongs to an earlier table and could not be removed: {cause.Message}",
                "Remove it yourself.",
                path,
                cause);
        }
    }

    private static void Write(Utf8JsonWriter writer, ProvenanceEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("name", entry.Name);
        writer.WriteString("value", entry.Value);
        if (entry.Unit is not null)
            writer.WriteString("unit", entry.Unit);
        if (entry.Comment is not null)
            writer.WriteString("comment", entry.Comment);
        writer.WriteEndObject();
    }

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexString(SHA256.HashData(file)).ToLowerInvariant();
    }
}
