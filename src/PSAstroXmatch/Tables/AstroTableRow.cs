namespace PSAstroXmatch.Tables;

/// <summary>
/// A row of a table: the table and a position. PowerShell shows the columns as its properties
/// (see <see cref="AstroTableRowAdapter"/>), so nothing is copied and Export-Csv writes just the columns.
/// </summary>
public sealed class AstroTableRow
{
    /// <summary>Makes a view of a row.</summary>
    public AstroTableRow(AstroTable table, int index)
    {
        Table = table;
        Index = index;
    }

    /// <summary>The table that the row belongs to, with units and descriptions of the columns.</summary>
    public AstroTable Table { get; }

    /// <summary>Position in the table, counted from 0.</summary>
    public int Index { get; }

    /// <summary>The value of a column, or null; the name may be in any case.</summary>
    public object? this[string column] => Table.TryGetColumn(column, out AstroColumn? found) ? found.GetValue(Index) : null;

    /// <summary>The columns with their values, as a log would show them.</summary>
    public override string ToString() =>
        "@{" + string.Join("; ", Table.Columns.Select(c => c.Name + "=" + ValueText.Format(c.GetValue(Index)))) + "}";
}
