namespace PSAstroXmatch;

/// <summary>Rotations of the sphere by a matrix.</summary>
internal static class SphereRotation
{
    private const double DegreesPerRadian = DegreeTrigonometry.DegreesPerRadian;

    /// <summary>Rotates a position.</summary>
    /// <param name="m">A rotation matrix, 3 × 3.</param>
    /// <param name="lon">Longitude in degrees.</param>
    /// <param name="lat">Latitude in degrees, −90 to 90.</param>
    /// <param name="inverse">Whether to rotate back, by the transposed matrix.</param>
    /// <returns>Longitude (0 to less than 360) and latitude in degrees; NaN for NaN.</returns>
    internal static (double Lon, double Lat) Apply(double[,] m, double lon, double lat, bool inverse)
    {
        (double sinLon, double cosLon) = DegreeTrigonometry.SinCos(lon);
        (double sinLat, double cosLat) = DegreeTrigonometry.SinCos(lat);
        double x = cosLat * cosLon, y = cosLat * sinLon, z = sinLat;
        (double u, double v, double w) = inverse
            ? (m[0, 0] * x + m[1, 0] * y + m[2, 0] * z, m[0, 1] * x + m[1, 1] * y + m[2, 1] * z, m[0, 2] * x + m[1, 2] * y + m[2, 2] * z)
            : (m[0, 0] * x + m[0, 1] * y + m[0, 2] * z, m[1, 0] * x + m[1, 1] * y + m[1, 2] * z, m[2, 0] * x + m[2, 1] * y + m[2, 2] * z);
        double longitude = Math.Atan2(v, u) * DegreesPerRadian;
        if (longitude < 0)
            longitude += 360;
        return (longitude >= 360 ? 0 : longitude, Math.Atan2(w, Math.Sqrt(u * u + v * v)) * DegreesPerRadian);
    }
}
