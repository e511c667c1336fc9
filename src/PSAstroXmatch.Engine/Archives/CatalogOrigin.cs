using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Where the rows of a catalog come from, as entries of a provenance, with the names of the IVOA note "Data Origin in the VO".</summary>
internal static class CatalogOrigin
{
    private const string Query = "query";

    // What a service or a file says of a text of any length is cut; it is said there in full.
    private const int LongestWords = 1000;

    // What services say of the data set itself. Their request and query are replaced by those that were sent.
    private static readonly string[] OfDataSet =
    [
        "publisher", "ivoid", "citation", "reference_url", "resource_version", "rights_uri", "rights", "creator", "article", "publication_date",
        "last_update_date",
    ];

    /// <summary>The origin of the rows of a table.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="raw">The table from a file or a service; a query in its parameters is the one that was sent last.</param>
    public static IReadOnlyList<ProvenanceEntry> Of(CatalogDescription catalog, AstroTable raw)
    {
        string source = raw.Source ?? raw.Name ?? catalog.Name;
        bool isService = Uri.TryCreate(source, UriKind.Absolute, out Uri? address) && TapAddress.IsHttp(address);
        return
        [
            Name(catalog),
            new ProvenanceEntry(isService ? "request" : "source", source, Comment: catalog.Title),
            .. isService && Last(raw, Query) is { } query ? [new ProvenanceEntry(Query, query, Comment: catalog.Title)] : Array.Empty<ProvenanceEntry>(),
            .. Release(catalog, raw),
        ];
    }

    /// <summary>The origin of the rows that a service found near positions.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="address">The service.</param>
    /// <param name="further">What else is known, such as the query.</param>
    public static IReadOnlyList<ProvenanceEntry> OfSearch(CatalogDescription catalog, Uri address, params ProvenanceEntry[] further) =>
        [Name(catalog), new ProvenanceEntry("request", TapAddress.Show(address), Comment: catalog.Title), .. further];

    /// <summary>The query that was sent to a service.</summary>
    public static ProvenanceEntry QueryOf(CatalogDescription catalog, string adql, string? comment = null) => new(Query, adql, Comment: comment ?? catalog.Title);

    /// <summary>A table that a service returned, with the query that was sent.</summary>
    public static AstroTable WithQuery(AstroTable table, string adql) => table.With(table.Columns, parameters: [.. table.Parameters, new TableParameter(Query, adql)]);

    private static ProvenanceEntry Name(CatalogDescription catalog) => new("catalog", catalog.Name, Comment: catalog.Title);

    // FITS files of catalogs have the release in the keyword VERSION.
    private static IEnumerable<ProvenanceEntry> Release(CatalogDescription catalog, AstroTable raw)
    {
        foreach (string name in OfDataSet)
        {
            string? value = Last(raw, name) ?? (name == "resource_version" ? Last(raw, "VERSION") : null);
            if (!string.IsNullOrWhiteSpace(value))
                yield return new ProvenanceEntry(name, value.Length > LongestWords ? value[..LongestWords] + "…" : value, Comment: catalog.Title);
        }
    }

    private static string? Last(AstroTable raw, string name) => raw.Parameters.LastOrDefault(parameter => parameter.Name == name)?.Value;
}
