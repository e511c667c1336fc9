namespace PSAstroXmatch;

/// <summary>Any object with a position, and the sources of catalogs near it.</summary>
public class Counterpart : IHasProvenance
{
    private readonly string _name;

    /// <summary>Creates the object.</summary>
    /// <param name="source">The object that was searched around.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="ra">Its right ascension, ICRS, degrees.</param>
    /// <param name="dec">Its declination, ICRS, degrees.</param>
    /// <param name="found">The sources of all catalogs; those of each catalog in order.</param>
    public Counterpart(object source, string name, double ra, double dec, IReadOnlyList<CatalogCounterpart> found)
    {
        Source = source;
        _name = name;
        RA = ra;
        Dec = dec;
        Gaia = new ValueList<GaiaSource>([.. found.OfType<GaiaSource>()]);
        TwoMass = new ValueList<TwoMassSource>([.. found.OfType<TwoMassSource>()]);
        Others = new ValueList<OtherSource>([.. found.OfType<OtherSource>()]);
        GaiaNames = List(Gaia, item => item.SourceId);
        GaiaClasses = List(Gaia, item => item.ClassProbabilities);
        GaiaGlons = List(Gaia, item => item.L);
        GaiaGlats = List(Gaia, item => item.B);
        GaiaMeanGFlux = List(Gaia, item => item.PhotGMeanFlux);
        GaiaMeanGMag = List(Gaia, item => item.PhotGMeanMag);
        GaiaVariability = List(Gaia, item => item.Variability);
        SepGaia = List(Gaia, item => item.SepArcsec);
        TwoMassNames = List(TwoMass, item => item.Designation);
        TwoMassGlons = List(TwoMass, item => item.L);
        TwoMassGlats = List(TwoMass, item => item.B);
        Sep2Mass = List(TwoMass, item => item.SepArcsec);
        OtherCatalogs = List(Others, item => item.Catalog);
        OtherNames = List(Others, item => item.Name);
        SepOther = List(Others, item => item.SepArcsec);
    }

    /// <summary>Name of the object; empty if it has none.</summary>
    [AstroColumn("name", Ucd = "meta.id;meta.main", Description = "Name of the object")]
    public virtual string Name => _name;

    /// <summary>Right ascension that was searched around, ICRS, degrees.</summary>
    [AstroColumn("ra", Unit = "deg", Ucd = "pos.eq.ra;meta.main", Description = "Right ascension (ICRS) that was searched around")]
    public double RA { get; }

    /// <summary>Declination that was searched around, ICRS, degrees.</summary>
    [AstroColumn("dec", Unit = "deg", Ucd = "pos.eq.dec;meta.main", Description = "Declination (ICRS) that was searched around")]
    public double Dec { get; }

    /// <summary>The original object, unchanged.</summary>
    [AstroColumn("source", Ucd = "meta.record", Description = "The object itself")]
    public object Source { get; }

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

    /// <summary>Their separations from the object, arcsec.</summary>
    [AstroColumn("sep_gaia", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separations of the Gaia sources from the object")]
    public ValueList<double> SepGaia { get; }

    /// <summary>Designations of the 2MASS sources.</summary>
    [AstroColumn("twomass_names", Ucd = "meta.id", Description = "Designations in 2MASS")]
    public ValueList<string> TwoMassNames { get; }

    /// <summary>Their galactic longitudes, degrees.</summary>
    [AstroColumn("twomass_glons", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitudes of the 2MASS sources")]
    public ValueList<double> TwoMassGlons { get; }

    /// <summary>Their galactic latitudes, degrees.</summary>
    [AstroColumn("twomass_glats", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitudes of the 2MASS sources")]
    public ValueList<double> TwoMassGlats { get; }

    /// <summary>Their separations from the object, arcsec.</summary>
    [AstroColumn("sep_2mass", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separations of the 2MASS sources from the object")]
    public ValueList<double> Sep2Mass { get; }

    /// <summary>Catalogs of the sources in <see cref="Others"/>.</summary>
    [AstroColumn("other_catalogs", Ucd = "meta.id;meta.table", Description = "Catalogs of the other sources")]
    public ValueList<string> OtherCatalogs { get; }

    /// <summary>Their names.</summary>
    [AstroColumn("other_names", Ucd = "meta.id", Description = "Names of the other sources in their catalogs")]
    public ValueList<string> OtherNames { get; }

    /// <summary>Their separations from the object, arcsec.</summary>
    [AstroColumn("sep_other", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separations of the other sources from the object")]
    public ValueList<double> SepOther { get; }

    /// <summary>The Gaia sources with all their properties.</summary>
    public ValueList<GaiaSource> Gaia { get; }

    /// <summary>The 2MASS sources with all their properties.</summary>
    public ValueList<TwoMassSource> TwoMass { get; }

    /// <summary>Sources of further catalogs.</summary>
    public ValueList<OtherSource> Others { get; }

    /// <summary>
    /// Catalogs that were searched around this object. A catalog that is not in this list was not searched, or its search failed, so that it may
    /// have sources although none is listed.
    /// </summary>
    [AstroColumn("searched_catalogs", Ucd = "meta.id;meta.table", Description = "Catalogs that were searched around the object")]
    public ValueList<string> SearchedCatalogs { get; init; } = ValueList<string>.Empty;

    /// <summary>Why the search of a catalog failed; null if none failed.</summary>
    [AstroColumn("search_error", Ucd = "meta.note", Description = "Why the search of a catalog failed")]
    public string? SearchError { get; init; }

    /// <summary>How the counterparts were searched.</summary>
    internal MatchProvenance Provenance { get; set; } = MatchProvenance.Empty;

    /// <inheritdoc/>
    public MatchProvenance GetProvenance() => Provenance;

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private static ValueList<TValue> List<TSource, TValue>(ValueList<TSource> sources, Func<TSource, TValue> value) => new([.. sources.Select(value)]);
}
