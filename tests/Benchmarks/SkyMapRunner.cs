using System.Globalization;
using System.Runtime.InteropServices;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.SkyMaps;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// Draws the 407,806 Chandra sources of the simulated sky, coloured by the logarithm of their flux, on an Aitoff map of 1600 × 900 pixels
/// as PNG, then has matplotlib draw the same numbers at the same size. The first figure of each counts apart.
/// </summary>
internal static class SkyMapRunner
{
    internal static int Run(int runs, TextWriter output)
    {
        CatalogTable csc = new SimulatedArchive().GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, CancellationToken.None);
        double[] ra = csc.Ra, dec = csc.Dec, flux = csc.Doubles("b_flux_ap");
        SkyMapLayer layer = new() { RA = ra, Dec = dec, Values = flux, IsLog = true, ValueLabel = "Flux (erg cm\u207B\u00B2 s\u207B\u00B9)" };
        SkyMapOptions options = new() { View = new SkyView(SkyFrame.Galactic, ProjectionKind.Aitoff) };
        int bytes = 0;
        void Draw() => bytes = SkyMap.Create([layer], options).ToPng().Length;
        double first = Timing.Once(Draw);
        Timing own = Timing.Of(runs, Draw);
        output.WriteLine("case\tpoints\tmedian_ms\tmin_ms\tfirst_ms\tbytes");
        Write(output, $"here\t{ra.Length}\t{own.Median:F0}\t{own.Minimum:F0}\t{first:F0}\t{bytes}");

        string numbers = Path.GetTempFileName();
        try
        {
            WriteGalactic(numbers, ra, dec, flux);
            double[] times = [.. PeerProcess.Python("skymap.py", numbers, "3").Select(line => double.Parse(line, CultureInfo.InvariantCulture))];
            Timing theirs = new(times[1..]);
            Write(output, $"matplotlib\t{ra.Length}\t{theirs.Median:F0}\t{theirs.Minimum:F0}\t{times[0]:F0}\t");
            Write(output, $"ratio of medians {theirs.Median / own.Median:F1}, of minima {theirs.Minimum / own.Minimum:F1}");
        }
        finally
        {
            File.Delete(numbers);
        }

        return 0;
    }

    // Longitudes, latitudes and fluxes one after the other: matplotlib gets them in the map's frame, and need not convert them.
    private static void WriteGalactic(string path, double[] ra, double[] dec, double[] flux)
    {
        double[] l = new double[ra.Length], b = new double[ra.Length];
        Galactic.FromIcrs(ra, dec, l, b);
        using FileStream file = File.Create(path);
        foreach (double[] column in new[] { l, b, flux })
            file.Write(MemoryMarshal.AsBytes(column.AsSpan()));
    }

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
