namespace PSAstroXmatch.Engine.Archives;

/// <summary>The join of step 7 of the reference notebook, with an alias for every column: services name those of a join as they like.</summary>
internal static class FermiCscJoin
{
    private static readonly (string Column, string Alias)[] FermiColumns =
    [
        ("name", "fermi_name"), ("ra", "fermi_ra"), ("dec", "fermi_dec"), ("lii", "fermi_l"), ("bii", "fermi_b"),
        ("semi_major_axis_95", "fermi_r95"), ("energy_flux", "fermi_flux"), ("source_type", "fermi_class"),
    ];

    private static readonly (string Column, string Alias)[] CscColumns =
    [
        ("name", "csc_name"), ("ra", "csc_ra"), ("dec", "csc_dec"), ("lii", "csc_l"), ("bii", "csc_b"), ("b_flux_ap", "csc_flux"),
    ];

    /// <summary>The query; null where the service lacks a column for it.</summary>
    public static string? Adql(CatalogQuery fermi, CatalogQuery csc, double? maxLatitude, double minFlux)
    {
        if (!FermiColumns.All(wanted => fermi.Has(wanted.Column)) || !CscColumns.All(wanted => csc.Has(wanted.Column)))
            return null;
        IEnumerable<string> selected = FermiColumns.Select(wanted => $"{fermi.Column("fsc", wanted.Column)} AS {wanted.Alias}")
            .Concat(CscColumns.Select(wanted => $"{csc.Column("xsc", wanted.Column)} AS {wanted.Alias}"));
        string latitude = maxLatitude is double limit
            ? $"{fermi.Column("fsc", "bii")} BETWEEN {CatalogQuery.Text(-limit)} AND {CatalogQuery.Text(limit)} AND "
            : "";
        return $"{fermi.SelectTop} {string.Join(", ", selected)} FROM {fermi.Table} AS fsc, {csc.Table} AS xsc "
            + $"WHERE {latitude}{csc.Column("xsc", "b_flux_ap")} > {CatalogQuery.Text(minFlux)} AND "
            + $"1 = CONTAINS(POINT('ICRS', {csc.Column("xsc", "ra")}, {csc.Column("xsc", "dec")}), "
            + $"CIRCLE('ICRS', {fermi.Column("fsc", "ra")}, {fermi.Column("fsc", "dec")}, {fermi.Column("fsc", "semi_major_axis_95")}))";
    }
}
