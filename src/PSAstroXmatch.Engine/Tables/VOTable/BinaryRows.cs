using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Rows of BINARY and BINARY2: big-endian cells one after the other; in BINARY2 they follow the null flags of the columns.</summary>
internal sealed class BinaryRows : RowSource
{
    private readonly Stream _stream;
    private readonly XmlScanner _scanner;
    private readonly CellReader[] _cells;
    private readonly VOTableErrors _errors;
    private readonly int _flagBytes;
    private readonly int _fixedRowSize;
    private readonly int[] _sizes;
    private byte[] _buffer = new byte[1 << 18];
    private int _position;
    private int _end;
    private bool _atEnd;

    /// <summary>Starts at the decoded bytes of a STREAM.</summary>
    public BinaryRows(Stream stream, XmlScanner scanner, CellReader[] cells, bool hasNullFlags, VOTableErrors errors)
    {
        _stream = stream;
        _scanner = scanner;
        _cells = cells;
        _errors = errors;
        _flagBytes = hasNullFlags ? (cells.Length + 7) / 8 : 0;
        foreach (CellReader cell in cells)
            cell.HasNoNullFlags = !hasNullFlags;
        _sizes = Array.ConvertAll(cells, c => c.FixedSize);
        long size = _flagBytes + _sizes.Sum(s => (long)Math.Max(0, s));
        if (size > 1 << 29)
            throw errors.HeaderInvalid($"its columns declare rows of {size} bytes, which is more than can be read");
        _fixedRowSize = Array.IndexOf(_sizes, -1) >= 0 ? -1 : (int)size;
    }

    // Four digits of base64 are three bytes.
    public override long ExpectedRows => _fixedRowSize > 0 ? (_scanner.Buffer.Remaining * 3 / 4 / _fixedRowSize) + 1 : 0;

    public override int Read(int maxRows, CancellationToken cancellationToken)
    {
        int rows = 0;
        while (!_atEnd && rows < maxRows)
        {
            if (rows % RowsBetweenChecks == 0 || _fixedRowSize >= 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!Ensure(1) || _cells.Length == 0)
            {
                End();
                break;
            }

            int count = 1;
            if (_fixedRowSize >= 0)
                count = ReadFixedRows(maxRows - rows);
            else
                ReadVariableRow();
            rows += count;
            _errors.RowsRead += count;
        }

        return rows;
    }

    public override void Dispose() => _stream.Dispose();

    // As many whole rows as are available, column by column.
    private int ReadFixedRows(int maxRows)
    {
        if (_fixedRowSize == 0)
            throw _errors.HeaderInvalid("its columns declare rows of 0 bytes");
        Need(_fixedRowSize);
        int count = Math.Min(maxRows, (_end - _position) / _fixedRowSize);
        ReadOnlySpan<byte> rows = _buffer.AsSpan(_position, count * _fixedRowSize);
        int offset = _flagBytes;
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i].AddBinaryRows(rows, _fixedRowSize, offset, _flagBytes > 0 ? i >> 3 : 0, _flagBytes > 0 ? 0x80 >> (i & 7) : 0);
            offset += _sizes[i];
        }

        _position += rows.Length;
        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ReadVariableRow()
    {
        Need(_flagBytes);
        Span<byte> flags = stackalloc byte[_flagBytes];
        _buffer.AsSpan(_position, _flagBytes).CopyTo(flags);
        _position += _flagBytes;
        for (int i = 0; i < _cells.Length; i++)
        {
            CellReader cell = _cells[i];
            int elements = cell.Shape.Inner;
            int size = _sizes[i];
            if (size < 0)
            {
                Need(4);
                elements = BinaryPrimitives.ReadInt32BigEndian(_buffer.AsSpan(_position));
                if (elements is < 0 or > 1 << 28)
                    throw _errors.Damaged($"a cell of column {cell.Field.Name} claims to hold {elements} elements", _scanner.Buffer.Offset);
                _position += 4;
                size = cell.GetSize(elements);
            }

            Need(size);
            if (IsFlagged(flags, i))
                cell.Builder.AddNull();
            else
                cell.AddBinary(_buffer.AsSpan(_position, size), elements);
            _position += size;
        }
    }

    private bool IsFlagged(ReadOnlySpan<byte> flags, int column) =>
        _flagBytes > 0 && (flags[column >> 3] & (0x80 >> (column & 7))) != 0;

    private void Need(int count)
    {
        if (_end - _position < count && !Ensure(count))
            throw _errors.Truncated("its data end in the middle of a row", _scanner.Buffer.Offset);
    }

    // A damaged count may be far too large, so the buffer grows only as bytes arrive.
    private bool Ensure(int count)
    {
        while (_end - _position < count)
        {
            if (_position > 0)
            {
                _buffer.AsSpan(_position, _end - _position).CopyTo(_buffer);
                _end -= _position;
                _position = 0;
            }

            if (_end == _buffer.Length)
                Array.Resize(ref _buffer, _buffer.Length * 2);
            int read = _stream.Read(_buffer, _end, _buffer.Length - _end);
            if (read == 0)
                return false;
            _end += read;
        }

        return true;
    }

    // Leaves the scanner after the end tag of STREAM.
    private void End()
    {
        _atEnd = true;
        if (_scanner.Next() != XmlToken.EndTag)
            throw _errors.Damaged($"an unexpected <{_scanner.Name}> is within the data", _scanner.Buffer.Offset);
    }
}
