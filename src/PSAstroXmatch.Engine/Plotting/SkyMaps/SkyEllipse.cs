using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The outline of a circle or an ellipse on the sky.</summary>
internal static class SkyEllipse
{
    /// <summary>
    /// Positions along the closed outline. In each direction from the centre, the distance along a great circle is the radius of the ellipse in
    /// the tangent plane. For a circle this is exact at every size.
    /// </summary>
    /// <param name="ra">Right ascension of the centre, degrees.</param>
    /// <param name="dec">Declination of the centre, degrees.</param>
    /// <param name="semiMajor">Semi-major axis, degrees, 0 to 180.</param>
    /// <param name="semiMinor">Semi-minor axis, degrees.</param>
    /// <param name="positionAngle">Position angle of the semi-major axis, degrees, north through east.</param>
    /// <param name="points">Number of positions.</param>
    public static IEnumerable<(double Ra, double Dec)> Outline(double ra, double dec, double semiMajor, double semiMinor, double positionAngle, int points)
    {
        for (int i = 0; i <= points; i++)
        {
            (double sin, double cos) = Math.SinCos(2 * Math.PI * (i % points) / points);
            double along = semiMajor * cos, across = semiMinor * sin;
            double direction = positionAngle + Math.Atan2(across, along) * 180 / Math.PI;
            yield return Separation.Offset(ra, dec, Math.Sqrt(along * along + across * across), direction);
        }
    }

    /// <summary>Number of positions for an outline that looks round.</summary>
    /// <param name="semiMajor">Semi-major axis, degrees.</param>
    public static int Points(double semiMajor) => semiMajor switch { < 1 => 36, < 20 => 90, _ => 240 };
}
