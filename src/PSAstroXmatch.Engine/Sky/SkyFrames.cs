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
