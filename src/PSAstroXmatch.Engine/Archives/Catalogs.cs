using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>The catalogs that the module knows. Column names are those of the archives' own tables and of the official files.</summary>
public static class Catalogs
{
    private static readonly CatalogColumn Ra = Position(PositionNames.Longitudes(PositionNames.Equatorial));
    private static readonly CatalogColumn Dec = Position(PositionNames.Latitudes(PositionNames.Equatorial));
    private static readonly CatalogColumn Lii = Position(PositionNames.Longitudes(PositionNames.Galactic));
    private static readonly CatalogColumn Bii = Position(PositionNames.Latitudes(PositionNames.Galactic));

    /// <summary>Chandra's observations (HEASARC chanmaster).</summary>
    public static CatalogDescription Chanmaster { get; } = new("chanmaster", "Chandra observations",
    [
        new(CatalogColumns.ObsId, CatalogQuantity.Integer, "obs_id") { Required = true },
        Ra,
        Dec,
        Lii,
        Bii,
        new(CatalogColumns.Exposure, CatalogQuantity.Seconds, "exposure_time", "t_exptime"),
        new(CatalogColumns.Detector, CatalogQuantity.Text, "instrument"),
        new(CatalogColumns.Time, CatalogQuantity.ModifiedJulianDate, "time_", "start_time", "t_min", "mjd"),
        new(CatalogColumns.Name, CatalogQuantity.Text, "target", "target_name", "object"),
    ])
    {
        TableName = "chanmaster",
        HasUnplacedRows = true,
        Galactic = (CatalogColumns.GalacticLongitude, CatalogColumns.GalacticLatitude),
    };

    /// <summary>The Chandra Source Catalog (HEASARC csc, CXC master sources, VizieR IX/70).</summary>
    public static CatalogDescription Csc { get; } = new("csc", "the Chandra Source Catalog",
    [
        new(CatalogColumns.Name, CatalogQuantity.Text, "2cxo", "_2cxo", "source_name", "csc_name") { Required = true },
        Ra,
        Dec,
        Lii,
        Bii,
        new(CatalogColumns.Flux, CatalogQuantity.EnergyFlux, "flux_aper_b", "fluxb", "flux_aper90_mean_b", "flux"),
        new(CatalogColumns.FluxLow, CatalogQuantity.EnergyFlux, "flux_aper_lolim_b", "flux_aper_b_lolim", "b_flux_ap_neg", "b_fluxb", "flux_low"),
        new(CatalogColumns.FluxHigh, CatalogQuantity.EnergyFlux, "flux_aper_hilim_b", "flux_aper_b_hilim", "b_flux_ap_pos", "bb_fluxb", "b_fluxb_2", "flux_high"),
        new(CatalogColumns.ErrorSemiMajor, CatalogQuantity.Arcseconds, "err_ellipse_r0", "r0", "error_semi_major"),
        new(CatalogColumns.ErrorSemiMinor, CatalogQuantity.Arcseconds, "err_ellipse_r1", "r1", "error_semi_minor"),
        new(CatalogColumns.ErrorAngle, CatalogQuantity.Degrees, "err_ellipse_ang", "pa", "error_angle"),
    ])
    {
        TableName = "csc",
        Galactic = (CatalogColumns.GalacticLongitude, CatalogColumns.GalacticLatitude),
    };

    /// <summary>Fermi's 4FGL (HEASARC fermilpsc, the official gll_psc FITS files, VizieR IX/72).</summary>
    public static CatalogDescription Fermilpsc { get; } = new("fermilpsc", "Fermi's 4FGL",
    [
        new(CatalogColumns.Name, CatalogQuantity.Text, "source_name", "4fgl", "_4fgl", "fermi_name") { Required = true },
        Ra,
        Dec,
        Lii,
        Bii,
        new(CatalogColumns.SemiMajorAxis95, CatalogQuantity.Degrees, "conf_95_semimajor", "majaxis95", "r95"),
        new(CatalogColumns.SemiMinorAxis95, CatalogQuantity.Degrees, "conf_95_semiminor", "minaxis95"),
        new(CatalogColumns.PositionAngle95, CatalogQuantity.Degrees, "conf_95_posang", "posang95"),
        new(CatalogColumns.EnergyFlux, CatalogQuantity.EnergyFlux, "energy_flux100"),
        new(CatalogColumns.Class, CatalogQuantity.Text, "class1", "class"),
        new(CatalogColumns.Association, CatalogQuantity.Text, "assoc1", "assoc_name_1"),
        new(CatalogColumns.AssociationRa, CatalogQuantity.Degrees, "ra_counterpart"),
        new(CatalogColumns.AssociationDec, CatalogQuantity.Degrees, "dec_counterpart"),
        new(CatalogColumns.AssociationProbability, CatalogQuantity.Number),
        new(CatalogColumns.AlternativeAssociation, CatalogQuantity.Text, "assoc2", "assoc_name_2"),
        new(CatalogColumns.TevAssociation, CatalogQuantity.Text, "assoc_tev"),
        .. CatalogColumns.GammaRayNames.Select(name => new CatalogColumn(name, CatalogQuantity.Text)),
        new(CatalogColumns.TrueCscName, CatalogQuantity.Text),
    ])
    {
        TableName = "fermilpsc",
        OfficialFileNames = ["gll_psc_v*"],
        Galactic = (CatalogColumns.GalacticLongitude, CatalogColumns.GalacticLatitude),
    };

