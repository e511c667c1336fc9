namespace PSAstroXmatch.Tables;

/// <summary>
/// A row of a table: the table and a position. PowerShell shows the columns as its properties
/// (see <see cref="AstroTableRowAdapter"/>), so nothing is copied and Export-Csv writes just the columns.
/// </summary>
public sealed class AstroTableRow
{
    private readonly AstroTable _table;
    private readonly int _index;

    /// <summary>Makes a view of a row.</summary>
    public AstroTableRow(AstroTable table, int index)
    {
        _table = table;
        _index = index;
    }

    /// <summary>The value of a column, or null; the name may be in any case.</summary>
    public object? this[string column] => _table.TryGetColumn(column, out AstroColumn? found) ? found.GetValue(_index) : null;

    /// <summary>
    /// The table that the row belongs to, with units and descriptions of the columns. A method, because PowerShell shows every
    /// property beside the columns.
    /// </summary>
    public AstroTable GetTable() => _table;

    /// <summary>Position in the table, counted from 0.</summary>
    public int GetIndex() => _index;

    /// <summary>The columns with their values, as a log would show them.</summary>
    public override string ToString() =>
        "@{" + string.Join("; ", _table.Columns.Select(c => c.Name + "=" + VisibleText.Of(ValueText.Format(c.GetValue(_index))))) + "}";
}
