namespace PSAstroXmatch.Engine.Archives;

/// <summary>How far the sources of a catalog may have moved.</summary>
internal static class NearbyMotion
{
    /// <summary>A proper motion that almost no star exceeds, degrees per year.</summary>
    public const double UsualPerYear = 0.5 / 3600;

    private const double MilliarcsecondsPerDegree = 3_600_000;

    /// <summary>The distance in degrees that each source moves in the given years; 0 if its proper motion is unknown.</summary>
    public static double[] Reach(CatalogTable catalog, double years)
    {
        double[] reach = new double[catalog.RowCount];
        if (catalog.Description.ProperMotion is not (string Ra, string Dec) motion)
            return reach;
        double[] east = catalog.Doubles(motion.Ra), north = catalog.Doubles(motion.Dec);
        for (int row = 0; row < reach.Length; row++)
        {
            double speed = Math.Sqrt(east[row] * east[row] + north[row] * north[row]);
            // Slightly more, so that rounding loses no star on the boundary.
            reach[row] = double.IsNaN(speed) ? 0 : Math.Abs(years) * speed / MilliarcsecondsPerDegree * (1 + 1e-9);
        }

        return reach;
    }
}
