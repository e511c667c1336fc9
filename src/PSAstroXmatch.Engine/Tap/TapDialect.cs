using PSAstroXmatch.Engine.Tables.VOTable;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Which table's position comes first in the geometry of a join.</summary>
public enum GeometryOrder
{
    /// <summary>It makes no difference, as far as is known.</summary>
    Any,

    /// <summary>The POINT belongs to the large table and the CIRCLE to the small one; the service then uses the large table's index.</summary>
    LargeTableFirst,
}

/// <summary>The peculiarities of a service: limits, names and spelling. Known services are in <see cref="TapDialects"/>.</summary>
/// <param name="Name">Name of the archive in messages.</param>
public sealed record TapDialect(string Name)
{
    /// <summary>Base URL of the archive's TAP service; null if the dialect fits any service.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The number of rows at which the service truncates a synchronous result without an explicit limit; null if unknown.</summary>
    public long? DefaultRowLimit { get; init; }

    /// <summary>The number of rows that no query can exceed; null if unknown.</summary>
    public long? HardRowLimit { get; init; }

    /// <summary>TOP that overrides <see cref="DefaultRowLimit"/> and is added to every query without one; null if not needed.</summary>
    public long? TopToSend { get; init; }

    /// <summary>Value of RESPONSEFORMAT; null if the parameter is best omitted.</summary>
    public string? ResponseFormat { get; init; } = "votable";

    /// <summary>Whether to request BINARY2 if the service's capabilities list it; for services about which nothing more is known.</summary>
    public bool FormatByCapabilities { get; init; }

    /// <summary>Whether the service renames columns without an alias in a join.</summary>
    public bool AliasEveryColumn { get; init; }

    /// <summary>Whether DISTANCE and table-to-table geometry work reliably in a JOIN … ON condition.</summary>
    public bool JoinOnGeometry { get; init; } = true;

    /// <summary>
    /// Whether the service knows POINT, CIRCLE and CONTAINS. If not, a box of right ascension and declination is queried, and the circle is
    /// cut out here.
    /// </summary>
    public bool HasGeometry { get; init; } = true;

    /// <summary>Whether a geometric condition may be part of an OR; if not, it is only combined by AND.</summary>
    public bool GeometryInOr { get; init; } = true;

    /// <summary>How a query without uploads is best run; Auto if both ways work and the size of the result decides.</summary>
    public TapQueryMode Mode { get; init; }

    /// <summary>Whether the service accepts uploaded tables, unless its capabilities say otherwise.</summary>
    public bool TakesUploads { get; init; } = true;

    /// <summary>How a query with uploads is best run.</summary>
    public TapQueryMode UploadMode { get; init; } = TapQueryMode.Sync;

    /// <summary>Maximum number of rows of an uploaded table; null if no limit is known.</summary>
    public int? UploadRowLimit { get; init; }

    /// <summary>Number of rows of a large upload that are sent at a time; null for the usual 50,000.</summary>
    public int? UploadPartRows { get; init; }

    /// <summary>How an uploaded table is serialised.</summary>
    public VOTableSerialization UploadSerialization { get; init; } = VOTableSerialization.TableData;

    /// <summary>Whether the columns of an uploaded table must have names that need no quoting.</summary>
    public bool PlainUploadNames { get; init; }

    /// <summary>
    /// What the service's DISTANCE returns for one degree: 1 as defined by ADQL, 60 if it is in arcminutes; null if the function is
    /// unreliable.
    /// </summary>
    public int? DistancePerDegree { get; init; } = 1;

    /// <summary>Which table's position comes first in the geometry of a join.</summary>
    public GeometryOrder GeometryOrder { get; init; }

    /// <summary>Whether the service pads strings with blanks, which comparisons must allow for; the client trims what it reads.</summary>
    public bool PadsStrings { get; init; }

    /// <summary>The number that represents null in 64-bit columns that declare none; null if the service declares its nulls.</summary>
    public long? NullOfLongs { get; init; }

    /// <summary>Whether SELECT COUNT(*) takes only seconds even for the largest tables.</summary>
    public bool CountsFast { get; init; } = true;

