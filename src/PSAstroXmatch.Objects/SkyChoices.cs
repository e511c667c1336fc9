namespace PSAstroXmatch;

/// <summary>A coordinate frame.</summary>
public enum SkyFrame
{
    /// <summary>Galactic longitude and latitude.</summary>
    Galactic,

    /// <summary>Right ascension and declination, ICRS.</summary>
    Icrs,

    /// <summary>Longitude and latitude in the mean ecliptic of J2000.</summary>
    Ecliptic,
}

/// <summary>Map projections of the whole sky or a part of it.</summary>
public enum ProjectionKind
{
    /// <summary>Aitoff: longitudes halved, projected at true distances from the centre, and stretched again; matplotlib's "aitoff".</summary>
    Aitoff,

    /// <summary>Hammer, equal area; called AIT in FITS.</summary>
    Hammer,

    /// <summary>Mollweide, equal area, with straight parallels, often used for HEALPix maps; FITS: MOL.</summary>
    Mollweide,

    /// <summary>Plate carrée: longitude and latitude unchanged; FITS: CAR.</summary>
    PlateCarree,

    /// <summary>Gnomonic, as seen from the centre of the sphere: great circles are straight lines, and only half the sky is visible; FITS: TAN.</summary>
    Gnomonic,
}
