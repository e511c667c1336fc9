using System.Globalization;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>
/// The sources of a catalog near the centres of a search, in columns: one element per pair of a centre and a source, in order of the centres,
/// then of separation (with probabilities: the most probable first), then of the source's name.
/// </summary>
/// <param name="Sources">The catalog, and the positions of its sources at the epoch of the search.</param>
/// <param name="Centre">Index of the centre.</param>
/// <param name="Row">Row of the source in the catalog.</param>
/// <param name="Separation">Separation, degrees.</param>
/// <param name="NormalizedSeparation">Separation in units of the joint 1σ error; NaN if either error is unknown.</param>
/// <param name="Failures">Why some centres could not be searched, by their index. Such a centre has no pairs.</param>
public sealed record CatalogNeighbours(
    CatalogEpoch Sources, int[] Centre, int[] Row, double[] Separation, double[] NormalizedSeparation, IReadOnlyDictionary<int, AstroException> Failures)
{
    /// <summary>The catalog.</summary>
    public CatalogTable Catalog => Sources.Catalog;

    /// <summary>Where the catalog comes from.</summary>
    internal IReadOnlyList<ProvenanceEntry> Origin { get; init; } = [];

    /// <summary>What the probabilities were computed with; null without probabilities.</summary>
    public NeighbourModel? Model { get; init; }

    /// <summary>Numbers that stand for a missing magnitude and do not count; null if there are none, or without probabilities.</summary>
    public BrightnessMarks? BrightnessMarks { get; init; }

    /// <summary>One element per pair; null without probabilities.</summary>
    internal NeighbourProbability[]? Probabilities { get; init; }

    /// <summary>The probabilities of a pair, NaN if they were not asked for.</summary>
    internal NeighbourProbability ProbabilityOf(int pair) => Probabilities is null ? NeighbourProbability.None : Probabilities[pair];

    /// <summary>No sources, since the search of a catalog failed for all centres.</summary>
    internal static CatalogNeighbours Failed(CatalogDescription catalog, int centres, AstroException problem) => new(
        CatalogEpoch.Of(CatalogTable.Empty(catalog), null), [], [], [], [], Enumerable.Range(0, centres).ToDictionary(centre => centre, _ => problem));

    /// <summary>Chooses the counterparts among the rows near some centres.</summary>
    /// <param name="near">At least the rows in the circles of the centres.</param>
    /// <param name="centres">The centres, with the radius of each.</param>
    /// <param name="options">The epoch, and how many sources to keep per centre.</param>
    internal static CatalogNeighbours Choose(NearbyRows near, SearchCentres centres, CounterpartOptions options)
    {
        CatalogEpoch sources = CatalogEpoch.Of(near.Catalog, options.Epoch);
        double[] separation = Separations(near, centres.Positions, sources.Positions);
        MatchPairs candidates = new(near.Circle, near.Row, separation, null);
        // The position of a source without a catalogued error is treated as exact: the error of the centre alone decides.
        double[] normalized = Array.Exists(centres.Radius, double.IsNaN)
            ? JointEllipses.NormalizedSeparations(candidates, centres.Positions, centres.Errors, sources.Positions, WithZeros(sources.Errors))
            : separation;
        int[] kept =
        [
            .. Enumerable.Range(0, candidates.Count)
                .Where(pair => centres.Radius[near.Circle[pair]] is var radius && (double.IsNaN(radius) ? normalized[pair] <= SkyEllipses.Sigma95 : separation[pair] <= radius))
                .GroupBy(pair => near.Circle[pair])
                .OrderBy(pairs => pairs.Key)
                .SelectMany(pairs => pairs
                    .OrderBy(pair => separation[pair])
                    .ThenBy(pair => Identity(near.Catalog, near.Row[pair]), StringComparer.Ordinal)
                    .DistinctBy(pair => near.Row[pair])
                    .Take(options.Top)),
        ];
        MatchPairs chosen = candidates.Take(kept);
        return new CatalogNeighbours(
            sources,
            chosen.Left,
            chosen.Right,
            chosen.Separation,
            JointEllipses.NormalizedSeparations(chosen, centres.Positions, centres.Errors, sources.Positions, sources.Errors),
            near.Failures)
        {
            Origin = near.Origin,
        };
    }

    private static double[] Separations(NearbyRows near, SkyPositions centres, SkyPositions rows)
    {
        double[] separation = new double[near.Circle.Length];
        Sky.Separation.Degrees(Gather(centres.Ra, near.Circle), Gather(centres.Dec, near.Circle), Gather(rows.Ra, near.Row), Gather(rows.Dec, near.Row), separation);
        return separation;
    }

    private static SkyEllipses WithZeros(SkyEllipses errors) => new(
        Array.ConvertAll(errors.SemiMajor, axis => double.IsNaN(axis) ? 0 : axis),
        Array.ConvertAll(errors.SemiMinor, axis => double.IsNaN(axis) ? 0 : axis),
        Array.ConvertAll(errors.PositionAngle, angle => double.IsNaN(angle) ? 0 : angle));

    // Pads numeric identifiers, so that they sort as numbers.
    internal static string Identity(CatalogTable catalog, int row)
    {
        string text = catalog.Text(catalog.Description.Key, row);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number.ToString("D20", CultureInfo.InvariantCulture) : text;
    }

    private static double[] Gather(double[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
