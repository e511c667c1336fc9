using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>How candidates are found and their surroundings measured.</summary>
public sealed record CandidateOptions
{
    /// <summary>Probability that the true counterpart is among the candidates, by the joint error ellipse: √(−2 ln 0.001) = 3.7169 σ.</summary>
    public const double Containment = 0.999;

    /// <summary>Maximum normalised separation of a candidate, σ.</summary>
    public double MaxNormalizedSep { get; init; } = Math.Sqrt(-2 * Math.Log(1 - Containment));

    /// <summary>Radius of the surroundings as a multiple of the semi-major axis of the 95 % ellipse.</summary>
    public double RegionFactor { get; init; } = 2;

    /// <summary>Minimum radius of the surroundings, degrees.</summary>
    public double MinRegionRadius { get; init; } = 0.15;
}

/// <summary>
/// The candidates of a list of objects: all catalog sources out to a normalised separation, with what can be said of them before any
/// probability, and the surroundings of each object.
/// </summary>
public sealed class CandidateSet
{
    private CandidateSet(MatchPairs pairs, int objectCount)
    {
        Object = pairs.Left;
        Source = pairs.Right;
        Starts = StartsOf(pairs.Left, objectCount);
        NormalizedSep = new double[Object.Length];
        LogBayesFactor = new double[Object.Length];
        PositionDensity = new double[Object.Length];
    }

    /// <summary>Row of the object, one per candidate, in ascending order.</summary>
    public int[] Object { get; }

    /// <summary>Row of the catalog source, one per candidate.</summary>
    public int[] Source { get; }

    /// <summary>Separation in σ of the joint position error.</summary>
    public double[] NormalizedSep { get; }

    /// <summary>log₁₀ of the Bayes factor of the positions.</summary>
    public double[] LogBayesFactor { get; }

    /// <summary>Density that the position errors give to the offset, per square degree.</summary>
    public double[] PositionDensity { get; }

    /// <summary>First candidate of each object; the last element is the number of candidates.</summary>
    public int[] Starts { get; }

    /// <summary>Number of objects.</summary>
    public int ObjectCount => Starts.Length - 1;

    /// <summary>Number of candidates.</summary>
    public int Count => Object.Length;

    /// <summary>Finds the candidates of objects.</summary>
    /// <param name="objects">Positions of the objects.</param>
    /// <param name="errors">Their 1σ error ellipses, degrees. An object without one has no candidates.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">How far candidates are sought.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static CandidateSet Find(
        SkyPositions objects, SkyEllipses errors, CounterpartCatalog catalog, CandidateOptions options, CancellationToken cancellationToken)
    {
        // The matcher measures along the great circle and this method on the tangent plane: close, but not equal.
        const double Margin = 1.002;
        MatchPairs pairs = SkyMatcher.Match(
            objects, catalog.Positions, new JointEllipses(errors, catalog.Errors, options.MaxNormalizedSep * Margin), cancellationToken: cancellationToken);
        CandidateSet near = new(pairs, objects.Count);
        List<int> kept = new(pairs.Count);
        for (int i = 0; i < pairs.Count; i++)
        {
            near.Measure(i, objects, errors, catalog);
            if (near.NormalizedSep[i] <= options.MaxNormalizedSep)
                kept.Add(i);
        }

        return near.Take([.. kept], pairs, objects.Count);
    }

    private CandidateSet Take(int[] kept, MatchPairs pairs, int objectCount)
    {
        CandidateSet taken = new(pairs.Take(kept), objectCount);
        for (int i = 0; i < kept.Length; i++)
        {
            taken.NormalizedSep[i] = NormalizedSep[kept[i]];
            taken.LogBayesFactor[i] = LogBayesFactor[kept[i]];
            taken.PositionDensity[i] = PositionDensity[kept[i]];
        }

        return taken;
    }

    private void Measure(int i, SkyPositions objects, SkyEllipses errors, CounterpartCatalog catalog)
    {
        int row = Object[i], source = Source[i];
        (double east, double north) = TangentOffset.Of(
            objects.Ra[row], objects.Dec[row], catalog.Positions.Ra[source], catalog.Positions.Dec[source]);
        PositionError sum = ErrorOf(errors, row) + ErrorOf(catalog.Errors, source);
        NormalizedSep[i] = sum.NormalizedSeparation(east, north);
        LogBayesFactor[i] = BayesFactor.Log10(sum, NormalizedSep[i]);
        PositionDensity[i] = BayesFactor.PositionDensity(sum, NormalizedSep[i]);
    }

    private static PositionError ErrorOf(SkyEllipses ellipses, int row) =>
        PositionError.OfEllipse(ellipses.SemiMajor[row], ellipses.SemiMinor[row], ellipses.PositionAngle[row]);

    private static int[] StartsOf(int[] objects, int count)
    {
        int[] starts = new int[count + 1];
        foreach (int row in objects)
            starts[row + 1]++;
        for (int row = 0; row < count; row++)
            starts[row + 1] += starts[row];
        return starts;
    }
}
