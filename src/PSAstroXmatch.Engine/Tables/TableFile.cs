using PSAstroXmatch.Engine.Tables.Fits;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables;

/// <summary>Opens table files of all supported formats; the format is recognized by content, not by name.</summary>
public static class TableFile
{
    private const int HeadLength = 1024;

    // Enough for the header of a text file with a few thousand columns.
    private const int NamesLength = 1 << 16;

    /// <summary>Reads a whole table.</summary>
    /// <inheritdoc cref="Open(string, TableReadOptions?)"/>
    public static AstroTable Read(string path, TableReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        using TableReader reader = Open(path, options);
        AstroTable table = reader.ReadToEnd(cancellationToken);
        return reader is CsvTableReader or EcsvTableReader or IpacTableReader && !EndsWithLine(path)
            ? table.WithWarning($"{path} does not end with a line break. If the file was truncated, its last value may have lost digits.")
            : table;
    }

    // A truncated number is still a number. A truncated compressed file is detected elsewhere.
    private static bool EndsWithLine(string path)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        if (!file.CanSeek || file.Length < 2)
            return true;
        Span<byte> head = stackalloc byte[2];
        file.ReadExactly(head);
        if (head is [0x1F, 0x8B] or [(byte)'B', (byte)'Z'] or [0xFF, 0xFE] or [0xFE, 0xFF])
            return true;
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte() is '\n' or '\r';
    }

    /// <summary>Opens a table file, which may be compressed with gzip or bzip2, to read it block by block.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="options">The table of the file, and its format.</param>
    /// <exception cref="AstroException">
    /// FileNotFound, FileAccessDenied, TableEmpty, TableFormatUnknown, TableNotFound, CompressedFileDamaged, and the errors of the format.
    /// </exception>
    public static TableReader Open(string path, TableReadOptions? options = null)
    {
        Stream stream = OpenPlain(path, options?.Progress);
        try
        {
            return Open(stream, path, options ?? new TableReadOptions(), () => OpenPlain(path, options?.Progress));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a table from an uncompressed stream, which the reader then owns.</summary>
    /// <param name="stream">The bytes of the table.</param>
    /// <param name="source">Path or address, for errors.</param>
    /// <param name="options">The table, and its format.</param>
    public static TableReader Open(Stream stream, string source, TableReadOptions? options = null) =>
        Open(stream, source, options ?? new TableReadOptions(), null);

    /// <summary>Reads the names of the columns only, which is fast for a file of any size: at most the first 64 KiB of a text file.</summary>
    /// <returns>Names in their order; none if the header of a text file is longer than that.</returns>
    /// <inheritdoc cref="Open(string, TableReadOptions?)"/>
    public static IReadOnlyList<string> ReadColumnNames(string path, TableReadOptions? options = null)
    {
        using Stream plain = OpenPlain(path);
        (byte[] head, Stream whole) = PrefixedStream.Peek(plain, NamesLength);
        if (head.Length == 0)
            throw TableErrors.Empty(path);
        TableFormat format = options?.Format ?? TableFormatDetector.Detect(head.AsSpan(0, Math.Min(head.Length, HeadLength)), path);
        if (format is TableFormat.Fits or TableFormat.VOTable)
        {
            using TableReader reader = Open(whole, path, options);
            return [.. reader.Columns.Select(column => column.Name)];
        }

        // Without a line end, the header may be cut off within a name.
        int end = head.Length < NamesLength ? head.Length : Array.LastIndexOf(head, (byte)'\n') + 1;
        if (end == 0)
            return [];
        MemoryStream lines = new(head, 0, end);
        if (format == TableFormat.Csv)
        {
            using DelimitedRows rows = DelimitedRows.Open(TextDecoding.Open(lines, path, leaveOpen: false), path, _ => null);
            return ColumnNames.MakeUnique(rows.Header);
        }

        using TableReader text = Open(lines, path, options);
        return [.. text.Columns.Select(column => column.Name)];
    }

    private static TableReader Open(Stream stream, string source, TableReadOptions options, Func<Stream>? reopen)
    {
        (byte[] head, Stream whole) = PrefixedStream.Peek(stream, HeadLength);
        if (head.Length == 0)
            throw TableErrors.Empty(source);
        TableFormat format = options.Format ?? TableFormatDetector.Detect(head, source);
        if (options.Table is not null && format is TableFormat.Csv or TableFormat.Ecsv or TableFormat.Ipac)
            throw TableErrors.TableNotFound(source, $"a file of this format ({format}) holds a single table without name or number.", "Do not name a table.");
        switch (format)
        {
            case TableFormat.Fits:
                return FitsTableReader.Open(whole, source, ToFitsOptions(options.Table));
            case TableFormat.VOTable:
                return VOTableReader.Open(whole, source, ToVOTableOptions(options));
            case TableFormat.Ipac:
                return IpacTableReader.Open(whole, source);
            case TableFormat.Ecsv:
                return EcsvTableReader.Open(whole, source);
            default:
                return whole.CanSeek || reopen is null
                    ? CsvTableReader.Open(whole, source)
                    : CsvTableReader.Open(whole, reopen, source, null);
        }
    }

    private static FitsReadOptions ToFitsOptions(string? table) =>
        int.TryParse(table, out int hdu) ? new FitsReadOptions { Hdu = hdu } : new FitsReadOptions { ExtensionName = table };

    private static VOTableReadOptions ToVOTableOptions(TableReadOptions options) => new()
    {
        FitsOpener = (stream, source) => FitsTableReader.Open(stream, source),
        TableIndex = int.TryParse(options.Table, out int index) ? index : null,
        TableName = int.TryParse(options.Table, out _) ? null : options.Table,
        KeepRowsOfError = options.KeepRowsOfError,
    };

    internal static Stream OpenPlain(string path, ReadProgress? progress = null)
    {
        try
        {
            FileStream file = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
            progress?.Follow(file);
            return CompressedInput.Open(file, path);
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException or ArgumentException)
        {
            throw new AstroException(ErrorIds.FileNotFound, $"The file {path} does not exist.", "Check the path.", path, cause);
        }
        catch (UnauthorizedAccessException cause) when (Directory.Exists(path))
        {
            throw new AstroException(ErrorIds.FileNotFound, $"{path} is a folder, not a file.", "Give the path of a file in it.", path, cause);
        }
        catch (UnauthorizedAccessException cause)
        {
            throw new AstroException(ErrorIds.FileAccessDenied, $"{path} can't be read: permission denied.", "Change the permissions of the file.", path, cause);
        }
        catch (IOException cause)
        {
            throw new AstroException(ErrorIds.FileNotReadable, $"{path} can't be read: {cause.Message}",
                "Check the disk, and whether another program has locked the file.", path, cause);
        }
    }
}

/// <summary>Formats of table files.</summary>
public enum TableFormat
{
    /// <summary>FITS: BINTABLE and TABLE extensions.</summary>
    Fits,

    /// <summary>VOTable.</summary>
    VOTable,

    /// <summary>Delimited text: comma, tab or semicolon.</summary>
    Csv,

    /// <summary>Enhanced CSV of astropy.</summary>
    Ecsv,

    /// <summary>IPAC table.</summary>
    Ipac,
}

/// <summary>Which table of a file to read, and in which format.</summary>
public sealed record TableReadOptions
{
    /// <summary>The format; null: it is recognized by the content, never by the name.</summary>
    public TableFormat? Format { get; init; }

    /// <summary>
    /// Name (of a FITS extension or a VOTable TABLE) or number of the table. In a FITS file the number is that of the extension (1 is the first
    /// after the primary HDU), in a VOTable that of the TABLE, counted from 0. Null: the first.
    /// </summary>
    public string? Table { get; init; }

    /// <summary>Whether to read the rows of a VOTable even if the service reports in QUERY_STATUS that the query failed.</summary>
    public bool KeepRowsOfError { get; init; }

    /// <summary>Tells others how much of the file has been read; null if nobody asks.</summary>
    public ReadProgress? Progress { get; init; }
}

/// <summary>How much of a file has been read, for whoever waits for it. A file that is opened again is followed from its start.</summary>
public sealed class ReadProgress
{
    private volatile FileStream? _file;

    /// <summary>The share of the file's bytes, compressed if it is, that have been read: 0 to 1; null before it is opened and after it is closed.</summary>
    public double? Share
    {
        get
        {
            try
            {
                return _file is { CanSeek: true, Length: > 0 } file ? Math.Min(1, (double)file.Position / file.Length) : null;
            }
            catch (ObjectDisposedException)
            {
                // Closed since: another thread reads it.
                return null;
            }
        }
    }

    internal void Follow(FileStream file) => _file = file;
}

/// <summary>Errors shared by several table formats, so that each has one id and one wording.</summary>
internal static class TableErrors
{
    public static AstroException Invalid(string errorId, string source, string message, string recommendation, Exception? inner = null) =>
        new(errorId, message, recommendation, source, inner);

    public static AstroException Empty(string source) => Invalid(
        ErrorIds.TableEmpty,
        source,
        $"{source} is empty: it does not even have a header.",
        "Check that the file was written or downloaded completely.");

    public static AstroException FormatUnknown(string source, string whatItIs) => Invalid(
        ErrorIds.TableFormatUnknown,
        source,
        $"{source} is not a table in a supported format: {whatItIs}.",
        "Use a FITS, VOTable, CSV, TSV, ECSV or IPAC table, which may be compressed with gzip or bzip2.");

    public static AstroException TableNotFound(string source, string message, string recommendation) =>
        new(ErrorIds.TableNotFound, $"{source}: {message}", recommendation, source);
}
