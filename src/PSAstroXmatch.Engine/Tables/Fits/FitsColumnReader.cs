using System.Runtime.CompilerServices;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Fits;

/// <summary>Decodes a value from its bytes.</summary>
/// <typeparam name="T">Type of the value.</typeparam>
internal delegate T FitsDecode<out T>(ReadOnlySpan<byte> bytes);

/// <summary>Whether the bytes stand for a missing value.</summary>
internal delegate bool FitsIsNull(ReadOnlySpan<byte> bytes);

/// <summary>Collects a column from consecutive rows.</summary>
internal abstract class FitsColumnReader
{
    private protected FitsColumnReader(ColumnInfo info, int offset)
    {
        Info = info;
        Offset = offset;
    }

    /// <summary>Metadata of the column.</summary>
    public ColumnInfo Info { get; }

    /// <summary>Offset of the column in the row, in bytes.</summary>
    protected int Offset { get; }

    /// <summary>Reserves room for a known number of rows.</summary>
    public abstract void EnsureCapacity(int rows);

    /// <summary>Adds rows.</summary>
    /// <param name="rows">Their bytes.</param>
    /// <param name="rowLength">Length of a row.</param>
    /// <param name="count">Number of rows.</param>
    /// <returns>The number of rows added; fewer than given if the next one is not valid.</returns>
    public abstract int Append(ReadOnlySpan<byte> rows, int rowLength, int count);

    /// <summary>Returns the column and resets the reader.</summary>
    public abstract AstroColumn ToColumn();
}

/// <summary>A column with one value per cell.</summary>
internal sealed class FitsScalarReader<T> : FitsColumnReader
{
    private readonly int _size;
    private readonly FitsDecode<T> _decode;
    private readonly FitsIsNull? _isNull;
    private T[] _values = [];
    private NullMask? _nulls;
    private int _count;

    public FitsScalarReader(ColumnInfo info, int offset, int size, FitsDecode<T> decode, FitsIsNull? isNull)
        : base(info, offset)
    {
        _size = size;
        _decode = decode;
        _isNull = isNull;
    }

    public override void EnsureCapacity(int rows)
    {
        if (_values.Length < rows)
            Array.Resize(ref _values, rows);
    }

    public override AstroColumn ToColumn()
    {
        if (_values.Length != _count)
            Array.Resize(ref _values, _count);
        AstroColumn column = new AstroColumn<T>(Info, _values, _nulls);
        _values = [];
        _nulls = null;
        _count = 0;
        return column;
    }

    // This loop takes most of the time of reading a large table, so it writes directly into the array and is fully optimized at once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int Append(ReadOnlySpan<byte> rows, int rowLength, int count)
    {
        if (_values.Length - _count < count)
            EnsureCapacity(Math.Max(_count + count, checked(_count + (_count / 2))));
        Span<T> values = _values.AsSpan(_count, count);
        int row = 0;
        try
        {
            for (int at = Offset; row < values.Length; row++, at += rowLength)
            {
                ReadOnlySpan<byte> bytes = rows.Slice(at, _size);
                if (_isNull is not null && _isNull(bytes))
                    (_nulls ??= new NullMask())[_count + row] = true;
                else
                    values[row] = _decode(bytes);
            }
        }
        catch (FormatException)
        {
            // The caller knows the row number and reports it.
        }

        _count += row;
        return row;
    }
}

/// <summary>A column with an array of fixed length per cell.</summary>
internal sealed class FitsArrayReader<T> : FitsColumnReader
{
    private readonly ColumnBuilder<T[]> _values;
    private readonly int _count;
    private readonly int _size;
    private readonly FitsDecode<T> _decode;

    public FitsArrayReader(ColumnInfo info, int offset, int count, int size, FitsDecode<T> decode)
        : base(info, offset)
    {
        _values = new ColumnBuilder<T[]>(info);
        _count = count;
        _size = size;
        _decode = decode;
    }

    public override void EnsureCapacity(int rows) => _values.EnsureCapacity(rows);

    public override AstroColumn ToColumn() => _values.ToColumn();

    public override int Append(ReadOnlySpan<byte> rows, int rowLength, int count)
    {
        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<byte> bytes = rows[((row * rowLength) + Offset)..];
            T[] cell = new T[_count];
            for (int i = 0; i < cell.Length; i++)
                cell[i] = _decode(bytes.Slice(i * _size, _size));
            _values.Add(cell);
        }

        return count;
    }
}

/// <summary>A column of bit arrays: the first bit is the highest of the first byte.</summary>
internal sealed class FitsBitReader : FitsColumnReader
{
    private readonly ColumnBuilder<bool[]> _values;
    private readonly int _count;

    public FitsBitReader(ColumnInfo info, int offset, int count)
        : base(info, offset)
    {
        _values = new ColumnBuilder<bool[]>(info);
        _count = count;
    }

    public override void EnsureCapacity(int rows) => _values.EnsureCapacity(rows);

    public override AstroColumn ToColumn() => _values.ToColumn();

    public override int Append(ReadOnlySpan<byte> rows, int rowLength, int count)
    {
        for (int row = 0; row < count; row++)
            _values.Add(Unpack(rows[((row * rowLength) + Offset)..], _count));
        return count;
    }

    /// <summary>The bits as truth values.</summary>
    public static bool[] Unpack(ReadOnlySpan<byte> bytes, int count)
    {
        bool[] bits = new bool[count];
        for (int i = 0; i < bits.Length; i++)
            bits[i] = (bytes[i >> 3] & (0x80 >> (i & 7))) != 0;
        return bits;
    }
}
