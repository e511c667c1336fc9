using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Positions around which counterparts are searched.</summary>
public sealed class SearchCentres
{
    /// <summary>Radius around a Fermi source, degrees, as in the reference notebook.</summary>
    public const double FermiRadius = 0.03;

    /// <summary>Radius around a source whose position error is unknown, degrees.</summary>
    public const double UnknownErrorRadius = 1 / 3600.0;

    private SearchCentres(SkyPositions positions, SkyEllipses errors, double[] radius)
    {
        Positions = positions;
        Errors = errors;
        Radius = radius;
    }

    /// <summary>Positions, degrees.</summary>
    public SkyPositions Positions { get; }

    /// <summary>Their 1σ errors, degrees; NaN where they are unknown.</summary>
    public SkyEllipses Errors { get; }

    /// <summary>
    /// Radius, degrees, within which a source is a counterpart; NaN where the joint 95 % error of both positions decides instead. It applies
    /// unless <see cref="CounterpartOptions.Radius"/> is given.
    /// </summary>
    public double[] Radius { get; }

    /// <summary>Number of positions.</summary>
    public int Count => Positions.Count;

    /// <summary>Positions with the same radius for all.</summary>
    /// <param name="positions">Positions, degrees.</param>
    /// <param name="radius">Radius, degrees, inclusive.</param>
    public static SearchCentres WithRadius(SkyPositions positions, double radius)
    {
        double[] unknown = Repeated(double.NaN, positions.Count);
        return new SearchCentres(positions, new SkyEllipses(unknown, unknown, unknown), Repeated(radius, positions.Count));
    }

    /// <summary>Positions with errors; where an error is unknown, the search is within <see cref="UnknownErrorRadius"/>.</summary>
    /// <param name="positions">Positions, degrees.</param>
    /// <param name="errors">1σ errors, degrees; NaN where they are unknown.</param>
    public static SearchCentres WithErrors(SkyPositions positions, SkyEllipses errors)
    {
        MatchErrors.CheckLength("error ellipses", errors.Count, "positions", positions.Count);
        return new SearchCentres(positions, errors, [.. Enumerable.Range(0, positions.Count).Select(row => errors.IsUsable(row) ? double.NaN : UnknownErrorRadius)]);
    }

    /// <summary>All the centres of several lists, in order.</summary>
    public static SearchCentres Concat(IReadOnlyList<SearchCentres> lists) => new(
        new SkyPositions([.. lists.SelectMany(list => list.Positions.Ra)], [.. lists.SelectMany(list => list.Positions.Dec)]),
        new SkyEllipses(
            [.. lists.SelectMany(list => list.Errors.SemiMajor)], [.. lists.SelectMany(list => list.Errors.SemiMinor)], [.. lists.SelectMany(list => list.Errors.PositionAngle)]),
        [.. lists.SelectMany(list => list.Radius)]);

    /// <summary>The same centres with one radius for all; unchanged if there is none.</summary>
    internal SearchCentres WithRadius(double? radius) => radius is double degrees ? new SearchCentres(Positions, Errors, Repeated(degrees, Count)) : this;

    /// <summary>Circles in which every counterpart lies.</summary>
    /// <param name="catalog">The catalog that is searched.</param>
    /// <param name="epoch">Julian year at which separations are measured; null for the catalog's own.</param>
    internal SearchCircles Circles(CatalogDescription catalog, double? epoch)
    {
        double years = CatalogEpoch.GreatestYears(catalog, epoch);
        double catalogError = catalog.LargestError / 3600, motionError = CatalogEpoch.UnknownMotionError(years);
        // If the errors decide, wide enough for the least certain source of the catalog.
        double[] radii = [.. Radius.Select((radius, centre) => !double.IsNaN(radius) ? radius : SkyEllipses.Sigma95 * Math.Sqrt(
            Math.Pow(Math.Max(Errors.SemiMajor[centre], Errors.SemiMinor[centre]), 2) + catalogError * catalogError + motionError * motionError))];
        return new SearchCircles(Positions.Ra, Positions.Dec, radii) { Years = years, Epoch = catalog.ProperMotion is null ? null : epoch };
    }

    /// <summary>Circles in which every candidate lies, and the sources around it that are to be counted.</summary>
    /// <param name="catalog">The catalog that is searched.</param>
    /// <param name="epoch">Julian year at which separations are measured; null for the catalog's own.</param>
    /// <param name="minRadius">Minimum radius, degrees.</param>
    internal SearchCircles WideCircles(CatalogDescription catalog, double? epoch, double minRadius)
    {
        // 99.9 % in place of 95 %, and a little more for the plane on which candidates are measured.
        double factor = 1.01 * new CandidateOptions().MaxNormalizedSep / SkyEllipses.Sigma95;
        SearchCircles circles = Circles(catalog, epoch);
        return circles with { Radius = [.. circles.Radius.Select((radius, centre) => Math.Max(double.IsNaN(Radius[centre]) ? factor * radius : radius, minRadius))] };
    }

    private static double[] Repeated(double value, int count)
    {
        double[] values = new double[count];
        Array.Fill(values, value);
        return values;
    }
}
