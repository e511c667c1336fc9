namespace PSAstroXmatch.Engine.Sky;

/// <summary>Angular distance and direction between two positions on the sphere.</summary>
public static class Separation
{
    private const double DegreesPerRadian = 180 / Math.PI;

    /// <summary>Angular distance by Vincenty's formula, which is exact at every distance from 0 to 180 degrees.</summary>
    /// <param name="lon1">Longitude of the first position, degrees.</param>
    /// <param name="lat1">Latitude of the first position, degrees.</param>
    /// <param name="lon2">Longitude of the second position, degrees.</param>
    /// <param name="lat2">Latitude of the second position, degrees.</param>
    /// <returns>Distance in degrees; NaN where a coordinate is NaN.</returns>
    public static double Degrees(double lon1, double lat1, double lon2, double lat2)
    {
        (double sin1, double cos1) = Math.SinCos(lat1 / DegreesPerRadian);
        (double sin2, double cos2) = Math.SinCos(lat2 / DegreesPerRadian);
        // The difference is taken in degrees, where it is exact for neighbours.
        (double sinLon, double cosLon) = Math.SinCos((lon2 - lon1) / DegreesPerRadian);
        double east = cos2 * sinLon;
        double north = cos1 * sin2 - sin1 * cos2 * cosLon;
        return Math.Atan2(Math.Sqrt(east * east + north * north), sin1 * sin2 + cos1 * cos2 * cosLon) * DegreesPerRadian;
    }

    /// <summary>Position angle of the second position as seen from the first, from north through east.</summary>
    /// <param name="lon1">Longitude of the first position, degrees.</param>
    /// <param name="lat1">Latitude of the first position, degrees.</param>
    /// <param name="lon2">Longitude of the second position, degrees.</param>
    /// <param name="lat2">Latitude of the second position, degrees.</param>
    /// <returns>Angle in degrees, 0 to below 360; 0 where the positions are the same.</returns>
    public static double PositionAngle(double lon1, double lat1, double lon2, double lat2)
    {
        (double sin1, double cos1) = Math.SinCos(lat1 / DegreesPerRadian);
        (double sin2, double cos2) = Math.SinCos(lat2 / DegreesPerRadian);
        (double sinLon, double cosLon) = Math.SinCos((lon2 - lon1) / DegreesPerRadian);
        double angle = Math.Atan2(cos2 * sinLon, cos1 * sin2 - sin1 * cos2 * cosLon) * DegreesPerRadian;
        if (angle < 0)
            angle += 360;
        return angle >= 360 ? 0 : angle;
    }
}
