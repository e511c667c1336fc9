namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>What the estimate of false matches needs of each object or trial.</summary>
/// <param name="Best">Reliability of its best candidate; NaN without candidates.</param>
/// <param name="AnyProbability">p_any.</param>
/// <param name="CoveredShare">Share of its error ellipse that the catalog covers, 0 to 1.</param>
public readonly record struct AssessedObject(double Best, double AnyProbability, double CoveredShare);

/// <summary>
/// How many of the accepted best candidates are false: as their probabilities state it, and as trials at places without an object
/// measure it.
/// </summary>
/// <remarks>
/// Two kinds of accepted candidates are false. Those of objects without a counterpart: there are Σ (1 − p_any) such objects, and each has an
/// accepted candidate as often as a trial has one. And wrong choices among the candidates of an object with a counterpart: Σ (p_any − R).
/// Trials are found more easily where all of the surroundings are covered, and chance matches are more frequent there; so the first kind is
/// counted in strata of the covered share. It is counted over objects and trials with candidates, since of the others none is accepted.
/// </remarks>
public sealed class FalseMatchEstimate
{
    private const int Strata = 5;

    // A share whose error is as wide as all shares, 0 to 1, has not been measured.
    private const double LargestError = 1;

    private readonly AssessedObject[] _objects, _trials;

    // How many objects without a counterpart each trial stands for.
    private readonly double[] _standsFor;

    /// <summary>Takes the probabilities of objects and of their trials.</summary>
    /// <param name="objects">The objects.</param>
    /// <param name="trials">The trials.</param>
    /// <param name="weights">Weight of each trial: 1 over the number of trials of its object.</param>
    public FalseMatchEstimate(AssessedObject[] objects, AssessedObject[] trials, double[] weights)
    {
        (_objects, _trials) = (objects, trials);
        SourceCount = objects.Count(IsCovered);
        IsMeasured = Array.Exists(trials, HasCandidate);
        _standsFor = StandFor(objects, trials, weights);
    }

    /// <summary>How the trials were made, which the rates are given.</summary>
    internal MatchProvenance Provenance { get; init; } = MatchProvenance.Empty;

    /// <summary>Number of objects at which the catalog has looked.</summary>
    public int SourceCount { get; }

    /// <summary>Number of trials.</summary>
    public int TrialCount => _trials.Length;

    /// <summary>Whether any trial has a candidate; otherwise only the stated rate is known.</summary>
    public bool IsMeasured { get; }

    /// <summary>The lowest reliability of a best candidate; NaN if there is none.</summary>
    public double LowestReliability => _objects.Where(HasCandidate).Select(one => one.Best).DefaultIfEmpty(double.NaN).Min();

    /// <summary>The rates of the candidates that are accepted from a reliability on.</summary>
    /// <param name="cut">The minimum reliability.</param>
    public FalseMatchRate At(double cut)
    {
        int accepted = 0;
        double stated = 0, wrongChoices = 0;
        foreach (AssessedObject one in _objects)
        {
            if (!(one.Best >= cut))
                continue;
            accepted++;
            stated += 1 - one.Best;
            wrongChoices += one.AnyProbability - one.Best;
        }

        double chance = 0, squares = 0;
        for (int trial = 0; trial < _trials.Length; trial++)
        {
            if (!(_trials[trial].Best >= cut))
                continue;
            chance += _standsFor[trial];
            squares += _standsFor[trial] * _standsFor[trial];
        }

        double error = (squares > 0 ? Math.Sqrt(squares) : _standsFor.DefaultIfEmpty().Max()) / accepted;
        bool isKnown = accepted > 0 && IsMeasured && error < LargestError;
        return new FalseMatchRate
        {
            Cut = cut,
            Accepted = accepted,
            Sources = SourceCount,
            StatedRate = accepted > 0 ? stated / accepted : double.NaN,
            ChanceRate = isKnown ? (chance + wrongChoices) / accepted : double.NaN,
            ChanceRateError = isKnown ? error : double.NaN,
            Trials = _trials.Length,
            Provenance = Provenance,
        };
    }

    /// <summary>The lowest cut, in steps of 0.01, at which the measured rate is not higher than wanted.</summary>
    /// <param name="rate">The highest rate wanted.</param>
    /// <returns>The rates at that cut; null if it is higher at every cut, or unknown.</returns>
    public FalseMatchRate? AtRate(double rate) =>
        Enumerable.Range(1, 99).Select(percent => At(percent / 100.0)).FirstOrDefault(found => found.ChanceRate <= rate);

    private static double[] StandFor(AssessedObject[] objects, AssessedObject[] trials, double[] weights)
    {
        double[] missing = new double[Strata], total = new double[Strata];
        foreach (AssessedObject one in objects.Where(one => HasCandidate(one) && IsCovered(one)))
            missing[Stratum(one)] += 1 - one.AnyProbability;
        for (int trial = 0; trial < trials.Length; trial++)
            total[Stratum(trials[trial])] += HasCandidate(trials[trial]) ? weights[trial] : 0;
        // Objects of a stratum without trials are like the rest.
        double all = total.Sum(), elsewhere = missing.Where((_, stratum) => total[stratum] == 0).Sum();
        return [.. trials.Select((trial, i) => HasCandidate(trial)
            ? weights[i] * (missing[Stratum(trial)] / total[Stratum(trial)] + elsewhere / all)
            : 0)];
    }

    private static int Stratum(AssessedObject one) => Math.Min((int)(one.CoveredShare * Strata), Strata - 1);

    private static bool HasCandidate(AssessedObject one) => !double.IsNaN(one.Best);

    private static bool IsCovered(AssessedObject one) => one.CoveredShare > Coverage.MinShare;
}
