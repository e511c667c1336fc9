namespace PSAstroXmatch;

/// <summary>A gamma-ray source of the Fermi Large Area Telescope: a row of the 4FGL catalog.</summary>
public class FermiSource
{
    /// <summary>Name, such as "4FGL J1746.4-2852".</summary>
    [AstroColumn("name", Ucd = "meta.id;meta.main", Description = "Name in 4FGL")]
    public virtual required string Name { get; init; }

    /// <summary>Right ascension, ICRS, degrees.</summary>
    [AstroColumn("ra", Unit = "deg", Ucd = "pos.eq.ra;meta.main", Description = "Right ascension (ICRS)")]
    public virtual required double RA { get; init; }

    /// <summary>Declination, ICRS, degrees.</summary>
    [AstroColumn("dec", Unit = "deg", Ucd = "pos.eq.dec;meta.main", Description = "Declination (ICRS)")]
    public virtual required double Dec { get; init; }

    /// <summary>Galactic longitude, degrees, 0 to 360.</summary>
    [AstroColumn("l", Unit = "deg", Ucd = "pos.galactic.lon", Description = "Galactic longitude")]
    public virtual required double L { get; init; }

    /// <summary>Galactic latitude, degrees.</summary>
    [AstroColumn("b", Unit = "deg", Ucd = "pos.galactic.lat", Description = "Galactic latitude")]
    public virtual required double B { get; init; }

    /// <summary>Semi-major axis of the 95 % error ellipse, degrees; NaN for an extended source, which has none.</summary>
    [AstroColumn("semi_major_axis_95", Unit = "deg", Ucd = "phys.angSize.smajAxis;pos.errorEllipse", Description = "Semi-major axis of the 95 % error ellipse")]
    public virtual double SemiMajorAxis95 { get; init; } = double.NaN;

    /// <summary>Semi-minor axis of the 95 % error ellipse, degrees; NaN for an extended source.</summary>
    [AstroColumn("semi_minor_axis_95", Unit = "deg", Ucd = "phys.angSize.sminAxis;pos.errorEllipse", Description = "Semi-minor axis of the 95 % error ellipse")]
    public virtual double SemiMinorAxis95 { get; init; } = double.NaN;

    /// <summary>Position angle of the error ellipse's major axis, degrees from north through east.</summary>
    [AstroColumn("position_angle_95", Unit = "deg", Ucd = "pos.posAng;pos.errorEllipse", Description = "Position angle of the 95 % error ellipse, north through east")]
    public virtual double PositionAngle95 { get; init; } = double.NaN;

    /// <summary>Energy flux, 0.1–100 GeV, erg/cm²/s.</summary>
    [AstroColumn("energy_flux", Unit = "erg/cm2/s", Ucd = "phot.flux;em.gamma", Description = "Energy flux, 0.1-100 GeV")]
    public virtual double EnergyFlux { get; init; } = double.NaN;

    /// <summary>4FGL class: upper case if identified, lower case if associated, empty if unknown.</summary>
    [AstroColumn("source_type", Ucd = "src.class", Description = "Class: capitals identified, small letters associated")]
    public virtual string Class { get; init; } = "";

    /// <summary>The catalog's own association (ASSOC1); empty if there is none.</summary>
    [AstroColumn("assoc_name", Ucd = "meta.id.assoc", Description = "The catalog's own association")]
    public virtual string Association { get; init; } = "";

    /// <summary>Right ascension of the catalog's own association, ICRS, degrees; NaN if there is none.</summary>
    [AstroColumn("assoc_ra", Unit = "deg", Ucd = "pos.eq.ra", Description = "Right ascension of the catalog's own association (ICRS)")]
    public virtual double AssociationRA { get; init; } = double.NaN;

    /// <summary>Declination of the catalog's own association, ICRS, degrees; NaN if there is none.</summary>
    [AstroColumn("assoc_dec", Unit = "deg", Ucd = "pos.eq.dec", Description = "Declination of the catalog's own association (ICRS)")]
    public virtual double AssociationDec { get; init; } = double.NaN;

    /// <summary>The catalog's own probability of the association, 0 to 1, by the Bayesian method; NaN if there is no association.</summary>
    [AstroColumn("assoc_prob_bay", Ucd = "stat.probability", Description = "The catalog's own probability of its association (Bayesian method)")]
    public virtual double AssociationProbability { get; init; } = double.NaN;

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}
