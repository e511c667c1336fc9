namespace PSAstroXmatch.Engine.Sky;

/// <content>From the plane back to the sky.</content>
public static partial class SkyProjection
{
    // A point on the edge stays in the map despite rounding of its coordinates.
    private const double Rounding = 1e-12;

    /// <summary>The position that is projected to a point of the plane.</summary>
    /// <param name="kind">The projection.</param>
    /// <param name="x">x in radians at the scale of the centre, increasing with longitude.</param>
    /// <param name="y">y in radians.</param>
    /// <returns>Longitude from the centre (−180 to 180) and latitude in degrees; NaN outside the map.</returns>
    public static (double Lon, double Lat) Unproject(ProjectionKind kind, double x, double y)
    {
        if (!double.IsFinite(x) || !double.IsFinite(y))
            return (double.NaN, double.NaN);
        return kind switch
        {
            ProjectionKind.Aitoff => AitoffInverse(x, y),
            ProjectionKind.Hammer => HammerInverse(x, y),
            ProjectionKind.Mollweide => MollweideInverse(x, y),
            ProjectionKind.PlateCarree => Math.Abs(x) <= Math.PI + Rounding && Math.Abs(y) <= Math.PI / 2 + Rounding
                ? Degrees(x, y)
                : (double.NaN, double.NaN),
            ProjectionKind.Gnomonic => Degrees(Math.Atan(x), Math.Atan2(y, Math.Sqrt(1 + x * x))),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    // The sphere with halved longitudes, at true distances from its centre.
    private static (double Lon, double Lat) AitoffInverse(double x, double y)
    {
        double half = x / 2;
        double alpha = Math.Sqrt(half * half + y * y);
        if (alpha > Math.PI / 2 + Rounding)
            return (double.NaN, double.NaN);
        double scale = alpha == 0 ? 1 : Math.Sin(alpha) / alpha;
        double towards = Math.Max(0, Math.Cos(alpha));
        double aside = half * scale, up = y * scale;
        return Degrees(2 * Math.Atan2(aside, towards), Math.Atan2(up, Math.Sqrt(aside * aside + towards * towards)));
    }

    // Calabretta and Greisen 2002, equations 110 and 111.
    private static (double Lon, double Lat) HammerInverse(double x, double y)
    {
        double square = 1 - x * x / 16 - y * y / 4;
        if (square < 0.5 - Rounding)
            return (double.NaN, double.NaN);
        double z = Math.Sqrt(Math.Max(square, 0.5));
        return Degrees(2 * Math.Atan2(z * x / 2, 2 * z * z - 1), Math.Asin(Math.Clamp(y * z, -1, 1)));
    }

    // Calabretta and Greisen 2002, equations 105 and 106.
    private static (double Lon, double Lat) MollweideInverse(double x, double y)
    {
        double sin = y / Math.Sqrt(2);
        if (Math.Abs(sin) > 1 + Rounding)
            return (double.NaN, double.NaN);
        sin = Math.Clamp(sin, -1, 1);
        double cos = Math.Sqrt((1 - sin) * (1 + sin));
        double theta = Math.Asin(sin);
        double lon = cos == 0 ? 0 : Math.PI / (2 * Math.Sqrt(2)) * x / cos;
        if (Math.Abs(lon) > Math.PI + 1e-9)
            return (double.NaN, double.NaN);
        return Degrees(lon, Math.Asin(Math.Clamp((2 * theta + 2 * sin * cos) / Math.PI, -1, 1)));
    }

    private static (double Lon, double Lat) Degrees(double lon, double lat) =>
        (Math.Clamp(lon / RadiansPerDegree, -180, 180), Math.Clamp(lat / RadiansPerDegree, -90, 90));
}
