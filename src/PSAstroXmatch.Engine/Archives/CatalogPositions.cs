using System.Collections.Concurrent;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>Takes the position of a catalog from a table, and adds positions in whichever frame the table lacks.</summary>
internal static class CatalogPositions
{
    private const string EpochColumn = "ref_epoch";

    // Enough rows that a thread is worth its start.
    private const int ParallelRows = 16384;

    /// <summary>Whether a column is the right ascension or declination, which are read in pairs.</summary>
    public static bool IsPosition(CatalogDescription description, CatalogColumn column) => column.Name == description.Equatorial.Ra || column.Name == description.Equatorial.Dec;

    /// <summary>
    /// The right ascension and declination of a table in ICRS; nothing if it has none. Of several pairs, the one that belongs to the catalog is
    /// taken. If there is only one that was computed for the epoch J2000, such as VizieR's RAJ2000 of Gaia, it comes with a column ref_epoch.
    /// </summary>
    /// <param name="description">The catalog.</param>
    /// <param name="raw">The table.</param>
    /// <param name="source">Name of the table in messages.</param>
    /// <param name="warning">Why the right ascensions are probably in hours; null if there is no reason.</param>
    /// <exception cref="AstroException">
    /// FrameUnknown: the table gives a frame that is not understood, or a row states another than ICRS. UnitUnknown, ValueInvalid.
    /// </exception>
    public static Dictionary<string, AstroColumn> Read(CatalogDescription description, AstroTable raw, string source, out string? warning)
    {
        warning = null;
        CatalogColumn ra = description.Columns.First(column => column.Name == description.Equatorial.Ra);
        CatalogColumn dec = description.Columns.First(column => column.Name == description.Equatorial.Dec);
        (string Longitude, string Latitude)[] own = [(ra.Name, dec.Name), .. ra.OtherNames.Take(1).Zip(dec.OtherNames.Take(1))];
        Dictionary<string, AstroColumn> columns = [];
        foreach ((string longitude, string latitude) in own.Concat(PositionNames.Equatorial))
        {
            if (!raw.TryGetColumn(longitude, out AstroColumn? foundRa) || !raw.TryGetColumn(latitude, out AstroColumn? foundDec))
                continue;
            columns.Add(ra.Name, CatalogColumnConversion.Convert(ra, foundRa, source));
            columns.Add(dec.Name, CatalogColumnConversion.Convert(dec, foundDec, source));
            warning = HourWarning(foundRa, columns[ra.Name], columns[dec.Name], source);
            PositionFrame? frame = FrameOf(foundRa.Info, foundDec.Info, source);
            if (frame is { IsEquatorial: false } && description.ProperMotion is { Ra: var motion } && !IsAlongRa(motion))
            {
                throw new AstroException(
                    ErrorIds.FrameUnknown,
                    $"{source} has positions in the frame {frame}, so that its proper motions in '{motion}' may be along the axes of that frame, too.",
                    "Convert positions and proper motions to ICRS, or leave the proper motions out.",
                    source);
            }

            if (frame is not null)
                Fill(columns, (ra.Name, dec.Name), (ra.Name, dec.Name), new FrameConversion(frame).ToIcrs);
            else if (foundRa.Info.CoordinateSystem is null && !StatedFrames.IsInName(longitude))
                StatedFrames.Of([.. raw.Columns.Select(column => column.Info)], longitude, default)?.Check(raw, (longitude, latitude), source, 0);
            bool isComputed = PositionNames.Normalise(longitude).Contains("j2000", StringComparison.Ordinal) && !own.Contains((longitude, latitude));
            if (isComputed && description.ProperMotion is not null && description.Epoch is not null)
                columns.Add(EpochColumn, new AstroColumn<double>(new ColumnInfo(EpochColumn, typeof(double)), [.. Enumerable.Repeat(2000.0, raw.RowCount)]));
            break;
        }

        return columns;
    }

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

    private static string? HourWarning(AstroColumn found, AstroColumn ra, AstroColumn dec, string source)
    {
        HourCheck hours = new();
        hours.Add(found, ra.ToDoubles(), dec.ToDoubles());
        return hours.Warning(source, found.Name, unit => unit == HourCheck.Radian
            ? "write the table with the unit 'rad' for the columns of the position"
            : "write the table with the unit 'hourangle' for this column, or with right ascensions such as 05:34:31.9");
    }