    /// <summary>Maximum number of simultaneous queries that the service should receive.</summary>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>
    /// Where users log in, relative to the base address; they are then known by a cookie. Null if the service takes user and password with
    /// each request.
    /// </summary>
    public string? LoginPath { get; init; }

    /// <summary>The source of this information.</summary>
    public string Provenance { get; init; } = "";

    /// <summary>Catalogs of the module that the service has, and their names in its queries.</summary>
    public IReadOnlyDictionary<string, string> TableNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that the service reserves in addition to those of ADQL.</summary>
    public IReadOnlyCollection<string> ReservedWords { get; init; } = [];

    /// <summary>Words of ADQL that the service takes as names of columns without quotes.</summary>
    public IReadOnlyCollection<string> BareWords { get; init; } = [];

    /// <summary>The identifier as written in a query: in double quotes if it is a reserved word or not a regular identifier.</summary>
    public string QuoteIdentifier(string identifier) =>
        AdqlText.IsRegularIdentifier(identifier)
        && (!AdqlText.ReservedWords.Contains(identifier) || BareWords.Contains(identifier, StringComparer.OrdinalIgnoreCase))
        && !ReservedWords.Contains(identifier, StringComparer.OrdinalIgnoreCase)
            ? identifier
            : "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>
    /// The distance between two points in degrees, in this service's spelling; null if its DISTANCE is unreliable: query the coordinates
    /// instead, and compute it.
    /// </summary>
    /// <param name="first">A POINT in ADQL.</param>
    /// <param name="second">A POINT in ADQL.</param>
    public string? DistanceInDegrees(string first, string second) => DistancePerDegree switch
    {
        null => null,
        1 => $"DISTANCE({first}, {second})",
        int factor => $"DISTANCE({first}, {second}) / {ValueText.Format(factor)}.0",
    };

    /// <summary>
    /// The join condition that a position of the large table lies in a circle around one of the small or uploaded table.
    /// </summary>
    /// <param name="largePoint">POINT of the large table in ADQL.</param>
    /// <param name="smallCircle">CIRCLE of the small table in ADQL.</param>
    public static string InCircle(string largePoint, string smallCircle) => $"1 = CONTAINS({largePoint}, {smallCircle})";

    /// <summary>
    /// The FROM clause of a geometric join of a large and a small table, in the form that this service accepts: JOIN … ON, or a comma
    /// list with the condition in WHERE. The large table comes first, for services that choose their index by the order.
    /// </summary>
    /// <param name="largeTable">The large table with its alias, such as "fp_psc AS p".</param>
    /// <param name="smallTable">The small table with its alias, such as "TAP_UPLOAD.t AS t".</param>
    /// <param name="condition">The geometric condition, see <see cref="InCircle"/>.</param>
    /// <param name="further">Further conditions for WHERE.</param>
    public string JoinByGeometry(string largeTable, string smallTable, string condition, params string[] further)
    {
        string from = JoinOnGeometry ? $"{largeTable} JOIN {smallTable} ON {condition}" : $"{largeTable}, {smallTable}";
        string[] conditions = JoinOnGeometry ? further : [condition, .. further];
        return conditions.Length == 0 ? from : $"{from} WHERE {string.Join(" AND ", conditions)}";
    }

    /// <summary>Whether a number of rows is exactly the one at which the service is known to truncate results.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="isJob">Whether it is the result of a job, to which <see cref="DefaultRowLimit"/> does not apply.</param>
    internal bool IsRowLimit(long rows, bool isJob) => rows > 0 && ((rows == DefaultRowLimit && !isJob) || rows == HardRowLimit);
}

