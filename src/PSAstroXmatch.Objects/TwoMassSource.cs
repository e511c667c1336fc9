namespace PSAstroXmatch;

/// <summary>A 2MASS point source near a Fermi source, a Chandra source or another object.</summary>
public sealed class TwoMassSource : CatalogCounterpart
{
    /// <summary>2MASS designation.</summary>
    [AstroColumn("designation", Ucd = "meta.id;meta.main", Description = "Designation in 2MASS", Group = -1, LeadsList = true)]
    public required string Designation { get; init; }

    /// <summary>Semi-major axis of the 1σ error ellipse, arcsec.</summary>
    [AstroColumn("err_maj", Unit = "arcsec", Ucd = "phys.angSize.smajAxis;pos.errorEllipse", Description = "Semi-major axis of the 1 sigma error ellipse")]
    public double ErrorSemiMajor { get; init; } = double.NaN;

    /// <summary>Semi-minor axis of the 1σ error ellipse, arcsec.</summary>
    [AstroColumn("err_min", Unit = "arcsec", Ucd = "phys.angSize.sminAxis;pos.errorEllipse", Description = "Semi-minor axis of the 1 sigma error ellipse")]
    public double ErrorSemiMinor { get; init; } = double.NaN;

    /// <summary>Position angle of the error ellipse's major axis, degrees from north through east.</summary>
    [AstroColumn("err_ang", Unit = "deg", Ucd = "pos.posAng;pos.errorEllipse", Description = "Position angle of the error ellipse, north through east")]
    public double ErrorAngle { get; init; } = double.NaN;

    /// <summary>Magnitude in J (Vega).</summary>
    [AstroColumn("j_m", Unit = "mag", Ucd = "phot.mag;em.IR.J", Description = "Magnitude in J (Vega)")]
    public double J { get; init; } = double.NaN;

    /// <summary>Error of the magnitude in J, mag.</summary>
    [AstroColumn("j_cmsig", Unit = "mag", Ucd = "stat.error;phot.mag;em.IR.J", Description = "Error of the magnitude in J")]
    public double JError { get; init; } = double.NaN;

    /// <summary>Magnitude in H (Vega).</summary>
    [AstroColumn("h_m", Unit = "mag", Ucd = "phot.mag;em.IR.H", Description = "Magnitude in H (Vega)")]
    public double H { get; init; } = double.NaN;

    /// <summary>Error of the magnitude in H, mag.</summary>
    [AstroColumn("h_cmsig", Unit = "mag", Ucd = "stat.error;phot.mag;em.IR.H", Description = "Error of the magnitude in H")]
    public double HError { get; init; } = double.NaN;

    /// <summary>Magnitude in Ks (Vega).</summary>
    [AstroColumn("k_m", Unit = "mag", Ucd = "phot.mag;em.IR.K", Description = "Magnitude in Ks (Vega)")]
    public double K { get; init; } = double.NaN;

    /// <summary>Error of the magnitude in Ks, mag.</summary>
    [AstroColumn("k_cmsig", Unit = "mag", Ucd = "stat.error;phot.mag;em.IR.K", Description = "Error of the magnitude in Ks")]
    public double KError { get; init; } = double.NaN;

    /// <summary>ph_qual: the quality of J, H and Ks; A is the best, U an upper limit.</summary>
    [AstroColumn("ph_qual", Ucd = "meta.code.qual;phot", Description = "Quality of J, H and Ks: A is the best, U an upper limit")]
    public string PhotometricQuality { get; init; } = "";

    /// <summary>Julian date of the observation.</summary>
    [AstroColumn("jdate", Unit = "d", Ucd = "time.epoch;obs", Description = "Julian date of the observation")]
    public double JulianDate { get; init; } = double.NaN;

    /// <summary>The designation.</summary>
    public override string ToString() => Designation;
}
