using PSAstroXmatch.Engine.Tables.VOTable;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Which table's position comes first in the geometry of a join.</summary>
public enum GeometryOrder
{
    /// <summary>It makes no difference, or none is known.</summary>
    Any,

    /// <summary>The POINT is of the large table, the CIRCLE of the small one: the service then uses the large table's index.</summary>
    LargeTableFirst,
}

/// <summary>What is peculiar to a service: limits, names and spelling. The known ones are in <see cref="TapDialects"/>.</summary>
/// <param name="Name">Name of the archive, as messages show it.</param>
public sealed record TapDialect(string Name)
{
    /// <summary>Base URL of the archive's TAP service; null where the dialect fits any.</summary>
    public Uri? BaseUri { get; init; }

    /// <summary>The number of rows at which the service cuts a synchronous result that asks for no limit; null where none is known.</summary>
    public long? DefaultRowLimit { get; init; }

    /// <summary>The number of rows that no query gets past; null where none is known.</summary>
    public long? HardRowLimit { get; init; }

    /// <summary>TOP that lifts <see cref="DefaultRowLimit"/> and so goes into every query that has none; null where it isn't needed.</summary>
    public long? TopToSend { get; init; }

    /// <summary>Value of RESPONSEFORMAT; null where the parameter is best left out.</summary>
    public string? ResponseFormat { get; init; } = "votable";

    /// <summary>Whether BINARY2 is asked for where the service's capabilities name it; for services that are not known better.</summary>
    public bool FormatByCapabilities { get; init; }

    /// <summary>Whether the service renames columns of a join that have no alias.</summary>
    public bool AliasEveryColumn { get; init; }

    /// <summary>Whether DISTANCE and table-to-table geometry can be trusted to work in a JOIN … ON condition.</summary>
    public bool JoinOnGeometry { get; init; } = true;

    /// <summary>How a query without uploads is best run; Auto where both work and the result's size decides.</summary>
    public TapQueryMode Mode { get; init; }

    /// <summary>Whether the service takes tables within a query, unless its capabilities deny it.</summary>
    public bool TakesUploads { get; init; } = true;

    /// <summary>How a query with uploads is best run.</summary>
    public TapQueryMode UploadMode { get; init; } = TapQueryMode.Sync;

    /// <summary>The most rows that an uploaded table should have; null where no limit is known.</summary>
    public int? UploadRowLimit { get; init; }

    /// <summary>How an uploaded table is written.</summary>
    public VOTableSerialization UploadSerialization { get; init; } = VOTableSerialization.TableData;

    /// <summary>Whether the columns of an uploaded table must have names that need no quotation marks.</summary>
    public bool PlainUploadNames { get; init; }

    /// <summary>
    /// What the service's DISTANCE gives for one degree: 1 as ADQL defines it, 60 where it is in arcminutes; null where the function
    /// can't be relied on.
    /// </summary>
    public int? DistancePerDegree { get; init; } = 1;

    /// <summary>Which table's position comes first in the geometry of a join.</summary>
    public GeometryOrder GeometryOrder { get; init; }

    /// <summary>Whether the service pads strings with blanks, so that a comparison must reckon with them; the client trims what it reads.</summary>
    public bool PadsStrings { get; init; }

    /// <summary>The number that stands for null in 64-bit columns that declare none; null where the service declares its nulls.</summary>
    public long? NullOfLongs { get; init; }

    /// <summary>Whether SELECT COUNT(*) is answered in seconds also for the largest tables.</summary>
    public bool CountsFast { get; init; } = true;

    /// <summary>The most queries that the service should get at a time.</summary>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>Where what stands here was learned.</summary>
    public string Provenance { get; init; } = "";

    /// <summary>Catalogs of the module that the service has, and what they are called in its queries.</summary>
    public IReadOnlyDictionary<string, string> TableNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Words that the service reserves beyond those of ADQL.</summary>
    public IReadOnlyCollection<string> ReservedWords { get; init; } = [];

    /// <summary>The identifier as a query must spell it: between double quotes where it is a reserved word or no regular identifier.</summary>
    public string QuoteIdentifier(string identifier) =>
        AdqlText.IsRegularIdentifier(identifier)
        && !AdqlText.ReservedWords.Contains(identifier)
        && !ReservedWords.Contains(identifier, StringComparer.OrdinalIgnoreCase)
            ? identifier
            : "\"" + identifier.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>
    /// The distance of two points in degrees, in this service's spelling; null where its DISTANCE can't be relied on: ask for the
    /// coordinates, and compute it.
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
    /// The condition of a join that a position of the large table lies in a circle around one of the small table, or an uploaded one.
    /// </summary>
    /// <param name="largePoint">POINT of the large table in ADQL.</param>
    /// <param name="smallCircle">CIRCLE of the small table in ADQL.</param>
    public static string InCircle(string largePoint, string smallCircle) => $"1 = CONTAINS({largePoint}, {smallCircle})";

    /// <summary>
    /// FROM of a join of a large and a small table by geometry, in the form that this service takes: JOIN … ON, or a comma list whose
    /// condition belongs into WHERE. The large table comes first, as services want it that choose their index by the order.
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

    /// <summary>Whether a result of so many rows has just the size at which the service is known to cut.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="isJob">Whether a job made it: <see cref="DefaultRowLimit"/> does not hold for those.</param>
    internal bool IsRowLimit(long rows, bool isJob) => rows > 0 && ((rows == DefaultRowLimit && !isJob) || rows == HardRowLimit);
}
