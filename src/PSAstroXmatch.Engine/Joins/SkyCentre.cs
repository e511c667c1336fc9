namespace PSAstroXmatch.Engine.Joins;

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
