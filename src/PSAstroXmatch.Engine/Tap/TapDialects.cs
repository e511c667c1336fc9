using PSAstroXmatch.Engine.Tables.VOTable;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// The archives whose peculiarities are known: data only. To add an archive, add a description here and to <see cref="Known"/>.
/// What a service declares at /capabilities takes precedence over limits given here.
/// </summary>
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
        UploadMode = TapQueryMode.Sync,
        UploadRowLimit = 50_000,
        DistancePerDegree = 60,
        PadsStrings = true,
        NullOfLongs = long.MinValue,
        Provenance = "astroquery's heasarc module and its issue 3387; navo-workshop issue 146 (uploads fail in jobs); fornax PR 178 (50,000 rows)",
        TableNames = new Dictionary<string, string> { ["csc"] = "csc", ["fermilpsc"] = "fermilpsc", ["chanmaster"] = "chanmaster" },
    };

    /// <summary>ESA's Gaia archive. A synchronous query returns at most 2,000 rows, an anonymous job 3,000,000.</summary>
    public static TapDialect EsaGaia { get; } = new("ESA Gaia")
    {
        BaseUri = new Uri("https://gea.esac.esa.int/tap-server/tap"),
        DefaultRowLimit = 2_000,
        HardRowLimit = 3_000_000,
        Mode = TapQueryMode.Async,
        UploadMode = TapQueryMode.Async,
        UploadSerialization = VOTableSerialization.Binary2,
        GeometryOrder = GeometryOrder.LargeTableFirst,
        CountsFast = false,
        Provenance = "astroquery's gaia documentation; the service's capabilities as quoted in tetra3rs PR 31; Gaia archive help",
        TableNames = new Dictionary<string, string> { ["gaia_source"] = "gaiadr3.gaia_source" },
    };

    /// <summary>IRSA. Requires positional joins as a comma list with WHERE, not as JOIN … ON; its DISTANCE fails at negative declinations.</summary>
    public static TapDialect Irsa { get; } = new("IRSA")
    {
        BaseUri = new Uri("https://irsa.ipac.caltech.edu/TAP"),
        JoinOnGeometry = false,
        UploadMode = TapQueryMode.Sync,
        UploadRowLimit = 50_000,
        PlainUploadNames = true,
        DistancePerDegree = null,
        GeometryOrder = GeometryOrder.LargeTableFirst,
        Provenance = "IRSA's TAP page; astroquery issue 3330; clients that upload (comma join, names without quotation marks)",
        TableNames = new Dictionary<string, string> { ["fp_psc"] = "fp_psc" },
        ReservedWords = ["uid"],
    };

    /// <summary>
    /// MAST: observations in the CAOM model, one of several services. A result has at most 100,000 rows, even from a job, and a job may run
    /// for at most 1,200 s. About five simultaneous queries are tolerated; more may get a user's address blocked.
    /// </summary>
    public static TapDialect Mast { get; } = new("MAST")
    {
        BaseUri = new Uri("https://mast.stsci.edu/vo-tap/api/v0.1/caom"),
        HardRowLimit = 100_000,
        UploadMode = TapQueryMode.Async,
        Provenance = "MAST's notebook on chunking (PS1_query_chunking: its mast_catalogs service says 100,000 rows, 1,200 s, some 5 queries); not tried",
    };

    /// <summary>
    /// VizieR at CDS. Table names with slashes, and columns that begin with a digit, must be quoted. A job may run for 5 hours; its result
    /// is kept for 5 days and sent only to the address that made the query. CDS blocks users who send many queries at a time.
    /// </summary>
    public static TapDialect Vizier { get; } = new("VizieR")
    {
        BaseUri = new Uri("https://tapvizier.cds.unistra.fr/TAPVizieR/tap"),
        UploadMode = TapQueryMode.Async,
        UploadRowLimit = 100_000,
        GeometryOrder = GeometryOrder.LargeTableFirst,
        CountsFast = false,
        MaxConcurrency = 1,
        Provenance = "CDS's page About TAPVizieR (quoting, 5 days, 5 hours, results by address); clients' notes on uploads of 100,000 rows; not tried",
        TableNames = new Dictionary<string, string>
        {
            ["csc"] = "\"IX/70/csc21mas\"",
            ["fermilpsc"] = "\"IX/72/4fgldr4\"",
            ["gaia_source"] = "\"I/355/gaiadr3\"",
            ["fp_psc"] = "\"II/246/out\"",
        },
    };

    /// <summary>The Chandra X-ray Center's own copy of the Chandra Source Catalog 2.1, with all its columns; TAP 1.0.</summary>
    public static TapDialect Cxc { get; } = new("CXC")
    {
        BaseUri = new Uri("https://cda.cfa.harvard.edu/csc21tap"),
        UploadMode = TapQueryMode.Sync,
        MaxConcurrency = 2,
        Provenance = "the service's own page (TAP 1.0; sync and async; FORMAT=votable is TABLEDATA) and the CXC's Virtual Observatory Guide; not tried",
        TableNames = new Dictionary<string, string> { ["csc"] = "csc21.master_source" },
    };

    /// <summary>Any other service, including a server on this machine: standard ADQL, and the catalogs under their usual names.</summary>
    public static TapDialect Generic { get; } = new("TAP service")
    {
        ResponseFormat = null,
        FormatByCapabilities = true,
        Provenance = "the standards: TAP 1.1, ADQL 2.1",
        TableNames = new Dictionary<string, string>
        {
            ["csc"] = "csc",
            ["fermilpsc"] = "fermilpsc",
            ["chanmaster"] = "chanmaster",
            ["gaia_source"] = "gaiadr3.gaia_source",
            ["fp_psc"] = "fp_psc",
        },
    };

    /// <summary>The dialects of archives with a known address.</summary>
    public static IReadOnlyList<TapDialect> Known { get; } = [Heasarc, EsaGaia, Irsa, Mast, Vizier, Cxc];

    /// <summary>The dialect of the archive at an address, chosen by its host; <see cref="Generic"/> for an unknown one.</summary>
    public static TapDialect ForUri(Uri uri) =>
        Known.FirstOrDefault(dialect => string.Equals(dialect.BaseUri!.Host, uri.Host, StringComparison.OrdinalIgnoreCase)) ?? Generic;
}
