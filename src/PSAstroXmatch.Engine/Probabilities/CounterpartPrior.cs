namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>
/// What is known about counterparts before a candidate is looked at: how many objects have one in the catalog, and how bright it is for its
/// field.
/// </summary>
/// <remarks>
/// Brightness is measured by v = log₁₀ ν, with ν the density of unrelated sources at least as bright nearby, per square degree: it takes
/// the depth and crowding of the field along. q(v) is a normal distribution with a broad component for the unexpected. Unrelated sources
/// are distributed in v as ν ln 10 by construction.
/// </remarks>
public sealed record CounterpartPrior
{
    /// <summary>Share of the broad component in q(v).</summary>
    public const double BroadShare = 0.1;

    /// <summary>Width over which the broad component is spread, dex.</summary>
    public const double BroadWidth = 8;

    /// <summary>The highest completeness that a fit may reach.</summary>
    public const double MaxCompleteness = 0.995;

    private const double Ln10 = 2.302585092994045684;

    /// <summary>c: share of the objects whose counterpart is in the catalog, if the catalog has looked there.</summary>
    public double Completeness { get; init; } = 0.8;

    /// <summary>μ: mean of v of counterparts, dex(deg⁻²).</summary>
    public double BrightnessMean { get; init; } = 0.7;

    /// <summary>σ: standard deviation of v of counterparts, dex.</summary>
    public double BrightnessSigma { get; init; } = 0.7;

    /// <summary>
    /// Whether v is log₁₀(ν/λ), with λ the density of all unrelated sources nearby, in place of log₁₀ ν. In a catalog that is equally deep
    /// everywhere this is the magnitude in other words, and counterparts have the same magnitudes in dense fields as in empty ones. It is at most 0.
    /// </summary>
    public bool IsRelative { get; init; }

    /// <summary>m: share of the counterparts whose brightness is unknown.</summary>
    public double MissingShare { get; init; }

    /// <summary>m₀: share of the catalog whose brightness is unknown.</summary>
    public double CatalogMissingShare { get; init; }

    /// <summary>Whether the numbers were fitted to the data.</summary>
    public bool IsFitted { get; init; }

    /// <summary>Number of objects that the fit used.</summary>
    public int ObjectCount { get; init; }

    /// <summary>
    /// Whether the completeness ran into its limit: the catalog contains hardly anything but candidates, so that p_any means nothing.
    /// </summary>
    public bool IsAtLimit => IsFitted && Completeness >= MaxCompleteness;

    /// <summary>The numbers to be used without a fit for X-ray counterparts of gamma-ray sources.</summary>
    /// <param name="missing">Share of the catalog whose brightness is unknown.</param>
    public static CounterpartPrior Fixed(double missing) => new CounterpartPrior().ForCatalog(missing);

    /// <summary>The same numbers, with half as many counterparts of unknown brightness as the catalog has.</summary>
    /// <param name="missing">Share of the catalog whose brightness is unknown.</param>
    internal CounterpartPrior ForCatalog(double missing) => this with
    {
        CatalogMissingShare = missing,
        MissingShare = missing < 1 ? 0.5 * missing : 1,
    };

    /// <summary>The numbers as entries of a provenance.</summary>
    /// <param name="objects">What the prior was fitted to, or is used for.</param>
    /// <param name="isCompletenessGiven">Whether the completeness was given.</param>
    /// <param name="usesBrightness">Whether brightness counts.</param>
    internal IEnumerable<ProvenanceEntry> ToProvenance(string? objects, bool isCompletenessGiven = false, bool usesBrightness = true)
    {
        string how = IsFitted ? "fitted" : "fixed";
        yield return new("prior", how, null, objects);
        yield return new("completeness", ValueText.Format(Completeness), null, isCompletenessGiven ? "given" : how);
        if (!usesBrightness)
            yield break;
        string what = IsRelative ? "log10 of the share of sources at least as bright" : "log10 of sources at least as bright per deg2";
        yield return new("counterpart_density_mean", ValueText.Format(BrightnessMean), "dex", $"{how}; {what}");
        yield return new("counterpart_density_sigma", ValueText.Format(BrightnessSigma), "dex", how);
    }

