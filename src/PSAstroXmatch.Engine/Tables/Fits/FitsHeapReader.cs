using System.Buffers.Binary;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Fits;

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
