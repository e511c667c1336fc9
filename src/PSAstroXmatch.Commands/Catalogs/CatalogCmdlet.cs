using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using Comparison = PSAstroXmatch.Engine.Archives.Comparison;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that read one catalog: the region, and turning the archive's rows into objects.</summary>
public abstract class CatalogCmdlet : AstroCmdlet
{
    /// <summary>
    /// <para>Centre of a circle on the sky; give -Radius as well. It is an ICRS position, sexagesimal ("05:34:31.9 +22:00:52") or in
    /// degrees ("83.63 22.01"), a galactic one ("l=184.56 b=-5.78"), one with its frame ("10.5 41.2 B1950", "84.1 -1.3 ecliptic"), or an object
    /// with RA and Dec or with other common names (ra, RAJ2000, RightAscension, l and b).</para>
    /// <para>Each position from the pipeline is searched separately, with one query to the service per position.</para>
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [SkyCoordinateTransformation]
    [ArgumentCompleter(typeof(PositionExampleCompleter))]
    public SkyCoordinate? Position { get; set; }

    /// <summary>
    /// Radius of the circle around -Position: 3arcsec, 1.5', 0.5deg, or a number in degrees, from 0 to 180. The edge is included. Giving
    /// -Radius or -Position without the other is an error (RegionIncomplete).
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? Radius { get; set; }

    /// <summary>
    /// Maximum distance from the galactic plane, on either side: 10deg, or a number in degrees. 10 means |b| ≤ 10 degrees.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? MaxLatitude { get; set; }

    // Per condition on names. Each object of the pipeline may find some of the names, so the missing ones are known only at the end.
    private readonly Dictionary<string, AskedNames> _asked = [];
    private bool _isNarrowed;

    /// <inheritdoc/>
    protected override void End()
    {
        foreach ((string column, AskedNames asked) in _asked)
        {
            foreach (string name in asked.Names.Missing)
            {
                if (NotFound(column, name, _isNarrowed ? " in the selection of the other parameters" : "") is AstroException problem)
                    WriteProblem(problem);
            }
        }
    }

    /// <summary>The error for a name without wildcards that no row has; null if a missing name is not an error.</summary>
    /// <param name="column">The column that was searched.</param>
    /// <param name="name">The name that was requested.</param>
    /// <param name="where">Words that end the sentence "There is no … with this name": empty, or that other parameters restricted the rows.</param>
    private protected abstract AstroException? NotFound(string column, string name, string where);

    /// <summary>Fetches a catalog, selects the requested rows and emits one object per row.</summary>
    protected void WriteCatalog<T>(CatalogDescription catalog, IReadOnlyList<CatalogCondition> conditions, Func<CatalogTable, Func<int, T>> objects)
    {
        CatalogFilter filter = new()
        {
            Cone = Region.ToCone(Position, Radius),
            MaxLatitude = Region.ToLatitude(MaxLatitude),
            Conditions = conditions,
        };
        Archive archive = CurrentArchive.Get();
        (CatalogTable table, int[] rows) = Run($"Reading {catalog.Title}", async (log, stopping) =>
        {
            CatalogTable fetched = await archive.GetCatalogAsync(catalog, filter, log, stopping).ConfigureAwait(false);
            int[] selected = filter.Select(fetched, stopping);
            log($"{selected.Length} of {fetched.RowCount} rows of {catalog.Name} selected.");
            return (fetched, selected);
        });
        // One call for all: PowerShell checks with each call whether the cmdlet may write.
        WriteObject(Create(table, rows, objects(table), Asked(conditions)), enumerateCollection: true);
        WriteProblems(table.Problems);
        WriteWarnings(BareAngle.OfPosition("-Radius", Radius, Position) is { } unit ? [unit, .. table.Warnings] : table.Warnings);
    }

