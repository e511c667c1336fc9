using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Reads the cells of one column, from text or from bytes, into its builder.</summary>
/// <remarks>
/// The loops over cells are compiled with full optimization at once: with tiered compilation the first read of a table, mostly the only one
/// in a session, takes twice as long.
/// </remarks>
internal abstract class CellReader
{
    private readonly byte[]? _nullText;

    private protected CellReader(VOTableField field, CellShape shape)
    {
        Field = field;
        Shape = shape;
        _nullText = string.IsNullOrWhiteSpace(field.Null) ? null : Encoding.UTF8.GetBytes(field.Null.Trim());
    }

    public VOTableField Field { get; }

    public CellShape Shape { get; }

    public abstract ColumnBuilder Builder { get; }

    /// <summary>
    /// Set for BINARY, which has no null flags: an empty string or array, and the smallest long, then mean a missing value.
    /// </summary>
    public bool HasNoNullFlags { get; set; }

    /// <summary>Number of cells with a number out of range for the datatype (256 in a byte, NaN in an array of integers); they are read as null.</summary>
    public int OutOfRangeCount { get; protected set; }

    /// <summary>Size of a cell in BINARY and BINARY2 in bytes; −1 if the cell begins with a count of elements.</summary>
    public int FixedSize => Shape.IsVariable ? -1 : GetSize(Shape.Inner);

    /// <summary>Size of a number of elements in bytes.</summary>
    public abstract int GetSize(int elements);

    /// <summary>Adds a row from the text of a cell; false if it can't be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool AddText(ReadOnlySpan<byte> text)
    {
        if (_nullText is null || !VOTableText.Trim(text).SequenceEqual(_nullText))
            return TryAddText(text);
        Builder.AddNull();
        return true;
    }

    /// <summary>Adds a row from the bytes of a cell, without its count.</summary>
    public abstract void AddBinary(ReadOnlySpan<byte> bytes, int elements);

    /// <summary>Adds rows whose cells are at a fixed distance from each other, with one call per column instead of one per cell.</summary>
    /// <param name="rows">Whole rows.</param>
    /// <param name="rowSize">Size of a row in bytes.</param>
    /// <param name="offset">Offset of the cell in a row.</param>
    /// <param name="flagOffset">Offset in a row of the byte with the column's null flag.</param>
    /// <param name="flag">The bit in that byte; 0 if there are no flags.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public virtual void AddBinaryRows(ReadOnlySpan<byte> rows, int rowSize, int offset, int flagOffset, int flag)
    {
        int size = FixedSize;
        for (int row = 0; row < rows.Length; row += rowSize)
        {
            if ((rows[row + flagOffset] & flag) != 0)
                Builder.AddNull();
            else
                AddBinary(rows.Slice(row + offset, size), Shape.Inner);
        }
    }

    /// <summary>Reserves room for a known number of rows.</summary>
    public abstract void EnsureCapacity(int rows);

    protected abstract bool TryAddText(ReadOnlySpan<byte> text);

    /// <summary>Creates the reader for a field.</summary>
    /// <exception cref="AstroException">VOTableHeaderInvalid: the datatype or arraysize is not valid in VOTable.</exception>
    public static CellReader Create(VOTableField field, VOTableErrors errors)
    {
        // "string" and "unicodeString" were in drafts of VOTable and are still in use.
        bool isOldString = field.Datatype is "string" or "unicodeString";
        string? arraySize = isOldString && field.ArraySize is null ? "*" : field.ArraySize;
        if (!CellShape.TryParse(arraySize, out CellShape shape))
        {
            throw errors.HeaderInvalid(
                $"FIELD {field.Name} has arraysize \"{field.ArraySize}\", which is not a shape such as \"3\", \"*\" or \"2x3\"");
        }

        return field.Datatype switch
        {
            "boolean" => Numeric<bool, BooleanElement>(field, shape),
            "unsignedByte" => Numeric<byte, ByteElement>(field, shape),
            "short" => Numeric<short, ShortElement>(field, shape),
            "int" => Numeric<int, IntElement>(field, shape),
            "long" => Numeric<long, LongElement>(field, shape),
            "float" => Numeric<float, FloatElement>(field, shape),
            "double" => Numeric<double, DoubleElement>(field, shape),
            "floatComplex" => Numeric<Complex, FloatComplexElement>(field, shape),
            "doubleComplex" => Numeric<Complex, DoubleComplexElement>(field, shape),
            "bit" => shape.IsScalar ? new BitCellReader(field, shape) : new BitArrayCellReader(field, shape),
            "char" or "string" => Text(field, shape, 1),
            "unicodeChar" or "unicodeString" => Text(field, shape, 2),
            "" => throw errors.HeaderInvalid($"FIELD {field.Name} has no datatype"),
            _ => throw errors.HeaderInvalid($"FIELD {field.Name} has datatype \"{field.Datatype}\", which VOTable does not define"),
        };
    }

    /// <summary>The metadata of the column in the table.</summary>
    protected static ColumnInfo Describe(VOTableField field, Type type, bool isArray) => new(field.Name, type)
    {
        Unit = field.Unit,
        Ucd = field.Ucd,
        CoordinateSystem = field.CoordinateSystem,
        Utype = field.Utype,
        Xtype = field.Xtype,
        Description = field.Description,
        ArraySize = isArray ? field.ArraySize : null,
    };

    private static CellReader Numeric<T, TElement>(VOTableField field, CellShape shape)
        where T : struct
        where TElement : struct, IVOTableElement<T> =>
        shape.IsScalar ? new ScalarCellReader<T, TElement>(field, shape) : new ArrayCellReader<T, TElement>(field, shape);

