namespace PSAstroXmatch.Engine.Archives;

/// <summary>Circles on the sky in which a catalog is searched.</summary>
/// <param name="Ra">Right ascensions of the centres, ICRS, degrees.</param>
/// <param name="Dec">Declinations of the centres, ICRS, degrees.</param>
/// <param name="Radius">Radii, degrees, one per centre.</param>
public sealed record SearchCircles(double[] Ra, double[] Dec, double[] Radius)
{
    /// <summary>Degrees by which a circle is enlarged in queries, so that rounding at a service cannot lose a row on the boundary; the client makes the cut.</summary>
    internal const double Margin = 1e-7;

    /// <summary>
    /// The longest time, in years, between the epoch of the catalog and that of a circle: a row of the catalog also counts as near if
    /// its proper motion may have carried it into a circle within that time. 0 if positions are used as they are.
    /// </summary>
    public double Years { get; init; }

    /// <summary>
    /// The Julian year at which rows are near; null if positions are used as they are. The rows of a table may have epochs of their own, so that they
    /// move for longer than <see cref="Years"/>, which is all that a service can be asked for.
    /// </summary>
    public double? Epoch { get; init; }

    /// <summary>Number of circles.</summary>
    public int Count => Ra.Length;

    /// <summary>Why a circle cannot be searched; null if it can.</summary>
    internal AstroException? Problem(int circle) => double.IsFinite(Ra[circle]) && Math.Abs(Dec[circle]) <= 90 && Radius[circle] >= 0 ? null : new AstroException(
        ErrorIds.PositionMissing,
        $"Source {circle + 1} of the search has no usable position or radius, and was not searched.",
        "Give it a right ascension and a declination in degrees.",
        circle);
}

/// <summary>How a catalog is searched around many positions.</summary>
public sealed record NearbyOptions
{
    /// <summary>Maximum number of simultaneous requests when circles are queried one by one.</summary>
    public int ThrottleLimit { get; init; } = 4;

    /// <summary>Whether to reuse parts that an earlier search of the same circles and catalog has already received.</summary>
    public bool Resume { get; init; }

    /// <summary>Receives one line per query, shown to users with -Verbose.</summary>
    public Action<string> Log { get; init; } = _ => { };

    /// <summary>Receives, after each part, the number of circles done (including failed ones) and their total; may be called on any thread.</summary>
    public Action<int, int> Progress { get; init; } = (_, _) => { };
}

/// <summary>The rows of a catalog that are in or near the circles.</summary>
/// <param name="Catalog">The rows, each once.</param>
/// <param name="Circle">Index of the circle, one per pair.</param>
/// <param name="Row">
/// Row of <paramref name="Catalog"/>, one per pair. The pairs are in no particular order and may include rows outside the circles: the caller
/// makes the cut.
/// </param>
/// <param name="Failures">Index of each circle that could not be searched, and why. Such a circle has no pairs.</param>
public sealed record NearbyRows(CatalogTable Catalog, int[] Circle, int[] Row, IReadOnlyDictionary<int, AstroException> Failures)
{
    /// <summary>
    /// Ids of the answers that are kept for <see cref="NearbyOptions.Resume"/>. They can be removed when the whole run, which may consist of
    /// several searches, is done (<see cref="Archive.Forget"/>).
    /// </summary>
    public IReadOnlyList<string> KeptAnswers { get; init; } = [];

    /// <summary>Where the rows come from.</summary>
    internal IReadOnlyList<ProvenanceEntry> Origin { get; init; } = Catalog.Origin;

    /// <summary>Whether a further search would find no more: only circles without a usable position were not searched.</summary>
    public bool IsComplete => Failures.Values.All(failure => failure.ErrorId == ErrorIds.PositionMissing);
}

/// <summary>How far the sources of a catalog may have moved.</summary>
internal static class NearbyMotion
{
    /// <summary>A proper motion that almost no star exceeds, degrees per year.</summary>
    public const double UsualPerYear = 0.5 / 3600;

    private const double MilliarcsecondsPerDegree = 3_600_000;

    // The 1σ proper motion, mas/yr, that the errors of a search allow for where the motion of a source is unknown, and how many σ a candidate may be away.
    private const double UnknownPerYear = 10, FarthestSigmas = 4;

    /// <summary>
    /// The distance in degrees that each source may move until the epoch of a search. If its proper motion is unknown, this is how much the
    /// search radius lacks, which allows for the error of its position after <see cref="SearchCircles.Years"/> only. Null if no source moves.
    /// </summary>
    public static double[]? Reach(CatalogTable catalog, SearchCircles circles)
    {
        if ((circles.Epoch is null && circles.Years == 0) || catalog.Description.ProperMotion is not (string Ra, string Dec) motion)
            return null;
        double[] east = catalog.Doubles(motion.Ra), north = catalog.Doubles(motion.Dec);
        double[] years = circles.Epoch is double epoch ? catalog.YearsTo(epoch) : Array.ConvertAll(east, _ => circles.Years);
        double[] reach = new double[catalog.RowCount];
        bool moves = false;
        for (int row = 0; row < reach.Length; row++)
        {
            double speed = Math.Sqrt(east[row] * east[row] + north[row] * north[row]), longer = Math.Max(0, Math.Abs(years[row]) - Math.Abs(circles.Years));
            // Slightly more, so that rounding loses no star on the boundary.
            double moved = (double.IsNaN(speed) ? 0 : Math.Abs(years[row]) * speed) + longer * FarthestSigmas * UnknownPerYear;
            reach[row] = moved / MilliarcsecondsPerDegree * (1 + 1e-9);
            moves |= moved > 0;
        }

        return moves ? reach : null;
    }
}
