using System.Buffers.Binary;
using System.Numerics;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Writes the cells of one column.</summary>
internal abstract class CellWriter
{
    public required ColumnInfo Info { get; init; }

    public required string Datatype { get; init; }

    /// <summary>Shape of a cell in VOTable notation; null for a single value.</summary>
    public string? ArraySize { get; init; }

    /// <summary>The null value declared in the FIELD; null if none is declared.</summary>
    public string? Null { get; init; }

    /// <summary>The text for a missing value in TABLEDATA.</summary>
    public virtual string NullCell => Null ?? "";

    public virtual string? Xtype => Info.Xtype;

    /// <summary>Sets the column of the block to be written.</summary>
    public abstract void Bind(AstroColumn column);

    /// <summary>Whether the row has no value. NaN counts as a value, since every serialization can write it.</summary>
    public abstract bool IsNull(int row);

    /// <summary>Writes the text of a cell that is not null.</summary>
    public abstract void WriteText(int row, ByteOutput output);

    /// <summary>Writes the bytes of a cell; for a null, filler bytes of the same length, or an empty value if the length varies.</summary>
    public abstract void WriteBinary(int row, bool isNull, Base64Output output);
}

/// <summary>Writes the cells of a column of values of one type.</summary>
internal abstract class CellWriter<T> : CellWriter
{
    private NullMask? _nulls;

    protected T[] Values { get; private set; } = [];

    public override void Bind(AstroColumn column)
    {
        if (column is not AstroColumn<T> typed)
        {
            throw new ArgumentException(
                $"Column {column.Name} is of type {column.ValueType.Name}, but the table being written has {typeof(T).Name}.",
                nameof(column));
        }

        Values = typed.Values;
        _nulls = typed.Nulls;
    }

    public override bool IsNull(int row) => (_nulls is not null && _nulls[row]) || Values[row] is null;
}

/// <summary>Cells with one number, flag or complex number.</summary>
internal sealed class ScalarCellWriter<T>(ElementFormat<T> format) : CellWriter<T>
    where T : struct
{
    // A complex number needs two parts, so its cell can't be empty.
    public override string NullCell => typeof(T) == typeof(Complex) ? "NaN NaN" : base.NullCell;

    public override void WriteText(int row, ByteOutput output) =>
        output.Advance(format.ToText(Values[row], output.GetSpan(ElementFormat<T>.MaxTextLength)));

    public override void WriteBinary(int row, bool isNull, Base64Output output)
    {
        Span<byte> target = output.GetSpan(format.Size);
        // A null is written as a value that means null even to a reader that ignores the flags.
        if (!isNull)
            format.ToBinary(Values[row], target);
        else if (typeof(T) == typeof(double))
            BinaryPrimitives.WriteDoubleBigEndian(target, double.NaN);
        else if (typeof(T) == typeof(float))
            BinaryPrimitives.WriteSingleBigEndian(target, float.NaN);
        else
            target.Clear();
        output.Advance(format.Size);
    }
}

/// <summary>Cells with several numbers, flags or complex numbers.</summary>
/// <param name="format">Format of one value.</param>
/// <param name="fixedLength">Number of values in each cell; −1 if it varies.</param>
internal sealed class ArrayCellWriter<T>(ElementFormat<T> format, int fixedLength) : CellWriter<T[]>
    where T : struct
{
    public override void WriteText(int row, ByteOutput output)
    {
        T[] values = Checked(row);
        for (int i = 0; i < values.Length; i++)
        {
            if (i > 0)
                output.Write(" "u8);
            output.Advance(format.ToText(values[i], output.GetSpan(ElementFormat<T>.MaxTextLength)));
        }
    }

    public override void WriteBinary(int row, bool isNull, Base64Output output)
    {
        T[] values = isNull ? new T[Math.Max(0, fixedLength)] : Checked(row);
        if (fixedLength < 0)
        {
            BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), values.Length);
            output.Advance(4);
        }

        foreach (T value in values)
        {
            format.ToBinary(value, output.GetSpan(format.Size));
            output.Advance(format.Size);
        }
    }

    private T[] Checked(int row)
    {
        T[] values = Values[row];
        if (fixedLength >= 0 && values.Length != fixedLength)
            throw CellWriters.Unfit(Info, row, $"it has {values.Length} values, but the shape is {ArraySize}");
        return values;
    }
}

/// <summary>Cells with one string, or one time as ISO 8601.</summary>
internal sealed class StringCellWriter<T> : CellWriter<T>
{
    /// <summary>Whether the column is unicodeChar.</summary>
    public required bool IsUnicode { get; init; }

    // DALI 1.1, section 3.3.3.
    public override string? Xtype => typeof(T) == typeof(DateTime) ? "timestamp" : Info.Xtype;

    public override void WriteText(int row, ByteOutput output) => output.WriteEscaped(CellWriters.XmlText(Text(row), Info, row), false);

    public override void WriteBinary(int row, bool isNull, Base64Output output)
    {
        string text = isNull ? "" : Text(row);
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), text.Length);
        output.Advance(4);
        CellWriters.WriteCharacters(text, text.Length, IsUnicode, output, Info, row);
    }

    private string Text(int row) => ValueText.Format(Values[row]);
}

/// <summary>Cells with several strings, each padded with blanks to the same length.</summary>
internal sealed class StringArrayCellWriter<T>(int length) : CellWriter<T[]>
{
    /// <summary>Whether the column is unicodeChar.</summary>
    public required bool IsUnicode { get; init; }

    public override void WriteText(int row, ByteOutput output)
    {
        foreach (T value in Values[row])
            output.WriteEscaped(CellWriters.XmlText(Padded(value, row), Info, row), false);
    }

    public override void WriteBinary(int row, bool isNull, Base64Output output)
    {
        T[] values = isNull ? [] : Values[row];
        BinaryPrimitives.WriteInt32BigEndian(output.GetSpan(4), checked(values.Length * length));
        output.Advance(4);
        foreach (T value in values)
            CellWriters.WriteCharacters(Padded(value, row), length, IsUnicode, output, Info, row);
    }

    private string Padded(T value, int row)
    {
        string text = ValueText.Format(value);
        if (text.Length > length)
        {
            throw CellWriters.Unfit(
                Info,
                row,
                $"'{VOTableErrors.Shorten(text)}' is longer than the {length} characters of the shape {ArraySize}");
        }

        return text.PadRight(length);
    }
}
