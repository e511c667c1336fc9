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
