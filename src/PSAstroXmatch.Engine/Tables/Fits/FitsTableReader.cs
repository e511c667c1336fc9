using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>
/// Reads a table of a FITS file: a BINTABLE or TABLE extension. The stream need not be seekable. A table without variable-length arrays is
/// read in pieces; if there are such arrays, their heap is held in memory and, if the stream can't seek, so are the rows before it.
/// </summary>
/// <remarks>
/// Trailing blanks of strings are removed, and an empty string is null; a logical that is neither T nor F is null. Integers with TSCAL or TZERO
/// become doubles, except unsigned integers and signed bytes, which FITS stores with an offset. Integer arrays with TNULL become arrays of
/// double with NaN for missing values.
/// </remarks>
public sealed class FitsTableReader : TableReader
{
    private const int ChunkLength = 1 << 18;

    private static readonly byte[] NextHeader = "XTENSION"u8.ToArray();

    private readonly FitsInput _input;
    private readonly FitsColumnReader[] _readers;
    private readonly int _rowLength;
    private readonly long _rowCount;
    private readonly FitsHeader _header;
    private readonly FitsHeap? _heap;
    private byte[]? _chunk;
    private Stream? _bufferedRows;
    private bool _heapIsLoaded;
    private bool _endIsChecked;
    private long _row;

