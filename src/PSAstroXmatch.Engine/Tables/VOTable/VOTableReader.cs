using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>
/// Reads a table of a VOTable document (IVOA, versions 1.0 to 1.6) in any of its serializations, block by block.
/// Padding blanks and NULs of strings are removed. A missing value is null: an empty cell, the null value of the FIELD, or a BINARY2 flag.
/// </summary>
public sealed class VOTableReader : TableReader
{
    private readonly Utf8Buffer _buffer;
    private readonly VOTableErrors _errors;
    private readonly VOTableDocument _document;
    private readonly VOTableHeader _header;
    private readonly CellReader[] _cells;
    private readonly ColumnInfo[] _columns;
    private readonly RowSource? _rows;
    private readonly EmbeddedFits? _fits;
    private bool _finished;

    private VOTableReader(Utf8Buffer buffer, VOTableErrors errors, VOTableReadOptions options)
    {
        _buffer = buffer;
        _errors = errors;
        XmlScanner scanner = new(buffer, errors);
        _document = new VOTableDocument(scanner, errors, options);
        _header = _document.FindTable();
        Name = _header.Name ?? _header.Id;
        Description = _header.Description;
        ParameterList.AddRange(_document.GetParameters());
        _errors.RowsRead = 0;
        if (_header.Data?.Serialization == "FITS")
        {
            _cells = [];
            _fits = new EmbeddedFits(OpenStream(scanner, _header.Data), scanner, _header, errors, options);
            _columns = _fits.Columns;
            return;
        }

        // VizieR has pairs such as b_Fluxb and B_Fluxb. Names are looked up ignoring case, so they must differ in more than case.
        string[] names = ColumnNames.MakeUnique(_header.Fields.Select(f => f.Name));
        _cells = _header.Fields.Select((f, i) => CellReader.Create(f with { Name = names[i] }, errors)).ToArray();
        _columns = Array.ConvertAll(_cells, c => c.Builder.Info);
        _rows = _header.Data is null ? null : OpenRows(scanner, _header.Data);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns => _columns;

    /// <inheritdoc/>
    public override long? DeclaredRowCount => _header.DeclaredRowCount;

    /// <summary>Opens a document and reads it up to the first row of a table.</summary>
    /// <param name="stream">The uncompressed document; the reader disposes it.</param>
    /// <param name="source">Path or address, for error messages.</param>
    /// <param name="options">Which table; null for the first.</param>
    /// <param name="cancellationToken">Cancels the search for the table.</param>
    /// <exception cref="AstroException">
    /// TableFormatUnknown: it is not a VOTable. ServiceError: it is the error message of a service. TableNotFound: it has no such table.
    /// VOTableHeaderInvalid: the definition of a column is not valid. SerializationNotSupported: the rows are stored elsewhere. TableTruncated,
    /// TableDamaged, DtdNotAllowed: the document is truncated, not well-formed, or not safe.
    /// </exception>
    public static VOTableReader Open(
        Stream stream,
        string source,
        VOTableReadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        VOTableErrors errors = new(source);
        Utf8Buffer? buffer = null;
        try
        {
            buffer = new Utf8Buffer(stream, errors) { CancellationToken = cancellationToken };
            return new VOTableReader(buffer, errors, options ?? new VOTableReadOptions()) { Source = source };
        }
        catch
        {
            (buffer as IDisposable ?? stream).Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxRows, 1);
        if (_finished)
            return null;
        _buffer.CancellationToken = cancellationToken;
        AstroTable? block = _fits is not null ? _fits.ReadBlock(maxRows, cancellationToken) : ReadRows(maxRows, cancellationToken);
        if (block is null)
            Finish();
        return block;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _rows?.Dispose();
        _fits?.Dispose();
        _buffer.Dispose();
    }

    private AstroTable? ReadRows(int maxRows, CancellationToken cancellationToken)
    {
        if (_rows is null)
            return null;
        // The declared number of rows may be wrong, so it reserves room for one ordinary block at most; the length of a file can be trusted.
        long declared = Math.Min((_header.DeclaredRowCount ?? 0) - _errors.RowsRead!.Value, 1 << 20);
        int expected = (int)Math.Min(maxRows, Math.Max(declared, _rows.ExpectedRows));
        foreach (CellReader cell in _cells)
            cell.EnsureCapacity(expected);
        int count = _rows.Read(maxRows, cancellationToken);
        if (count == 0)
            return null;
        return new AstroTable(_cells.Select(c => c.Builder.ToColumn()), count)
        {
            Name = Name,
            Description = Description,
            Source = Source,
            Parameters = [.. ParameterList],
        };
    }

    private void Finish()
    {
        _finished = true;
        _errors.IsPastRows = true;
        long? rows = _fits is null ? _errors.RowsRead : _fits.RowsRead;
        if (_header.Data is not null && _header.DeclaredRowCount is { } declared && declared != rows)
            throw _errors.Truncated($"the table declares {declared} rows and holds {rows}", _buffer.Offset);
        foreach (CellReader cell in _cells.Where(cell => cell.OutOfRangeCount > 0))
        {
            WarningList.Add(
                $"{Source}: column {cell.Field.Name} has {cell.OutOfRangeCount} cells with numbers out of range for its datatype {cell.Field.Datatype}; "
                + "they are read as null.");
        }

        _document.ReadRest(ParameterList, isTableOpen: _header.Data is not null);
    }

    private RowSource OpenRows(XmlScanner scanner, VOTableData data) => data.Serialization switch
    {
        "TABLEDATA" => new TableDataRows(scanner, _cells, _errors),
        "BINARY" => new BinaryRows(OpenStream(scanner, data), scanner, _cells, false, _errors),
        "BINARY2" => new BinaryRows(OpenStream(scanner, data), scanner, _cells, true, _errors),
        _ => throw _errors.NotSupported(
            $"its rows are in the serialization <{data.Serialization}>, which is not supported",
            "Request TABLEDATA or BINARY2 from the service."),
    };

    // Bytes within the document are in base64 even if the encoding names only their compression.
    private Stream OpenStream(XmlScanner scanner, VOTableData data)
    {
        if (!string.IsNullOrWhiteSpace(data.Href))
        {
            throw _errors.NotSupported(
                $"its rows are not in the document but at {data.Href}",
                "Download the data from that address, or request a document that includes the rows.");
        }

        string encoding = data.Encoding?.Trim() ?? "";
        Stream stream = new Base64ElementStream(scanner, _errors);
        return encoding switch
        {
            "" or "base64" => stream,
            "gzip" => new InflatedElementStream(InflatedStream.OfGzip(stream), scanner, _errors),
            _ => throw _errors.NotSupported($"its rows are in the encoding '{encoding}', which is not supported", "Request base64 from the service."),
        };
    }
}

/// <summary>Which table of a VOTable document to read, and how.</summary>
public sealed record VOTableReadOptions
{
    /// <summary>
    /// Position of the TABLE in the document, counted from 0 over all resources; null for the first that matches <see cref="TableName"/>.
    /// </summary>
    public int? TableIndex { get; init; }