    private AskedNames[] Asked(IReadOnlyList<CatalogCondition> conditions)
    {
        CatalogCondition[] byText = [.. conditions.Where(condition => condition.Comparison is Comparison.Like or Comparison.LikeName)];
        _isNarrowed = conditions.Count > 1 || Position is not null || MaxLatitude is not null;
        foreach (CatalogCondition condition in byText)
            _asked.TryAdd(condition.Column, new AskedNames(condition));
        return [.. byText.Select(condition => _asked[condition.Column]).Where(asked => asked.Names.Missing.Count > 0)];
    }

    private IEnumerable<T> Create<T>(CatalogTable table, int[] rows, Func<int, T> create, AskedNames[] asked)
    {
        foreach (int row in rows)
        {
            foreach (AskedNames names in asked)
                names.MarkFound(table, row);
            if (TryCreate(create, row, out T? item))
                yield return item;
        }
    }

    // One bad row does not stop the others from being emitted.
    private bool TryCreate<T>(Func<int, T> create, int row, [MaybeNullWhen(false)] out T item)
    {
        try
        {
            item = create(row);
            return true;
        }
        catch (AstroException problem)
        {
            WriteProblem(problem);
            item = default;
            return false;
        }
    }

    /// <summary>The condition that a text matches one of the patterns; no condition if there are none.</summary>
    protected static IEnumerable<CatalogCondition> Like(string column, string[]? patterns) =>
        patterns is { Length: > 0 } ? [new CatalogCondition(column, Comparison.Like, Patterns: patterns)] : [];

    /// <summary>The condition that a name matches one of the patterns, whatever its blanks; no condition if there are none.</summary>
    protected static IEnumerable<CatalogCondition> LikeName(string column, IReadOnlyList<string> otherColumns, string[]? patterns) =>
        patterns is { Length: > 0 } ? [new CatalogCondition(column, Comparison.LikeName, Patterns: patterns) { OtherColumns = otherColumns }] : [];

    /// <summary>The condition on a number; no condition if it is null.</summary>
    protected static IEnumerable<CatalogCondition> Compare(string column, Comparison comparison, double? number) =>
        number is double value ? [new CatalogCondition(column, comparison, value)] : [];
}

/// <summary>The names that a condition asks for, and the columns where they may be.</summary>
internal sealed class AskedNames(CatalogCondition condition)
{
    private readonly string[] _columns = [.. condition.Columns];

    public ExactNames Names { get; } = new(condition.Patterns, ignoreBlanks: condition.Comparison == Comparison.LikeName);

    /// <summary>Removes the names that a row has from the missing ones.</summary>
    public void MarkFound(CatalogTable table, int row)
    {
        foreach (string column in _columns)
            Names.MarkFound(table.Text(column, row));
    }
}

/// <summary>The region of the sky given by the parameters Position, Radius and MaxLatitude.</summary>
internal static class Region
{
    /// <summary>The maximum absolute galactic latitude in degrees, from 0 to 90.</summary>
    public static double? ToLatitude(Angle? maxLatitude) => maxLatitude is { Degrees: < 0 or > 90 }
        ? throw new AstroException(ErrorIds.LatitudeInvalid, $"A maximum latitude of {maxLatitude} is not valid.",
            "Give 0 to 90 degrees; it applies on both sides of the galactic plane.", maxLatitude)
        : maxLatitude?.Degrees;

    /// <summary>The circle; null if neither a position nor a radius is given.</summary>
    public static Cone? ToCone(SkyCoordinate? position, Angle? radius) => (position, radius) switch
    {
        (null, null) => null,
        (SkyCoordinate centre, Angle { Degrees: >= 0 and <= 180 } angle) => new Cone(centre.Ra, centre.Dec, angle.Degrees),
        (null, _) => throw new AstroException(ErrorIds.RegionIncomplete, "A radius is given without a position.", "Give -Position too, such as -Position '83.63 22.01'."),
        (_, null) => throw new AstroException(ErrorIds.RegionIncomplete, "A position is given without a radius.", "Give -Radius too, such as -Radius 5arcmin."),
        _ => throw new AstroException(ErrorIds.RadiusInvalid, $"A radius of {radius} is not valid.", "Give a radius of 0 to 180 degrees.", radius),
    };
}
