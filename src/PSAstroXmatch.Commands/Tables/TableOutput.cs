using System.IO.Compression;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Writes a table in the format given by the file extension.</summary>
internal static class TableOutput
{
    /// <summary>Rejects an extension of no known format, before any work is done.</summary>
    public static void CheckFormat(string file, bool unitRow)
    {
        TableFileWriter.CheckFormat(file);
        if (unitRow && TableFileWriter.IsVOTable(file))
        {
            throw new AstroException(
                ErrorIds.UnitRowInvalid,
                "A VOTable stores units with its columns, so -UnitRow does not apply.",
                "Remove -UnitRow, or write a .csv file.",
                file);
        }
    }

    /// <summary>Writes a temporary file beside it, then renames: the result is either the old file or the complete new one.</summary>
    public static void Write(OutputFile output, AstroTable table, bool unitRow, CancellationToken cancellationToken)
    {
        string file = output.Path;
        MatchProvenance provenance = table.GetProvenance();
        string? beside = provenance.Count > 0 ? ProvenanceFile.PathFor(file) : null;
        if (beside is not null)
            ProtectedFile.Check(beside, output.Overwrite, output.Force);
        ProtectedFile.Write(file, output.Overwrite, output.Force, stream =>
        {
            using GZipStream? compressed = file.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)
                : null;
            Stream target = compressed ?? stream;
            cancellationToken.ThrowIfCancellationRequested();
            if (TableFileWriter.IsVOTable(file))
                VOTableWriter.Write(target, table);
            else
                CsvTableWriter.Write(target, table, new CsvWriteOptions { Delimiter = TableFileWriter.Delimiter(file), UnitRow = unitRow });
            cancellationToken.ThrowIfCancellationRequested();
        });
        ProvenanceFile.Replace(file, output.Overwrite, table.RowCount, provenance);
    }
}