    /// <summary>Name or ID of the TABLE; null for any.</summary>
    public string? TableName { get; init; }

    /// <summary>
    /// Whether to read the rows even if the service reports that its query failed (QUERY_STATUS ERROR); the caller finds the status in the
    /// reader's parameters. Otherwise, and always if there is no table, the error is thrown.
    /// </summary>
    public bool KeepRowsOfError { get; init; }

    /// <summary>
    /// Opens a FITS file embedded in the document; takes its decoded bytes and the source for error messages.
    /// If null, a table in FITS serialization is an error.
    /// </summary>
    public Func<Stream, string, TableReader>? FitsOpener { get; init; }
}

/// <summary>Reads the rows of one serialization into the column builders.</summary>
internal abstract class RowSource : IDisposable
{
    /// <summary>Number of rows between two checks for cancellation.</summary>
    protected const int RowsBetweenChecks = 1024;

    /// <summary>Approximate number of remaining rows, for which room is reserved; 0 if unknown.</summary>
    public virtual long ExpectedRows => 0;

    /// <summary>Reads up to this many rows; returns the number read, 0 after the last row.</summary>
    public abstract int Read(int maxRows, CancellationToken cancellationToken);

    public virtual void Dispose()
    {
    }
}

/// <summary>What a VOTable says of the query whose answer it is (DALI 1.1, section 4.4), found without looking at its cells.</summary>
/// <param name="IsTruncated">Whether the service says that it cut the rows at its limit (QUERY_STATUS OVERFLOW).</param>
/// <param name="Problem">Why the document could not be read to its end; null where it was.</param>
internal sealed record VOTableStatus(bool IsTruncated, string? Problem)
{
    /// <summary>Reads a document to the end tag of its root, or as far as it can be read.</summary>
    /// <param name="stream">The document; stays open.</param>
    /// <param name="source">Path or address that errors name.</param>
    /// <exception cref="AstroException">ServiceError: it is the error message of a service. TableTruncated: it ends before its end tag.</exception>
    public static VOTableStatus Read(Stream stream, string source)
    {
        VOTableErrors errors = new(source);
        VOTableDocument? document = null;
        try
        {
            document = new VOTableDocument(new XmlScanner(new Utf8Buffer(stream, errors), errors), errors, new VOTableReadOptions());
            VOTableHeader header = document.FindTable();
            document.ReadRest([], isTableOpen: header.Data is not null);
            return new VOTableStatus(document.IsTruncated, null);
        }
        catch (AstroException error) when (error.ErrorId is not (ErrorIds.ServiceError or ErrorIds.TableTruncated))
        {
            return new VOTableStatus(document?.IsTruncated ?? false, error.Message);
        }
    }
}
