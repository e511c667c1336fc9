namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>How the prior is found.</summary>
public sealed record PriorOptions
{
    /// <summary>Whether the prior is fitted to the data; otherwise it is <see cref="Unfitted"/>.</summary>
    public bool IsFitted { get; init; } = true;

    /// <summary>The completeness, if it is known; null to fit it with the rest.</summary>
    public double? Completeness { get; init; }

    /// <summary>With fewer objects than this, the fit is not attempted.</summary>
    public int MinObjectCount { get; init; } = 20;

    /// <summary>The completeness, mean and standard deviation of v that apply without a fit, and what v is.</summary>
    public CounterpartPrior Unfitted { get; init; } = new();

    /// <summary>Mean of v with which the fit starts, and to which it is drawn by <see cref="PseudoCount"/> imagined objects.</summary>
    public double StartMean { get; init; } = 0.8;

    /// <summary>
    /// Whether the mean comes from the data instead: the median of v of the candidates that are nearest for their errors, one per object.
    /// The number above suits X-ray sources; in optical catalogs, counterparts may be a thousand times as dense.
    /// </summary>
    public bool IsStartFromData { get; init; }

    /// <summary>Standard deviation of v with which the fit starts, likewise.</summary>
    public double StartSigma { get; init; } = 1;

    /// <summary>
    /// Whether the counterparts of other objects count as unrelated sources: so they must where objects are about as dense as sources, since
    /// they lie near an object by chance like any other. Where objects are few and far between, as gamma-ray sources are, a probable
    /// counterpart belongs to the object whose surroundings are counted, and is left out.
    /// </summary>
    public bool CountsCounterparts { get; init; }

    /// <summary>Number of imagined objects that keep the fit of a few real ones sane.</summary>
    public double PseudoCount { get; init; } = 50;
}

/// <summary>
/// Fits the prior to the data by expectation maximisation, without knowing any true counterpart: alternates between the probabilities of
/// the candidates and the numbers that follow from them.
/// </summary>
internal sealed class PriorFit
{
    private const int Rounds = 3, Iterations = 100;
    private const double Tolerance = 1e-5, StartCompleteness = 0.3, MinCompleteness = 1e-3, MinSigma = 0.3;

    private readonly CandidateSet _set;
    private readonly CounterpartCatalog _catalog;
    private readonly PriorOptions _options;
    private readonly double[] _seen;
    private readonly bool[] _used;
    private readonly bool[] _known;
    private readonly double[] _brighter, _all, _ratio, _reliability, _match;
    private readonly double[] _any;
    private double _startMean;

    internal PriorFit(CandidateSet set, CounterpartCatalog catalog, double[] coveredShares, PriorOptions options)
    {
        (_set, _catalog, _options) = (set, catalog, options);
        _seen = Array.ConvertAll(coveredShares, Coverage.Seen);
        _used = Array.ConvertAll(coveredShares, share => share > Coverage.MinShare);
        _known = Array.ConvertAll(set.Source, catalog.IsKnown);
        (_brighter, _all) = (new double[set.Count], new double[set.Count]);
        (_ratio, _reliability, _match) = (new double[set.Count], new double[set.Count], new double[set.Count]);
        _any = new double[set.ObjectCount];
    }

    /// <summary>Runs the fit.</summary>
    /// <returns>The prior, and the probability of each catalog source to be unrelated with which its last round counted neighbours.</returns>
    internal (CounterpartPrior Prior, double[] Weights) Run(Surroundings surroundings, CancellationToken cancellationToken)
    {
        int objects = _used.Count(used => used);
        bool isFitted = _options.IsFitted && objects >= _options.MinObjectCount;
        double[] weights = _catalog.StartWeights;
        surroundings.Measure(_set, _catalog, weights, _brighter, _all);
        _startMean = _options.IsStartFromData ? MeanOfNearest() ?? _options.StartMean : _options.StartMean;
        CounterpartPrior prior = isFitted ? Start() with { ObjectCount = objects } : Fixed();
        if (_options.Completeness is double completeness)
            prior = prior with { Completeness = completeness };
        for (int round = 0; ; round++)
        {
            if (round > 0)
                surroundings.Measure(_set, _catalog, weights, _brighter, _all);
            for (int i = 0; i < (isFitted ? Iterations : 0); i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Expect(prior);
                CounterpartPrior next = Maximize(prior);
                double change = Math.Abs(next.Completeness - prior.Completeness)
                    + Math.Abs(next.BrightnessMean - prior.BrightnessMean) + Math.Abs(next.BrightnessSigma - prior.BrightnessSigma);
                prior = next;
                if (change < Tolerance)
                    break;
            }

            if (round == Rounds - 1 || _options.CountsCounterparts)
                return (prior, weights);
            Expect(prior);
            weights = UnrelatedProbabilities();
        }
    }

