namespace PSAstroXmatch.Tables;

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

    /// <summary>The value of a column, or null; the case of the name does not matter.</summary>
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
