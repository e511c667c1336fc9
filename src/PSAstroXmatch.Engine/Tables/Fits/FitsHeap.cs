using System.Buffers.Binary;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>
/// The heap of a binary table, which holds the variable-length arrays. It follows the rows, so the rows of a stream that can't seek
/// must be read and kept first.
/// </summary>
internal sealed class FitsHeap
{
    private readonly long _rowLength;
    private readonly long _rowCount;
    private readonly long _start;
    private readonly long _length;
    private byte[] _bytes = [];

    /// <summary>Finds the location of the heap from the header.</summary>
    public FitsHeap(FitsHeader header, bool canSeek)
    {
        _rowLength = header.GetCount("NAXIS1");
        _rowCount = header.GetCount("NAXIS2");
        long rowsLength = header.DataLength - header.GetCount("PCOUNT");
        _start = header.GetText("THEAP") is null ? rowsLength : header.GetCount("THEAP");
        _length = header.DataLength - _start;
        if (_start < rowsLength || _length < 0)
            throw header.Invalid($"the heap (THEAP = {_start:N0}) is outside the {header.DataLength:N0} bytes of data");
        if (_length > Array.MaxLength || (!canSeek && rowsLength > Array.MaxLength))
            throw header.Invalid($"the variable-length arrays are too long to be held in memory ({_length:N0} bytes)");
    }

    /// <summary>The bytes of the heap after it has been loaded.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Reads the heap; the input must be at the first row.</summary>
    /// <returns>The rows, if they had to be read; null if the input is back at the first row.</returns>
    public Stream? Load(FitsInput input, CancellationToken cancellationToken)
    {
        if (input.CanSeek)
        {
            long available = input.Left!.Value;
            if (!input.TrySkip(_start))
                throw Truncated(input, Math.Min(available / Math.Max(1, _rowLength), _rowCount));
            _bytes = ReadBytes(input, _length, isHeap: true, cancellationToken);
            input.Rewind(_start + _length);
            return null;
        }

        byte[] rows = ReadBytes(input, _rowLength * _rowCount, isHeap: false, cancellationToken);
        if (!input.TrySkip(_start - rows.Length))
            throw Truncated(input, _rowCount);
        _bytes = ReadBytes(input, _length, isHeap: true, cancellationToken);
        return new MemoryStream(rows);
    }

    // Grows as data arrive: a damaged header may declare more bytes than there is memory.
    private byte[] ReadBytes(FitsInput input, long length, bool isHeap, CancellationToken cancellationToken)
    {
        const int Piece = 1 << 22;
        byte[] bytes = new byte[Math.Min(length, input.Left ?? Piece)];
        long done = 0;
        while (done < length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (done == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, Math.Min(bytes.Length * 2L, Array.MaxLength)));
            int read = input.Read(bytes.AsSpan((int)done, (int)Math.Min(Piece, bytes.Length - done)));
            done += read;
            if (read == 0)
                throw Truncated(input, isHeap ? _rowCount : done / _rowLength);
            if (input.Left == 0 && done < length)
                throw Truncated(input, isHeap ? _rowCount : done / _rowLength);
        }

        return bytes;
    }

    private AstroException Truncated(FitsInput input, long completeRows) => FitsTableLayout.Truncated(input, completeRows, _rowCount);
}

/// <summary>Decodes a value from the bytes of a variable-length array.</summary>
/// <typeparam name="T">Type of the value: an array, or text.</typeparam>
internal delegate T FitsDecodeArray<out T>(ReadOnlySpan<byte> bytes, int count);

/// <summary>
/// A column whose cells are pointers into the heap after the rows (FITS 4.0, section 7.3.5): number of elements and offset, as two
/// 32-bit (P) or 64-bit (Q) integers.
/// </summary>
internal sealed class FitsHeapReader<T> : FitsColumnReader
    where T : class
{
    private readonly ColumnBuilder<T> _values;
    private readonly FitsField _field;
    private readonly FitsHeap _heap;
    private readonly FitsDecodeArray<T?> _decode;

    public FitsHeapReader(ColumnInfo info, FitsField field, FitsHeap heap, FitsDecodeArray<T?> decode)
        : base(info, field.Offset)
    {
        _values = new ColumnBuilder<T>(info);
        _field = field;
        _heap = heap;
        _decode = decode;
    }

    public override void EnsureCapacity(int rows) => _values.EnsureCapacity(rows);

    public override AstroColumn ToColumn() => _values.ToColumn();

    public override int Append(ReadOnlySpan<byte> rows, int rowLength, int count)
    {
        for (int row = 0; row < count; row++)
        {
            if (!TryFind(rows[((row * rowLength) + Offset)..], out ReadOnlySpan<byte> bytes, out int elements))
                return row;
            T? value = _field.Repeat == 0 ? null : _decode(bytes, elements);
            if (value is null)
                _values.AddNull();
            else
                _values.Add(value);
        }

        return count;
    }

    private bool TryFind(ReadOnlySpan<byte> descriptor, out ReadOnlySpan<byte> bytes, out int elements)
    {
        bytes = default;
        elements = 0;
        if (_field.Repeat == 0)
            return true;
        (long count, long start) = _field.Descriptor == 'P'
            ? (BinaryPrimitives.ReadInt32BigEndian(descriptor), BinaryPrimitives.ReadInt32BigEndian(descriptor[4..]))
            : (BinaryPrimitives.ReadInt64BigEndian(descriptor), BinaryPrimitives.ReadInt64BigEndian(descriptor[8..]));
        if (count is < 0 or > int.MaxValue || start < 0)
            return false;
        if (count == 0)
            return true;
        long length = _field.Code == 'X' ? (count + 7) / 8 : count * FitsField.SizeOf(_field.Code);
        if (start > _heap.Bytes.Length - length)
            return false;
        elements = (int)count;
        bytes = _heap.Bytes.Slice((int)start, (int)length);
        return true;
    }
}