    private CounterpartPrior Start() => new()
    {
        Completeness = StartCompleteness,
        BrightnessMean = _startMean,
        BrightnessSigma = _options.StartSigma,
        IsRelative = _options.Unfitted.IsRelative,
        CatalogMissingShare = _catalog.MissingShare,
        MissingShare = 0.5 * _catalog.MissingShare + 0.001,
        IsFitted = true,
    };

    private CounterpartPrior Fixed()
    {
        CounterpartPrior prior = _options.Unfitted.ForCatalog(_catalog.MissingShare);
        return _options.IsStartFromData ? prior with { BrightnessMean = _startMean, BrightnessSigma = _options.StartSigma } : prior;
    }

    // The median of v over the candidates with the highest density of position, one per object; null if no brightness is known.
    private double? MeanOfNearest()
    {
        List<double> nearest = [];
        for (int row = 0; row < _set.ObjectCount; row++)
        {
            int best = -1;
            for (int i = _set.Starts[row]; i < _set.Starts[row + 1]; i++)
            {
                if (_known[i] && (best < 0 || _set.PositionDensity[i] > _set.PositionDensity[best]))
                    best = i;
            }

            if (best >= 0)
                nearest.Add(Math.Log10(_brighter[best]));
        }

        nearest.Sort();
        return nearest.Count == 0 ? null : nearest[nearest.Count / 2];
    }

    private void Expect(CounterpartPrior prior)
    {
        for (int i = 0; i < _set.Count; i++)
            _ratio[i] = prior.LikelihoodRatio(_set.PositionDensity[i], _known[i], _brighter[i], _all[i]);
        for (int row = 0; row < _set.ObjectCount; row++)
        {
            int start = _set.Starts[row], count = _set.Starts[row + 1] - start;
            _any[row] = Posterior.Of(
                prior.Completeness * _seen[row], _ratio.AsSpan(start, count), _reliability.AsSpan(start, count), _match.AsSpan(start, count));
        }
    }

    private CounterpartPrior Maximize(CounterpartPrior prior)
    {
        double total = 0, missing = 0, weight = _options.PseudoCount, mean = weight * _startMean;
        double[] narrow = new double[_set.Count];
        for (int i = 0; i < _set.Count; i++)
        {
            total += _reliability[i];
            if (!_known[i])
            {
                missing += _reliability[i];
                continue;
            }

            double v = prior.Brightness(_brighter[i], _all[i]);
            narrow[i] = _reliability[i] * prior.NarrowShare(v);
            weight += narrow[i];
            mean += narrow[i] * v;
        }

        mean /= weight;
        double squares = _options.PseudoCount * _options.StartSigma * _options.StartSigma;
        for (int i = 0; i < _set.Count; i++)
        {
            double difference = _known[i] ? prior.Brightness(_brighter[i], _all[i]) - mean : 0;
            squares += narrow[i] * difference * difference;
        }

        return prior with
        {
            Completeness = _options.Completeness ?? CompletenessOf(prior.Completeness),
            BrightnessMean = mean,
            BrightnessSigma = Math.Max(Math.Sqrt(squares / weight), MinSigma),
            MissingShare = Array.TrueForAll(_known, known => known) ? 1e-6 : (missing + 0.5) / (total + 1),
        };
    }

    // An object has a counterpart if it is among the candidates, or where the catalog has not looked.
    private double CompletenessOf(double c)
    {
        double sum = 0;
        int count = 0;
        for (int row = 0; row < _any.Length; row++)
        {
            if (!_used[row])
                continue;
            sum += Completeness.Expected(c, _seen[row], _any[row]);
            count++;
        }

        return Math.Clamp(sum / count, MinCompleteness, CounterpartPrior.MaxCompleteness);
    }

    private double[] UnrelatedProbabilities()
    {
        double[] related = new double[_catalog.Positions.Count];
        for (int i = 0; i < _set.Count; i++)
            related[_set.Source[i]] += _reliability[i];
        double[] weights = new double[related.Length];
        for (int row = 0; row < weights.Length; row++)
            weights[row] = _catalog.StartWeights[row] * (1 - Math.Clamp(related[row], 0, 1));
        return weights;
    }
}

/// <summary>The step of the fit that concerns completeness.</summary>
public static class Completeness
{
    /// <summary>The probability that an object has a counterpart in the catalog, seen or not.</summary>
    /// <param name="c">Completeness assumed so far.</param>
    /// <param name="seen">Probability that the catalog has looked where the counterpart is.</param>
    /// <param name="any">p_any of the object.</param>
    public static double Expected(double c, double seen, double any) => any + (1 - any) * c * (1 - seen) / (1 - c * seen);
}

/// <summary>How the covered share of an error ellipse counts.</summary>
public static class Coverage
{
    /// <summary>An object is covered, and takes part in the fit, if more than this share of its error ellipse is.</summary>
    public const double MinShare = 0.02;

    /// <summary>
    /// The probability that the catalog has looked at the counterpart: more than the covered share, since telescopes are pointed at known
    /// objects. The square root was calibrated on simulated skies.
    /// </summary>
    public static double Seen(double coveredShare) => Math.Sqrt(coveredShare);
}