    // The first dimension of characters is the length of a string; the others are those of an array of strings.
    private static CellReader Text(VOTableField field, CellShape shape, int unit) =>
        shape.Dimensions <= 1 ? new StringCellReader(field, shape, unit) : new StringArrayCellReader(field, shape, unit);
}

/// <summary>Cells that hold one value.</summary>
internal sealed class ScalarCellReader<T, TElement> : CellReader
    where T : struct
    where TElement : struct, IVOTableElement<T>
{
    private readonly ColumnBuilder<T> _builder;
    private readonly T _null;
    private readonly bool _hasNull;

    public ScalarCellReader(VOTableField field, CellShape shape)
        : base(field, shape)
    {
        _builder = new ColumnBuilder<T>(Describe(field, typeof(T), false));
        // A null value out of range for the datatype can't occur in binary data; in text it is compared as text.
        _hasNull = !string.IsNullOrWhiteSpace(field.Null)
            && TElement.Parse(Encoding.UTF8.GetBytes(field.Null.Trim()), out _null) == ParseResult.Value;
    }

    public override ColumnBuilder Builder => _builder;

    public override int GetSize(int elements) => TElement.Size * elements;

    public override void EnsureCapacity(int rows) => _builder.EnsureCapacity(rows);

    public override void AddBinary(ReadOnlySpan<byte> bytes, int elements)
    {
        if (!TElement.TryRead(bytes, out T value) || IsNull(value))
            _builder.AddNull();
        else
            _builder.Add(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddBinaryRows(ReadOnlySpan<byte> rows, int rowSize, int offset, int flagOffset, int flag)
    {
        for (int row = 0; row < rows.Length; row += rowSize)
        {
            if ((rows[row + flagOffset] & flag) != 0 || !TElement.TryRead(rows[(row + offset)..], out T value) || IsNull(value))
                _builder.AddNull();
            else
                _builder.Add(value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryAddText(ReadOnlySpan<byte> text)
    {
        ParseResult result = TElement.Parse(VOTableText.Trim(text), out T value);
        if (result == ParseResult.OutOfRange)
            OutOfRangeCount++;
        if (result is ParseResult.Null or ParseResult.OutOfRange || (_hasNull && EqualityComparer<T>.Default.Equals(value, _null)))
            _builder.AddNull();
        else
            _builder.Add(value);
        return result != ParseResult.Invalid;
    }

    private bool IsNull(T value)
    {
        if (_hasNull && EqualityComparer<T>.Default.Equals(value, _null))
            return true;
        // In BINARY, HEASARC writes a missing long as the smallest one, without declaring it.
        return typeof(T) == typeof(long) && HasNoNullFlags && (long)(object)value == long.MinValue;
    }
}

/// <summary>
/// Cells that hold several values. A missing element is NaN in a floating-point array and the declared null value in an integer array, since
/// a .NET array can't hold nulls; a boolean array with an unknown element is null as a whole.
/// </summary>
internal sealed class ArrayCellReader<T, TElement>(VOTableField field, CellShape shape) : CellReader(field, shape)
    where T : struct
    where TElement : struct, IVOTableElement<T>
{
    private readonly ColumnBuilder<T[]> _builder = new(Describe(field, typeof(T[]), true));
    private readonly List<T> _elements = [];

    public override ColumnBuilder Builder => _builder;

    public override int GetSize(int elements) => checked(TElement.Size * elements);

    public override void EnsureCapacity(int rows) => _builder.EnsureCapacity(rows);

    public override void AddBinary(ReadOnlySpan<byte> bytes, int elements)
    {
        if (elements == 0 && HasNoNullFlags && Shape.IsVariable)
        {
            _builder.AddNull();
            return;
        }

        T[] values = new T[elements];
        for (int i = 0; i < elements; i++)
        {
            if (!TElement.TryRead(bytes[(i * TElement.Size)..], out values[i]) && typeof(T) == typeof(bool))
            {
                _builder.AddNull();
                return;
            }
        }

        _builder.Add(values);
    }

    protected override bool TryAddText(ReadOnlySpan<byte> text)
    {
        _elements.Clear();
        bool isAbsent = false;
        ReadOnlySpan<byte> rest = text.Trim(" ,\t\r\n"u8);
        if (rest.IsEmpty)
        {
            _builder.AddNull();
            return true;
        }

        while (!rest.IsEmpty)
        {
            int end = EndOfElement(rest);
            ParseResult result = TElement.Parse(rest[..end], out T value);
            if (result == ParseResult.Invalid)
                return false;
            if (result == ParseResult.OutOfRange || (result == ParseResult.Null && typeof(T) != typeof(bool) && !IsFloat))
            {
                // An integer array can't hold NaN or a number that is too large, so the whole cell is null.
                OutOfRangeCount++;
                _builder.AddNull();
                return true;
            }

            isAbsent |= result == ParseResult.Null && !IsFloat;
            _elements.Add(value);
            rest = rest[end..].TrimStart(" ,\t\r\n"u8);
        }

        if (!Shape.IsVariable && _elements.Count != Shape.Inner)
            return false;
        if (isAbsent)
            _builder.AddNull();
        else
            _builder.Add(_elements.ToArray());
        return true;
    }

    private static bool IsFloat => typeof(T) == typeof(double) || typeof(T) == typeof(float) || typeof(T) == typeof(Complex);

    private static int EndOfElement(ReadOnlySpan<byte> text)
    {
        int end = 0;
        for (int word = 0; word < TElement.Words; word++)
        {
            while (end < text.Length && text[end] is (byte)' ' or (byte)',' or (byte)'\t' or (byte)'\r' or (byte)'\n')
                end++;
            int length = text[end..].IndexOfAny(" ,\t\r\n"u8);
            end = length < 0 ? text.Length : end + length;
        }

        return end;
    }
}
