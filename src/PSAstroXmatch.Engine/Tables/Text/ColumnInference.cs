namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>The kind of value that a column of text cells is read as.</summary>
internal enum TextColumnKind
{
    /// <summary>No cell has a value.</summary>
    Empty,

    /// <summary>Booleans.</summary>
    Boolean,

    /// <summary>64-bit integers.</summary>
    Integer,

    /// <summary>Doubles.</summary>
    Real,

    /// <summary>Text.</summary>
    Text,
}

/// <summary>Infers the kind of a column from its cells.</summary>
internal sealed class ColumnInference
{
    private readonly bool[] _seen = new bool[(int)CellKind.Text + 1];
    private bool _hasInexactInteger;

    /// <summary>The narrowest kind that holds every cell so far without loss.</summary>
    public TextColumnKind Kind
    {
        get
        {
            bool booleans = HasSeen(CellKind.Boolean), integers = HasSeen(CellKind.Integer), reals = HasSeen(CellKind.Real);
            if (HasSeen(CellKind.Text) || (booleans && (integers || reals)) || (reals && _hasInexactInteger))
                return TextColumnKind.Text;
            if (booleans)
                return TextColumnKind.Boolean;
            if (reals)
                return TextColumnKind.Real;
            if (integers)
                return TextColumnKind.Integer;
            return HasSeen(CellKind.NotANumber) ? TextColumnKind.Real : TextColumnKind.Empty;
        }
    }

    /// <summary>Whether any cell is a number.</summary>
    public bool HasNumber => HasSeen(CellKind.Integer) || HasSeen(CellKind.Real);

    /// <summary>Takes a cell into account.</summary>
    public void Observe(ReadOnlySpan<char> cell)
    {
        // Once text, always text: further cells can't change it.
        if (_seen[(int)CellKind.Text])
            return;
        CellKind kind = CellText.Classify(cell, out long integer, out _);
        _seen[(int)kind] = true;
        if (kind == CellKind.Integer && !CellText.IsExactAsDouble(integer))
            _hasInexactInteger = true;
    }

    private bool HasSeen(CellKind kind) => _seen[(int)kind];
}
