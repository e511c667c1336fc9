using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Sky;

/// <summary>Angular distance and direction between two positions on the sphere.</summary>
public static class Separation
{
    private const double DegreesPerRadian = DegreeTrigonometry.DegreesPerRadian;

    /// <summary>Angular distance, accurate to the last digits at every distance from 0 to 180 degrees.</summary>
    /// <param name="lon1">Longitude of the first position, degrees.</param>
    /// <param name="lat1">Latitude of the first position, degrees.</param>
    /// <param name="lon2">Longitude of the second position, degrees.</param>
    /// <param name="lat2">Latitude of the second position, degrees.</param>
    /// <returns>Distance in degrees; NaN if a coordinate is NaN.</returns>
    /// <remarks>Vincenty's formula; for neighbours its series, which is faster and gives exactly |lat2 − lat1| along a meridian.</remarks>
    public static double Degrees(double lon1, double lat1, double lon2, double lat2)
    {
        double latDifference = lat2 - lat1;
        double lonDifference = LongitudeDifference(lon1, lon2);
        return Math.Abs(latDifference) <= SeparationKernel.NeighbourLimit && Math.Abs(lonDifference) <= SeparationKernel.NeighbourLimit
            ? SeparationKernel.Neighbours(lonDifference, latDifference, 0.5 * (lat1 + lat2))
            : Vincenty(lonDifference, lat1, lat2);
    }

    /// <summary>Angular distance of two positions.</summary>
    public static Angle Between(SkyCoordinate first, SkyCoordinate second) =>
        Angle.FromDegrees(Degrees(first.Ra, first.Dec, second.Ra, second.Dec));

    /// <summary>Position angle of the second position as seen from the first, from north through east.</summary>
    /// <param name="lon1">Longitude of the first position, degrees. At a pole it defines the direction of north, as in astropy.</param>
    /// <param name="lat1">Latitude of the first position, degrees.</param>
    /// <param name="lon2">Longitude of the second position, degrees.</param>
    /// <param name="lat2">Latitude of the second position, degrees.</param>
    /// <returns>Angle in degrees, 0 to less than 360; 0 if the positions are identical; NaN if a coordinate is NaN.</returns>
    public static double PositionAngle(double lon1, double lat1, double lon2, double lat2)
    {
        (double east, double north) = Direction(lon1, lat1, lon2, lat2);
        double angle = Math.Atan2(east, north) * DegreesPerRadian;
        if (angle < 0)
            angle += 360;
        // −1e-20 + 360 is 360; + 0 turns a negative zero into zero.
        return angle >= 360 ? 0 : angle + 0.0;
    }

    /// <summary>The position at a distance and a position angle from another.</summary>
    /// <param name="lon">Longitude of the start, degrees. At a pole it defines the direction of north.</param>
    /// <param name="lat">Latitude of the start, degrees.</param>
    /// <param name="distance">Angular distance in degrees.</param>
    /// <param name="positionAngle">Direction in degrees, from north through east.</param>
    /// <returns>Longitude (0 to less than 360) and latitude in degrees; NaN if an argument is NaN.</returns>
    public static (double Lon, double Lat) Offset(double lon, double lat, double distance, double positionAngle)
    {
        (double sinLat, double cosLat) = DegreeTrigonometry.SinCos(lat);
        (double sinDistance, double cosDistance) = DegreeTrigonometry.SinCos(distance);
        (double sinAngle, double cosAngle) = DegreeTrigonometry.SinCos(positionAngle);
        // Components of the end point towards the point where the meridian crosses the equator, east of it, and towards the pole.
        double x = cosLat * cosDistance - sinLat * sinDistance * cosAngle;
        double y = sinDistance * sinAngle;
        double z = sinLat * cosDistance + cosLat * sinDistance * cosAngle;
        double endLon = (lon + Math.Atan2(y, x) * DegreesPerRadian) % 360;
        if (endLon < 0)
            endLon += 360;
        return (endLon >= 360 ? 0 : endLon, Math.Atan2(z, Math.Sqrt(x * x + y * y)) * DegreesPerRadian);
    }