    /// <summary>Gaia DR3 (ESA gaiadr3.gaia_source, VizieR I/355).</summary>
    public static CatalogDescription GaiaSource { get; } = new("gaia_source", "Gaia DR3",
    [
        new("source_id", CatalogQuantity.Integer, "source", "gaia_source_id") { Required = true },
        Ra,
        Dec,
        new("l", CatalogQuantity.Degrees, "glon", "lii"),
        new("b", CatalogQuantity.Degrees, "glat", "bii"),
        new("ra_error", CatalogQuantity.Milliarcseconds, "e_ra_icrs", "e_radeg", "era"),
        new("dec_error", CatalogQuantity.Milliarcseconds, "e_de_icrs", "e_dedeg", "ede"),
        new("ra_dec_corr", CatalogQuantity.Number, "radecor"),
        new("parallax", CatalogQuantity.Milliarcseconds, "plx"),
        new("parallax_error", CatalogQuantity.Milliarcseconds, "e_plx"),
        new("pmra", CatalogQuantity.MilliarcsecondsPerYear),
        new("pmra_error", CatalogQuantity.MilliarcsecondsPerYear, "e_pmra"),
        new("pmdec", CatalogQuantity.MilliarcsecondsPerYear, "pmde"),
        new("pmdec_error", CatalogQuantity.MilliarcsecondsPerYear, "e_pmde"),
        new("ref_epoch", CatalogQuantity.Epoch, "epoch"),
        new("phot_g_mean_flux", CatalogQuantity.Number, "fg"),
        new("phot_g_mean_mag", CatalogQuantity.Number, "gmag"),
        new("phot_bp_mean_mag", CatalogQuantity.Number, "bpmag"),
        new("phot_rp_mean_mag", CatalogQuantity.Number, "rpmag"),
        new("phot_variable_flag", CatalogQuantity.Text, "varflag"),
        new("classprob_dsc_combmod_quasar", CatalogQuantity.Number, "pqso"),
        new("classprob_dsc_combmod_galaxy", CatalogQuantity.Number, "pgal"),
        new("classprob_dsc_combmod_star", CatalogQuantity.Number, "pss", "pstar", "ps"),
    ])
    {
        TableName = "gaiadr3.gaia_source",
        VizierTable = "I/355/gaiadr3",
        Service = TapServiceName.Gaia,
        Galactic = ("l", "b"),
        Epoch = 2016.0,
        EpochColumn = "ref_epoch",
        PositionErrors = ("ra_error", "dec_error", "ra_dec_corr"),
        ProperMotion = ("pmra", "pmdec"),
        ProperMotionErrors = ("pmra_error", "pmdec_error"),
        Magnitude = "phot_g_mean_mag",
    };

    /// <summary>
    /// Gaia DR4 (ESA gaiadr4.gaia_source), announced for 2 December 2026 with positions at epoch 2017.5. Its columns are taken to have the
    /// names of DR3; this is untried. It is a catalog of its own beside <see cref="GaiaSource"/>: identifiers and positions of the two
    /// releases are never mixed. Source: https://www.cosmos.esa.int/web/gaia/dr4.
    /// </summary>
    public static CatalogDescription GaiaDr4 { get; } = GaiaSource with
    {
        Name = "gaia_dr4",
        Title = "Gaia DR4 (untried)",
        TableName = "gaiadr4.gaia_source",
        VizierTable = null,
        Epoch = 2017.5,
    };

    /// <summary>2MASS point sources (IRSA fp_psc, VizieR II/246), observed from 1997 to 2001.</summary>
    public static CatalogDescription TwoMass { get; } = new("fp_psc", "2MASS",
    [
        new("designation", CatalogQuantity.Text, "2mass", "_2mass") { Required = true },
        Ra,
        Dec,
        new("glon", CatalogQuantity.Degrees, "l", "lii"),
        new("glat", CatalogQuantity.Degrees, "b", "bii"),
        new("err_maj", CatalogQuantity.Arcseconds, "errmaj", "errhalfmaj"),
        new("err_min", CatalogQuantity.Arcseconds, "errmin", "errhalfmin"),
        new("err_ang", CatalogQuantity.Degrees, "errpa", "errposang"),
        new("j_m", CatalogQuantity.Number, "jmag"),
        new("j_cmsig", CatalogQuantity.Number, "jcmsig", "e_jmag"),
        new("h_m", CatalogQuantity.Number, "hmag"),
        new("h_cmsig", CatalogQuantity.Number, "hcmsig", "e_hmag"),
        new("k_m", CatalogQuantity.Number, "kmag"),
        new("k_cmsig", CatalogQuantity.Number, "kcmsig", "e_kmag"),
        new("ph_qual", CatalogQuantity.Text, "qflg", "qfl"),
        new("jdate", CatalogQuantity.Number, "jd", "measurejd"),
    ])
    {
        TableName = "fp_psc",
        VizierTable = "II/246/out",
        Service = TapServiceName.Irsa,
        Galactic = ("glon", "glat"),
        ErrorEllipse = ("err_maj", "err_min", "err_ang"),
        Magnitude = "k_m",
    };

