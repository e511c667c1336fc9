namespace PSAstroXmatch;

/// <summary>How many of the best candidates that are accepted from a reliability on are false, by two independent ways.</summary>
public sealed class FalseMatchRate : IHasProvenance
{
    /// <summary>The minimum reliability of a best candidate to be accepted, 0 to 1.</summary>
    [AstroColumn("cut", Ucd = "stat.probability;stat.min", Description = "Minimum reliability of an accepted candidate")]
    public required double Cut { get; init; }

    /// <summary>Number of best candidates with at least this reliability.</summary>
    [AstroColumn("accepted", Ucd = "meta.number", Description = "Number of accepted candidates, one per Fermi source")]
    public required int Accepted { get; init; }

    /// <summary>Number of Fermi sources that Chandra has looked at.</summary>
    [AstroColumn("sources", Ucd = "meta.number", Description = "Number of Fermi sources that Chandra has looked at")]
    public required int Sources { get; init; }

    /// <summary>False share of the accepted as their probabilities state it: the mean of 1 − reliability; NaN if none is accepted.</summary>
    [AstroColumn("stated_rate", Ucd = "stat.fit.param;stat.probability", Description = "False share of the accepted, stated by their probabilities")]
    public required double StatedRate { get; init; }

    /// <summary>
    /// False share of the accepted as measured: chance matches at places without a Fermi source, and wrong choices among several
    /// candidates; NaN if none is accepted, there are no trials, or so few are accepted that its standard error would be 1 or more.
    /// In a small sample it may exceed 1.
    /// </summary>
    [AstroColumn("chance_rate", Ucd = "stat.value;stat.probability", Description = "False share of the accepted, measured at places without a Fermi source")]
    public required double ChanceRate { get; init; }

    /// <summary>
    /// Standard error (1σ, Poisson) of ChanceRate, from the number of trials that were accepted; that of one trial if none was. NaN like ChanceRate.
    /// </summary>
    [AstroColumn("chance_rate_error", Ucd = "stat.error;stat.probability", Description = "Standard error (1 sigma, Poisson) of the measured false share")]
    public required double ChanceRateError { get; init; }

    /// <summary>Number of trials: places without a Fermi source at which candidates were sought.</summary>
    [AstroColumn("trials", Ucd = "meta.number", Description = "Number of places without a Fermi source at which candidates were sought")]
    public required int Trials { get; init; }

    /// <summary>How the rate was measured; set when the object is made.</summary>
    internal MatchProvenance Provenance { get; init; } = MatchProvenance.Empty;

    /// <inheritdoc/>
    public MatchProvenance GetProvenance() => Provenance;
}
