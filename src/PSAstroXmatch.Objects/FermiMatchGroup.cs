namespace PSAstroXmatch;

/// <summary>A Fermi source with all Chandra sources in its error region: a row with lists of the published table.</summary>
public class FermiMatchGroup : IHasProvenance
{
    private readonly IReadOnlyList<FermiCscMatch> _matches;
    private readonly (double RA, double Dec) _position;

    /// <summary>Creates the group of a Fermi source's matches.</summary>
    /// <param name="matches">At least one match, all of one Fermi source, in the order of the lists.</param>
    public FermiMatchGroup(IReadOnlyList<FermiCscMatch> matches)
        : this(matches, (matches[0].FermiRA, matches[0].FermiDec))
    {
        FermiCscMatch first = matches[0];
        FermiName = first.FermiName;
        FermiL = first.FermiL;
        FermiB = first.FermiB;
        FermiFlux = first.FermiFlux;
        FermiR95 = first.FermiR95;
        FermiClass = first.FermiClass;
    }

    /// <summary>Creates the group of a Fermi source in whose error region no Chandra source lies.</summary>
    public FermiMatchGroup(FermiSource source)
        : this([], (source.RA, source.Dec))
    {
        FermiName = source.Name;
        FermiL = source.L;
        FermiB = source.B;
        FermiFlux = source.EnergyFlux;
        FermiR95 = source.SemiMajorAxis95;
        FermiClass = source.Class;
    }

    private protected FermiMatchGroup(FermiMatchGroup group)
        : this(group._matches, group._position)
    {
        FermiName = group.FermiName;
        FermiL = group.FermiL;
        FermiB = group.FermiB;
        FermiFlux = group.FermiFlux;
        FermiR95 = group.FermiR95;
        FermiClass = group.FermiClass;
        Provenance = group.Provenance;
    }

    private FermiMatchGroup(IReadOnlyList<FermiCscMatch> matches, (double RA, double Dec) position)
    {
        _matches = matches;
        _position = position;
        FermiName = FermiClass = "";
        CscNames = new ValueList<string>(matches.Select(m => m.CscName).ToArray());
        CscFluxes = new ValueList<double>(matches.Select(m => m.CscFlux).ToArray());
        CscGlons = new ValueList<double>(matches.Select(m => m.CscL).ToArray());
        CscGlats = new ValueList<double>(matches.Select(m => m.CscB).ToArray());
    }

    /// <summary>Name of the Fermi source.</summary>
    [AstroColumn("fermi_name", Ucd = "meta.id;meta.main", Description = "Name in 4FGL")]
    public virtual string FermiName { get; }

    /// <summary>Galactic longitude of the Fermi source, degrees, 0 to 360.</summary>
    [AstroColumn("fermi_l", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitude of the Fermi source")]
    public virtual double FermiL { get; }

    /// <summary>Galactic latitude of the Fermi source, degrees.</summary>
    [AstroColumn("fermi_b", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitude of the Fermi source")]
    public virtual double FermiB { get; }

    /// <summary>Energy flux of the Fermi source, 0.1–100 GeV, erg/cm²/s.</summary>
    [AstroColumn("fermi_flux", Unit = "erg/cm2/s", Ucd = "phot.flux;em.gamma", Description = "Energy flux, 0.1-100 GeV")]
    public virtual double FermiFlux { get; }

    /// <summary>Semi-major axis of the 95 % error ellipse, degrees; NaN for an extended source.</summary>
    [AstroColumn("fermi_r95", Unit = "deg", Ucd = "phys.angSize.smajAxis;pos.errorEllipse", Description = "Semi-major axis of the 95 % error ellipse")]
    public virtual double FermiR95 { get; }

    /// <summary>Class of the Fermi source; empty if unknown.</summary>
    [AstroColumn("fermi_class", Ucd = "src.class", Description = "Class of the Fermi source")]
    public virtual string FermiClass { get; }

    /// <summary>Number of Chandra sources in the error region.</summary>
    [AstroColumn("num_csc_matches", Ucd = "meta.number", Description = "Number of Chandra sources in the error region")]
    public virtual int NumCscMatches => CscNames.Count;

    /// <summary>Names of the Chandra sources, in order.</summary>
    [AstroColumn("csc_names", Ucd = "meta.id", Description = "Names in the Chandra Source Catalog")]
    public virtual ValueList<string> CscNames { get; }

    /// <summary>Aperture fluxes of the Chandra sources, 0.5–7 keV, erg/cm²/s, in the order of the names; NaN where the catalog has none.</summary>
    [AstroColumn("csc_fluxes", Unit = "erg/cm2/s", Ucd = "phot.flux;em.X-ray", Description = "Aperture fluxes, 0.5-7 keV")]
    public virtual ValueList<double> CscFluxes { get; }

    /// <summary>Galactic longitudes of the Chandra sources, degrees, in the order of the names.</summary>
    [AstroColumn("csc_glons", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitudes of the Chandra sources")]
    public virtual ValueList<double> CscGlons { get; }

    /// <summary>Galactic latitudes of the Chandra sources, degrees, in the order of the names.</summary>
    [AstroColumn("csc_glats", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitudes of the Chandra sources")]
    public virtual ValueList<double> CscGlats { get; }

    /// <summary>The matches of the group. A method, so that an exported table does not contain them twice.</summary>
    public IReadOnlyList<FermiCscMatch> GetMatches() => _matches;

    /// <summary>The position of the Fermi source, ICRS, degrees. A method, so that the published table stays as it is.</summary>
    public (double RA, double Dec) GetPosition() => _position;

    /// <summary>How the group was made; null for that of its matches.</summary>
    internal MatchProvenance? Provenance { get; set; }

    /// <inheritdoc/>
    public MatchProvenance GetProvenance() => Provenance ?? MatchProvenance.Combine(_matches.Select(match => match.GetProvenance()));

    /// <summary>Name of the Fermi source and number of its matches.</summary>
    public override string ToString() => $"{FermiName} ({NumCscMatches})";
}