    private FitsTableReader(FitsInput input, FitsHeader header, FitsTableLayout layout)
    {
        _input = input;
        _rowLength = layout.RowLength;
        _rowCount = layout.RowCount;
        _header = header;
        _heap = layout.Heap;
        _readers = layout.Readers;
        Columns = _readers.Select(reader => reader.Info).ToArray();
        Name = header.Name;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<ColumnInfo> Columns { get; }

    /// <inheritdoc/>
    public override long? DeclaredRowCount => _rowCount;

    /// <summary>Opens a table of a FITS file.</summary>
    /// <param name="stream">The uncompressed file, from its first byte. The reader disposes it.</param>
    /// <param name="source">Path or address, for errors.</param>
    /// <param name="options">Which table; null: the first.</param>
    /// <exception cref="AstroException">
    /// TableFormatUnknown (not FITS), TableEmpty, TableNotFound, FitsHeaderInvalid, TableTruncated.
    /// </exception>
    public static FitsTableReader Open(Stream stream, string source, FitsReadOptions? options = null)
    {
        FitsInput input = new(stream, source);
        (byte[] head, Stream whole) = PrefixedStream.Peek(stream, 9);
        if (head.Length == 0)
            throw TableErrors.Empty(source);
        if (!head.AsSpan().SequenceEqual("SIMPLE  ="u8))
            throw TableErrors.FormatUnknown(source, "it is not a FITS file: its first card is not SIMPLE");
        if (whole != stream)
            input = new FitsInput(whole, source);
        FitsHeader primary = FitsHeader.Read(input, 0)!;
        FitsHeader header = FitsTableFinder.Find(input, primary, options ?? new FitsReadOptions());
        // The keywords of a primary image describe the image.
        CoordinateSystem? system = CoordinateSystems.OfFits(header.GetText) ?? (primary.DataLength == 0 ? CoordinateSystems.OfFits(primary.GetText) : null);
        FitsTableReader reader = new(input, header, FitsTableLayout.Read(header, input.CanSeek, system)) { Source = source };
        reader.AddParameters(primary);
        reader.AddParameters(header);
        return reader;
    }

    /// <inheritdoc/>
    public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
    {
        int count = (int)Math.Min(maxRows, _rowCount - _row);
        if (count == 0)
        {
            CheckEnd();
            return null;
        }

        if (_heap is not null && !_heapIsLoaded)
        {
            _bufferedRows = _heap.Load(_input, cancellationToken);
            _heapIsLoaded = true;
        }

        // The row count of the header is trusted only as far as the file is long enough for it.
        long room = _bufferedRows is null ? (_input.Left ?? ChunkLength) / Math.Max(1, _rowLength) : count;
        if (_input.Left is { } left && left < _rowLength)
        {
            _input.TrySkip(left);
            throw FitsTableLayout.Truncated(_input, _row, _rowCount);
        }

        _chunk ??= new byte[_rowLength * (int)Math.Clamp(ChunkLength / Math.Max(1, _rowLength), 1, _rowCount)];
        foreach (FitsColumnReader reader in _readers)
            reader.EnsureCapacity((int)Math.Min(count, room));
        for (int done = 0; done < count;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int rows = _rowLength == 0 ? count : Math.Min(count - done, _chunk.Length / _rowLength);
            ReadRows(_chunk, rows);
            done += rows;
        }

        return new AstroTable(_readers.Select(reader => reader.ToColumn()), count) { Name = Name, Source = Source };
    }

    /// <inheritdoc/>
    public override void Dispose() => _input.Dispose();

    private void ReadRows(byte[] chunk, int rows)
    {
        Span<byte> bytes = chunk.AsSpan(0, _rowLength == 0 ? 0 : rows * _rowLength);
        int length = _bufferedRows is null ? _input.Read(bytes) : _bufferedRows.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        if (length < bytes.Length)
            throw FitsTableLayout.Truncated(_input, _row + (length / _rowLength), _rowCount);
        foreach (FitsColumnReader reader in _readers)
        {
            int read = reader.Append(bytes, _rowLength, rows);
            if (read < rows)
                throw ValueInvalid(reader.Info, _row + read + 1);
        }

        _row += rows;
    }

    // If NAXIS2 is too small, rows are found where the next header should begin. Zeros or blanks there are padding.
    private void CheckEnd()
    {
        if (_endIsChecked || _heap is not null)
            return;
        _endIsChecked = true;
        if (!_input.TrySkip(FitsInput.Padded(_header.DataLength) - (_rowLength * _rowCount)))
            return;
        long position = _input.Position;
        byte[] next = new byte[NextHeader.Length];
        int length = _input.Read(next);
        if (next.AsSpan().SequenceEqual(NextHeader) || Array.TrueForAll(next[..length], value => value is 0 or (byte)' '))
            return;
        throw TableErrors.Invalid(
            ErrorIds.FitsHeaderInvalid,
            Source,
            $"{Source}: the header declares {_rowCount:N0} rows (NAXIS2), but there are further data instead of a header at byte {position:N0}, where the table should end.",
            "The file is damaged or its header was changed: download or write it again.");
    }

    private AstroException ValueInvalid(ColumnInfo column, long row) => TableErrors.Invalid(
        ErrorIds.FitsValueInvalid,
        Source,
        column.ArraySize == "*" || column.ValueType == typeof(string)
            ? $"{Source}, row {row}, column {column.Name}: the variable-length value is outside the heap."
            : $"{Source}, row {row}, column {column.Name}: the text can't be read as {column.ValueType.Name}.",
        "The file is damaged: download or write it again.");

    private void AddParameters(FitsHeader header)
    {
        foreach (FitsCard card in header.Cards)
        {
            if (card.Keyword.Length > 0 && card.Value.Length > 0 && !IsStructural(card.Keyword))
                ParameterList.Add(new TableParameter(card.Keyword, card.Value, card.Comment));
        }
    }

    // Keywords that describe the byte layout or a column are not parameters of the table.
    private static bool IsStructural(string keyword)
    {
        if (keyword is "SIMPLE" or "XTENSION" or "BITPIX" or "EXTEND" or "PCOUNT" or "GCOUNT" or "TFIELDS" or "THEAP" or "CHECKSUM" or "DATASUM")
            return true;
        string stem = keyword.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        if (stem == "NAXIS")
            return true;
        return stem.Length < keyword.Length && stem is "TTYPE" or "TFORM" or "TUNIT" or "TDIM" or "TSCAL" or "TZERO" or "TNULL" or "TDISP"
            or "TBCOL" or "TUCD" or "TUTYP" or "TCOMM";
    }
}
