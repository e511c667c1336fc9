namespace PSAstroXmatch;

/// <summary>ICRS ↔ Galactic coordinates, as defined in astropy.</summary>
/// <remarks>
/// The notebook's archives and astropy define the galactic frame by its pole and origin in FK5 (J2000), with the frame bias between
/// ICRS and FK5 in between; ERFA's icrs2g takes the same pole and origin to be ICRS. The two differ by 0.02 arcsec. The matrix is the product
/// of astropy's two rotations, computed with astropy 5.2.1 and tested against its results to 1e-11 deg.
/// </remarks>
public static class Galactic
{
    /// <summary>Galactic coordinates of an ICRS position.</summary>
    /// <param name="ra">Right ascension in degrees.</param>
    /// <param name="dec">Declination in degrees, −90 to 90.</param>
    /// <returns>Galactic longitude (0 to less than 360) and latitude in degrees; NaN for NaN.</returns>
    public static (double L, double B) FromIcrs(double ra, double dec) => Rotate(ra, dec, inverse: false);

    /// <summary>ICRS coordinates of a galactic position.</summary>
    /// <param name="l">Galactic longitude in degrees.</param>
    /// <param name="b">Galactic latitude in degrees, −90 to 90.</param>
    /// <returns>Right ascension (0 to less than 360) and declination in degrees; NaN for NaN.</returns>
    public static (double Ra, double Dec) ToIcrs(double l, double b) => Rotate(l, b, inverse: true);

    /// <summary>Galactic coordinates of many ICRS positions, all in degrees.</summary>
    /// <param name="ra">Right ascensions.</param>
    /// <param name="dec">Declinations, −90 to 90.</param>
    /// <param name="l">Receives the galactic longitudes, 0 to less than 360; NaN for NaN. May be the same span as the right ascensions.</param>
    /// <param name="b">Receives the galactic latitudes; NaN for NaN. May be the same span as the declinations.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void FromIcrs(ReadOnlySpan<double> ra, ReadOnlySpan<double> dec, Span<double> l, Span<double> b) =>
        Rotate(ra, dec, l, b, inverse: false);

    /// <summary>ICRS coordinates of many galactic positions, all in degrees.</summary>
    /// <param name="l">Galactic longitudes.</param>
    /// <param name="b">Galactic latitudes, −90 to 90.</param>
    /// <param name="ra">Receives the right ascensions, 0 to less than 360; NaN for NaN. May be the same span as the longitudes.</param>
    /// <param name="dec">Receives the declinations; NaN for NaN. May be the same span as the latitudes.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void ToIcrs(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> ra, Span<double> dec) =>
        Rotate(l, b, ra, dec, inverse: true);

    private static void Rotate(
        ReadOnlySpan<double> lon, ReadOnlySpan<double> lat, Span<double> rotatedLon, Span<double> rotatedLat, bool inverse)
    {
        if (lat.Length != lon.Length || rotatedLon.Length != lon.Length || rotatedLat.Length != lon.Length)
            throw new ArgumentException("All spans must have the same length.");
        for (int i = 0; i < lon.Length; i++)
            (rotatedLon[i], rotatedLat[i]) = Rotate(lon[i], lat[i], inverse);
    }

    private static (double Lon, double Lat) Rotate(double lon, double lat, bool inverse) => SphereRotation.Apply(IcrsToGalactic, lon, lat, inverse);

    private static readonly double[,] IcrsToGalactic =
    {
        { -0.05487565771259159, -0.8734370519556162, -0.4838350736167153 },
        { 0.4941094371927268, -0.4448297212232951, 0.7469821839866675 },
        { -0.8676661375596576, -0.19807633727300053, 0.4559838136873016 },
    };
}
