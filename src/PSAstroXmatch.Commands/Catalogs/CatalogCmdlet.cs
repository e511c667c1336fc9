using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>What the cmdlets that read one catalog share: the region, and the way from the archive to objects.</summary>
public abstract class CatalogCmdlet : AstroCmdlet
{
    /// <summary>
    /// Centre of a circle on the sky: "05:34:31.9 +22:00:52", "83.63 22.01" (degrees), "l=184.56 b=-5.78", or an object with RA and Dec
    /// (or ra, RAJ2000, RightAscension, l and b …). Each position of the pipeline is searched for itself.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [SkyCoordinateTransformation]
    [ArgumentCompleter(typeof(PositionExampleCompleter))]
    public SkyCoordinate? Position { get; set; }

    /// <summary>Radius of the circle: 3arcsec, 1.5', 0.5deg, or a number of degrees.</summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? Radius { get; set; }

    /// <summary>Greatest distance from the galactic plane, on both sides: 10 means |b| of at most 10 degrees.</summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? MaxLatitude { get; set; }

    /// <summary>Fetches a catalog, selects its wanted rows and emits an object for each.</summary>
    protected void WriteCatalog<T>(CatalogDescription catalog, IReadOnlyList<CatalogCondition> conditions, Func<CatalogTable, Func<int, T>> objects)
    {
        CatalogFilter filter = new()
        {
            Cone = Region.ToCone(Position, Radius),
            MaxLatitude = Region.ToLatitude(MaxLatitude),
            Conditions = conditions,
        };
        Archive archive = CurrentArchive.Get();
        (CatalogTable table, int[] rows) = Run($"Reading {catalog.Title}", (log, stopping) =>
        {
            CatalogTable fetched = archive.GetCatalog(catalog, filter, log, stopping);
            int[] selected = filter.Select(fetched, stopping);
            log($"{selected.Length} of {fetched.RowCount} rows of {catalog.Name} fit.");
            return (fetched, selected);
        });
        foreach (AstroException problem in table.Problems)
            WriteProblem(problem);
        Func<int, T> create = objects(table);
        foreach (int row in rows)
        {
            if (TryCreate(create, row, out T? item))
                WriteObject(item);
        }
    }

    // One bad row does not keep the others from coming.
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

    /// <summary>The condition that a text is like one of some patterns, where any are given.</summary>
    protected static IEnumerable<CatalogCondition> Like(string column, string[]? patterns) =>
        patterns is { Length: > 0 } ? [new CatalogCondition(column, Comparison.Like, Patterns: patterns)] : [];

    /// <summary>The condition on a number, where one is given.</summary>
    protected static IEnumerable<CatalogCondition> Compare(string column, Comparison comparison, double? number) =>
        number is double value ? [new CatalogCondition(column, comparison, value)] : [];
}
