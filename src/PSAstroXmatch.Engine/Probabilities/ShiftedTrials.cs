using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.RandomNumbers;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>How the places are chosen at which chance matches are counted.</summary>
public sealed record TrialOptions
{
    /// <summary>Maximum number of trials per object.</summary>
    public int Count { get; init; } = 4;

    /// <summary>Number of places that are looked at for them.</summary>
    public int Attempts { get; init; } = 48;

    /// <summary>Minimum distance from the object, in its search radii.</summary>
    public double MinDistance { get; init; } = 2;

    /// <summary>Maximum distance from the object, in its search radii.</summary>
    public double MaxDistance { get; init; } = 6;

    /// <summary>Maximum difference of the covered share of the error ellipse there from that at the object.</summary>
    public double ShareTolerance { get; init; } = 0.15;

    /// <summary>Seed of the random numbers.</summary>
    public int Seed { get; init; } = 1;
}

/// <summary>
/// Places near objects at which there is none, where the catalog has looked as well as at the object: what is matched there is there by
/// chance.
/// </summary>
/// <remarks>
/// The places of an object follow from the seed, its position and the other objects, so that they do not depend on the objects that are
/// asked for. A shift over the whole sky finds far too few chance matches, since the catalog has looked at hardly any of those places.
/// </remarks>
public sealed class ShiftedTrials
{
    private ShiftedTrials(MeasuredObjects objects, List<Place>[] places)
    {
        Place[] all = [.. places.SelectMany(list => list)];
        Object = Array.ConvertAll(all, place => place.Object);
        Weight = Array.ConvertAll(all, place => place.Weight);
        Positions = new SkyPositions(Array.ConvertAll(all, place => place.Ra), Array.ConvertAll(all, place => place.Dec));
        Errors = new SkyEllipses(
            Array.ConvertAll(Object, row => objects.Errors.SemiMajor[row]),
            Array.ConvertAll(Object, row => objects.Errors.SemiMinor[row]),
            Array.ConvertAll(Object, row => objects.Errors.PositionAngle[row]));
    }

    /// <summary>Row of the object that each trial belongs to, in the order of the rows asked for.</summary>
    public int[] Object { get; }

    /// <summary>Weight of each trial: 1 over the number of trials of its object.</summary>
    public double[] Weight { get; }

    /// <summary>Positions of the trials.</summary>
    public SkyPositions Positions { get; }

    /// <summary>Their 1σ error ellipses, degrees: those of their objects.</summary>
    public SkyEllipses Errors { get; }

    /// <summary>Number of trials.</summary>
    public int Count => Object.Length;

    /// <summary>Places trials.</summary>
    /// <param name="objects">All objects: no trial comes so close to one of them that their search circles touch.</param>
    /// <param name="rows">The objects that get trials; those that are not covered get none.</param>
    /// <param name="footprint">Where the catalog has looked.</param>
    /// <param name="maxNormalizedSep">Maximum normalised separation of a candidate, σ; times the semi-major axis it is the search radius.</param>
    /// <param name="options">How the places are chosen.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static ShiftedTrials Draw(
        MeasuredObjects objects, int[] rows, Footprint footprint, double maxNormalizedSep, TrialOptions options, CancellationToken cancellationToken)
    {
        // An object without an error ellipse has no search circle, but a position.
        double[] radii = Array.ConvertAll(objects.Errors.SemiMajor, axis => double.IsNaN(axis) ? 0 : axis * maxNormalizedSep);
        int[] covered = [.. rows.Where(row => objects.CoveredShares[row] > Coverage.MinShare)];
        int[][] neighbours = Neighbours(objects.Positions, radii, covered, options, cancellationToken);
        List<Place>[] places = new List<Place>[covered.Length];
        Parallel.For(0, covered.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            places[i] = PlacesOf(objects, covered[i], radii, neighbours[i], footprint, options));
        return new ShiftedTrials(objects, places);
    }

    private static List<Place> PlacesOf(
        MeasuredObjects objects, int row, double[] radii, int[] neighbours, Footprint footprint, TrialOptions options)
    {
        double ra = objects.Positions.Ra[row], dec = objects.Positions.Dec[row], share = objects.CoveredShares[row];
        double nearest = options.MinDistance * options.MinDistance, farthest = options.MaxDistance * options.MaxDistance;
        TangentPlane plane = new(ra, dec);
        RandomStream random = new(options.Seed, BitConverter.DoubleToUInt64Bits(ra) ^ ulong.RotateLeft(BitConverter.DoubleToUInt64Bits(dec), 32));
        List<Place> kept = [];
        for (int attempt = 0; attempt < options.Attempts && kept.Count < options.Count; attempt++)
        {
            double distance = radii[row] * Math.Sqrt(random.Uniform(nearest, farthest));
            (double sin, double cos) = DegreeTrigonometry.SinCos(random.Uniform(0, 360));
            (double trialRa, double trialDec) = plane.At(distance * sin, distance * cos);
            if (Array.Exists(neighbours, other => Separation.Degrees(
                trialRa, trialDec, objects.Positions.Ra[other], objects.Positions.Dec[other]) <= radii[row] + radii[other]))
                continue;
            double trialShare = footprint.CoveredShareWithin(
                trialRa, trialDec, objects.Errors.SemiMajor[row], objects.Errors.SemiMinor[row], objects.Errors.PositionAngle[row],
                share - options.ShareTolerance, share + options.ShareTolerance);
            if (!double.IsNaN(trialShare))
                kept.Add(new Place(row, trialRa, trialDec, 0));
        }

        return kept.ConvertAll(place => place with { Weight = 1.0 / kept.Count });
    }

    // The objects, itself included, whose search circle may touch that of a trial.
    private static int[][] Neighbours(SkyPositions positions, double[] radii, int[] covered, TrialOptions options, CancellationToken cancellationToken)
    {
        SkyPositions centres = new(Array.ConvertAll(covered, row => positions.Ra[row]), Array.ConvertAll(covered, row => positions.Dec[row]));
        double[] reach = Array.ConvertAll(covered, row => (options.MaxDistance + 1) * radii[row]);
        MatchPairs pairs = SkyMatcher.Match(centres, positions, new SumOfRadii(reach, radii), cancellationToken: cancellationToken);
        ILookup<int, int> neighbours = Enumerable.Range(0, pairs.Count).ToLookup(i => pairs.Left[i], i => pairs.Right[i]);
        return [.. Enumerable.Range(0, covered.Length).Select(i => neighbours[i].ToArray())];
    }

    private readonly record struct Place(int Object, double Ra, double Dec, double Weight);
}
