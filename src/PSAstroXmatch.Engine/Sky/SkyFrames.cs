namespace PSAstroXmatch.Engine.Sky;

/// <summary>Converts positions between frames.</summary>
public static class SkyFrames
{
    /// <summary>Longitude and latitude of an ICRS position in a frame, degrees; NaN for NaN.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="ra">Right ascension, degrees.</param>
    /// <param name="dec">Declination, degrees, −90 to 90.</param>
    public static (double Lon, double Lat) FromIcrs(SkyFrame frame, double ra, double dec) => frame switch
    {
        SkyFrame.Galactic => Galactic.FromIcrs(ra, dec),
        SkyFrame.Icrs => (ra, dec),
        SkyFrame.Ecliptic => Ecliptic.FromIcrs(ra, dec),
        _ => throw new ArgumentOutOfRangeException(nameof(frame), frame, null),
    };

    /// <summary>ICRS position for a longitude and latitude in a frame, degrees; NaN for NaN.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="lon">Longitude, degrees.</param>
    /// <param name="lat">Latitude, degrees, −90 to 90.</param>
    public static (double Ra, double Dec) ToIcrs(SkyFrame frame, double lon, double lat) => frame switch
    {
        SkyFrame.Galactic => Galactic.ToIcrs(lon, lat),
        SkyFrame.Icrs => (lon, lat),
        SkyFrame.Ecliptic => Ecliptic.ToIcrs(lon, lat),
        _ => throw new ArgumentOutOfRangeException(nameof(frame), frame, null),
    };
}

/// <summary>ICRS ↔ ecliptic coordinates: the mean ecliptic and equinox of J2000, like astropy's BarycentricMeanEcliptic.</summary>
/// <remarks>The matrix is ERFA's ecm06 at J2000 (frame bias and the obliquity of IAU 2006), computed with pyerfa.</remarks>
public static class Ecliptic
{
    private static readonly double[,] IcrsToEcliptic =
    {
        { 0.9999999999999941, -7.078368960971556e-08, 8.056213977613186e-08 },
        { 3.2897004077419646e-08, 0.9174821299149584, 0.39777699944404793 },
        { -1.0207044725484355e-07, -0.39777699944404304, 0.9174821299149556 },
    };

    /// <summary>Ecliptic coordinates of an ICRS position.</summary>
    /// <param name="ra">Right ascension in degrees.</param>
    /// <param name="dec">Declination in degrees, −90 to 90.</param>
    /// <returns>Longitude (0 to less than 360) and latitude in degrees; NaN for NaN.</returns>
    public static (double Lon, double Lat) FromIcrs(double ra, double dec) => SphereRotation.Apply(IcrsToEcliptic, ra, dec, inverse: false);

    /// <summary>ICRS coordinates of an ecliptic position.</summary>
    /// <param name="lon">Ecliptic longitude in degrees.</param>
    /// <param name="lat">Ecliptic latitude in degrees, −90 to 90.</param>
    /// <returns>Right ascension (0 to less than 360) and declination in degrees; NaN for NaN.</returns>
    public static (double Ra, double Dec) ToIcrs(double lon, double lat) => SphereRotation.Apply(IcrsToEcliptic, lon, lat, inverse: true);
}
