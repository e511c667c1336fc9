namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>
/// The part of the sky that the model fills with stars: cells of 10 arcsec in bands of declination. A cell is filled only once, from
/// its own random sequence, however many regions touch it.
/// </summary>
internal static class StarRegions
{
    /// <summary>Stars are complete within this distance of each Chandra source: 5 arcsec, in degrees.</summary>
    public const double ChandraRadius = 5.0 / 3600;

    /// <summary>Stars are complete within this distance of each gamma-ray source whose error circle overlaps a pointing, in degrees.</summary>
    public const double FermiRadius = 0.03;

    private const double CellsPerDegree = 360;

    /// <summary>The cells that the regions touch, each once, in ascending order.</summary>
    public static long[] Find(FermiDraw[] fermi, ChandraField[] fields, ChandraDraw[] chandra, CancellationToken cancellationToken)
    {
        List<long> cells = new(chandra.Length * 4);
        for (int i = 0; i < chandra.Length; i++)
        {
            if ((i & 0xFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            Cover(cells, DecimalAngle.ToDegrees(chandra[i].RaMicro), DecimalAngle.ToDegrees(chandra[i].DecMicro), ChandraRadius);
        }

        FieldIndex index = new(fields);
        foreach (FermiDraw source in fermi)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!source.IsExtended && index.Nearest(source.Ra, source.Dec, source.SemiMajor95 + ChandraModel.FieldRadius) >= 0)
                Cover(cells, source.Ra, source.Dec, FermiRadius);
        }

        long[] sorted = [.. cells];
        Array.Sort(sorted);
        int count = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
                sorted[count++] = sorted[i];
        }

        return sorted[..count];
    }

    /// <summary>The limits of a cell in degrees.</summary>
    public static (double Ra, double RaWidth, double Dec, double DecHeight) Bounds(long cell)
    {
        long band = cell >> 32;
        double width = 360.0 / CellsInBand(band);
        return ((cell & 0xFFFFFFFF) * width, width, (band / CellsPerDegree) - 90, 1 / CellsPerDegree);
    }

    private static long CellsInBand(long band)
    {
        double middle = ((band + 0.5) / CellsPerDegree) - 90;
        return Math.Max(1, (long)(360 * CellsPerDegree * Math.Cos(middle * (Math.PI / 180))));
    }

    private static void Cover(List<long> cells, double ra, double dec, double radius)
    {
        long first = Math.Max(0, (long)((dec - radius + 90) * CellsPerDegree));
        long last = Math.Min((long)(180 * CellsPerDegree) - 1, (long)((dec + radius + 90) * CellsPerDegree));
        // The half-width of a circle in right ascension: sin Δα = sin r / cos δ; all right ascensions if the circle contains a pole.
        double reach = Math.Sin(radius * (Math.PI / 180)) / Math.Cos(dec * (Math.PI / 180));
        double halfWidth = Math.Abs(dec) + radius >= 90 || reach >= 1 ? 180 : Math.Asin(reach) * (180 / Math.PI);
        for (long band = first; band <= last; band++)
        {
            long count = CellsInBand(band);
            long from = (long)Math.Floor((ra - halfWidth) * count / 360);
            long to = Math.Min((long)Math.Floor((ra + halfWidth) * count / 360), from + count - 1);
            for (long k = from; k <= to; k++)
                cells.Add((band << 32) | ((k + count) % count));
        }
    }
}