/// <summary>
/// The archives whose peculiarities are known: data only. To add an archive, add a description here and to <see cref="Known"/>.
/// What a service declares at /capabilities takes precedence over limits given here.
/// </summary>
public static class TapDialects
{
    /// <summary>
    /// HEASARC (Xamin). Sends an unordered subset of 100,000 rows unless TOP asks for more; MAXREC does not lift that. Prefixes the
    /// columns of a join with the table's name unless each has an alias. Its DISTANCE is in arcminutes. Only joins by a comma list, and the
    /// column "time" without quotes, have been seen to work; JOIN … ON with a geometry and quotes are untried.
    /// </summary>
    public static TapDialect Heasarc { get; } = new("HEASARC")
    {
        BaseUri = new Uri("https://heasarc.gsfc.nasa.gov/xamin/vo/tap"),
        DefaultRowLimit = 100_000,
        TopToSend = 9_999_999,
        ResponseFormat = null,
        AliasEveryColumn = true,
        JoinOnGeometry = false,
        BareWords = ["time"],
        UploadMode = TapQueryMode.Sync,
        UploadRowLimit = 50_000,
        DistancePerDegree = 60,
        PadsStrings = true,
        NullOfLongs = long.MinValue,
        Provenance = "astroquery's heasarc module and its issue 3387; navo-workshop issue 146 (uploads fail in jobs); fornax PR 178 (50,000 rows);"
            + " the reference notebook's query and answers recorded from it (comma join, bare time)",
        TableNames = new Dictionary<string, string> { ["csc"] = "csc", ["fermilpsc"] = "fermilpsc", ["chanmaster"] = "chanmaster" },
    };

    /// <summary>
    /// ESA's Gaia archive. A synchronous query returns at most 2,000 rows, an anonymous job 3,000,000. Anonymous uploads are refused at
    /// times with HTTP 500 ("DB quota exceeded for user anonymous", or without a word), large ones more often; clients then send 5,000,
    /// 2,000 or 500 rows. Users with an account log in at /tap-server/login.
    /// </summary>
    public static TapDialect EsaGaia { get; } = new("ESA Gaia")
    {
        BaseUri = new Uri("https://gea.esac.esa.int/tap-server/tap"),
        DefaultRowLimit = 2_000,
        HardRowLimit = 3_000_000,
        Mode = TapQueryMode.Async,
        LoginPath = "../login",
        UploadMode = TapQueryMode.Async,
        UploadPartRows = 5_000,
        UploadSerialization = VOTableSerialization.Binary2,
        GeometryOrder = GeometryOrder.LargeTableFirst,
        CountsFast = false,
        Provenance = "astroquery's gaia documentation; the service's capabilities as quoted in tetra3rs PR 31; Gaia archive help;"
            + " fornax-demo-notebooks issue 700 (uploads refused with HTTP 500); astroquery's gaia module and its issue 3483 (login); not tried",
        TableNames = new Dictionary<string, string> { ["gaia_source"] = "gaiadr3.gaia_source" },
    };

    /// <summary>
    /// IRSA. Requires positional joins as a comma list with WHERE, not as JOIN … ON; a geometry may be combined with other conditions by
    /// AND only; its DISTANCE fails at negative declinations.
    /// </summary>
    public static TapDialect Irsa { get; } = new("IRSA")
    {
        BaseUri = new Uri("https://irsa.ipac.caltech.edu/TAP"),
        JoinOnGeometry = false,
        GeometryInOr = false,
        UploadMode = TapQueryMode.Sync,
        UploadRowLimit = 50_000,
        PlainUploadNames = true,
        DistancePerDegree = null,
        GeometryOrder = GeometryOrder.LargeTableFirst,
        Provenance = "IRSA's TAP page; astroquery issue 3330; clients that upload (comma join, names without quotation marks);"
            + " IRSA's ADQL parser, github.com/Caltech-IPAC/libadql (where a geometry may be)",
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

    /// <summary>
    /// The Chandra X-ray Center's own copy of the Chandra Source Catalog 2.1, with all its columns; TAP 1.0. It has no POINT, CIRCLE or
    /// CONTAINS, and answers with a redirection to http://, which is followed by https.
    /// </summary>
    public static TapDialect Cxc { get; } = new("CXC")
    {
        BaseUri = new Uri("https://cda.cfa.harvard.edu/csc21tap"),
        HasGeometry = false,
        UploadMode = TapQueryMode.Sync,
        MaxConcurrency = 2,
        Provenance = "the service's own page (TAP 1.0; sync and async; FORMAT=votable is TABLEDATA) and the CXC's Virtual Observatory Guide;"
            + " a client's notes of 7 September 2026 (no geometry, 303 to http://); not tried",
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
