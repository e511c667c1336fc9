using System.Runtime.CompilerServices;

namespace PSAstroXmatch;

/// <summary>Sine and cosine of angles in degrees, exact at multiples of 90 degrees and as accurate near them as near zero.</summary>
internal static class DegreeTrigonometry
{
    internal const double DegreesPerRadian = 180 / Math.PI;

    /// <summary>Sine and cosine of an angle in degrees.</summary>
    /// <remarks>
    /// The nearest multiple of 90 is subtracted in degrees, where that is exact: the cosine of 90 is 0, and that of 89.9999999 keeps all
    /// its digits, as do position angles near a pole. In radians 90 degrees has no exact representation, and the digits are lost.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (double Sin, double Cos) SinCos(double degrees)
    {
        double quadrant = Math.Round(degrees * (1 / 90.0));
        (double sin, double cos) = Math.SinCos((degrees - quadrant * 90) / DegreesPerRadian);
        return ((long)quadrant & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>Sine of an angle in degrees that is usually small, such as a difference between neighbours.</summary>
    /// <remarks>Up to half a degree uses the series, which is several times faster: the next term is below 1e-21 of the sine.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double SinOfDifference(double degrees)
    {
        if (!(Math.Abs(degrees) <= 0.5))
            return SinCos(degrees).Sin;
        double x = degrees / DegreesPerRadian, t = x * x;
        return x + x * (t * (-1.0 / 6 + t * (1.0 / 120 + t * (-1.0 / 5040))));
    }
}

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
