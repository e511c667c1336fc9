using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>The catalogs of the module. The names of columns were read in the archives' own tables and in official files.</summary>
public static class Catalogs
{
    private static readonly CatalogColumn Ra = Position(PositionNames.Longitudes(PositionNames.Equatorial));
    private static readonly CatalogColumn Dec = Position(PositionNames.Latitudes(PositionNames.Equatorial));
    private static readonly CatalogColumn Lii = Position(PositionNames.Longitudes(PositionNames.Galactic));
    private static readonly CatalogColumn Bii = Position(PositionNames.Latitudes(PositionNames.Galactic));

    /// <summary>Chandra's observations (HEASARC chanmaster).</summary>
    public static CatalogDescription Chanmaster { get; } = new("chanmaster", "Chandra observations",
    [
        new("obsid", CatalogQuantity.Integer, "obs_id") { Required = true },
        Ra,
        Dec,
        Lii,
        Bii,
        new("exposure", CatalogQuantity.Seconds, "exposure_time", "t_exptime"),
        new("detector", CatalogQuantity.Text, "instrument"),
        new("time", CatalogQuantity.Number, "time_", "start_time", "t_min", "mjd"),
        new("name", CatalogQuantity.Text, "target", "target_name", "object"),
    ])
    {
        TableName = "chanmaster",
        HasUnplacedRows = true,
        Galactic = ("lii", "bii"),
    };

    /// <summary>The Chandra Source Catalog (HEASARC csc, CXC master sources, VizieR IX/70).</summary>
    public static CatalogDescription Csc { get; } = new("csc", "the Chandra Source Catalog",
    [
        new("name", CatalogQuantity.Text, "2cxo", "_2cxo", "source_name", "csc_name") { Required = true },
        Ra,
        Dec,
        Lii,
        Bii,
        new("b_flux_ap", CatalogQuantity.EnergyFlux, "flux_aper_b", "fluxb", "flux_aper90_mean_b", "flux"),
        new("b_flux_ap_lo", CatalogQuantity.EnergyFlux, "flux_aper_lolim_b", "flux_aper_b_lolim", "b_flux_ap_neg", "b_fluxb"),
        new("b_flux_ap_hi", CatalogQuantity.EnergyFlux, "flux_aper_hilim_b", "flux_aper_b_hilim", "b_flux_ap_pos", "bb_fluxb", "b_fluxb_2"),
        new("error_ellipse_r0", CatalogQuantity.Arcseconds, "err_ellipse_r0", "r0"),
        new("error_ellipse_r1", CatalogQuantity.Arcseconds, "err_ellipse_r1", "r1"),
        new("error_ellipse_angle", CatalogQuantity.Degrees, "err_ellipse_ang", "pa"),
    ])
    {
        TableName = "csc",
        Galactic = ("lii", "bii"),
    };

    /// <summary>Fermi's 4FGL (HEASARC fermilpsc, the official gll_psc FITS files, VizieR IX/72).</summary>
    public static CatalogDescription Fermilpsc { get; } = new("fermilpsc", "Fermi's 4FGL",
    [
        new("name", CatalogQuantity.Text, "source_name", "4fgl", "_4fgl", "fermi_name") { Required = true },
        Ra,
        Dec,
        Lii,
        Bii,
        new("semi_major_axis_95", CatalogQuantity.Degrees, "conf_95_semimajor", "majaxis95", "r95"),
        new("semi_minor_axis_95", CatalogQuantity.Degrees, "conf_95_semiminor", "minaxis95"),
        new("position_angle_95", CatalogQuantity.Degrees, "conf_95_posang", "posang95"),
        new("energy_flux", CatalogQuantity.EnergyFlux, "energy_flux100"),
        new("source_type", CatalogQuantity.Text, "class1", "class"),
        new("assoc_name", CatalogQuantity.Text, "assoc1", "assoc_name_1"),
        new("assoc_ra", CatalogQuantity.Degrees, "ra_counterpart"),
        new("assoc_dec", CatalogQuantity.Degrees, "dec_counterpart"),
        new("assoc_prob_bay", CatalogQuantity.Number),
    ])
    {
        TableName = "fermilpsc",
        OfficialFileNames = ["gll_psc_v*"],
        Galactic = ("lii", "bii"),
    };

    /// <summary>The catalogs by name.</summary>
    public static IReadOnlyList<CatalogDescription> All { get; } = [Chanmaster, Csc, Fermilpsc];

    private static CatalogColumn Position(string[] names) => new(names[0], CatalogQuantity.Degrees, names[1..]);
}
