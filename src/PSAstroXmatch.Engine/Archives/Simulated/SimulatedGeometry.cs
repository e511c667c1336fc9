using PSAstroXmatch.Engine.RandomNumbers;

namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>The local east and north directions at a point on the sphere, used to find positions by distance and direction.</summary>
internal readonly struct TangentFrame
{
    private const double RadiansPerDegree = Math.PI / 180;
    private readonly double _sinLongitude, _cosLongitude, _sinLatitude, _cosLatitude;

    /// <summary>Makes the frame at a point.</summary>
    /// <param name="longitude">Longitude in degrees.</param>
    /// <param name="latitude">Latitude in degrees.</param>
    public TangentFrame(double longitude, double latitude)
    {
        (_sinLongitude, _cosLongitude) = Math.SinCos(longitude * RadiansPerDegree);
        (_sinLatitude, _cosLatitude) = Math.SinCos(latitude * RadiansPerDegree);
    }

    /// <summary>The position at a distance along a great circle.</summary>
    /// <param name="distance">Distance in degrees.</param>
    /// <param name="positionAngle">Direction in radians, from north through east.</param>
    /// <returns>Longitude (0 to 360) and latitude in degrees.</returns>
    public (double Longitude, double Latitude) At(double distance, double positionAngle)
    {
        (double sinDistance, double cosDistance) = Math.SinCos(distance * RadiansPerDegree);
        (double sinAngle, double cosAngle) = Math.SinCos(positionAngle);
        double east = sinDistance * sinAngle;
        double north = sinDistance * cosAngle;
        double horizontal = (cosDistance * _cosLatitude) - (north * _sinLatitude);
        double x = (horizontal * _cosLongitude) - (east * _sinLongitude);
        double y = (horizontal * _sinLongitude) + (east * _cosLongitude);
        double z = (cosDistance * _sinLatitude) + (north * _cosLatitude);
        double longitude = Math.Atan2(y, x) / RadiansPerDegree;
        return (longitude < 0 ? longitude + 360 : longitude, Math.Atan2(z, Math.Sqrt((x * x) + (y * y))) / RadiansPerDegree);
    }

    /// <summary>The position at small offsets towards east and north, both in degrees.</summary>
    public (double Longitude, double Latitude) Offset(double east, double north) =>
        At(Math.Sqrt((east * east) + (north * north)), Math.Atan2(east, north));

    /// <summary>A position drawn from a two-dimensional normal distribution around the point.</summary>
    /// <param name="random">Source of random numbers.</param>
    /// <param name="semiMajor95">Semi-major axis of the ellipse that contains 95 % of the positions, degrees.</param>
    /// <param name="semiMinor95">Semi-minor axis of that ellipse, degrees.</param>
    /// <param name="positionAngle">Position angle of the major axis in degrees, from north through east.</param>
    public (double Longitude, double Latitude) Scatter(RandomStream random, double semiMajor95, double semiMinor95, double positionAngle)
    {
        // The radius that contains 95 % of a Rayleigh distribution, √(−2 ln 0.05) standard deviations.
        const double SigmasAt95 = 2.4477468306808166;
        double along = random.Normal(0, semiMajor95 / SigmasAt95);
        double across = random.Normal(0, semiMinor95 / SigmasAt95);
        (double sin, double cos) = Math.SinCos(positionAngle * RadiansPerDegree);
        return Offset((along * sin) + (across * cos), (along * cos) - (across * sin));
    }
}

/// <summary>
/// Decimal numbers as printed in the catalogs. Positions are kept as integer micro-degrees: rounding removes the last bits, in which
/// the sine differs between machines, and names are truncated from them without rounding errors.
/// </summary>
internal static class DecimalAngle
{
    /// <summary>Micro-degrees in a full turn.</summary>
    public const int Turn = 360_000_000;

    // The powers of ten that a double represents exactly, so that a quotient is the double nearest to the decimal number.
    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>A longitude of 0 to 360 degrees as micro-degrees, from 0 to less than a full turn.</summary>
    public static int LongitudeToMicro(double degrees)
    {
        int micro = (int)Math.Round(degrees * 1e6);
        return micro >= Turn ? micro - Turn : micro;
    }

    /// <summary>A latitude in degrees as micro-degrees.</summary>
    public static int LatitudeToMicro(double degrees) => (int)Math.Round(degrees * 1e6);

    /// <summary>Converts micro-degrees to degrees: the double nearest to the decimal number.</summary>
    public static double ToDegrees(int micro) => micro / 1e6;

    /// <summary>A longitude rounded to the given number of decimals, from 0 to less than 360.</summary>
    public static double RoundLongitude(double degrees, int decimals)
    {
        double rounded = Round(degrees, decimals);
        return rounded >= 360 ? 0 : rounded;
    }

    /// <summary>A number rounded to the given number of decimals (0 to 22).</summary>
    public static double Round(double value, int decimals) => Math.Round(value * PowersOfTen[decimals]) / PowersOfTen[decimals];

    /// <summary>A positive number of 1e-18 to 1 rounded to the given number of significant digits (at most 5); zero stays zero.</summary>
    public static double RoundSignificant(double value, int digits)
    {
        if (value <= 0)
            return 0;
        int decimals = digits;
        while (decimals < 22 && value * PowersOfTen[decimals - digits + 1] < 1)
            decimals++;
        return Round(value, decimals);
    }
}
