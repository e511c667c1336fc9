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
    private CandidateSet(int[] objects, int[] sources, int objectCount)
    {
        Object = objects;
        Source = sources;
        Starts = StartsOf(objects, objectCount);
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
        CandidateSet near = Of(pairs, objects, errors, catalog.Positions, catalog.Errors);
        return near.Take([.. Enumerable.Range(0, near.Count).Where(i => near.NormalizedSep[i] <= options.MaxNormalizedSep)]);
    }

    /// <summary>Measures candidates that were found already.</summary>
    /// <param name="pairs">Objects on the left and sources on the right, in order of the objects.</param>
    /// <param name="objects">Positions of the objects.</param>
    /// <param name="errors">Their 1σ error ellipses, degrees.</param>
    /// <param name="sources">Positions of the sources.</param>
    /// <param name="sourceErrors">Their 1σ error ellipses, degrees.</param>
    /// <exception cref="AstroException"><c>PositionErrorInvalid</c>: both errors of a pair are zero.</exception>
    public static CandidateSet Of(MatchPairs pairs, SkyPositions objects, SkyEllipses errors, SkyPositions sources, SkyEllipses sourceErrors)
    {
        CandidateSet set = new(pairs.Left, pairs.Right, objects.Count);
        for (int i = 0; i < set.Count; i++)
        {
            int row = set.Object[i], source = set.Source[i];
            (double east, double north) = TangentOffset.Of(objects.Ra[row], objects.Dec[row], sources.Ra[source], sources.Dec[source]);
            PositionError sum = PositionError.OfRow(errors, row) + PositionError.OfRow(sourceErrors, source);
            set.NormalizedSep[i] = sum.NormalizedSeparation(east, north);
            set.LogBayesFactor[i] = BayesFactor.Log10(sum, set.NormalizedSep[i]);
            set.PositionDensity[i] = BayesFactor.PositionDensity(sum, set.NormalizedSep[i]);
        }

        return set;
    }

    /// <summary>Some of the candidates, of the same objects.</summary>
    /// <param name="kept">Which of them, in ascending order.</param>
    internal CandidateSet Take(int[] kept) => Arranged(Picked(Object, kept), Picked(Source, kept), kept, ObjectCount);

    /// <summary>The same pairs with the sources as objects, in their order.</summary>
    /// <param name="sourceCount">Number of sources.</param>
    /// <param name="order">The pairs, as numbered here, in the order of the result.</param>
    internal CandidateSet Reverse(int sourceCount, out int[] order)
    {
        order = [.. Enumerable.Range(0, Count).OrderBy(i => Source[i])];
        return Arranged(Picked(Source, order), Picked(Object, order), order, sourceCount);
    }

    private CandidateSet Arranged(int[] objects, int[] sources, int[] order, int objectCount)
    {
        CandidateSet arranged = new(objects, sources, objectCount);
        for (int i = 0; i < order.Length; i++)
        {
            arranged.NormalizedSep[i] = NormalizedSep[order[i]];
            arranged.LogBayesFactor[i] = LogBayesFactor[order[i]];
            arranged.PositionDensity[i] = PositionDensity[order[i]];
        }

        return arranged;
    }

    private static int[] Picked(int[] values, int[] indices) => Array.ConvertAll(indices, index => values[index]);

    /// <summary>Where the elements of each object begin in an ascending list of objects; the last element is their number.</summary>
    internal static int[] StartsOf(int[] objects, int count)
    {
        int[] starts = new int[count + 1];
        foreach (int row in objects)
            starts[row + 1]++;
        for (int row = 0; row < count; row++)
            starts[row + 1] += starts[row];
        return starts;
    }
}
