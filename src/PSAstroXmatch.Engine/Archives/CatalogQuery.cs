using System.Globalization;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Writes the ADQL that fetches rows of a catalog from a service.</summary>
/// <param name="dialect">The dialect of the service.</param>
/// <param name="catalog">The catalog.</param>
/// <param name="columns">The catalog's columns that the service has, with the service's names for them.</param>
internal sealed class CatalogQuery(TapDialect dialect, CatalogDescription catalog, IReadOnlyDictionary<string, string> columns)
{
    /// <summary>Name of the table at the service.</summary>
    public string Table => dialect.TableNames.GetValueOrDefault(catalog.Name, catalog.TableName);

    /// <summary>SELECT, with TOP if the service needs it to return all rows.</summary>
    public string SelectTop => dialect.TopToSend is long top ? $"SELECT TOP {Text(top)}" : "SELECT";

    /// <summary>Whether the service has all the given columns.</summary>
    public bool Has(params string[] names) => names.All(columns.ContainsKey);

    /// <summary>The catalog's columns that the service has, each aliased to the catalog's own name with a prefix.</summary>
    /// <param name="table">Table or alias that holds the columns.</param>
    /// <param name="prefix">Prefix of the aliases.</param>
    public string SelectList(string table, string prefix = "") => string.Join(", ", catalog.Columns
        .Where(column => Has(column.Name))
        .Select(column => $"{Column(table, column.Name)} AS {prefix}{Alias(column.Name)}"));

    /// <summary>A column as written in a query, qualified by a table or alias.</summary>
    public string Column(string prefix, string column) => prefix + "." + dialect.QuoteIdentifier(columns[column]);

    /// <summary>
    /// The query for at least the rows that a filter selects. Conditions on columns that the service lacks, or that services might
    /// compare differently, are left to the client.
    /// </summary>
    public string Select(CatalogFilter filter)
    {
        List<string> conditions = [.. Conditions(filter)];
        string where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        return $"{SelectTop} {SelectList("t")} FROM {Table} AS t{where}";
    }

    /// <summary>The same query in a form that can be run in slices of declination; null if the service's table has no declination.</summary>
    public TapSlicedQuery? Slice(CatalogFilter filter)
    {
        string dec = catalog.Equatorial.Dec;
        return Has(dec)
            ? TapSlicedQuery.ByDeclination(SelectList("t"), $"{Table} AS t", Column("t", dec)) with { Conditions = [.. Conditions(filter)] }
            : null;
    }

    /// <summary>The condition that a row is in a circle; in the box around it where the service has no geometry.</summary>
    /// <param name="prefix">Table or alias that holds the columns.</param>
    /// <param name="ra">Right ascension of the centre, degrees.</param>
    /// <param name="dec">Declination of the centre, degrees.</param>
    /// <param name="radius">Radius, degrees.</param>
    public string InCircle(string prefix, double ra, double dec, double radius)
    {
        (string raColumn, string decColumn) = (Column(prefix, catalog.Equatorial.Ra), Column(prefix, catalog.Equatorial.Dec));
        return dialect.HasGeometry
            ? TapDialect.InCircle($"POINT('ICRS', {raColumn}, {decColumn})", $"CIRCLE('ICRS', {Text(ra)}, {Text(dec)}, {Text(radius)})")
            : SkyBox.Condition(raColumn, decColumn, ra, dec, radius);
    }

    /// <summary>Whether the service can join tables by position.</summary>
    public bool JoinsByPosition => dialect.HasGeometry;

    /// <summary>A number as an ADQL literal, at full precision.</summary>
    public static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    // TIME is a reserved word in ADQL; the catalog also knows the column by the name with an underscore.
    private static string Alias(string column) => column == CatalogColumns.Time ? "time_" : column;

    private IEnumerable<string> Conditions(CatalogFilter filter)
    {
        (string ra, string dec) = catalog.Equatorial;
        if (catalog.HasUnplacedRows && Has(ra) && Has(dec))
            yield return $"{Column("t", ra)} IS NOT NULL AND {Column("t", dec)} IS NOT NULL";
        if (filter.MaxLatitude is double maxLatitude && Has(catalog.Galactic.B))
            yield return $"{Column("t", catalog.Galactic.B)} BETWEEN {Text(-maxLatitude)} AND {Text(maxLatitude)}";
        if (filter.Cone is Cone cone && Has(ra) && Has(dec))
        {
            // Slightly wider, so that rounding at the service cannot lose a row on the boundary.
            yield return InCircle("t", cone.Ra, cone.Dec, Math.Min(180, cone.Radius + SearchCircles.Margin));
        }

        foreach (CatalogCondition condition in filter.Conditions.Where(condition => Has(condition.Column)))
        {
            string column = Column("t", condition.Column);
            IEnumerable<string> patterns = condition.Patterns ?? [];
            yield return condition.Comparison switch
            {
                Comparison.GreaterThan => $"{column} > {Text(condition.Number)}",
                Comparison.AtLeast => $"{column} >= {Text(condition.Number)}",
                Comparison.AtMost => $"{column} <= {Text(condition.Number)}",
                Comparison.Blank => $"({Blank(column)})",
                Comparison.LikeName => AnyOf(
                    from other in condition.Columns where Has(other) from pattern in patterns select $"UPPER({Column("t", other)}) LIKE {NameLiteral(pattern)}"),
                _ => AnyOf(patterns.Select(pattern => Like(column, pattern))),
            };
        }
    }

    private static string AnyOf(IEnumerable<string> conditions) => "(" + string.Join(" OR ", conditions) + ")";

    // A text of blanks comes before any letter in every collation. So does a digit, and the client then selects.
    private static string Blank(string column) => $"{column} IS NULL OR {column} < 'A'";

    // A missing text is an empty one, which LIKE does not know.
    private static string Like(string column, string pattern) => pattern.Length == 0 ? Blank(column)
        : (pattern.Trim('*').Length == 0 ? $"{column} IS NULL OR " : "") + $"UPPER({column}) LIKE {LikeLiteral(pattern)}";

    // There may be blanks anywhere, and ADQL has no function to remove them: anything between two characters matches too much, and the
    // client then selects.
    private static string NameLiteral(string pattern)
    {
        string name = CatalogFilter.WithoutBlanks(CatalogFilter.WithoutSets(pattern)).ToUpperInvariant();
        IEnumerable<string> parts = name.Where(character => character != '*').Select(character => character switch
        {
            '?' => "_",
            '\'' => "''",
            _ => character.ToString(),
        });
        return $"'%{string.Concat(parts.Select(part => part + "%"))}'";
    }

    // LIKE in ADQL has no escape character: a literal % or _ in the pattern matches too much, and the client then selects. The final
    // % is for columns padded with blanks.
    private static string LikeLiteral(string pattern) =>
        "'" + CatalogFilter.WithoutSets(pattern).ToUpperInvariant().Replace("'", "''").Replace('*', '%').Replace('?', '_').TrimEnd('%') + "%'";
}