    /// <summary>The catalogs by name.</summary>
    public static IReadOnlyList<CatalogDescription> All { get; } = [Chanmaster, Csc, Fermilpsc, GaiaSource, TwoMass];

    private static CatalogColumn Position(string[] names) => new(names[0], CatalogQuantity.Degrees, names[1..]);
}

/// <summary>The names of the columns of the Chandra and Fermi catalogs.</summary>
public static class CatalogColumns
{
    /// <summary>Name of the source, or of the target of an observation.</summary>
    public const string Name = "name";

    /// <summary>Right ascension, ICRS, degrees.</summary>
    public const string Ra = "ra";

    /// <summary>Declination, ICRS, degrees.</summary>
    public const string Dec = "dec";

    /// <summary>Galactic longitude, degrees.</summary>
    public const string GalacticLongitude = "lii";

    /// <summary>Galactic latitude, degrees.</summary>
    public const string GalacticLatitude = "bii";

    /// <summary>Chandra: observation identifier.</summary>
    public const string ObsId = "obsid";

    /// <summary>Chandra: exposure of an observation, seconds.</summary>
    public const string Exposure = "exposure";

    /// <summary>Chandra: detector of an observation.</summary>
    public const string Detector = "detector";

    /// <summary>Chandra: start of an observation, modified Julian date (UTC).</summary>
    public const string Time = "time";

    /// <summary>Chandra: aperture flux, 0.5–7 keV, erg/cm²/s.</summary>
    public const string Flux = "b_flux_ap";

    /// <summary>Chandra: lower 68 % limit of the flux.</summary>
    public const string FluxLow = "b_flux_ap_lo";

    /// <summary>Chandra: upper 68 % limit of the flux.</summary>
    public const string FluxHigh = "b_flux_ap_hi";

    /// <summary>Chandra: semi-major axis of the 95 % error ellipse, arcsec.</summary>
    public const string ErrorSemiMajor = "error_ellipse_r0";

    /// <summary>Chandra: semi-minor axis of the 95 % error ellipse, arcsec.</summary>
    public const string ErrorSemiMinor = "error_ellipse_r1";

    /// <summary>Chandra: position angle of the error ellipse, degrees from north through east.</summary>
    public const string ErrorAngle = "error_ellipse_angle";

    /// <summary>Fermi: semi-major axis of the 95 % error ellipse, degrees.</summary>
    public const string SemiMajorAxis95 = "semi_major_axis_95";

    /// <summary>Fermi: semi-minor axis of the 95 % error ellipse, degrees.</summary>
    public const string SemiMinorAxis95 = "semi_minor_axis_95";

    /// <summary>Fermi: position angle of the error ellipse, degrees from north through east.</summary>
    public const string PositionAngle95 = "position_angle_95";

    /// <summary>Fermi: energy flux, 0.1–100 GeV, erg/cm²/s.</summary>
    public const string EnergyFlux = "energy_flux";

    /// <summary>Fermi: 4FGL class.</summary>
    public const string Class = "source_type";

    /// <summary>Fermi: name of the association.</summary>
    public const string Association = "assoc_name";

    /// <summary>Fermi: right ascension of the association, ICRS, degrees.</summary>
    public const string AssociationRa = "assoc_ra";

    /// <summary>Fermi: declination of the association, ICRS, degrees.</summary>
    public const string AssociationDec = "assoc_dec";

    /// <summary>Fermi: Bayesian probability of the association.</summary>
    public const string AssociationProbability = "assoc_prob_bay";

    /// <summary>Fermi: name of another possible association.</summary>
    public const string AlternativeAssociation = "assoc_name_alt";

    /// <summary>Fermi: name of the association in TeVCat.</summary>
    public const string TevAssociation = "tevcat_assoc";

    /// <summary>Fermi, of a simulated sky only: name of the Chandra source that is the true counterpart; null if there is none.</summary>
    public const string TrueCscName = "true_csc_name";

    /// <summary>Fermi, official files only: the names in earlier catalogs, of Fermi, above 10 GeV, and of AGILE and EGRET.</summary>
    public static IReadOnlyList<string> GammaRayNames { get; } = ["assoc_fgl", "assoc_fhl", "assoc_gam1", "assoc_gam2", "assoc_gam3"];
}
