namespace PSAstroXmatch;

/// <summary>A source of Gaia DR3 near a Fermi source, a Chandra source or another object.</summary>
public sealed class GaiaSource : CatalogCounterpart
{
    /// <summary>source_id of Gaia DR3.</summary>
    [AstroColumn("source_id", Ucd = "meta.id;meta.main", Description = "source_id in Gaia DR3", Group = -1, LeadsList = true)]
    public required long SourceId { get; init; }

    /// <summary>Standard error of the right ascension times cos(dec), mas.</summary>
    [AstroColumn("ra_error", Unit = "mas", Ucd = "stat.error;pos.eq.ra", Description = "Standard error of the right ascension times cos(dec)")]
    public double RAError { get; init; } = double.NaN;

    /// <summary>Standard error of the declination, mas.</summary>
    [AstroColumn("dec_error", Unit = "mas", Ucd = "stat.error;pos.eq.dec", Description = "Standard error of the declination")]
    public double DecError { get; init; } = double.NaN;

    /// <summary>Correlation of the errors of right ascension and declination, -1 to 1.</summary>
    [AstroColumn("ra_dec_corr", Ucd = "stat.correlation;pos.eq.ra;pos.eq.dec", Description = "Correlation of the errors of right ascension and declination")]
    public double RADecCorrelation { get; init; } = double.NaN;

    /// <summary>Parallax, mas.</summary>
    [AstroColumn("parallax", Unit = "mas", Ucd = "pos.parallax.trig", Description = "Parallax")]
    public double Parallax { get; init; } = double.NaN;

    /// <summary>Standard error of the parallax, mas.</summary>
    [AstroColumn("parallax_error", Unit = "mas", Ucd = "stat.error;pos.parallax.trig", Description = "Standard error of the parallax")]
    public double ParallaxError { get; init; } = double.NaN;

    /// <summary>Proper motion in right ascension times cos(dec), mas/yr; NaN if Gaia has none.</summary>
    [AstroColumn("pmra", Unit = "mas/yr", Ucd = "pos.pm;pos.eq.ra", Description = "Proper motion in right ascension times cos(dec)")]
    public double PmRA { get; init; } = double.NaN;

    /// <summary>Standard error of the proper motion in right ascension, mas/yr.</summary>
    [AstroColumn("pmra_error", Unit = "mas/yr", Ucd = "stat.error;pos.pm;pos.eq.ra", Description = "Standard error of the proper motion in right ascension")]
    public double PmRAError { get; init; } = double.NaN;

    /// <summary>Proper motion in declination, mas/yr; NaN if Gaia has none.</summary>
    [AstroColumn("pmdec", Unit = "mas/yr", Ucd = "pos.pm;pos.eq.dec", Description = "Proper motion in declination")]
    public double PmDec { get; init; } = double.NaN;

    /// <summary>Standard error of the proper motion in declination, mas/yr.</summary>
    [AstroColumn("pmdec_error", Unit = "mas/yr", Ucd = "stat.error;pos.pm;pos.eq.dec", Description = "Standard error of the proper motion in declination")]
    public double PmDecError { get; init; } = double.NaN;

    /// <summary>Julian year of the position.</summary>
    [AstroColumn("ref_epoch", Unit = "yr", Ucd = "meta.ref;time.epoch", Description = "Julian year of the position")]
    public double RefEpoch { get; init; } = double.NaN;

    /// <summary>Mean flux in G, electrons per second.</summary>
    [AstroColumn("phot_g_mean_flux", Unit = "electron/s", UnitRowText = "e-/s", Ucd = "phot.flux;em.opt", Description = "Mean flux in G")]
    public double PhotGMeanFlux { get; init; } = double.NaN;

    /// <summary>Mean magnitude in G (Vega).</summary>
    [AstroColumn("phot_g_mean_mag", Unit = "mag", Ucd = "phot.mag;em.opt", Description = "Mean magnitude in G (Vega)")]
    public double PhotGMeanMag { get; init; } = double.NaN;

    /// <summary>Mean magnitude in BP (Vega).</summary>
    [AstroColumn("phot_bp_mean_mag", Unit = "mag", Ucd = "phot.mag;em.opt.B", Description = "Mean magnitude in BP (Vega)")]
    public double PhotBpMeanMag { get; init; } = double.NaN;

    /// <summary>Mean magnitude in RP (Vega).</summary>
    [AstroColumn("phot_rp_mean_mag", Unit = "mag", Ucd = "phot.mag;em.opt.R", Description = "Mean magnitude in RP (Vega)")]
    public double PhotRpMeanMag { get; init; } = double.NaN;

    /// <summary>
    /// phot_variable_flag: VARIABLE, CONSTANT, or NOT_AVAILABLE, which means that the source is not in a table of variable sources, not
    /// that it is constant.
    /// </summary>
    [AstroColumn("phot_variable_flag", Ucd = "meta.code;src.var", Description = "VARIABLE, CONSTANT or NOT_AVAILABLE")]
    public string Variability { get; init; } = "";

    /// <summary>Whether the source is variable; null if unknown.</summary>
    [AstroColumn("is_variable", Ucd = "meta.code;src.var", Description = "Whether the source is variable")]
    public bool? IsVariable => Variability switch
    {
        "VARIABLE" => true,
        "CONSTANT" => false,
        _ => null,
    };

    /// <summary>Probabilities of being a quasar, a galaxy and a star (classprob_dsc_combmod).</summary>
    [AstroColumn("classprob_dsc_combmod", Ucd = "stat.probability;src.class", Description = "Probabilities of being a quasar, a galaxy and a star")]
    public required GaiaClassProbabilities ClassProbabilities { get; init; }

    /// <summary>The source_id.</summary>
    public override string ToString() => ValueText.Format(SourceId);
}

/// <summary>Gaia's class probabilities of a source (Discrete Source Classifier, combined); NaN if Gaia has none.</summary>
/// <param name="Quasar">Probability of being a quasar.</param>
/// <param name="Galaxy">Probability of being a galaxy.</param>
/// <param name="Star">Probability of being a single star.</param>
public sealed record GaiaClassProbabilities(double Quasar, double Galaxy, double Star)
{
    /// <summary>The three in parentheses, as in the published table; a missing one is empty.</summary>
    public override string ToString() => $"({ValueText.Format(Quasar)}, {ValueText.Format(Galaxy)}, {ValueText.Format(Star)})";
}
