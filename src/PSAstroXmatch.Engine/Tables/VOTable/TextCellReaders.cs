using System.Runtime.CompilerServices;
using System.Text;

namespace PSAstroXmatch.Engine.Tables.VOTable;

/// <summary>
/// Cells of char or unicodeChar that hold one string. It ends at a NUL, and trailing blanks are padding.
/// TABLEDATA and BINARY do not distinguish an empty string from a missing one, so both are null; BINARY2 has null flags.
/// </summary>
internal sealed class StringCellReader(VOTableField field, CellShape shape, int unit) : CellReader(field, shape)
{
    private readonly ColumnBuilder<string> _builder = new(Describe(field, typeof(string), false));
    private readonly string[] _recent = new string[64];

    public override ColumnBuilder Builder => _builder;

    public override int GetSize(int elements) => checked(unit * elements);

    public override void EnsureCapacity(int rows) => _builder.EnsureCapacity(rows);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddBinary(ReadOnlySpan<byte> bytes, int elements)
    {
        string value = unit == 2 ? CellText.FromBytes(bytes, unit) : Share(CellText.Trim(bytes));
        if (value.Length == 0 && HasNoNullFlags)
            _builder.AddNull();
        else
            _builder.Add(value);
    }

    // A string longer than its arraysize is kept: truncating it would lose data that the archive sent.
    protected override bool TryAddText(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> trimmed = text.TrimEnd((byte)' ');
        if (trimmed.IsEmpty)
            _builder.AddNull();
        else
            _builder.Add(Share(trimmed));
        return true;
    }

    // Classes and flags repeat in many rows, so equal strings are shared.
    private string Share(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return "";
        ref string recent = ref _recent[(bytes[0] + (bytes[^1] * 5) + (bytes.Length * 11)) & 63];
        if (recent is null || recent.Length != bytes.Length || !Ascii.Equals(bytes, recent))
            recent = VOTableText.Decode(bytes);
        return recent;
    }
}

/// <summary>
/// Cells that hold several strings of the same length, one after the other. The length counts bytes for char (explicitly so in VOTable 1.6;
/// for the ASCII of earlier versions it is the same) and UTF-16 units for unicodeChar.
/// </summary>
internal sealed class StringArrayCellReader(VOTableField field, CellShape shape, int unit) : CellReader(field, shape)
{
    private readonly ColumnBuilder<string[]> _builder = new(Describe(field, typeof(string[]), true));

    public override ColumnBuilder Builder => _builder;

    public override int GetSize(int elements) => checked(unit * elements);

    public override void EnsureCapacity(int rows) => _builder.EnsureCapacity(rows);

    public override void AddBinary(ReadOnlySpan<byte> bytes, int elements)
    {
        if (elements == 0 && HasNoNullFlags && Shape.IsVariable)
            _builder.AddNull();
        else
            _builder.Add(Split(bytes));
    }

    protected override bool TryAddText(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            _builder.AddNull();
        else if (unit == 1)
            _builder.Add(Split(text));
        else
            _builder.Add(Split(Encoding.BigEndianUnicode.GetBytes(VOTableText.Decode(text))));
        return true;
    }

    private string[] Split(ReadOnlySpan<byte> bytes)
    {
        int length = Math.Max(1, Shape.FirstDimension) * unit;
        string[] values = new string[Shape.IsVariable ? (bytes.Length + length - 1) / length : Shape.Inner / Math.Max(1, Shape.FirstDimension)];
        for (int i = 0; i < values.Length; i++)
        {
            int start = Math.Min(i * length, bytes.Length);
            values[i] = CellText.FromBytes(bytes[start..Math.Min(start + length, bytes.Length)], unit);
        }

        return values;
    }
}

/// <summary>Extracts strings from cells.</summary>
internal static class CellText
{
    /// <summary>The string in the bytes of a char (unit 1) or unicodeChar (unit 2) cell, up to its NUL, without trailing blanks.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes, int unit)
    {
        if (unit == 2)
        {
            string text = Encoding.BigEndianUnicode.GetString(bytes);
            int end = text.IndexOf('\0');
            return (end < 0 ? text : text[..end]).TrimEnd(' ');
        }

        return VOTableText.Decode(Trim(bytes));
    }

    /// <summary>The bytes of a char cell up to its NUL, without trailing blanks.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> bytes)
    {
        int nul = bytes.IndexOf((byte)0);
        return (nul < 0 ? bytes : bytes[..nul]).TrimEnd((byte)' ');
    }
}

/// <summary>Cells of datatype bit that hold one bit: the first bit of a byte.</summary>
internal sealed class BitCellReader(VOTableField field, CellShape shape) : CellReader(field, shape)
{
    private readonly ColumnBuilder<bool> _builder = new(Describe(field, typeof(bool), false));

    public override ColumnBuilder Builder => _builder;

    public override int GetSize(int elements) => 1;

    public override void EnsureCapacity(int rows) => _builder.EnsureCapacity(rows);

    // The standard puts the bit first and pads with 0; astropy writes it as 0x08.
    public override void AddBinary(ReadOnlySpan<byte> bytes, int elements) => _builder.Add(bytes[0] != 0);

    protected override bool TryAddText(ReadOnlySpan<byte> text)
    {
        ParseResult result = BooleanElement.Parse(VOTableText.Trim(text), out bool value);
        if (result == ParseResult.Null)
            _builder.AddNull();
        else
            _builder.Add(value);
        return result != ParseResult.Invalid;
    }
}

/// <summary>Cells of datatype bit that hold several bits: eight per byte, the first one in the highest bit.</summary>
internal sealed class BitArrayCellReader(VOTableField field, CellShape shape) : CellReader(field, shape)
{
    private readonly ColumnBuilder<bool[]> _builder = new(Describe(field, typeof(bool[]), true));
    private readonly List<bool> _elements = [];

    public override ColumnBuilder Builder => _builder;

    public override int GetSize(int elements) => (elements + 7) / 8;

    public override void EnsureCapacity(int rows) => _builder.EnsureCapacity(rows);

    public override void AddBinary(ReadOnlySpan<byte> bytes, int elements)
    {
        if (elements == 0 && HasNoNullFlags && Shape.IsVariable)
        {
            _builder.AddNull();
            return;
        }

        bool[] values = new bool[elements];
        for (int i = 0; i < elements; i++)
            values[i] = (bytes[i >> 3] >> (7 - (i & 7)) & 1) != 0;
        _builder.Add(values);
    }

    // Bits stand with or without white space between: "1 0 1" and "101" are both in use.
    protected override bool TryAddText(ReadOnlySpan<byte> text)
    {
        _elements.Clear();
        foreach (byte b in text)
        {
            if (b is (byte)'0' or (byte)'1')
                _elements.Add(b == '1');
            else if (b is not ((byte)' ' or (byte)',' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
                return false;
        }

        if (_elements.Count == 0)
            _builder.AddNull();
        else if (!Shape.IsVariable && _elements.Count != Shape.Inner)
            return false;
        else
            _builder.Add(_elements.ToArray());
        return true;
    }
}
