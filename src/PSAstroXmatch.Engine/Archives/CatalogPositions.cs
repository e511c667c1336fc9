using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Adds positions in whichever frame a file lacks.</summary>
internal static class CatalogPositions
{
    /// <summary>Computes right ascension and declination from galactic coordinates where they are missing, or vice versa.</summary>
    public static void Complete(CatalogDescription description, AstroTable raw, string source, Dictionary<string, AstroColumn> columns)
    {
        (string ra, string dec) = description.Equatorial;
        (string l, string b) = description.Galactic;
        bool hasEquatorial = columns.ContainsKey(ra) && columns.ContainsKey(dec);
        bool hasGalactic = columns.ContainsKey(l) && columns.ContainsKey(b);
        if (!hasEquatorial && !hasGalactic)
            throw CatalogTable.Missing(source, raw, [ra, dec, l, b], "positions: there is neither right ascension and declination nor galactic longitude and latitude");
        if (!hasEquatorial)
            Fill(columns, (l, b), (ra, dec), Galactic.ToIcrs);
        else if (!hasGalactic)
            Fill(columns, (ra, dec), (l, b), Galactic.FromIcrs);
        else
            FillGaps(columns, (ra, dec), (l, b));
    }

    private static void Fill(
        Dictionary<string, AstroColumn> columns,
        (string Lon, string Lat) known,
        (string Lon, string Lat) wanted,
        Func<double, double, (double Lon, double Lat)> rotate)
    {
        double[] lon = columns[known.Lon].ToDoubles(), lat = columns[known.Lat].ToDoubles();
        double[] newLon = new double[lon.Length], newLat = new double[lon.Length];
        for (int row = 0; row < lon.Length; row++)
            (newLon[row], newLat[row]) = rotate(lon[row], lat[row]);
        columns[wanted.Lon] = new AstroColumn<double>(new ColumnInfo(wanted.Lon, typeof(double)), newLon);
        columns[wanted.Lat] = new AstroColumn<double>(new ColumnInfo(wanted.Lat, typeof(double)), newLat);
    }

    // A row may have a position in only one of the two frames.
    private static void FillGaps(Dictionary<string, AstroColumn> columns, (string Lon, string Lat) equatorial, (string Lon, string Lat) galactic)
    {
        double[] ra = columns[equatorial.Lon].ToDoubles(), dec = columns[equatorial.Lat].ToDoubles();
        double[] l = columns[galactic.Lon].ToDoubles(), b = columns[galactic.Lat].ToDoubles();
        if (!ra.Concat(dec).Concat(l).Concat(b).Any(double.IsNaN))
            return;
        ra = [.. ra];
        dec = [.. dec];
        l = [.. l];
        b = [.. b];
        for (int row = 0; row < ra.Length; row++)
        {
            if (double.IsNaN(ra[row]) || double.IsNaN(dec[row]))
                (ra[row], dec[row]) = Galactic.ToIcrs(l[row], b[row]);
            else if (double.IsNaN(l[row]) || double.IsNaN(b[row]))
                (l[row], b[row]) = Galactic.FromIcrs(ra[row], dec[row]);
        }

        foreach ((string name, double[] values) in new[] { (equatorial.Lon, ra), (equatorial.Lat, dec), (galactic.Lon, l), (galactic.Lat, b) })
            columns[name] = new AstroColumn<double>(new ColumnInfo(name, typeof(double)), values);
    }
}
