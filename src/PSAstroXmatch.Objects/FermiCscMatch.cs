using System.Diagnostics.CodeAnalysis;

namespace PSAstroXmatch;

/// <summary>A Chandra source in the error region of a Fermi source.</summary>
public class FermiCscMatch : IHasProvenance
{
    /// <summary>Creates a match from its properties.</summary>
    public FermiCscMatch()
    {
    }

    [SetsRequiredMembers]
    private protected FermiCscMatch(FermiCscMatch match)
    {
        FermiName = match.FermiName;
        FermiL = match.FermiL;
        FermiB = match.FermiB;
        FermiR95 = match.FermiR95;
        FermiFlux = match.FermiFlux;
        FermiClass = match.FermiClass;
        CscName = match.CscName;
        CscL = match.CscL;
        CscB = match.CscB;
        CscFlux = match.CscFlux;
        SepDeg = match.SepDeg;
        NormalizedSep = match.NormalizedSep;
        FermiRA = match.FermiRA;
        FermiDec = match.FermiDec;
        CscRA = match.CscRA;
        CscDec = match.CscDec;
        CscErrorSemiMajor = match.CscErrorSemiMajor;
        CscErrorSemiMinor = match.CscErrorSemiMinor;
        CscErrorAngle = match.CscErrorAngle;
    }

    /// <summary>Name of the Fermi source.</summary>
    [AstroColumn("fermi_name", Ucd = "meta.id;meta.main", Description = "Name in 4FGL")]
    public virtual required string FermiName { get; init; }

    /// <summary>Galactic longitude of the Fermi source, degrees, 0 to 360.</summary>
    [AstroColumn("fermi_l", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitude of the Fermi source")]
    public virtual required double FermiL { get; init; }

    /// <summary>Galactic latitude of the Fermi source, degrees.</summary>
    [AstroColumn("fermi_b", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitude of the Fermi source")]
    public virtual required double FermiB { get; init; }

    /// <summary>Semi-major axis of the Fermi source's 95 % error ellipse, degrees; NaN for an extended source.</summary>
    [AstroColumn("fermi_r95", Unit = "deg", Ucd = "phys.angSize.smajAxis;pos.errorEllipse", Description = "Semi-major axis of the 95 % error ellipse")]
    public virtual double FermiR95 { get; init; } = double.NaN;

    /// <summary>Energy flux of the Fermi source, 0.1–100 GeV, erg/cm²/s.</summary>
    [AstroColumn("fermi_flux", Unit = "erg/cm2/s", Ucd = "phot.flux;em.gamma", Description = "Energy flux, 0.1-100 GeV")]
    public virtual double FermiFlux { get; init; } = double.NaN;

    /// <summary>Class of the Fermi source; empty if unknown.</summary>
    [AstroColumn("fermi_class", Ucd = "src.class", Description = "Class of the Fermi source")]
    public virtual string FermiClass { get; init; } = "";

    /// <summary>Name of the Chandra source.</summary>
    [AstroColumn("csc_name", Ucd = "meta.id", Description = "Name in the Chandra Source Catalog")]
    public virtual required string CscName { get; init; }

    /// <summary>Galactic longitude of the Chandra source, degrees, 0 to 360.</summary>
    [AstroColumn("csc_l", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitude of the Chandra source")]
    public virtual required double CscL { get; init; }

    /// <summary>Galactic latitude of the Chandra source, degrees.</summary>
    [AstroColumn("csc_b", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitude of the Chandra source")]
    public virtual required double CscB { get; init; }

    /// <summary>Aperture flux of the Chandra source, 0.5–7 keV, erg/cm²/s; NaN if the catalog has none.</summary>
    [AstroColumn("csc_flux", Unit = "erg/cm2/s", Ucd = "phot.flux;em.X-ray", Description = "Aperture flux, 0.5-7 keV")]
    public virtual double CscFlux { get; init; } = double.NaN;

    /// <summary>Separation of the two sources, degrees.</summary>
    [AstroColumn("sep_deg", Unit = "deg", Ucd = "pos.angDistance", Description = "Separation of the two sources")]
    public virtual required double SepDeg { get; init; }

    /// <summary>
    /// Separation in units of the joint position error, √(Δᵀ (C₁ + C₂)⁻¹ Δ): 95 % of true counterparts are within 2.4477. NaN if
    /// the Fermi source has no error ellipse.
    /// </summary>
    [AstroColumn("normalized_sep", Ucd = "pos.angDistance;arith.ratio", Description = "Separation in units of the joint position error (1 sigma)")]
    public virtual double NormalizedSep { get; init; } = double.NaN;

    /// <summary>Right ascension of the Fermi source, ICRS, degrees.</summary>
    [AstroColumn("fermi_ra", Unit = "deg", Ucd = "pos.eq.ra", Description = "Right ascension of the Fermi source (ICRS)")]
    public virtual required double FermiRA { get; init; }

    /// <summary>Declination of the Fermi source, ICRS, degrees.</summary>
    [AstroColumn("fermi_dec", Unit = "deg", Ucd = "pos.eq.dec", Description = "Declination of the Fermi source (ICRS)")]
    public virtual required double FermiDec { get; init; }

    /// <summary>Right ascension of the Chandra source, ICRS, degrees.</summary>
    [AstroColumn("csc_ra", Unit = "deg", Ucd = "pos.eq.ra", Description = "Right ascension of the Chandra source (ICRS)")]
    public virtual required double CscRA { get; init; }

    /// <summary>Declination of the Chandra source, ICRS, degrees.</summary>
    [AstroColumn("csc_dec", Unit = "deg", Ucd = "pos.eq.dec", Description = "Declination of the Chandra source (ICRS)")]
    public virtual required double CscDec { get; init; }

    /// <summary>Semi-major axis of the Chandra source's 95 % error ellipse, arcsec; NaN if the catalog has none.</summary>
    [AstroColumn("csc_error_semi_major", Unit = "arcsec", Ucd = "phys.angSize.smajAxis;pos.errorEllipse",
        Description = "Semi-major axis of the Chandra source's 95 % error ellipse")]
    public virtual double CscErrorSemiMajor { get; init; } = double.NaN;

    /// <summary>Semi-minor axis of the Chandra source's 95 % error ellipse, arcsec.</summary>
    [AstroColumn("csc_error_semi_minor", Unit = "arcsec", Ucd = "phys.angSize.sminAxis;pos.errorEllipse",
        Description = "Semi-minor axis of the Chandra source's 95 % error ellipse")]
    public virtual double CscErrorSemiMinor { get; init; } = double.NaN;

    /// <summary>Position angle of that ellipse's major axis, degrees from north through east.</summary>
    [AstroColumn("csc_error_angle", Unit = "deg", Ucd = "pos.posAng;pos.errorEllipse", Description = "Position angle of the Chandra source's error ellipse, north through east")]
    public virtual double CscErrorAngle { get; init; } = double.NaN;

    /// <summary>How the matches were made. It is no property, since an exported table would have it as a column.</summary>
    internal MatchProvenance Provenance { get; set; } = MatchProvenance.Empty;

    /// <inheritdoc/>
    public MatchProvenance GetProvenance() => Provenance;

    /// <summary>The two names.</summary>
    public override string ToString() => $"{FermiName} × {CscName}";
}
