namespace PSAstroXmatch;

/// <summary>
/// A match with the probability that it is true: that the object of one side is the counterpart of that of the other. Density and
/// probabilities are explained in docs/association.md. An object without a match has AnyProbability, CandidateCount and CoveredShare.
/// </summary>
public sealed class SkyMatchCandidate : SkyMatch
{
    /// <summary>
    /// Logarithm of the Bayes factor of the positions alone, dex: how much likelier the two positions are if they are one object than if they
    /// are unrelated (Budavári &amp; Szalay 2008).
    /// </summary>
    [AstroColumn("bayes_factor", Unit = "dex", Ucd = "stat.likelihood;pos", Description = "Logarithm of the Bayes factor of the positions alone")]
    public double BayesFactor { get; init; } = double.NaN;

    /// <summary>Density of unrelated sources at least as bright as this candidate in the surroundings of the object, per square degree.</summary>
    [AstroColumn("chance_density", Unit = "deg-2", Ucd = "src.density", Description = "Density of unrelated sources at least as bright, in the surroundings")]
    public double ChanceDensity { get; init; } = double.NaN;

    /// <summary>
    /// Probability that at least one unrelated source as bright as this lies as close to the object, in the joint error ellipse through the
    /// candidate (Downes et al. 1986). It knows nothing of the other candidates.
    /// </summary>
    [AstroColumn("chance_probability", Ucd = "stat.probability", Description = "Probability of an unrelated source as bright and as close")]
    public double ChanceProbability { get; init; } = double.NaN;

    /// <summary>Likelihood of position and brightness as the counterpart over that as an unrelated source (Sutherland &amp; Saunders 1992).</summary>
    [AstroColumn("likelihood_ratio", Ucd = "stat.likelihood;arith.ratio", Description = "Likelihood as the counterpart over that as an unrelated source")]
    public double LikelihoodRatio { get; init; } = double.NaN;

    /// <summary>p_i: the probability that it is this candidate, if it is one of them.</summary>
    [AstroColumn("match_probability", Ucd = "stat.probability", Description = "Probability that it is this candidate, if it is one of them (p_i)")]
    public double MatchProbability { get; init; } = double.NaN;

    /// <summary>p_any: the probability that any candidate is the counterpart; 0 for an object without candidates, NaN if
    /// the other side has not looked there either (<see cref="CoveredShare"/> up to 0.02).</summary>
    [AstroColumn("any_probability", Ucd = "stat.probability", Description = "Probability that any candidate is the counterpart (p_any)")]
    public double AnyProbability { get; init; } = double.NaN;

    /// <summary>The probability that this candidate is the counterpart: p_any · p_i. The number to rank by, to select by and to sum.</summary>
    [AstroColumn("reliability", Ucd = "stat.probability", Description = "Probability that this candidate is the counterpart (p_any p_i)")]
    public double Reliability { get; init; } = double.NaN;

    /// <summary>1: the most probable candidate of the object; 2: at least half as probable as that; 0: any other, and where there is no match.</summary>
    [AstroColumn("match_flag", Ucd = "meta.code", Description = "1: most probable candidate; 2: at least half as probable; 0: other")]
    public int MatchFlag { get; init; }

    /// <summary>Number of candidates of the object, those that are not returned included.</summary>
    [AstroColumn("candidate_count", Ucd = "meta.number", Description = "Number of candidates of the object")]
    public int CandidateCount { get; init; }

    /// <summary>Share of the object's position probability that falls where the other catalog has sources, 0 to 1.</summary>
    [AstroColumn("covered_share", Ucd = "stat.probability;obs.field", Description = "Share of the position probability that the other catalog covers")]
    public double CoveredShare { get; init; } = double.NaN;
}
