namespace PSAstroXmatch.Engine.Tables.Text;

/// <summary>
/// Counts the cells that prevent a column from being one of numbers, to tell of a column that was meant to be one: at least half of its
/// values are numbers (and others are texts such as ">18.2"), or its numbers have decimal commas.
/// </summary>
internal sealed class StrayTexts
{
    // Enough texts to know a column of names, which is not examined further. A file that is sorted may begin with many texts.
    private const int Enough = 10_000;
    private const int LongestShown = 40;

    private long _numbers;
    private long _texts;
    private long _commas;
    private string _first = "";
    private long _firstRow;

    /// <summary>Whether the column is one of texts, whatever follows.</summary>
    public bool IsHopeless { get; private set; }

    /// <summary>Whether there are texts of which a warning may have to tell.</summary>
    public bool IsSuspect => _texts > 0 && (_numbers > 0 || _commas > 0) && !IsHopeless;

    /// <summary>Takes a cell into account.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="kind">Its kind.</param>
    /// <param name="row">Its row below the header, counted from 1.</param>
    public void Observe(ReadOnlySpan<char> cell, CellKind kind, long row)
    {
        if (kind is CellKind.Integer or CellKind.Real)
            _numbers++;
        if (kind is not (CellKind.Text or CellKind.Boolean))
            return;
        cell = cell.Trim();
        if (_texts++ == 0 || row < _firstRow)
        {
            _first = cell.Length > LongestShown ? $"{cell[..LongestShown]}…" : cell.ToString();
            _firstRow = row;
        }

        if (HasDecimalComma(cell))
            _commas++;
        // Digits alone are text only because a number would lose some of them: an identifier, such as 007. A list of one value is a number.
        IsHopeless |= cell.TrimStart("+-").IndexOfAnyExceptInRange('0', '9') < 0 || IsList(cell) || (_texts > Enough && _texts / 10 > _numbers && _commas < _texts);
    }

    /// <summary>What a warning says of the column; null if it is not one that should have been numeric.</summary>
    /// <param name="name">Name of the column.</param>
    /// <param name="rowOfUnits">Whether the first row holds units and does not count.</param>
    public string? Describe(string name, bool rowOfUnits)
    {
        bool isComma = _commas == _texts;
        if (!IsSuspect || !(isComma || _texts <= _numbers))
            return null;
        string count = $"{ValueText.Count(_texts)} of {ValueText.Count(_numbers + _texts)} values";
        string what = isComma ? $"{(_texts == 1 ? "has a decimal comma" : "have a decimal comma")}" : $"{(_texts == 1 ? "is" : "are")} not a number";
        string where = $"'{VisibleText.OnOneLine(_first)}' in row {ValueText.Count(_firstRow - (rowOfUnits ? 1 : 0))}";
        return $"{name} ({count} {what}: {(_texts == 1 ? "" : "the first is ")}{where})";
    }

    /// <summary>The warning of columns that were described; null if there are none.</summary>
    /// <param name="source">The file.</param>
    /// <param name="columns">What <see cref="Describe"/> says of the columns.</param>
    /// <param name="rows">What rows the numbers are of, to follow them; empty for all rows.</param>
    /// <param name="advice">How to make the columns numeric.</param>
    public static string? Warning(string source, IReadOnlyList<string> columns, string rows, string advice) => columns.Count == 0 ? null
        : $"{source}: text instead of numbers in {(columns.Count == 1 ? "the column" : "the columns")} {string.Join(", ", columns)}{rows}. "
            + $"Comparisons such as -lt 18 then compare texts: {advice}.";

    // As Export-AstroTable writes a list: 1.5, 2.5.
    private static bool IsList(ReadOnlySpan<char> cell)
    {
        int comma = cell.IndexOf(", ", StringComparison.Ordinal);
        return comma > 0 && CellText.Classify(cell[..comma], out _, out _) is CellKind.Integer or CellKind.Real or CellKind.NotANumber;
    }

    private static bool HasDecimalComma(ReadOnlySpan<char> cell)
    {
        cell = cell.TrimStart("+-");
        int comma = cell.IndexOf(',');
        return comma > 0 && comma < cell.Length - 1
            && cell[..comma].IndexOfAnyExceptInRange('0', '9') < 0 && cell[(comma + 1)..].IndexOfAnyExceptInRange('0', '9') < 0;
    }
}
