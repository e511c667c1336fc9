using System.Diagnostics.CodeAnalysis;

namespace PSAstroXmatch.Tables;

/// <summary>A name and a value that belong to a whole table: a VOTable INFO or PARAM, or a FITS header card.</summary>
/// <param name="Name">Name, such as "QUERY_STATUS" or "TELESCOP".</param>
/// <param name="Value">Value as text.</param>
/// <param name="Description">Description; null if there is none.</param>
public sealed record TableParameter(string Name, string Value, string? Description = null)
{
    /// <summary>Name, such as "QUERY_STATUS" or "TELESCOP".</summary>
    public string Name { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Name);

    /// <summary>Value as text.</summary>
    public string Value { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Value);

    /// <summary>Description; null if there is none.</summary>
    public string? Description { get; init => field = VisibleText.Of(value); } = VisibleText.Of(Description);

    /// <summary>Unit of the value; null for none.</summary>
    public string? Unit { get; init => field = VisibleText.Of(value); }
}

/// <summary>A columnar table: columns of equal length, each with type, unit, UCD, description and nulls.</summary>
public sealed class AstroTable : IHasProvenance
{
    private readonly AstroColumn[] _columns;
    private readonly Dictionary<string, int> _indexByName = new(StringComparer.OrdinalIgnoreCase);
    private MatchProvenance _provenance = MatchProvenance.Empty;

    /// <summary>Creates a table from columns with the same number of rows.</summary>
    /// <param name="columns">The columns in order. If names repeat, a name finds the first of them.</param>
    /// <param name="rowCount">Number of rows; needed only if there may be no columns.</param>
    public AstroTable(IEnumerable<AstroColumn> columns, int? rowCount = null)
    {
        _columns = columns.ToArray();
        RowCount = rowCount ?? (_columns.Length == 0 ? 0 : _columns[0].Count);
        for (int i = 0; i < _columns.Length; i++)
        {
            if (_columns[i].Count != RowCount)
                throw new ArgumentException($"Column {_columns[i].Name} has {_columns[i].Count} rows, but the table has {RowCount}.", nameof(columns));
            _indexByName.TryAdd(_columns[i].Name, i);
        }
    }

    /// <summary>Name of the table, if its file gives one.</summary>
    public string? Name { get; init => field = VisibleText.Of(value); }

    /// <summary>Description of the table.</summary>
    public string? Description { get; init => field = VisibleText.Of(value); }

    /// <summary>Path or address of the table.</summary>
    public string? Source { get; init; }

    /// <summary>Parameters of the whole table.</summary>
    public IReadOnlyList<TableParameter> Parameters { get; init; } = [];

    /// <summary>Whether the service whose answer this is reports that it left out rows at a limit (<see cref="QueryStatus"/>).</summary>
    public bool IsTruncated => QueryStatus.SaysTruncated(Parameters);

    /// <summary>Warnings about values that were changed in reading, such as numbers out of range for the datatype of a column.</summary>
    public IReadOnlyList<string> Warnings { get; init => field = [.. value.Select(warning => VisibleText.Of(warning))]; } = [];

    /// <summary>The columns in order.</summary>
    public IReadOnlyList<AstroColumn> Columns => _columns;

    /// <summary>Number of rows.</summary>
    public int RowCount { get; }

    /// <summary>The column with a name, ignoring case.</summary>
    /// <exception cref="AstroException">ColumnNotFound: there is no such column; the message lists the existing ones.</exception>
    public AstroColumn this[string name] => TryGetColumn(name, out AstroColumn? column)
        ? column
        : throw new AstroException(
            ErrorIds.ColumnNotFound,
            $"{Source ?? Name ?? "The table"} has no column '{name}'. Its columns: {string.Join(", ", _columns.Select(c => c.Name))}.",
            "Give the name of one of its columns.",
            name);

    /// <summary>The row at a position, counted from 0, as a view without copying.</summary>
    public AstroTableRow this[int row] => new(this, row);

    /// <summary>Looks up a column by name, ignoring case.</summary>
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

    /// <summary>The same table with an additional warning.</summary>
    public AstroTable WithWarning(string warning) => With(_columns, warnings: [.. Warnings, warning]);

    /// <summary>
    /// How a table of matches was made; empty for any other table. A table that is read from a file has it among its <see cref="Parameters"/>.
    /// </summary>
    public MatchProvenance GetProvenance() => _provenance;

    /// <summary>The same table with a provenance in place of its own.</summary>
    public AstroTable WithProvenance(MatchProvenance provenance)
    {
        AstroTable copy = With(_columns);
        copy._provenance = provenance;
        return copy;
    }

    /// <summary>Other columns with the name, description, source, parameters, provenance and warnings of this table.</summary>
    /// <param name="columns">The columns in order.</param>
    /// <param name="rowCount">Number of rows; null for the number of rows of this table.</param>
    /// <param name="source">Path or address of the new table; null for that of this table.</param>
    /// <param name="warnings">Warnings of the new table; null for those of this table.</param>
    /// <param name="parameters">Parameters of the new table; null for those of this table.</param>
    public AstroTable With(
        IEnumerable<AstroColumn> columns,
        int? rowCount = null,
        string? source = null,
        IReadOnlyList<string>? warnings = null,
        IReadOnlyList<TableParameter>? parameters = null) =>
        new(columns, rowCount ?? RowCount)
        {
            Name = Name,
            Description = Description,
            Source = source ?? Source,
            Parameters = parameters ?? Parameters,
            Warnings = warnings ?? Warnings,
            _provenance = _provenance,
        };

