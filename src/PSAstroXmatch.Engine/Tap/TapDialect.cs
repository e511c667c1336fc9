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

    /// <summary>How a query without uploads is best run; Auto if both ways work and the size of the result decides.</summary>
    public TapQueryMode Mode { get; init; }

    /// <summary>Whether the service accepts uploaded tables, unless its capabilities say otherwise.</summary>
    public bool TakesUploads { get; init; } = true;

    /// <summary>How a query with uploads is best run.</summary>
    public TapQueryMode UploadMode { get; init; } = TapQueryMode.Sync;

    /// <summary>Maximum number of rows of an uploaded table; null if no limit is known.</summary>
    public int? UploadRowLimit { get; init; }

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

    /// <summary>The source of this information.</summary>
    public string Provenance { get; init; } = "";

    /// <summary>Catalogs of the module that the service has, and their names in its queries.</summary>
    public IReadOnlyDictionary<string, string> TableNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that the service reserves in addition to those of ADQL.</summary>
    public IReadOnlyCollection<string> ReservedWords { get; init; } = [];

    /// <summary>The identifier as written in a query: in double quotes if it is a reserved word or not a regular identifier.</summary>
    public string QuoteIdentifier(string identifier) =>
        AdqlText.IsRegularIdentifier(identifier)
        && !AdqlText.ReservedWords.Contains(identifier)
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
