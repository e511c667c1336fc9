using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.VOTable;

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
