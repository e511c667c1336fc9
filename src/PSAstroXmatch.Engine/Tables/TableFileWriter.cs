using System.IO.Compression;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Writes a table block by block to a file whose extension gives the format: .csv, .tsv, .vot, .votable or .xml; .gz compresses.</summary>
public static class TableFileWriter
{
    /// <summary>Rejects an extension of no known format, before any work is done.</summary>
    /// <exception cref="AstroException">FormatUnknown.</exception>
    public static void CheckFormat(string path)
    {
        if (!IsText(Ending(path)) && !IsVOTable(path))
        {
            throw new AstroException(
                ErrorIds.FormatUnknown,
                $"'{path}' can't be written: '{Ending(path)}' is not a supported extension.",
                "Use .csv, .tsv, .vot or .xml (VOTable), each also with .gz.",
                path);
        }
    }

    /// <summary>Writes the blocks; an existing file is not touched until the new one is complete.</summary>
    /// <param name="path">The file.</param>
    /// <param name="overwrite">Whether an existing file may be replaced.</param>
    /// <param name="blocks">The rows: at least one block, all with the same columns. They are enumerated one by one.</param>
    /// <param name="cancellationToken">Cancels the writing; no file is left behind.</param>
    /// <param name="provenance">
    /// Tells, after the last block, how the rows were made: a VOTable gets it as INFO after its rows, a text file in a file beside it
    /// (<see cref="ProvenanceFile"/>). Null for that of the first block.
    /// </param>
    /// <returns>Number of rows written.</returns>
    /// <exception cref="AstroException">FormatUnknown, ValueInvalid, and the errors of <see cref="AtomicFile"/>.</exception>
    public static long Write(
        string path, bool overwrite, IEnumerable<AstroTable> blocks, CancellationToken cancellationToken, Func<MatchProvenance>? provenance = null)
    {
        CheckFormat(path);
        if (provenance is not null && ProvenanceFile.PathFor(path) is { } beside)
            AtomicFile.CheckTarget(beside, overwrite);
        long rows = 0;
        MatchProvenance ofBlocks = MatchProvenance.Empty;
        IEnumerable<AstroTable> seen = blocks.Select((block, i) =>
        {
            if (i == 0)
                ofBlocks = block.GetProvenance();
            return block;
        });
        MatchProvenance Made() => provenance?.Invoke() ?? ofBlocks;
        AtomicFile.Write(path, overwrite, stream =>
        {
            using GZipStream? compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)
                : null;
            rows = IsVOTable(path)
                ? WriteVOTable(compressed ?? stream, seen, Made, cancellationToken)
                : WriteText(compressed ?? stream, seen, Delimiter(path), cancellationToken);
        });
        ProvenanceFile.Replace(path, overwrite, rows, Made());
        return rows;
    }

    private static long WriteText(Stream stream, IEnumerable<AstroTable> blocks, char delimiter, CancellationToken cancellationToken)
    {
        long rows = 0;
        using CsvTableWriter writer = new(stream, new CsvWriteOptions { Delimiter = delimiter });
        foreach (AstroTable block in blocks)
        {
            writer.WriteBlock(block, cancellationToken);
            rows += block.RowCount;
        }
        return rows;
    }

    private static long WriteVOTable(Stream stream, IEnumerable<AstroTable> blocks, Func<MatchProvenance> provenance, CancellationToken cancellationToken)
    {
        long rows = 0;
        VOTableWriter? writer = null;
        foreach (AstroTable block in blocks)
        {
            writer ??= new VOTableWriter(
                stream, [.. block.Columns.Select(column => column.Info)], name: block.Name, description: block.Description, parameters: block.Parameters);
            writer.WriteBlock(block, cancellationToken);
            rows += block.RowCount;
        }
        writer?.Complete(provenance().ToParameters());
        return rows;
    }

    /// <summary>Whether the extension is one of VOTable.</summary>
    public static bool IsVOTable(string path) => Ending(path) is ".vot" or ".votable" or ".xml";

    /// <summary>The delimiter of a text file with this extension.</summary>
    public static char Delimiter(string path) => Ending(path) == ".tsv" ? '\t' : ',';

    private static bool IsText(string ending) => ending is ".csv" or ".tsv" or ".txt";

    private static string Ending(string path)
    {
        string name = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? path[..^3] : path;
        return Path.GetExtension(name).ToLowerInvariant();
    }
}
