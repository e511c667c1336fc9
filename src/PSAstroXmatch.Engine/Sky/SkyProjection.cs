namespace PSAstroXmatch.Engine.Sky;

/// <summary>
/// Projects positions onto a plane in radians at the scale of the centre, with x increasing with longitude. The formulas are those of
/// Calabretta and Greisen 2002 (A&amp;A 395, 1077) for the FITS projections, and matplotlib's for Aitoff.
/// </summary>
public static class SkyProjection
{
    private const double RadiansPerDegree = Math.PI / 180;

    // Relative to a centre of 0, longitudes beyond this wrap around to the other side of the map.
    private const double HalfTurn = 180;

    /// <summary>Projects a position.</summary>
    /// <param name="kind">The projection.</param>
    /// <param name="lon">Longitude from the centre of the map, degrees, any finite value.</param>
    /// <param name="lat">Latitude, degrees, −90 to 90.</param>
    /// <returns>
    /// x and y in radians; NaN if the position is not visible, as for half the sky in a gnomonic map, or is not valid.
    /// </returns>
    public static (double X, double Y) Project(ProjectionKind kind, double lon, double lat)
    {
        if (!(Math.Abs(lat) <= 90) || !double.IsFinite(lon))
            return (double.NaN, double.NaN);
        double longitude = Wrap(lon);
        return kind switch
        {
            ProjectionKind.Aitoff => Aitoff(longitude, lat),
            ProjectionKind.Hammer => Hammer(longitude, lat),
            ProjectionKind.Mollweide => Mollweide(longitude, lat),
            ProjectionKind.PlateCarree => (longitude * RadiansPerDegree, lat * RadiansPerDegree),
            ProjectionKind.Gnomonic => Gnomonic(longitude, lat),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
    }

    /// <summary>A longitude wrapped to −180 to 180 degrees; ±180 stay on their side of the map.</summary>
    public static double Wrap(double lon)
    {
        if (Math.Abs(lon) <= HalfTurn)
            return lon;
        double wrapped = lon % 360;
        return wrapped > HalfTurn ? wrapped - 360 : wrapped < -HalfTurn ? wrapped + 360 : wrapped;
    }

    private static (double X, double Y) Aitoff(double lon, double lat)
    {
        (double sinHalf, double cosHalf) = DegreeTrigonometry.SinCos(lon / 2);
        (double sinLat, double cosLat) = DegreeTrigonometry.SinCos(lat);
        // The angle from the centre on the halved sphere, from its tangent, since its cosine loses digits near the centre.
        double sinAlpha = Math.Sqrt(cosLat * sinHalf * (cosLat * sinHalf) + sinLat * sinLat);
        double alpha = Math.Atan2(sinAlpha, cosLat * cosHalf);
        double stretch = sinAlpha == 0 ? 1 : alpha / sinAlpha;
        return (2 * cosLat * sinHalf * stretch, sinLat * stretch);
    }

    private static (double X, double Y) Hammer(double lon, double lat)
    {
        (double sinHalf, double cosHalf) = DegreeTrigonometry.SinCos(lon / 2);
        (double sinLat, double cosLat) = DegreeTrigonometry.SinCos(lat);
        double gamma = Math.Sqrt(2 / (1 + cosLat * cosHalf));
        return (2 * gamma * cosLat * sinHalf, gamma * sinLat);
    }

    private static (double X, double Y) Mollweide(double lon, double lat)
    {
        (double sin, double cos) = AuxiliaryAngle(lat);
        return (2 * Math.Sqrt(2) / Math.PI * lon * RadiansPerDegree * cos, Math.Sqrt(2) * sin);
    }

    // Sine and cosine of θ with 2θ + sin 2θ = π sin φ, by Newton's method on the distance δ from the pole, 2δ − sin 2δ = π (1 − sin |φ|),
    // which keeps all digits near it.
    private static (double Sin, double Cos) AuxiliaryAngle(double lat)
    {
        double half = DegreeTrigonometry.SinCos((90 - Math.Abs(lat)) / 2).Sin;
        double wanted = 2 * Math.PI * half * half;
        if (wanted == 0)
            return (Math.Sign(lat), 0);
        // 2δ − sin 2δ is 4δ³/3 for small δ, and π at the equator.
        double delta = Math.Min(Math.PI / 2, Math.Cbrt(0.75 * wanted));
        for (int i = 0; i < 50; i++)
        {
            double step = (Excess(2 * delta) - wanted) / (2 - 2 * Math.Cos(2 * delta));
            delta = Math.Clamp(delta - step, 0, Math.PI / 2);
            if (Math.Abs(step) <= 1e-16 * delta)
                break;
        }

        return (Math.CopySign(Math.Cos(delta), lat), Math.Sin(delta));
    }

    // x − sin x without the loss of digits for small x.
    private static double Excess(double x)
    {
        if (x > 0.5)
            return x - Math.Sin(x);
        double square = x * x, term = x * square / 6, sum = 0;
        for (int n = 4; Math.Abs(term) > 1e-18 * sum; n += 2)
        {
            sum += term;
            term *= -square / (n * (n + 1));
        }

        return sum;
    }

    private static (double X, double Y) Gnomonic(double lon, double lat)
    {
        (double sinLon, double cosLon) = DegreeTrigonometry.SinCos(lon);
        (double sinLat, double cosLat) = DegreeTrigonometry.SinCos(lat);
        double towards = cosLat * cosLon;
        return towards > 1e-12 ? (cosLat * sinLon / towards, sinLat / towards) : (double.NaN, double.NaN);
    }

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
