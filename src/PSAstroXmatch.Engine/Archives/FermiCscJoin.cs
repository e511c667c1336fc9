namespace PSAstroXmatch.Engine.Archives;

/// <summary>The join of step 7 of the reference notebook, with an alias for every column, since services name the columns of a join as they like.</summary>
internal static class FermiCscJoin
{
    /// <summary>Prefix of the 4FGL columns in the result.</summary>
    public const string FermiPrefix = "fermi_";

    /// <summary>Prefix of the Chandra Source Catalog columns in the result.</summary>
    public const string CscPrefix = "csc_";

    /// <summary>The query; null if the service lacks a column that it needs.</summary>
    public static string? Adql(CatalogQuery fermi, CatalogQuery csc, double? maxLatitude, double minFlux)
    {
        if (!fermi.Has("ra", "dec", "bii", "semi_major_axis_95") || !csc.Has("ra", "dec", "b_flux_ap"))
            return null;
        string latitude = maxLatitude is double limit
            ? $"{fermi.Column("fsc", "bii")} BETWEEN {CatalogQuery.Text(-limit)} AND {CatalogQuery.Text(limit)} AND "
            : "";
        return $"{fermi.SelectTop} {fermi.SelectList("fsc", FermiPrefix)}, {csc.SelectList("xsc", CscPrefix)} "
            + $"FROM {fermi.Table} AS fsc, {csc.Table} AS xsc "
            + $"WHERE {latitude}{csc.Column("xsc", "b_flux_ap")} > {CatalogQuery.Text(minFlux)} AND "
            + $"1 = CONTAINS(POINT('ICRS', {csc.Column("xsc", "ra")}, {csc.Column("xsc", "dec")}), "
            + $"CIRCLE('ICRS', {fermi.Column("fsc", "ra")}, {fermi.Column("fsc", "dec")}, {fermi.Column("fsc", "semi_major_axis_95")}))";
    }
}
