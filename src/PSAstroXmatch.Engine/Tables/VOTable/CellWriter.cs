using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>Writes the cells of one column.</summary>
internal abstract class CellWriter
{
    public required ColumnInfo Info { get; init; }

    public required string Datatype { get; init; }

    /// <summary>Shape of a cell as VOTable writes it; null for one value.</summary>
    public string? ArraySize { get; init; }

    /// <summary>What the FIELD declares to stand for an absent value; null where it declares nothing.</summary>
    public string? Null { get; init; }

    /// <summary>What TABLEDATA writes for an absent value.</summary>
    public virtual string NullCell => Null ?? "";

    public virtual string? Xtype => Info.Xtype;

    /// <summary>Turns to the column of a block.</summary>
    public abstract void Bind(AstroColumn column);

    /// <summary>Whether the row has no value, beyond NaN, which each serialization can write.</summary>
    public abstract bool IsNull(int row);

    /// <summary>Writes the text of a cell that is not null.</summary>
    public abstract void WriteText(int row, ByteOutput output);

    /// <summary>Writes the bytes of a cell; where it is null some of the same length, or of none where the length varies.</summary>
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
                $"Column {column.Name} holds {column.ValueType.Name}, the table that is being written {typeof(T).Name}.",
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
    // An empty cell would be a complex number of no parts.
    public override string NullCell => typeof(T) == typeof(Complex) ? "NaN NaN" : base.NullCell;

    public override void WriteText(int row, ByteOutput output) =>
        output.Advance(format.ToText(Values[row], output.GetSpan(ElementFormat<T>.MaxTextLength)));

    public override void WriteBinary(int row, bool isNull, Base64Output output)
    {
        Span<byte> target = output.GetSpan(format.Size);
        // A null keeps a value that reads as one even where the flag is not looked at.
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
/// <param name="format">How one of them is written.</param>
/// <param name="fixedLength">Number of values in each cell; −1 where it varies.</param>
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
            throw CellWriters.Unfit(Info, row, $"it has {values.Length} values where the shape is {ArraySize}");
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

/// <summary>Cells with several strings: each takes the same room, filled with blanks.</summary>
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
                $"'{VOTableErrors.Shorten(text)}' is longer than the {length} characters that the shape {ArraySize} gives it");
        }

        return text.PadRight(length);
    }
}
