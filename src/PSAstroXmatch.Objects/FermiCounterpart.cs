namespace PSAstroXmatch;

/// <summary>A Fermi source with its Chandra sources and the sources of other catalogs near them: a row of the final published table.</summary>
public class FermiCounterpart : FermiMatchGroup
{
    /// <summary>Creates the row.</summary>
    /// <param name="group">The Fermi source and its matches.</param>
    /// <param name="gaia">Gaia sources in order; empty if there are none or Gaia was not searched.</param>
    /// <param name="twoMass">2MASS sources in order.</param>
    /// <param name="others">Sources of other catalogs in order.</param>
    public FermiCounterpart(
        FermiMatchGroup group,
        IReadOnlyList<GaiaSource> gaia,
        IReadOnlyList<TwoMassSource> twoMass,
        IReadOnlyList<OtherSource> others)
        : base(group)
    {
        Gaia = new ValueList<GaiaSource>([.. gaia]);
        TwoMass = new ValueList<TwoMassSource>([.. twoMass]);
        Others = new ValueList<OtherSource>([.. others]);
        GaiaNames = List(gaia, source => source.SourceId);
        GaiaClasses = List(gaia, source => source.ClassProbabilities);
        GaiaGlons = List(gaia, source => source.L);
        GaiaGlats = List(gaia, source => source.B);
        GaiaMeanGFlux = List(gaia, source => source.PhotGMeanFlux);
        GaiaMeanGMag = List(gaia, source => source.PhotGMeanMag);
        GaiaVariability = List(gaia, source => source.Variability);
        SepFromFermiGaia = List(gaia, source => source.SepFromFermi);
        SepFromCscGaia = List(gaia, source => source.SepFromCsc);
        TwoMassNames = List(twoMass, source => source.Designation);
        TwoMassGlons = List(twoMass, source => source.L);
        TwoMassGlats = List(twoMass, source => source.B);
        SepFromFermi2Mass = List(twoMass, source => source.SepFromFermi);
        SepFromCsc2Mass = List(twoMass, source => source.SepFromCsc);
    }

    // Declared here again because reflection, and so Export-Csv, lists the properties of a derived class first.

    /// <inheritdoc/>
    public override string FermiName => base.FermiName;

    /// <inheritdoc/>
    public override double FermiL => base.FermiL;

    /// <inheritdoc/>
    public override double FermiB => base.FermiB;

    /// <inheritdoc/>
    public override double FermiFlux => base.FermiFlux;

    /// <inheritdoc/>
    public override double FermiR95 => base.FermiR95;

    /// <inheritdoc/>
    public override string FermiClass => base.FermiClass;

    /// <inheritdoc/>
    public override int NumCscMatches => base.NumCscMatches;

    /// <inheritdoc/>
    public override ValueList<string> CscNames => base.CscNames;

    /// <inheritdoc/>
    public override ValueList<double> CscFluxes => base.CscFluxes;

    /// <inheritdoc/>
    public override ValueList<double> CscGlons => base.CscGlons;

    /// <inheritdoc/>
    public override ValueList<double> CscGlats => base.CscGlats;

    /// <summary>source_id of the Gaia sources.</summary>
    [AstroColumn("gaia_names", Ucd = "meta.id", Description = "source_id in Gaia DR3")]
    public ValueList<long> GaiaNames { get; }

    /// <summary>Their probabilities of being a quasar, a galaxy and a star.</summary>
    [AstroColumn("gaia_classes", UnitRowText = "gaia class probabilities (quasar/galaxy/star)", Ucd = "stat.probability;src.class",
        Description = "Probabilities of being a quasar, a galaxy and a star")]
    public ValueList<GaiaClassProbabilities> GaiaClasses { get; }

    /// <summary>Their galactic longitudes, degrees.</summary>
    [AstroColumn("gaia_glons", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitudes of the Gaia sources")]
    public ValueList<double> GaiaGlons { get; }

    /// <summary>Their galactic latitudes, degrees.</summary>
    [AstroColumn("gaia_glats", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitudes of the Gaia sources")]
    public ValueList<double> GaiaGlats { get; }

    /// <summary>Their mean fluxes in G, electrons per second.</summary>
    [AstroColumn("gaia_mean_g_flux", Unit = "electron/s", UnitRowText = "e-/s", Ucd = "phot.flux;em.opt", Description = "Mean fluxes in G")]
    public ValueList<double> GaiaMeanGFlux { get; }

    /// <summary>Their mean magnitudes in G.</summary>
    [AstroColumn("gaia_mean_g_mag", Unit = "mag", Ucd = "phot.mag;em.opt", Description = "Mean magnitudes in G")]
    public ValueList<double> GaiaMeanGMag { get; }

    /// <summary>Their flags of variability: VARIABLE, CONSTANT or NOT_AVAILABLE.</summary>
    [AstroColumn("gaia_variability", UnitRowText = "flag", Ucd = "meta.code;src.var", Description = "VARIABLE, CONSTANT or NOT_AVAILABLE")]
    public ValueList<string> GaiaVariability { get; }

    /// <summary>Their separations from the Fermi source, arcsec.</summary>
    [AstroColumn("sep_from_fermi_gaia", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separations of the Gaia sources from the Fermi source")]
    public ValueList<double> SepFromFermiGaia { get; }

    /// <summary>Their separations from the nearest Chandra source of the group, arcsec.</summary>
    [AstroColumn("sep_from_csc_gaia", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separations of the Gaia sources from the nearest Chandra source")]
    public ValueList<double> SepFromCscGaia { get; }

    /// <summary>Designations of the 2MASS sources.</summary>
    [AstroColumn("twomass_names", Ucd = "meta.id", Description = "Designations in 2MASS")]
    public ValueList<string> TwoMassNames { get; }

    /// <summary>Their galactic longitudes, degrees.</summary>
    [AstroColumn("twomass_glons", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitudes of the 2MASS sources")]
    public ValueList<double> TwoMassGlons { get; }

    /// <summary>Their galactic latitudes, degrees.</summary>
    [AstroColumn("twomass_glats", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitudes of the 2MASS sources")]
    public ValueList<double> TwoMassGlats { get; }

    /// <summary>Their separations from the Fermi source, arcsec.</summary>
    [AstroColumn("sep_from_fermi_2mass", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separations of the 2MASS sources from the Fermi source")]
    public ValueList<double> SepFromFermi2Mass { get; }

    /// <summary>Their separations from the nearest Chandra source of the group, arcsec.</summary>
    [AstroColumn("sep_from_csc_2mass", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separations of the 2MASS sources from the nearest Chandra source")]
    public ValueList<double> SepFromCsc2Mass { get; }

    /// <summary>The Gaia sources with all their properties.</summary>
    public ValueList<GaiaSource> Gaia { get; }

    /// <summary>The 2MASS sources with all their properties.</summary>
    public ValueList<TwoMassSource> TwoMass { get; }

    /// <summary>Sources of further catalogs.</summary>
    public ValueList<OtherSource> Others { get; }

    /// <summary>
    /// Catalogs that were searched around this source. A catalog that is not in this list was not searched, or its search failed, so that it may
    /// have sources although none is listed.
    /// </summary>
    public ValueList<string> SearchedCatalogs { get; init; } = ValueList<string>.Empty;

    /// <summary>Why the search of a catalog failed; null if none failed.</summary>
    public string? SearchError { get; init; }

    private static ValueList<TValue> List<TSource, TValue>(IReadOnlyList<TSource> sources, Func<TSource, TValue> value) => new([.. sources.Select(value)]);
}
