namespace PSAstroXmatch.Engine.Archives;

/// <summary>Circles on the sky around each of which a catalog is searched.</summary>
/// <param name="Ra">Right ascensions of the centres, ICRS, degrees.</param>
/// <param name="Dec">Declinations of the centres, ICRS, degrees.</param>
/// <param name="Radius">Radii, degrees, one a centre.</param>
public sealed record SearchCircles(double[] Ra, double[] Dec, double[] Radius)
{
    /// <summary>Degrees by which services are asked for more than a circle, so that their arithmetic does not decide about its rim: the client measures.</summary>
    internal const double Margin = 1e-7;

    /// <summary>
    /// The greatest time, in years, between the epoch of the catalog and that of a circle: a row of the catalog also counts as near
    /// where its proper motion may have carried it into a circle within that time. 0 where positions are taken as they stand.
    /// </summary>
    public double Years { get; init; }

    /// <summary>Number of circles.</summary>
    public int Count => Ra.Length;

    /// <summary>Why a circle can't be searched; null where it can.</summary>
    internal AstroException? Problem(int circle) => double.IsFinite(Ra[circle]) && Math.Abs(Dec[circle]) <= 90 && Radius[circle] >= 0 ? null : new AstroException(
        "PositionMissing",
        AstroErrorKind.InvalidData,
        $"Source {circle + 1} of the search has no usable position or radius, and was not searched.",
        "Give it a right ascension and a declination in degrees.",
        circle);
}

/// <summary>How a catalog is searched around many positions.</summary>
public sealed record NearbyOptions
{
    /// <summary>The most requests at a time, where circles are asked for one by one.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Take parts that an earlier search, of the same circles and catalog, has already received.</summary>
    public bool Resume { get; init; }

    /// <summary>Takes a line for each query; what a user sees with -Verbose.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>Is told after each part how many circles are done, failed ones among them, and of how many; on any thread.</summary>
    public Action<int, int> Progress { get; init; } = (_, _) => { };
}

/// <summary>The rows of a catalog that are near some circles.</summary>
/// <param name="Catalog">The rows, each once.</param>
/// <param name="Circle">Index of the circle, one a pair.</param>
/// <param name="Row">Row of <paramref name="Catalog"/>, one a pair. The pairs are in no order, and may be more than lie in the circles: the caller measures.</param>
/// <param name="Failures">Index of each circle that could not be searched, and why. Such a circle has no pairs.</param>
public sealed record NearbyRows(CatalogTable Catalog, int[] Circle, int[] Row, IReadOnlyDictionary<int, AstroException> Failures)
{
    /// <summary>
    /// Removes the parts that are kept for <see cref="NearbyOptions.Resume"/>: to be called when the whole run is done, of which this
    /// search may be one of several. null where they are still needed, since some circles could not be searched.
    /// </summary>
    public Action? Forget { get; init; } = () => { };
}
