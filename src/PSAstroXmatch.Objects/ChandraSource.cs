namespace PSAstroXmatch;

/// <summary>An X-ray source of the Chandra Source Catalog (CSC).</summary>
public sealed class ChandraSource
{
    /// <summary>Name, such as "2CXO J174016.2-280730".</summary>
    [AstroColumn("name", Ucd = "meta.id;meta.main", Description = "Name in the Chandra Source Catalog")]
    public required string Name { get; init; }

    /// <summary>Right ascension, ICRS, degrees.</summary>
    [AstroColumn("ra", Unit = "deg", Ucd = "pos.eq.ra;meta.main", Description = "Right ascension (ICRS)")]
    public required double RA { get; init; }

    /// <summary>Declination, ICRS, degrees.</summary>
    [AstroColumn("dec", Unit = "deg", Ucd = "pos.eq.dec;meta.main", Description = "Declination (ICRS)")]
    public required double Dec { get; init; }

    /// <summary>Galactic longitude, degrees, 0 to 360.</summary>
    [AstroColumn("l", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitude")]
    public required double L { get; init; }

    /// <summary>Galactic latitude, degrees.</summary>
    [AstroColumn("b", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitude")]
    public required double B { get; init; }

    /// <summary>Aperture flux, 0.5–7 keV, erg/cm²/s; NaN if the catalog has none.</summary>
    [AstroColumn("flux", Unit = "erg/cm2/s", Ucd = "phot.flux;em.X-ray", Description = "Aperture flux, 0.5-7 keV")]
    public double Flux { get; init; } = double.NaN;

    /// <summary>Lower confidence limit of the flux (68 %), erg/cm²/s.</summary>
    [AstroColumn("flux_low", Unit = "erg/cm2/s", Ucd = "phot.flux;em.X-ray;stat.min", Description = "Lower 68 % limit of the flux")]
    public double FluxLow { get; init; } = double.NaN;

    /// <summary>Upper confidence limit of the flux (68 %), erg/cm²/s.</summary>
    [AstroColumn("flux_high", Unit = "erg/cm2/s", Ucd = "phot.flux;em.X-ray;stat.max", Description = "Upper 68 % limit of the flux")]
    public double FluxHigh { get; init; } = double.NaN;

    /// <summary>Semi-major axis of the 95 % error ellipse, arcsec.</summary>
    [AstroColumn("error_semi_major", Unit = "arcsec", Ucd = "phys.angSize.smajAxis;pos.errorEllipse", Description = "Semi-major axis of the 95 % error ellipse")]
    public double ErrorSemiMajor { get; init; } = double.NaN;

    /// <summary>Semi-minor axis of the 95 % error ellipse, arcsec.</summary>
    [AstroColumn("error_semi_minor", Unit = "arcsec", Ucd = "phys.angSize.sminAxis;pos.errorEllipse", Description = "Semi-minor axis of the 95 % error ellipse")]
    public double ErrorSemiMinor { get; init; } = double.NaN;

    /// <summary>Position angle of the error ellipse's major axis, degrees from north through east.</summary>
    [AstroColumn("error_angle", Unit = "deg", Ucd = "pos.posAng;pos.errorEllipse", Description = "Position angle of the error ellipse, north through east")]
    public double ErrorAngle { get; init; } = double.NaN;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