    /// <summary>The likelihood ratio of a candidate: as the counterpart over as an unrelated source.</summary>
    /// <param name="positionDensity">Density of the offset for a counterpart, per square degree.</param>
    /// <param name="isKnown">Whether its brightness is known.</param>
    /// <param name="brighter">ν: density of unrelated sources at least as bright, per square degree.</param>
    /// <param name="all">λ: density of all unrelated sources, per square degree.</param>
    /// <remarks>Sutherland and Saunders 1992 (MNRAS 259, 413), with q(v) over the distribution of unrelated sources in v.</remarks>
    public double LikelihoodRatio(double positionDensity, bool isKnown, double brighter, double all)
    {
        if (!isKnown)
            return MissingShare / Math.Max(CatalogMissingShare, 1e-3) * positionDensity / all;
        double v = Brightness(brighter, all);
        return (1 - MissingShare) * positionDensity * (Narrow(v) + BroadShare / BroadWidth) / (brighter * Ln10);
    }

    /// <summary>v of a source from the densities around it.</summary>
    internal double Brightness(double brighter, double all) => Math.Log10(IsRelative ? Math.Min(1, brighter / all) : brighter);

    /// <summary>The share of the narrow component in q(v).</summary>
    internal double NarrowShare(double v)
    {
        double narrow = Narrow(v);
        return narrow / (narrow + BroadShare / BroadWidth);
    }

    private double Narrow(double v)
    {
        double x = (v - BrightnessMean) / BrightnessSigma;
        // The part of the normal distribution below v = 0, by a logistic function, which is right to 0.01.
        double possible = IsRelative ? 1 / (1 + Math.Exp(1.702 * BrightnessMean / BrightnessSigma)) : 1;
        return (1 - BroadShare) * Math.Exp(-0.5 * x * x) / (BrightnessSigma * Math.Sqrt(2 * Math.PI) * possible);
    }
}

/// <summary>The probabilities of the candidates of one object.</summary>
public static class Posterior
{
    private const double SmallestPrior = 1e-6;

    /// <summary>Turns likelihood ratios into probabilities.</summary>
    /// <param name="prior">Probability that the object has a counterpart that the catalog has looked at: completeness times coverage.</param>
    /// <param name="likelihoodRatios">One per candidate.</param>
    /// <param name="reliability">Receives the probability that this candidate is the counterpart.</param>
    /// <param name="matchProbability">Receives p_i, the same if any of the candidates is.</param>
    /// <returns>p_any, the probability that any of the candidates is the counterpart.</returns>
    /// <remarks>
    /// R_i = c L_i / (1 − c + c Σ L). Sutherland and Saunders 1992; p_any and p_i after Salvato et al. 2018 (MNRAS 473, 4937), with the 1 − c
    /// that is left out there.
    /// </remarks>
    public static double Of(double prior, ReadOnlySpan<double> likelihoodRatios, Span<double> reliability, Span<double> matchProbability)
    {
        double c = Math.Clamp(prior, SmallestPrior, 1 - SmallestPrior), largest = 1 - c;
        foreach (double ratio in likelihoodRatios)
            largest = Math.Max(largest, c * ratio);
        // In units of the largest term, nothing overflows.
        double none = (1 - c) / largest, sum = 0;
        for (int i = 0; i < likelihoodRatios.Length; i++)
        {
            reliability[i] = c * likelihoodRatios[i] / largest;
            sum += reliability[i];
        }

        for (int i = 0; i < likelihoodRatios.Length; i++)
        {
            matchProbability[i] = sum > 0 ? reliability[i] / sum : 0;
            reliability[i] /= none + sum;
        }

        return sum / (none + sum);
    }
}
