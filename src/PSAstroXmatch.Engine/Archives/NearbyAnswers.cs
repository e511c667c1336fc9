using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Combines the results of the parts of a search into one table.</summary>
internal static class NearbyAnswers
{
    /// <summary>
    /// Combines results: a source near several circles appears once, with one pair per circle. Rows are the same source if both name
    /// and position agree, since a user's catalog may give several sources the same name.
    /// </summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="uploads">The circles.</param>
    /// <param name="parts">The circles of each part.</param>
    /// <param name="tables">The result of each part; null if it failed. It has a column circle_id, or belongs to a single circle.</param>
    /// <param name="failures">The circles that were not searched.</param>
    public static NearbyRows Join(
        CatalogDescription catalog, CircleUploads uploads, int[][] parts, AstroTable?[] tables, IReadOnlyDictionary<int, AstroException> failures)
    {
        List<AstroTable> sources = [];
        List<int> circles = [], rows = [];
        Dictionary<(string, double, double), int> known = [];
        for (int i = 0; i < parts.Length; i++)
        {
            if (tables[i] is not AstroTable table)
                continue;
            AstroColumn key = Key(catalog, table);
            double[] ra = Coordinate(table, catalog.Equatorial.Ra), dec = Coordinate(table, catalog.Equatorial.Dec);
            List<int> fresh = [];
            for (int row = 0; row < table.RowCount; row++)
            {
                (string, double, double) identity = (key.GetText(row), ra[row], dec[row]);
                if (known.TryAdd(identity, known.Count))
                    fresh.Add(row);
                foreach (int circle in uploads.SameAs(CircleOf(table, row, parts[i])))
                {
                    circles.Add(circle);
                    rows.Add(known[identity]);
                }
            }

            sources.Add(table.Take([.. fresh]));
        }

        AstroTable all = sources.Count == 0 ? Empty(catalog) : AstroTable.Concat(sources);
        CatalogTable made = CatalogTable.Create(catalog, all);
        if (made.RowCount != all.RowCount)
            throw made.Problems[0];
        return new NearbyRows(made, [.. circles], [.. rows], failures);
    }

    private static int CircleOf(AstroTable table, int row, int[] part) =>
        table.TryGetColumn("circle_id", out AstroColumn? id) ? (int)id.GetDouble(row) : part[0];

    private static double[] Coordinate(AstroTable table, string column) =>
        table.TryGetColumn(column, out AstroColumn? found) ? found.ToDoubles() : new double[table.RowCount];

    private static AstroColumn Key(CatalogDescription catalog, AstroTable table) =>
        catalog.Columns[0].Names.Select(name => table.TryGetColumn(name, out AstroColumn? column) ? column : null).FirstOrDefault(column => column is not null)
        ?? throw CatalogTable.Missing(table.Source ?? catalog.Name, table, catalog.Columns[0].Names, $"the column '{catalog.Key}'");

    private static AstroTable Empty(CatalogDescription catalog) => new(catalog.Columns.Select(column => (AstroColumn)(column.Quantity switch
    {
        CatalogQuantity.Text => new AstroColumn<string>(new ColumnInfo(column.Name, typeof(string)), []),
        CatalogQuantity.Integer => new AstroColumn<long>(new ColumnInfo(column.Name, typeof(long)), []),
        _ => new AstroColumn<double>(new ColumnInfo(column.Name, typeof(double)), []),
    })), 0);
}
