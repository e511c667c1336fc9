namespace PSAstroXmatch.Engine.Sky;

/// <summary>Positions at another epoch.</summary>
public static class SpaceMotion
{
    private const double RadiansPerMilliarcsecond = Math.PI / 180 / 3_600_000;

    /// <summary>
    /// Applies proper motion to a position: motion along a straight line in space perpendicular to the line of sight, which is
    /// appropriate if distance and radial velocity are unknown. Exact even at the poles.
    /// </summary>
    /// <param name="ra">Right ascension, degrees.</param>
    /// <param name="dec">Declination, degrees.</param>
    /// <param name="pmRa">Proper motion in right ascension times cos(dec), mas/yr.</param>
    /// <param name="pmDec">Proper motion in declination, mas/yr.</param>
    /// <param name="years">Julian years from the epoch of the position to the target epoch; negative for an earlier one.</param>
    /// <returns>Right ascension (0 to less than 360) and declination, degrees.</returns>
    public static (double Ra, double Dec) Move(double ra, double dec, double pmRa, double pmDec, double years)
    {
        (double sinRa, double cosRa) = DegreeTrigonometry.SinCos(ra);
        (double sinDec, double cosDec) = DegreeTrigonometry.SinCos(dec);
        double east = pmRa * years * RadiansPerMilliarcsecond, north = pmDec * years * RadiansPerMilliarcsecond;
        // The unit vector to the star, plus the displacements towards east and north.
        double x = cosDec * cosRa - east * sinRa - north * sinDec * cosRa;
        double y = cosDec * sinRa + east * cosRa - north * sinDec * sinRa;
        double z = sinDec + north * cosDec;
        double moved = Math.Atan2(y, x) * DegreeTrigonometry.DegreesPerRadian;
        return (moved < 0 ? moved + 360 : moved, Math.Atan2(z, Math.Sqrt(x * x + y * y)) * DegreeTrigonometry.DegreesPerRadian);
    }
}
