using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Nulls in integer columns that a service sends as a number without declaring it in the column's VALUES.</summary>
internal static class SentinelNulls
{
    /// <summary>The table with those numbers turned into nulls; the same table if there are none.</summary>
    public static AstroTable Apply(AstroTable table, TapDialect dialect)
    {
        if (dialect.NullOfLongs is not long sentinel || !table.Columns.Any(column => Has(column, sentinel)))
            return table;
        AstroColumn Convert(AstroColumn column) => Has(column, sentinel) ? Mask((AstroColumn<long>)column, sentinel) : column;
        return table.With(table.Columns.Select(Convert));
    }

    private static bool Has(AstroColumn column, long sentinel) => column is AstroColumn<long> longs && longs.Values.AsSpan().Contains(sentinel);

    private static AstroColumn<long> Mask(AstroColumn<long> column, long sentinel)
    {
        NullMask nulls = new(column.Count);
        for (int row = 0; row < column.Count; row++)
            nulls[row] = column.Values[row] == sentinel || column.IsNull(row);
        return new AstroColumn<long>(column.Info, column.Values, nulls);
    }
}
