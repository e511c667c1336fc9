namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>What a column of text cells is read as.</summary>
internal enum TextColumnKind
{
    /// <summary>No cell has a value.</summary>
    Empty,

    /// <summary>Truth values.</summary>
    Boolean,

    /// <summary>64-bit integers.</summary>
    Integer,

    /// <summary>Doubles.</summary>
    Real,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>Collects what the cells of a column can be read as, and says what serves them all.</summary>
internal sealed class ColumnInference
{
    private readonly bool[] _seen = new bool[(int)CellKind.Text + 1];
    private bool _hasInexactInteger;

    /// <summary>The narrowest kind that holds every cell so far without loss.</summary>
    public TextColumnKind Kind
    {
        get
        {
            bool booleans = Seen(CellKind.Boolean), integers = Seen(CellKind.Integer), reals = Seen(CellKind.Real);
            if (Seen(CellKind.Text) || (booleans && (integers || reals)) || (reals && _hasInexactInteger))
                return TextColumnKind.Text;
            if (booleans)
                return TextColumnKind.Boolean;
            if (reals)
                return TextColumnKind.Real;
            if (integers)
                return TextColumnKind.Integer;
            return Seen(CellKind.NotANumber) ? TextColumnKind.Real : TextColumnKind.Empty;
        }
    }

    /// <summary>Whether there is a cell that is a number.</summary>
    public bool HasNumber => Seen(CellKind.Integer) || Seen(CellKind.Real);

    /// <summary>Takes a cell into account.</summary>
    public void Observe(ReadOnlySpan<char> cell)
    {
        // Once text, always text: nothing more can be learnt.
        if (_seen[(int)CellKind.Text])
            return;
        CellKind kind = CellText.Classify(cell, out long integer, out _);
        _seen[(int)kind] = true;
        if (kind == CellKind.Integer && !CellText.IsExactAsDouble(integer))
            _hasInexactInteger = true;
    }

    private bool Seen(CellKind kind) => _seen[(int)kind];
}
