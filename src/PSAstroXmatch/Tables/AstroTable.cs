using System.Diagnostics.CodeAnalysis;

namespace PSAstroXmatch.Tables;

/// <summary>A name and a value that belong to a table as a whole: a VOTable INFO or PARAM, a FITS header card.</summary>
/// <param name="Name">Name, such as "QUERY_STATUS" or "TELESCOP".</param>
/// <param name="Value">Value as text.</param>
/// <param name="Description">Text that comes with it; null where there is none.</param>
public sealed record TableParameter(string Name, string Value, string? Description = null)
{
    /// <summary>Name, such as "QUERY_STATUS" or "TELESCOP".</summary>
    public string Name { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Name);

    /// <summary>Value as text.</summary>
    public string Value { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Value);

    /// <summary>Text that comes with it; null where there is none.</summary>
    public string? Description { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Description);
}

/// <summary>A columnar table: columns of one length, each with type, unit, UCD, description and its own nulls.</summary>
public sealed class AstroTable
{
    private readonly AstroColumn[] _columns;
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes a table of columns that have the same number of rows.</summary>
    /// <param name="columns">The columns in order. Where names repeat, a name finds the first of them.</param>
    /// <param name="rowCount">Number of rows; needed only where there may be no column.</param>
    public AstroTable(IEnumerable<AstroColumn> columns, int? rowCount = null)
    {
        _columns = columns.ToArray();
        RowCount = rowCount ?? (_columns.Length == 0 ? 0 : _columns[0].Count);
        for (int i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Count != RowCount)
                throw new ArgumentException($"Column {_columns[i].Name} has {_columns[i].Count} rows, the table {RowCount}.", nameof(columns));
            _indexByName.TryAdd(_columns[i].Name, i);
        }
    }

    /// <summary>Name of the table, where its file gives one.</summary>
    public string? Name { get; init => field = VisibleText.Of(value); }

    /// <summary>What the table holds, in words.</summary>
    public string? Description { get; init => field = VisibleText.Of(value); }

    /// <summary>Where the table comes from: a path or an address.</summary>
    public string? Source { get; init; }

    /// <summary>Values that belong to the table as a whole.</summary>
    public IReadOnlyList<TableParameter> Parameters { get; init; } = [];

    /// <summary>What was read in another way than its file has it, such as numbers that a column's datatype can't hold.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = [.. value.Select(warning => VisibleText.Of(warning))]; } = [];

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<AstroColumn> Columns => _columns;

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The column of a name, in any case.</summary>
    /// <exception cref="AstroException">ColumnNotFound: there is none; the message lists those that are there.</exception>
    public AstroColumn this[string name] => TryGetColumn(name, out AstroColumn? column)
        ? column
        : throw new AstroException(
            "ColumnNotFound",
            AstroErrorKind.NotFound,
            $"{Source ?? Name ?? "The table"} has no column '{name}'. Its columns: {string.Join(", ", _columns.Select(c => c.Name))}.",
            "Name one of the columns that the table has.",
            name);

    /// <summary>The row at a position, counted from 0, as a view: nothing is copied.</summary>
    public AstroTableRow this[int row] => new(this, row);

    /// <summary>Looks a column up by name, in any case.</summary>
    public bool TryGetColumn(string name, [NotNullWhen(true)] out AstroColumn? column)
    {
        bool found = _indexByName.TryGetValue(name, out int index);
        column = found ? _columns[index] : null;
        return found;
    }

    /// <summary>The rows in order, as views.</summary>
    public IEnumerable<AstroTableRow> GetRows()
    {
        for (int row = 0; row < RowCount; row++)
            yield return new AstroTableRow(this, row);
    }

    /// <summary>A table with the rows at the given positions, in their order.</summary>
    public AstroTable Take(int[] rows) => With(_columns.Select(c => c.Take(rows)), rows.Length);

    /// <summary>The same table with one more warning.</summary>
    public AstroTable WithWarning(string warning) => With(_columns, warnings: [.. Warnings, warning]);

    /// <summary>Other columns with all that is known of this table as a whole.</summary>
    /// <param name="columns">The columns in order.</param>
    /// <param name="rowCount">Number of rows; null for as many as this table has.</param>
    /// <param name="source">Where the table comes from; null where that stays.</param>
    /// <param name="warnings">What was read in another way; null where that stays.</param>
    public AstroTable With(IEnumerable<AstroColumn> columns, int? rowCount = null, string? source = null, IReadOnlyList<string>? warnings = null) => new(columns, rowCount ?? RowCount)
    {
        Name = Name,
        Description = Description,
        Source = source ?? Source,
        Parameters = Parameters,
        Warnings = warnings ?? Warnings,
    };

    /// <summary>Name, rows and columns.</summary>
    public override string ToString() => $"{Name ?? "table"}: {RowCount} rows × {_columns.Length} columns";
}
