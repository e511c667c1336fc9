using System.IO.Compression;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Writes a table in the format that the file's ending names.</summary>
internal static class TableOutput
{
    /// <summary>Refuses an ending that names no format, before any work is done.</summary>
    public static void CheckFormat(string file, bool unitRow)
    {
        TableFileWriter.CheckFormat(file);
        if (unitRow && TableFileWriter.IsVOTable(file))
        {
            throw new AstroException(
                "UnitRowInvalid",
                AstroErrorKind.InvalidArgument,
                "A VOTable carries units with its columns and has no row of units.",
                "Leave -UnitRow out, or write a .csv file.",
                file);
        }
    }

    /// <summary>Writes beside the file, then renames: the file is either the old or the whole new one.</summary>
    public static void Write(string file, AstroTable table, bool unitRow, bool overwrite, bool force, CancellationToken cancellationToken)
    {
        if (overwrite && File.Exists(file))
            Unprotect(file, force);
        AtomicFile.Write(file, overwrite, stream =>
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
    }

    // On Unix a rename asks for rights to the folder alone and would replace a protected file.
    private static void Unprotect(string file, bool force)
    {
        FileAttributes attributes = File.GetAttributes(file);
        if (!attributes.HasFlag(FileAttributes.ReadOnly))
            return;
        if (!force)
        {
            throw new AstroException(
                "FileAccessDenied", AstroErrorKind.Access, $"The file {file} is write-protected.", "Give -Force to replace it all the same, or another path.", file);
        }

        File.SetAttributes(file, attributes & ~FileAttributes.ReadOnly);
    }
}
