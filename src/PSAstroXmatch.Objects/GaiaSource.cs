namespace PSAstroXmatch;

/// <summary>A source of Gaia DR3 near a Fermi or a Chandra source.</summary>
public sealed class GaiaSource : CatalogCounterpart
{
    /// <summary>source_id of Gaia DR3.</summary>
    public required long SourceId { get; init; }

    /// <summary>Standard error of the right ascension times cos(dec), mas.</summary>
    public double? RAError { get; init; }

    /// <summary>Standard error of the declination, mas.</summary>
    public double? DecError { get; init; }

    /// <summary>Correlation of the errors of right ascension and declination, -1 to 1.</summary>
    public double? RADecCorrelation { get; init; }

    /// <summary>Parallax, mas.</summary>
    public double? Parallax { get; init; }

    /// <summary>Standard error of the parallax, mas.</summary>
    public double? ParallaxError { get; init; }

    /// <summary>Proper motion in right ascension times cos(dec), mas/yr; null if Gaia has none.</summary>
    public double? PmRA { get; init; }

    /// <summary>Standard error of the proper motion in right ascension, mas/yr.</summary>
    public double? PmRAError { get; init; }

    /// <summary>Proper motion in declination, mas/yr; null if Gaia has none.</summary>
    public double? PmDec { get; init; }

    /// <summary>Standard error of the proper motion in declination, mas/yr.</summary>
    public double? PmDecError { get; init; }

    /// <summary>Julian year of the position.</summary>
    public double? RefEpoch { get; init; }

    /// <summary>Mean flux in G, electrons per second.</summary>
    public double? PhotGMeanFlux { get; init; }

    /// <summary>Mean magnitude in G (Vega).</summary>
    public double? PhotGMeanMag { get; init; }

    /// <summary>Mean magnitude in BP (Vega).</summary>
    public double? PhotBpMeanMag { get; init; }

    /// <summary>Mean magnitude in RP (Vega).</summary>
    public double? PhotRpMeanMag { get; init; }

    /// <summary>
    /// phot_variable_flag: VARIABLE, CONSTANT, or NOT_AVAILABLE, which means that the source is not in a table of variable sources, not
    /// that it is constant.
    /// </summary>
    public string Variability { get; init; } = "";

    /// <summary>Whether the source is variable; null if unknown.</summary>
    public bool? IsVariable => Variability switch
    {
        "VARIABLE" => true,
        "CONSTANT" => false,
        _ => null,
    };

    /// <summary>Probabilities of being a quasar, a galaxy and a star (classprob_dsc_combmod).</summary>
    public required GaiaClassProbabilities ClassProbabilities { get; init; }

    /// <summary>The source_id.</summary>
    public override string ToString() => ValueText.Format(SourceId);
}

/// <summary>Gaia's class probabilities of a source (Discrete Source Classifier, combined); null if Gaia has none.</summary>
/// <param name="Quasar">Probability of being a quasar.</param>
/// <param name="Galaxy">Probability of being a galaxy.</param>
/// <param name="Star">Probability of being a single star.</param>
public sealed record GaiaClassProbabilities(double? Quasar, double? Galaxy, double? Star)
{
    /// <summary>The three in parentheses, as in the published table; a missing one is empty.</summary>
    public override string ToString() => $"({ValueText.Format(Quasar)}, {ValueText.Format(Galaxy)}, {ValueText.Format(Star)})";
}
