namespace PSAstroXmatch.Engine.Tap;

/// <summary>The archives whose peculiarities are known: data only.</summary>
public static class TapDialects
{
    /// <summary>
    /// HEASARC (Xamin). Sends an unordered subset of 100,000 rows unless TOP asks for more; MAXREC does not lift that. Prefixes the
    /// columns of a join with the table's name unless each has an alias. Its DISTANCE is in arcminutes.
    /// </summary>
    public static TapDialect Heasarc { get; } = new("HEASARC")
    {
        BaseUri = new Uri("https://heasarc.gsfc.nasa.gov/xamin/vo/tap"),
        DefaultRowLimit = 100_000,
        TopToSend = 9_999_999,
        ResponseFormat = null,
        AliasEveryColumn = true,
        TableNames = new Dictionary<string, string> { ["csc"] = "csc", ["fermilpsc"] = "fermilpsc", ["chanmaster"] = "chanmaster" },
    };

    /// <summary>ESA's Gaia archive. A synchronous query gets 2,000 rows at most, an anonymous job 3,000,000.</summary>
    public static TapDialect EsaGaia { get; } = new("ESA Gaia")
    {
        BaseUri = new Uri("https://gea.esac.esa.int/tap-server/tap"),
        DefaultRowLimit = 2_000,
        HardRowLimit = 3_000_000,
        TableNames = new Dictionary<string, string> { ["gaia_source"] = "gaiadr3.gaia_source" },
    };

    /// <summary>IRSA. Wants joins on a position as a comma list with WHERE, not as JOIN … ON; its DISTANCE fails at negative declinations.</summary>
    public static TapDialect Irsa { get; } = new("IRSA")
    {
        BaseUri = new Uri("https://irsa.ipac.caltech.edu/TAP"),
        JoinOnGeometry = false,
        TableNames = new Dictionary<string, string> { ["fp_psc"] = "fp_psc" },
        ReservedWords = ["uid"],
    };

    /// <summary>Any other service, among them a server on this machine: standard ADQL, the catalogs under their usual names.</summary>
    public static TapDialect Generic { get; } = new("TAP service")
    {
        ResponseFormat = null,
        TableNames = new Dictionary<string, string>
        {
            ["csc"] = "csc",
            ["fermilpsc"] = "fermilpsc",
            ["chanmaster"] = "chanmaster",
            ["gaia_source"] = "gaiadr3.gaia_source",
            ["fp_psc"] = "fp_psc",
        },
    };

    /// <summary>The dialects of archives that have an address.</summary>
    public static IReadOnlyList<TapDialect> Known { get; } = [Heasarc, EsaGaia, Irsa];

    /// <summary>The dialect of the archive at an address, chosen by its host; <see cref="Generic"/> for an unknown one.</summary>
    public static TapDialect ForUri(Uri uri) =>
        Known.FirstOrDefault(dialect => string.Equals(dialect.BaseUri!.Host, uri.Host, StringComparison.OrdinalIgnoreCase)) ?? Generic;
}
