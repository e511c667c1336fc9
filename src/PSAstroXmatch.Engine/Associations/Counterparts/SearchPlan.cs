using System.Globalization;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Where to search a catalog, and which of the returned rows to keep.</summary>
internal sealed class SearchPlan
{
    private readonly SkyPositions _centres;
    private readonly double[] _radius;

    // Whether candidates are selected by normalised separation, if both errors are known.
    private readonly bool _byErrors;

    public SearchPlan(SearchGroups groups, CounterpartOptions options)
    {
        Groups = groups;
        Options = options;
        _byErrors = options.Around == SearchCentre.Chandra && options.Radius is null;
        _centres = options.Around == SearchCentre.Chandra
            ? groups.Positions
            : new SkyPositions([.. groups.Groups.Select(matches => matches[0].FermiRA)], [.. groups.Groups.Select(matches => matches[0].FermiDec)]);
        _radius = [.. Enumerable.Range(0, _centres.Count).Select(Radius)];
    }

    public SearchGroups Groups { get; }

    public CounterpartOptions Options { get; }

    /// <summary>The circles in which a catalog is searched.</summary>
    public SearchCircles Circles(CatalogDescription catalog)
    {
        double years = CatalogEpoch.GreatestYears(catalog, Options.Epoch);
        return new SearchCircles(_centres.Ra, _centres.Dec, SearchRadii(catalog.LargestError / 3600, CatalogEpoch.UnknownMotionError(years))) { Years = years };
    }

    /// <summary>The group that a circle belongs to.</summary>
    public int GroupOf(int circle)
    {
        if (Options.Around == SearchCentre.Fermi)
            return circle;
        int found = Array.BinarySearch(Groups.First, circle);
        // An empty group has the same first index as the next one.
        while (found >= 0 && found + 1 < Groups.First.Length && Groups.First[found + 1] == circle)
            found++;
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>The rows of each group, for each centre in order of distance, then of name.</summary>
    public IEnumerable<(int Group, int[] Rows)> Choose(NearbyRows near, CatalogEpoch epoch)
    {
        double[] separation = Separations(near, epoch.Positions);
        double[] normalized = _byErrors ? Normalized(near, epoch, separation) : separation;
        IEnumerable<int> kept = Enumerable.Range(0, near.Circle.Length).Where(pair => IsKept(near.Circle[pair], separation[pair], normalized[pair]));
        var ofCircle = kept
            .GroupBy(pair => near.Circle[pair])
            .Select(pairs => (
                Circle: pairs.Key,
                Rows: pairs.OrderBy(pair => separation[pair])
                    .ThenBy(pair => Identity(near.Catalog, near.Row[pair]), StringComparer.Ordinal)
                    .Select(pair => near.Row[pair])
                    .Distinct()
                    .Take(Options.Top)));
        return ofCircle
            .OrderBy(centre => centre.Circle)
            .GroupBy(centre => GroupOf(centre.Circle))
            .Select(centres => (centres.Key, centres.SelectMany(centre => centre.Rows).Distinct().ToArray()));
    }

    private double Radius(int centre) => Options.Radius
        ?? (Options.Around == SearchCentre.Fermi ? CounterpartOptions.FermiRadius
            : Groups.Errors.IsUsable(centre) ? double.PositiveInfinity : CounterpartOptions.UnknownErrorRadius);

    // If matches are defined by the errors, wide enough for the least certain source of the catalog.
    private double[] SearchRadii(double largestError, double motionError) => [.. _radius.Select((radius, centre) => double.IsFinite(radius) ? radius : SkyEllipses.Sigma95 * Math.Sqrt(
        Math.Pow(Math.Max(Groups.Errors.SemiMajor[centre], Groups.Errors.SemiMinor[centre]), 2) + largestError * largestError + motionError * motionError))];

    private bool IsKept(int circle, double separation, double normalized) =>
        double.IsFinite(_radius[circle]) ? separation <= _radius[circle] : normalized <= SkyEllipses.Sigma95;

    private double[] Separations(NearbyRows near, SkyPositions rows)
    {
        double[] separation = new double[near.Circle.Length];
        Separation.Degrees(Gather(_centres.Ra, near.Circle), Gather(_centres.Dec, near.Circle), Gather(rows.Ra, near.Row), Gather(rows.Dec, near.Row), separation);
        return separation;
    }

    // The position of a source without a catalogued error is treated as exact: Chandra's error alone decides.
    private double[] Normalized(NearbyRows near, CatalogEpoch epoch, double[] separation) => JointEllipses.NormalizedSeparations(
        new MatchPairs(near.Circle, near.Row, separation, null), _centres, Groups.Errors, epoch.Positions, WithZeros(epoch.Errors));

    private static SkyEllipses WithZeros(SkyEllipses errors) => new(
        Array.ConvertAll(errors.SemiMajor, axis => double.IsNaN(axis) ? 0 : axis),
        Array.ConvertAll(errors.SemiMinor, axis => double.IsNaN(axis) ? 0 : axis),
        Array.ConvertAll(errors.PositionAngle, angle => double.IsNaN(angle) ? 0 : angle));

    // Pads numeric identifiers, so that they sort as numbers.
    private static string Identity(CatalogTable catalog, int row)
    {
        string text = catalog.Text(catalog.Description.Key, row);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number.ToString("D20", CultureInfo.InvariantCulture) : text;
    }

    private static double[] Gather(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