    /// <summary>
    /// The frame from which positions are converted, by the metadata, UCDs and names of their columns; null if they are in ICRS. VizieR gives all
    /// positions at J2000 as FK5, also those of catalogs in ICRS; the difference is 0.02 arcsec, and they are not converted.
    /// </summary>
    /// <param name="longitude">The column of right ascension or longitude.</param>
    /// <param name="latitude">The column of declination or latitude.</param>
    /// <param name="source">Name of the table in messages.</param>
    /// <exception cref="AstroException">FrameUnknown: the frame is not understood, or the two columns contradict each other.</exception>
    public static PositionFrame? FrameOf(ColumnInfo longitude, ColumnInfo latitude, string source)
    {
        PositionFrame? byName = PositionNames.FrameOf(longitude.Name), ofLatitude = PositionNames.FrameOf(latitude.Name);
        PositionFrame? frame;
        if ((longitude.CoordinateSystem ?? latitude.CoordinateSystem) is { } system)
        {
            frame = system.ToFrame() ?? throw Unknown(
                $"the frame '{system}', which is not understood", $"Convert the positions to a frame that is known: {string.Join(", ", PositionFrame.Examples)}.");
        }
        else
        {
            DescribedFrames described = DescribedFrames.Of(longitude.Description);
            if (!StatedFrames.IsInName(longitude.Name) && described is { Only: null } and ({ Frames.Count: > 1 } or { IsUnclear: true }))
                throw Unknown($"a description that does not tell its frame: '{VisibleText.OnOneLine(longitude.Description!)}'", ToConvert);
            PositionFrame? byUcd = PositionNames.FrameOfUcd(longitude.Ucd);
            // The name of one column may tell the equinox of both.
            if (byName is null or { Kind: PositionFrameKind.Icrs } && ofLatitude is { IsEquatorial: true, Kind: not PositionFrameKind.Icrs })
                byName = ofLatitude;
            if (byUcd is not { IsEquatorial: false } && byName != ofLatitude && (byName is { IsEquatorial: false } || ofLatitude is { IsEquatorial: false }))
            {
                (PositionFrame one, PositionFrame other) = (byName ?? PositionFrame.Icrs, ofLatitude ?? PositionFrame.Icrs);
                throw Unknown($"a name of the frame {one}, and the other column, '{latitude.Name}', one of {other}", ToConvert);
            }

            frame = byUcd is { IsEquatorial: false } ? byUcd : byName;
        }

        return frame is null || frame.Kind == PositionFrameKind.Icrs || frame == PositionFrame.Fk5 ? null : frame;

        AstroException Unknown(string what, string advice) => new(ErrorIds.FrameUnknown, $"{source} gives column '{longitude.Name}' {what}.", advice, source);
    }

    private static bool IsAlongRa(string motion) =>
        motion.Contains("ra", StringComparison.OrdinalIgnoreCase) || motion.Contains("alpha", StringComparison.OrdinalIgnoreCase);

    private const string ToConvert = "Convert the positions to ICRS, or write the table with the frame of its columns, as a VOTable has it.";

    private static void Fill(
        Dictionary<string, AstroColumn> columns,
        (string Lon, string Lat) known,
        (string Lon, string Lat) wanted,
        Func<double, double, (double Lon, double Lat)> rotate)
    {
        double[] lon = columns[known.Lon].ToDoubles(), lat = columns[known.Lat].ToDoubles();
        double[] newLon = new double[lon.Length], newLat = new double[lon.Length];
        Parallel.ForEach(Partitioner.Create(0, Math.Max(1, lon.Length), ParallelRows), range =>
        {
            for (int row = range.Item1; row < Math.Min(range.Item2, lon.Length); row++)
                (newLon[row], newLat[row]) = rotate(lon[row], lat[row]);
        });
        columns[wanted.Lon] = new AstroColumn<double>(new ColumnInfo(wanted.Lon, typeof(double)), newLon);
        columns[wanted.Lat] = new AstroColumn<double>(new ColumnInfo(wanted.Lat, typeof(double)), newLat);
    }

    private static bool HasNaN(double[] values)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                return true;
        }

        return false;
    }

    // A row may have a position in only one of the two frames.
    private static void FillGaps(Dictionary<string, AstroColumn> columns, (string Lon, string Lat) equatorial, (string Lon, string Lat) galactic)
    {
        double[] ra = columns[equatorial.Lon].ToDoubles(), dec = columns[equatorial.Lat].ToDoubles();
        double[] l = columns[galactic.Lon].ToDoubles(), b = columns[galactic.Lat].ToDoubles();
        if (!Array.Exists([ra, dec, l, b], HasNaN))
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
