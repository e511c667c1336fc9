using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>The probabilities of candidates, with the same order as the candidates they belong to.</summary>
public sealed class CandidateProbabilities
{
    internal CandidateProbabilities(int candidates, int objects)
    {
        (Brighter, All, LikelihoodRatio) = (new double[candidates], new double[candidates], new double[candidates]);
        (Reliability, MatchProbability, AnyProbability) = (new double[candidates], new double[candidates], new double[objects]);
    }

    /// <summary>ν: density of unrelated sources at least as bright nearby, per square degree.</summary>
    public double[] Brighter { get; }

    /// <summary>λ: density of all unrelated sources nearby, per square degree.</summary>
    public double[] All { get; }

    /// <summary>L: likelihood as the counterpart over that as an unrelated source.</summary>
    public double[] LikelihoodRatio { get; }

    /// <summary>R: probability that the candidate is the counterpart.</summary>
    public double[] Reliability { get; }

    /// <summary>p_i: the same if any candidate is.</summary>
    public double[] MatchProbability { get; }

    /// <summary>p_any, one per object: probability that any candidate is the counterpart.</summary>
    public double[] AnyProbability { get; }

    /// <summary>The match flag of a candidate: 1 for the best of its object, 2 if it is at least half as probable, otherwise 0.</summary>
    internal int FlagOf(int candidate, int best) =>
        candidate == best ? 1 : MatchProbability[candidate] >= 0.5 * MatchProbability[best] ? 2 : 0;

    /// <summary>What they say of each object.</summary>
    /// <param name="objects">The objects that these are the probabilities of.</param>
    public AssessedObject[] ByObject(MeasuredObjects objects)
    {
        AssessedObject[] assessed = new AssessedObject[objects.Positions.Count];
        for (int row = 0; row < assessed.Length; row++)
        {
            int start = objects.Candidates.Starts[row], count = objects.Candidates.Starts[row + 1] - start;
            assessed[row] = new AssessedObject(
                count == 0 ? double.NaN : Reliability.AsSpan(start, count).ToArray().Max(), AnyProbability[row], objects.CoveredShares[row]);
        }

        return assessed;
    }
}

/// <summary>Objects with their candidates and surroundings.</summary>
/// <param name="Positions">Positions of the objects.</param>
/// <param name="Errors">Their 1σ error ellipses, degrees.</param>
/// <param name="Candidates">Their candidates.</param>
/// <param name="Surroundings">The sources around each.</param>
/// <param name="CoveredShares">Share of each error ellipse that the catalog covers; 0 for an object without one.</param>
public sealed record MeasuredObjects(
    SkyPositions Positions, SkyEllipses Errors, CandidateSet Candidates, Surroundings Surroundings, double[] CoveredShares)
{
    /// <summary>Finds the candidates of objects and measures their surroundings in discs.</summary>
    /// <param name="positions">Positions of the objects.</param>
    /// <param name="errors">Their 1σ error ellipses, degrees; NaN for an object without one.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">How far candidates are sought, and how large the surroundings are.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static MeasuredObjects WithDiscs(
        SkyPositions positions, SkyEllipses errors, CounterpartCatalog catalog, CandidateOptions options, CancellationToken cancellationToken)
    {
        CandidateSet set = CandidateSet.Find(positions, errors, catalog, options, cancellationToken);
        double[] radii = Array.ConvertAll(errors.SemiMajor, axis => Math.Max(options.RegionFactor * axis * SkyEllipses.Sigma95, options.MinRegionRadius));
        DiscSurroundings surroundings = new(positions, radii, catalog, set, cancellationToken);
        return new MeasuredObjects(positions, errors, set, surroundings, SharesOf(positions, errors, catalog.Footprint, cancellationToken));
    }

    /// <summary>Measures the surroundings of objects in cells, for catalogs of any size.</summary>
    /// <param name="positions">Positions of the objects.</param>
    /// <param name="errors">Their 1σ error ellipses, degrees.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="candidates">Their candidates.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static MeasuredObjects WithCells(
        SkyPositions positions, SkyEllipses errors, CounterpartCatalog catalog, CandidateSet candidates, CancellationToken cancellationToken) => new(
        positions, errors, candidates,
        new CellSurroundings(positions, catalog, candidates, cancellationToken),
        SharesOf(positions, errors, catalog.Footprint, cancellationToken));

    private static double[] SharesOf(SkyPositions positions, SkyEllipses errors, Footprint footprint, CancellationToken cancellationToken)
    {
        double[] shares = new double[positions.Count];
        Parallel.For(0, shares.Length, new ParallelOptions { CancellationToken = cancellationToken }, row =>
        {
            if (errors.IsUsable(row) && double.IsFinite(positions.Ra[row]) && Math.Abs(positions.Dec[row]) <= 90)
                shares[row] = footprint.CoveredShare(
                    positions.Ra[row], positions.Dec[row], errors.SemiMajor[row], errors.SemiMinor[row], errors.PositionAngle[row]);
        });
        return shares;
    }
}

/// <summary>
/// Says how probable candidates are: a catalog, the prior, and which of its sources are counterparts of other objects. Fitted once to all
/// objects, it gives one object alone the same numbers as among all.
/// </summary>
public sealed class CounterpartModel
{
    private readonly double[] _weights;
    private readonly int[] _candidacies;

    private CounterpartModel(CounterpartCatalog catalog, CounterpartPrior prior, double[] weights, int[] candidacies)
    {
        Catalog = catalog;
        Prior = prior;
        _weights = weights;
        _candidacies = candidacies;
    }

    /// <summary>The catalog.</summary>
    public CounterpartCatalog Catalog { get; }

    /// <summary>The prior.</summary>
    public CounterpartPrior Prior { get; }

    /// <summary>Fits the model.</summary>
    /// <param name="objects">All objects whose counterparts are sought.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="options">How the prior is found.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static CounterpartModel Fit(MeasuredObjects objects, CounterpartCatalog catalog, PriorOptions options, CancellationToken cancellationToken)
    {
        PriorFit fit = new(objects.Candidates, catalog, objects.CoveredShares, options);
        (CounterpartPrior prior, double[] weights) = fit.Run(objects.Surroundings, cancellationToken);
        int[] candidacies = new int[catalog.Positions.Count];
        foreach (int source in objects.Candidates.Source)
            candidacies[source]++;
        return new CounterpartModel(catalog, prior, weights, candidacies);
    }

    /// <summary>Number of objects in the fit that have a catalog source among their candidates.</summary>
    public int CandidacyCount(int source) => _candidacies[source];

    /// <summary>The probabilities of the candidates of objects, which need not be those of the fit.</summary>
    public CandidateProbabilities Assess(MeasuredObjects objects)
    {
        CandidateSet set = objects.Candidates;
        CandidateProbabilities result = new(set.Count, set.ObjectCount);
        objects.Surroundings.Measure(set, Catalog, _weights, result.Brighter, result.All);
        for (int i = 0; i < set.Count; i++)
        {
            result.LikelihoodRatio[i] = Prior.LikelihoodRatio(
                set.PositionDensity[i], Catalog.IsKnown(set.Source[i]), result.Brighter[i], result.All[i]);
        }

        for (int row = 0; row < set.ObjectCount; row++)
        {
            int start = set.Starts[row], count = set.Starts[row + 1] - start;
            result.AnyProbability[row] = Posterior.Of(
                Prior.Completeness * Coverage.Seen(objects.CoveredShares[row]),
                result.LikelihoodRatio.AsSpan(start, count),
                result.Reliability.AsSpan(start, count),
                result.MatchProbability.AsSpan(start, count));
        }

        return result;
    }
}