    /// <summary>Angular distances of many pairs of positions, all in degrees.</summary>
    /// <param name="lon1">Longitudes of the first positions.</param>
    /// <param name="lat1">Latitudes of the first positions.</param>
    /// <param name="lon2">Longitudes of the second positions.</param>
    /// <param name="lat2">Latitudes of the second positions.</param>
    /// <param name="separations">Receives the distances; must be as long as the others.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Degrees(
        ReadOnlySpan<double> lon1,
        ReadOnlySpan<double> lat1,
        ReadOnlySpan<double> lon2,
        ReadOnlySpan<double> lat2,
        Span<double> separations)
    {
        CheckLengths(lon1, lat1, lon2, lat2, separations);
        SeparationKernel.Degrees(lon1, lat1, lon2, lat2, separations);
    }

    /// <summary>Position angles of many pairs of positions, all in degrees.</summary>
    /// <param name="lon1">Longitudes of the first positions.</param>
    /// <param name="lat1">Latitudes of the first positions.</param>
    /// <param name="lon2">Longitudes of the second positions.</param>
    /// <param name="lat2">Latitudes of the second positions.</param>
    /// <param name="angles">Receives the angles; must be as long as the others.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void PositionAngle(
        ReadOnlySpan<double> lon1, ReadOnlySpan<double> lat1, ReadOnlySpan<double> lon2, ReadOnlySpan<double> lat2, Span<double> angles)
    {
        CheckLengths(lon1, lat1, lon2, lat2, angles);
        for (int i = 0; i < angles.Length; i++)
            angles[i] = PositionAngle(lon1[i], lat1[i], lon2[i], lat2[i]);
    }

    /// <summary>
    /// East and north components of the direction from the first position to the second: sin(distance) times the unit vector. Accurate
    /// at the poles and for neighbours.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (double East, double North) Direction(double lon1, double lat1, double lon2, double lat2)
    {
        (double sin1, _) = DegreeTrigonometry.SinCos(lat1);
        (_, double cos2) = DegreeTrigonometry.SinCos(lat2);
        double lonDifference = LongitudeDifference(lon1, lon2);
        double sinLon = DegreeTrigonometry.SinOfDifference(lonDifference);
        double sinHalf = DegreeTrigonometry.SinOfDifference(0.5 * lonDifference);
        double sinLat = DegreeTrigonometry.SinOfDifference(lat2 - lat1);
        // cos1 sin2 − sin1 cos2 cos(Δlon), without subtracting two large numbers.
        return (cos2 * sinLon, sinLat + 2 * sin1 * cos2 * sinHalf * sinHalf);
    }

    /// <summary>Difference of two longitudes, −180 to 180 degrees; computed in degrees, where it is exact for neighbours.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double LongitudeDifference(double lon1, double lon2)
    {
        double difference = lon2 - lon1;
        return difference - 360 * Math.Round(difference * (1 / 360.0));
    }

    private static double Vincenty(double lonDifference, double lat1, double lat2)
    {
        (double sin1, double cos1) = DegreeTrigonometry.SinCos(lat1);
        (double sin2, double cos2) = DegreeTrigonometry.SinCos(lat2);
        (double sinLon, double cosLon) = DegreeTrigonometry.SinCos(lonDifference);
        double east = cos2 * sinLon;
        double north = cos1 * sin2 - sin1 * cos2 * cosLon;
        return Math.Atan2(Math.Sqrt(east * east + north * north), sin1 * sin2 + cos1 * cos2 * cosLon) * DegreesPerRadian;
    }

    private static void CheckLengths(
        ReadOnlySpan<double> lon1,
        ReadOnlySpan<double> lat1,
        ReadOnlySpan<double> lon2,
        ReadOnlySpan<double> lat2,
        ReadOnlySpan<double> result)
    {
        int length = result.Length;
        if (lon1.Length != length || lat1.Length != length || lon2.Length != length || lat2.Length != length)
            throw new ArgumentException("All spans must have the same length.");
    }
}

/// <summary>The centre of several positions.</summary>
public static class SkyCentre
{
    private const double DegreesPerRadian = 180 / Math.PI;

    /// <summary>The direction of the mean of the unit vectors: right ascension (0 to less than 360) and declination, degrees.</summary>
    /// <param name="positions">ICRS positions in degrees, at least one. If they cancel out, as antipodes do, the direction is arbitrary.</param>
    public static (double Ra, double Dec) Of(IEnumerable<(double Ra, double Dec)> positions)
    {
        double x = 0, y = 0, z = 0;
        foreach ((double ra, double dec) in positions)
        {
            (double sinRa, double cosRa) = Math.SinCos(ra / DegreesPerRadian);
            (double sinDec, double cosDec) = Math.SinCos(dec / DegreesPerRadian);
            x += cosDec * cosRa;
            y += cosDec * sinRa;
            z += sinDec;
        }
        double centre = Math.Atan2(y, x) * DegreesPerRadian;
        if (centre < 0)
            centre += 360;
        return (centre >= 360 ? 0 : centre, Math.Atan2(z, Math.Sqrt(x * x + y * y)) * DegreesPerRadian);
    }
}
