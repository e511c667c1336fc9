namespace PSAstroXmatch.Engine.Archives;

/// <summary>How far the rows of a catalog may have moved.</summary>
internal static class NearbyMotion
{
    /// <summary>Degrees a year that nearly no star moves more than.</summary>
    public const double UsualPerYear = 0.5 / 3600;

    private const double MilliarcsecondsPerDegree = 3_600_000;

    /// <summary>The distance in degrees that each row moves in some years; 0 where its proper motion is not known.</summary>
    public static double[] Reach(CatalogTable catalog, double years)
    {
        double[] reach = new double[catalog.RowCount];
        if (catalog.Description.ProperMotion is not (string Ra, string Dec) motion)
            return reach;
        double[] east = catalog.Doubles(motion.Ra), north = catalog.Doubles(motion.Dec);
        for (int row = 0; row < reach.Length; row++)
        {
            double speed = Math.Sqrt(east[row] * east[row] + north[row] * north[row]);
            // A little more, so that rounding loses no star at the rim.
            reach[row] = double.IsNaN(speed) ? 0 : Math.Abs(years) * speed / MilliarcsecondsPerDegree * (1 + 1e-9);
        }

        return reach;
    }
}
