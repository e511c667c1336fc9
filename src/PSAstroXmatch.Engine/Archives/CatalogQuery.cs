using System.Globalization;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Writes the ADQL that fetches rows of a catalog from a service.</summary>
/// <param name="dialect">How the service is spoken to.</param>
/// <param name="catalog">Which catalog.</param>
/// <param name="columns">The catalog's columns that the service has, with its names for them.</param>
internal sealed class CatalogQuery(TapDialect dialect, CatalogDescription catalog, IReadOnlyDictionary<string, string> columns)
{
    /// <summary>Name of the table at the service.</summary>
    public string Table => dialect.TableNames.GetValueOrDefault(catalog.Name, catalog.TableName);

    /// <summary>SELECT with TOP where the service needs it to send all rows.</summary>
    public string SelectTop => dialect.TopToSend is long top ? $"SELECT TOP {Text(top)}" : "SELECT";

    /// <summary>Whether the service has all of some columns.</summary>
    public bool Has(params string[] names) => names.All(columns.ContainsKey);

    /// <summary>The catalog's columns that the service has, each under the catalog's own name for it with a prefix before it.</summary>
    /// <param name="table">Table or alias that they are taken from.</param>
    /// <param name="prefix">What their aliases begin with.</param>
    public string SelectList(string table, string prefix = "") => string.Join(", ", catalog.Columns
        .Where(column => Has(column.Name))
        .Select(column => $"{Column(table, column.Name)} AS {prefix}{Alias(column.Name)}"));

    /// <summary>A column as a query names it, with a table or alias before it.</summary>
    public string Column(string prefix, string column) => prefix + "." + dialect.QuoteIdentifier(columns[column]);

    /// <summary>
    /// The query for at least the rows that a filter wants: a condition on a column that the service lacks, or whose value a service
    /// might compare in another way, is left to the client.
    /// </summary>
    public string Select(CatalogFilter filter)
    {
        List<string> conditions = [.. Conditions(filter)];
        string where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return $"{SelectTop} {SelectList("t")} FROM {Table} AS t{where}";
    }

    /// <summary>The same query as one that can be run in slices of declination; null where the service's table has no such column.</summary>
    public TapSlicedQuery? Slice(CatalogFilter filter)
    {
        string dec = catalog.Equatorial.Dec;
        return Has(dec)
            ? TapSlicedQuery.ByDeclination(SelectList("t"), $"{Table} AS t", Column("t", dec)) with { Conditions = [.. Conditions(filter)] }
            : null;
    }

    /// <summary>A number as ADQL reads it, with every digit.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    // One of ADQL's reserved words gets an underscore, under which the catalog knows it too.
    private static string Alias(string column) => column == "time" ? "time_" : column;

    private IEnumerable<string> Conditions(CatalogFilter filter)
    {
        (string ra, string dec) = catalog.Equatorial;
        if (catalog.HasUnplacedRows && Has(ra) && Has(dec))
            yield return $"{Column("t", ra)} IS NOT NULL AND {Column("t", dec)} IS NOT NULL";
        if (filter.MaxLatitude is double maxLatitude && Has(catalog.Galactic.B))
            yield return $"{Column("t", catalog.Galactic.B)} BETWEEN {Text(-maxLatitude)} AND {Text(maxLatitude)}";
        if (filter.Cone is Cone cone && Has(ra) && Has(dec))
        {
            // A little wider, so that the service's arithmetic does not decide about the rim.
            double radius = Math.Min(180, cone.Radius + 1e-7);
            yield return $"1 = CONTAINS(POINT('ICRS', {Column("t", ra)}, {Column("t", dec)}), "
                + $"CIRCLE('ICRS', {Text(cone.Ra)}, {Text(cone.Dec)}, {Text(radius)}))";
        }

        foreach (CatalogCondition condition in filter.Conditions.Where(condition => Has(condition.Column)))
        {
            string column = Column("t", condition.Column);
            yield return condition.Comparison switch
            {
                Comparison.GreaterThan => $"{column} > {Text(condition.Number)}",
                Comparison.AtLeast => $"{column} >= {Text(condition.Number)}",
                Comparison.AtMost => $"{column} <= {Text(condition.Number)}",
                _ => "(" + string.Join(" OR ", (condition.Patterns ?? []).Select(pattern => $"UPPER({column}) LIKE {LikeLiteral(pattern)}")) + ")",
            };
        }
    }

    // ADQL's LIKE has no escape: a literal % or _ in the pattern finds more than is wanted, and the client selects. A blank-padded
    // column needs the % at the end.
    private static string LikeLiteral(string pattern) =>
        "'" + CatalogFilter.WithoutSets(pattern).ToUpperInvariant().Replace("'", "''").Replace('*', '%').Replace('?', '_').TrimEnd('%') + "%'";
}
