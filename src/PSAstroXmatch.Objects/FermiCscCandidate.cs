using System.Diagnostics.CodeAnalysis;

namespace PSAstroXmatch;

/// <summary>
/// A Chandra source that may be the counterpart of a Fermi source, with the probability that it is. Density and probabilities are explained
/// in docs/association.md.
/// </summary>
public sealed class FermiCscCandidate : FermiCscMatch
{
    /// <summary>Creates a candidate from its properties.</summary>
    public FermiCscCandidate()
    {
    }

    /// <summary>Creates a candidate from a match, whose probabilities are then to be added.</summary>
    [SetsRequiredMembers]
#pragma warning disable CS8618 // The base class sets the names, which the compiler cannot see through properties that are declared again.
    public FermiCscCandidate(FermiCscMatch match)
#pragma warning restore CS8618
        : base(match)
    {
    }

    // Declared here again because reflection, and so Export-Csv, lists the properties of a derived class first.

    /// <inheritdoc/>
    public override required string FermiName { get => base.FermiName; init => base.FermiName = value; }

    /// <inheritdoc/>
    public override required double FermiL { get => base.FermiL; init => base.FermiL = value; }

    /// <inheritdoc/>
    public override required double FermiB { get => base.FermiB; init => base.FermiB = value; }

    /// <inheritdoc/>
    public override double FermiR95 { get => base.FermiR95; init => base.FermiR95 = value; }

    /// <inheritdoc/>
    public override double FermiFlux { get => base.FermiFlux; init => base.FermiFlux = value; }

    /// <inheritdoc/>
    public override string FermiClass { get => base.FermiClass; init => base.FermiClass = value; }

    /// <inheritdoc/>
    public override required string CscName { get => base.CscName; init => base.CscName = value; }

    /// <inheritdoc/>
    public override required double CscL { get => base.CscL; init => base.CscL = value; }

    /// <inheritdoc/>
    public override required double CscB { get => base.CscB; init => base.CscB = value; }

    /// <inheritdoc/>
    public override double CscFlux { get => base.CscFlux; init => base.CscFlux = value; }

    /// <inheritdoc/>
    public override required double SepDeg { get => base.SepDeg; init => base.SepDeg = value; }

    /// <inheritdoc/>
    public override double NormalizedSep { get => base.NormalizedSep; init => base.NormalizedSep = value; }

    /// <inheritdoc/>
    public override required double FermiRA { get => base.FermiRA; init => base.FermiRA = value; }

    /// <inheritdoc/>
    public override required double FermiDec { get => base.FermiDec; init => base.FermiDec = value; }

    /// <inheritdoc/>
    public override required double CscRA { get => base.CscRA; init => base.CscRA = value; }

    /// <inheritdoc/>
    public override required double CscDec { get => base.CscDec; init => base.CscDec = value; }

    /// <inheritdoc/>
    public override double CscErrorSemiMajor { get => base.CscErrorSemiMajor; init => base.CscErrorSemiMajor = value; }

    /// <inheritdoc/>
    public override double CscErrorSemiMinor { get => base.CscErrorSemiMinor; init => base.CscErrorSemiMinor = value; }

    /// <inheritdoc/>
    public override double CscErrorAngle { get => base.CscErrorAngle; init => base.CscErrorAngle = value; }

    /// <summary>
    /// Logarithm of the Bayes factor of the positions alone, dex: how much likelier the two positions are if they are one object than if they
    /// are unrelated (Budavári &amp; Szalay 2008). NaN if the Fermi source has no error ellipse, like the numbers that follow from it.
    /// </summary>
    [AstroColumn("bayes_factor", Unit = "dex", Ucd = "stat.likelihood;pos", Description = "Logarithm of the Bayes factor of the positions alone")]
    public double BayesFactor { get; init; } = double.NaN;

    /// <summary>Density of unrelated Chandra sources at least as bright as this one in the surroundings of the Fermi source, per square degree.</summary>
    [AstroColumn("chance_density", Unit = "deg-2", Ucd = "src.density", Description = "Density of unrelated Chandra sources at least as bright, in the surroundings")]
    public double ChanceDensity { get; init; } = double.NaN;

    /// <summary>
    /// Probability that at least one unrelated source as bright as this lies as close to the centre, in the ellipse through the candidate
    /// (Downes et al. 1986). It knows nothing of the other candidates.
    /// </summary>
    [AstroColumn("chance_probability", Ucd = "stat.probability", Description = "Probability of an unrelated source as bright and as close")]
    public double ChanceProbability { get; init; } = double.NaN;

    /// <summary>Likelihood of position and brightness as the counterpart over that as an unrelated source (Sutherland &amp; Saunders 1992).</summary>
    [AstroColumn("likelihood_ratio", Ucd = "stat.likelihood;arith.ratio", Description = "Likelihood as the counterpart over that as an unrelated source")]
    public double LikelihoodRatio { get; init; } = double.NaN;

    /// <summary>p_i: the probability that it is this candidate, if it is one of them.</summary>
    [AstroColumn("match_probability", Ucd = "stat.probability", Description = "Probability that it is this candidate, if it is one of them (p_i)")]
    public double MatchProbability { get; init; } = double.NaN;

    /// <summary>p_any: the probability that any candidate is the counterpart.</summary>
    [AstroColumn("any_probability", Ucd = "stat.probability", Description = "Probability that any candidate is the counterpart (p_any)")]
    public double AnyProbability { get; init; } = double.NaN;

    /// <summary>The probability that this candidate is the counterpart: p_any · p_i. The number to rank by, to select by and to sum.</summary>
    [AstroColumn("reliability", Ucd = "stat.probability", Description = "Probability that this candidate is the counterpart (p_any p_i)")]
    public double Reliability { get; init; } = double.NaN;

    /// <summary>1: the most probable candidate; 2: at least half as probable as that; 0: any other, and where there are no probabilities.</summary>
    [AstroColumn("match_flag", Ucd = "meta.code", Description = "1: most probable candidate; 2: at least half as probable; 0: other")]
    public int MatchFlag { get; init; }

    /// <summary>Number of candidates of the Fermi source, those that are not shown included.</summary>
    [AstroColumn("candidate_count", Ucd = "meta.number", Description = "Number of candidates of the Fermi source")]
    public int CandidateCount { get; init; }

    /// <summary>Share of the Fermi source's position probability that falls where Chandra looked, 0 to 1.</summary>
    [AstroColumn("covered_share", Ucd = "stat.probability;obs.field", Description = "Share of the position probability that falls where Chandra looked")]
    public double CoveredShare { get; init; } = double.NaN;

    /// <summary>Whether Chandra looked at more than 2 % of it; if not, a low p_any says nothing about the sky.</summary>
    [AstroColumn("covered", Ucd = "meta.code", Description = "Whether Chandra looked at more than 2 % of it")]
    public bool Covered { get; init; }

    /// <summary>Number of unrelated Chandra sources of any brightness to be expected in the covered part of the 95 % error ellipse.</summary>
    [AstroColumn("expected_chance", Ucd = "meta.number;stat.mean", Description = "Unrelated Chandra sources to be expected in the 95 % error ellipse")]
    public double ExpectedChance { get; init; } = double.NaN;

    /// <summary>Number of Fermi sources that have this Chandra source among their candidates.</summary>
    [AstroColumn("shared_by", Ucd = "meta.number", Description = "Number of Fermi sources that have this Chandra source as a candidate")]
    public int SharedBy { get; init; }
}
