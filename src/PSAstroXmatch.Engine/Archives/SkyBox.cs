namespace PSAstroXmatch.Engine.Archives;

/// <summary>The box of right ascension and declination around a circle, for services without geometry.</summary>
internal static class SkyBox
{
    private const double Degree = Math.PI / 180;

    /// <summary>The condition in ADQL, without any geometry, that is true of every position in a circle and of some around it.</summary>
    /// <param name="raColumn">Right ascension as written in the query; degrees, 0 to 360.</param>
    /// <param name="decColumn">Declination as written in the query; degrees.</param>
    /// <param name="ra">Right ascension of the centre, degrees.</param>
    /// <param name="dec">Declination of the centre, degrees.</param>
    /// <param name="radius">Radius, degrees.</param>
    public static string Condition(string raColumn, string decColumn, double ra, double dec, double radius)
    {
        string declination = $"{decColumn} BETWEEN {Text(Math.Max(-90, dec - radius))} AND {Text(Math.Min(90, dec + radius))}";
        // A circle around a pole has every right ascension.
        if (Math.Abs(dec) + radius >= 90)
            return declination;
        // The meridians that touch the circle: sin(Δα) = sin r / cos δ.
        double width = Math.Asin(Math.Min(1, Math.Sin(radius * Degree) / Math.Cos(dec * Degree))) / Degree + SearchCircles.Margin;
        double centre = (ra % 360 + 360) % 360, low = centre - width, high = centre + width;
        string rightAscension = (low < 0, high > 360) switch
        {
            (true, _) => $"({raColumn} >= {Text(low + 360)} OR {raColumn} <= {Text(high)})",
            (_, true) => $"({raColumn} >= {Text(low)} OR {raColumn} <= {Text(high - 360)})",
            _ => $"{raColumn} BETWEEN {Text(low)} AND {Text(high)}",
        };
        return $"{declination} AND {rightAscension}";
    }

    private static string Text(double number) => CatalogQuery.Text(number);
}