    /// <summary>One table with the rows of all parts in order, the metadata of the first part and the warnings of all.</summary>
    /// <param name="parts">
    /// At least one table; those with rows have the same columns. A part without rows may lack column types, since services derive them from
    /// the rows, so it is skipped.
    /// </param>
    /// <param name="fault">Creates the error from the reason why the parts cannot be concatenated; null for TablesDiffer.</param>
    /// <exception cref="AstroException">TablesDiffer: the parts differ in their columns, or have more rows than a table can hold.</exception>
    public static AstroTable Concat(IReadOnlyList<AstroTable> parts, Func<string, AstroException>? fault = null)
    {
        AstroTable[] filled = [.. parts.Where(part => part.RowCount > 0)];
        AstroTable first = filled.Length > 0 ? filled[0] : parts[0];
        string[] warnings = [.. parts.SelectMany(part => part.Warnings).Distinct()];
        if (filled.Length <= 1)
            return warnings.Length == first.Warnings.Count ? first : first.With(first._columns, warnings: warnings);
        if (WhyNotConcat(filled) is string reason)
        {
            throw fault?.Invoke(reason) ?? new AstroException(
                ErrorIds.TablesDiffer, $"The parts of {first.Source ?? first.Name ?? "a table"} do not form one table: {reason}.", "Use parts with the same columns.",
                first.Source);
        }

        return first.With(
            first._columns.Select((column, i) => column.Concat([.. filled.Skip(1).Select(part => part._columns[i])])),
            filled.Sum(part => part.RowCount),
            warnings: warnings);
    }

    private static string? WhyNotConcat(AstroTable[] parts)
    {
        if (parts.Sum(part => (long)part.RowCount) > Array.MaxLength)
            return "its parts together have more rows than a table can hold";
        AstroTable first = parts[0];
        foreach (AstroTable part in parts)
        {
            for (int i = 0; i < Math.Max(first._columns.Length, part._columns.Length); i++)
            {
                (AstroColumn? left, AstroColumn? right) = (first._columns.ElementAtOrDefault(i), part._columns.ElementAtOrDefault(i));
                if (left?.Name != right?.Name || left?.ValueType != right?.ValueType)
                    return $"its parts differ in column {i + 1}, '{(left ?? right)!.Name}'";
            }
        }

        return null;
    }

    /// <summary>Name, rows and columns.</summary>
    public override string ToString() => $"{Name ?? "table"}: {RowCount} rows × {_columns.Length} columns";
}

/// <summary>
/// A row of a table: the table and a position. PowerShell shows the columns as its properties (by <c>AstroTableRowAdapter</c>), so nothing
/// is copied and Export-Csv writes only the columns.
/// </summary>
public sealed class AstroTableRow
{
    private readonly AstroTable _table;
    private readonly int _index;

    /// <summary>Creates a view of a row.</summary>
    public AstroTableRow(AstroTable table, int index)
    {
        _table = table;
        _index = index;
    }

    /// <summary>
    /// The value of a column; the case of the name does not matter. A missing floating-point number is NaN, any other missing value null, as is that of
    /// a column that the table does not have.
    /// </summary>
    public object? this[string column] => _table.TryGetColumn(column, out AstroColumn? found) ? found.GetValue(_index) : null;

    /// <summary>
    /// The table that the row belongs to, with units and descriptions of the columns. A method, because PowerShell would show a property
    /// among the columns.
    /// </summary>
    public AstroTable GetTable() => _table;

    /// <summary>Position in the table, counted from 0.</summary>
    public int GetIndex() => _index;

    /// <summary>The columns with their values, in the style of a PowerShell custom object.</summary>
    public override string ToString() =>
        "@{" + string.Join("; ", _table.Columns.Select(c => c.Name + "=" + VisibleText.Of(ValueText.Format(c.GetValue(_index))))) + "}";
}

/// <summary>
/// What a service says in a table about the query whose result it is: the parameter QUERY_STATUS of DALI 1.1 (section 4.4), which may
/// come before and after the rows, so that the last one counts.
/// </summary>
/// <param name="IsTruncated">Whether the service left out rows at a limit (OVERFLOW).</param>
/// <param name="IsError">Whether the query failed (ERROR).</param>
/// <param name="Words">The service's explanation; null if there is none.</param>
public sealed record QueryStatus(bool IsTruncated, bool IsError, string? Words)
{
    /// <summary>Name of the parameter.</summary>
    public const string ParameterName = "QUERY_STATUS";

    /// <summary>The status in a parameter; null if it is another parameter.</summary>
    public static QueryStatus? Of(TableParameter parameter)
    {
        if (!parameter.Name.Equals(ParameterName, StringComparison.OrdinalIgnoreCase))
            return null;
        string value = parameter.Value.Trim();
        return new QueryStatus(
            value.Equals("OVERFLOW", StringComparison.OrdinalIgnoreCase), value.Equals("ERROR", StringComparison.OrdinalIgnoreCase), parameter.Description);
    }

    /// <summary>Whether the last status among the parameters of a table says that rows are missing.</summary>
    public static bool SaysTruncated(IReadOnlyList<TableParameter> parameters) =>
        parameters.Select(Of).LastOrDefault(status => status is not null) is { IsTruncated: true };
}
