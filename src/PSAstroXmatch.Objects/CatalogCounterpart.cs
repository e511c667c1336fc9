namespace PSAstroXmatch;

/// <summary>A source of a catalog near a Fermi source, a Chandra source or another object.</summary>
public abstract class CatalogCounterpart
{
    /// <summary>Right ascension, ICRS, degrees, at the epoch of the catalog.</summary>
    [AstroColumn("ra", Unit = "deg", Ucd = "pos.eq.ra;meta.main", Description = "Right ascension (ICRS) at the epoch of the catalog")]
    public required double RA { get; init; }

    /// <summary>Declination, ICRS, degrees, at the epoch of the catalog.</summary>
    [AstroColumn("dec", Unit = "deg", Ucd = "pos.eq.dec;meta.main", Description = "Declination (ICRS) at the epoch of the catalog")]
    public required double Dec { get; init; }

    /// <summary>Galactic longitude, degrees.</summary>
    [AstroColumn("l", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitude")]
    public required double L { get; init; }

    /// <summary>Galactic latitude, degrees.</summary>
    [AstroColumn("b", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitude")]
    public required double B { get; init; }

    /// <summary>Name of what it was found around: the Fermi source, the nearest Chandra source of a group, or another object.</summary>
    [AstroColumn("around", Ucd = "meta.id.assoc", Description = "Name of what it was found around", Group = 1)]
    public string Around { get; init; } = "";

    /// <summary>Separation from that, arcsec.</summary>
    [AstroColumn("sep_arcsec", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separation from what it was found around", Group = 1)]
    public double SepArcsec { get; init; } = double.NaN;

    /// <summary>Separation from the Fermi source, arcsec; NaN if there is none.</summary>
    [AstroColumn("sep_from_fermi", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separation from the Fermi source", Group = 1)]
    public double SepFromFermi { get; init; } = double.NaN;

    /// <summary>Separation from the nearest Chandra source of the group, arcsec; NaN if there is none.</summary>
    [AstroColumn("sep_from_csc", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separation from the nearest Chandra source of the group", Group = 1)]
    public double SepFromCsc { get; init; } = double.NaN;

    /// <summary>Name of that Chandra source; empty if there is none.</summary>
    [AstroColumn("csc_name", Ucd = "meta.id.assoc", Description = "Name of that Chandra source", Group = 1)]
    public string CscName { get; init; } = "";

    /// <summary>
    /// Separation from that Chandra source, or from the other object, in units of the joint position error, √(Δᵀ (C₁ + C₂)⁻¹ Δ): 95 % of
    /// true counterparts are within 2.4477. NaN if an error is unknown.
    /// </summary>
    [AstroColumn("normalized_sep", Ucd = "pos.angDistance;arith.ratio", Group = 1,
        Description = "Separation from the Chandra source or other object in units of the joint position error (1 sigma)")]
    public double NormalizedSep { get; init; } = double.NaN;

    /// <summary>
    /// Density of sources of its catalog that are at least as bright, around the Chandra source or other object, per square degree; of all
    /// sources if the catalog gives no magnitude. NaN, like the probabilities, unless they were asked for.
    /// </summary>
    [AstroColumn("chance_density", Unit = "deg-2", Ucd = "src.density", Description = "Density of sources of its catalog at least as bright, in the surroundings", Group = 1)]
    public double ChanceDensity { get; init; } = double.NaN;

    /// <summary>p_i: the probability that it is this source, if it is one of its catalog.</summary>
    [AstroColumn("match_probability", Ucd = "stat.probability", Description = "Probability that it is this source, if it is one of its catalog (p_i)", Group = 1)]
    public double MatchProbability { get; init; } = double.NaN;

    /// <summary>p_any: the probability that any source of its catalog is the counterpart of the Chandra source or other object.</summary>
    [AstroColumn("any_probability", Ucd = "stat.probability", Description = "Probability that any source of its catalog is the counterpart (p_any)", Group = 1)]
    public double AnyProbability { get; init; } = double.NaN;

    /// <summary>The probability that this source is the counterpart of the Chandra source or other object: p_any · p_i.</summary>
    [AstroColumn("reliability", Ucd = "stat.probability", Description = "Probability that this source is the counterpart (p_any p_i)", Group = 1)]
    public double Reliability { get; init; } = double.NaN;

    /// <summary>
    /// Julian year to which the position was propagated before the separation was measured; NaN if the catalog position was used, as when the
    /// proper motion is unknown.
    /// </summary>
    [AstroColumn("epoch", Unit = "yr", Ucd = "time.epoch", Description = "Julian year to which the position was propagated before the separation was measured", Group = 1)]
    public double Epoch { get; init; } = double.NaN;

    /// <summary>Right ascension at that epoch, ICRS, degrees; NaN if the catalog position was used.</summary>
    [AstroColumn("epoch_ra", Unit = "deg", Ucd = "pos.eq.ra", Description = "Right ascension (ICRS) at that epoch", Group = 1)]
    public double EpochRA { get; init; } = double.NaN;

    /// <summary>Declination at that epoch, ICRS, degrees.</summary>
    [AstroColumn("epoch_dec", Unit = "deg", Ucd = "pos.eq.dec", Description = "Declination (ICRS) at that epoch", Group = 1)]
    public double EpochDec { get; init; } = double.NaN;
}
