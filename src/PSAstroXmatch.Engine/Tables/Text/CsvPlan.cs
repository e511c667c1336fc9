using PSAstroXmatch.Engine.Units;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>Determines the type and unit of each column from the rows of a CSV file.</summary>
internal sealed class CsvPlanner
{
    private readonly string[] _names;
    private readonly ColumnInference[] _columns;
    private readonly bool? _unitRow;
    private string[]? _first;
    private long _rows;

    public CsvPlanner(string[] header, bool? unitRow)
    {
        _names = ColumnNames.MakeUnique(header);
        _columns = header.Select(_ => new ColumnInference()).ToArray();
        _unitRow = unitRow;
    }

    /// <summary>Takes the current row into account. The first row is kept separately, as it may hold units.</summary>
    public void Observe(DelimitedRows rows)
    {
        if (_rows++ == 0)
        {
            _first = rows.GetCells();
            return;
        }

        for (int i = 0; i < _columns.Length; i++)
            _columns[i].Observe(rows[i], _rows);
    }

    /// <summary>The plan based on the rows so far.</summary>
    /// <param name="isFinal">Whether these are all rows.</param>
    public CsvPlan ToPlan(bool isFinal)
    {
        bool hasUnits = _first is not null && (_unitRow ?? IsUnitRow(_first));
        if (_first is not null && !hasUnits)
        {
            for (int i = 0; i < _columns.Length; i++)
                _columns[i].Observe(_first[i], 1);
        }

        TextColumnKind[] kinds = _columns.Select(column => column.FinalKind(isFinal)).ToArray();
        ColumnInfo[] infos = kinds.Select((kind, i) => new ColumnInfo(_names[i], TextColumnBuilder.TypeOf(kind))
        {
            Unit = hasUnits && !string.IsNullOrWhiteSpace(_first![i]) ? _first[i].Trim() : null,
        }).ToArray();
        return new CsvPlan(infos, kinds, hasUnits, isFinal)
        {
            IsSuspect = _columns.Any(column => column.Strays.IsSuspect),
            Strays = [.. _columns.Select((column, i) => kinds[i] == TextColumnKind.Text ? column.Strays.Describe(infos[i].Name, hasUnits) : null).OfType<string>()],
        };
    }

    // The reference notebook writes a row of units below the header. Such a row has no numbers, and a unit above a column of numbers. A
    // letter that may be a unit by chance ("s", "A") counts only if the row has nothing but units.
    private bool IsUnitRow(string[] cells)
    {
        bool hasUnit = false, hasLetter = false, hasOther = false;
        for (int i = 0; i < cells.Length; i++)
        {
            CellKind kind = CellText.Classify(cells[i], out _, out _);
            if (kind == CellKind.Empty)
                continue;
            if (kind is not (CellKind.Text or CellKind.Marker))
                return false;
            bool numeric = _columns[i].HasNumber && _columns[i].Kind is TextColumnKind.Integer or TextColumnKind.Real;
            bool unit = kind != CellKind.Marker && AstroUnit.IsUnit(cells[i]);
            hasOther |= !unit;
            hasUnit |= unit && numeric && cells[i].Trim().Length > 1;
            hasLetter |= unit && numeric;
        }

        return hasUnit || (hasLetter && !hasOther);
    }
}

/// <summary>The type and unit of each column of a CSV file.</summary>
/// <param name="Columns">The columns.</param>
/// <param name="Kinds">The kind of each column.</param>
/// <param name="HasUnitRow">Whether the first row below the header holds units.</param>
/// <param name="IsFinal">Whether the plan was made from all rows.</param>
internal sealed record CsvPlan(ColumnInfo[] Columns, TextColumnKind[] Kinds, bool HasUnitRow, bool IsFinal)
{
    /// <summary>Whether a column has numbers and texts, so that all rows must be known to tell whether a few texts made it text.</summary>
    public bool IsSuspect { get; init; }

    /// <summary>The columns that are text only because of a few values, described.</summary>
    public IReadOnlyList<string> Strays { get; init; } = [];
}

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
            // "NaN" is a floating-point number: a program that writes it may write 5000.0 as 5000. An identifier that no double holds stays exact.
            if (HasSeen(CellKind.NotANumber) && !_hasInexactInteger)
                return TextColumnKind.Real;
            return integers ? TextColumnKind.Integer : TextColumnKind.Empty;
        }
    }

    /// <summary>The texts that are among numbers.</summary>
    public StrayTexts Strays { get; } = new();

    /// <summary>The kind of a column that has, or may have, further cells. Markers without any number are texts, such as a column of flags.</summary>
    /// <param name="isFinal">Whether all cells have been observed.</param>
    public TextColumnKind FinalKind(bool isFinal)
    {
        bool isMarked = isFinal && HasSeen(CellKind.Marker) && !HasNumber && !HasSeen(CellKind.Boolean) && !HasSeen(CellKind.NotANumber);
        return isMarked ? TextColumnKind.Text : Kind;
    }

    /// <summary>Whether any cell is a number.</summary>
    public bool HasNumber => HasSeen(CellKind.Integer) || HasSeen(CellKind.Real);

    /// <summary>Takes a cell into account.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="row">Its row below the header, counted from 1.</param>
    public void Observe(ReadOnlySpan<char> cell, long row)
    {
        // Once text, always text: further cells can't change it.
        if (_seen[(int)CellKind.Text] && Strays.IsHopeless)
            return;
        CellKind kind = CellText.Classify(cell, out long integer, out _);
        _seen[(int)kind] = true;
        if (kind == CellKind.Integer && !CellText.IsExactAsDouble(integer))
            _hasInexactInteger = true;
        Strays.Observe(cell, kind, row);
    }

    private bool HasSeen(CellKind kind) => _seen[(int)kind];
}
