using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// Chooses the grids of a match. Small circles call for small cells, in which a position meets few circles; a large circle would
/// touch too many of those. If the radii differ widely, the circles are therefore divided into classes by radius, each with its own
/// grid.
/// </summary>
internal static class GridChoice
{
    /// <summary>A class of circles: radii above one limit up to another (degrees), and the number of bands of its grid.</summary>
    internal readonly record struct Pass(double AboveRadius, double UpToRadius, int BandCount);

    private const double SkyArea = 41252.96;

    // Measured costs in nanoseconds; only their ratios matter.
    private const double EntryCost = 15;
    private const double CandidateCost = 8;
    private const double PointCost = 4;
    private const double KeptPointCost = 15;
    private const double CellCost = 0.1;

    private static readonly int[] BandCounts =
        [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072];

    /// <summary>The passes with the lowest estimated time, and that time in nanoseconds; no passes if there are no circles.</summary>
    /// <param name="circles">The radii of the indexed rows.</param>
    /// <param name="points">Number of rows on the other side.</param>
    internal static (List<Pass> Passes, double Cost) Choose(RadiusHistogram circles, int points)
    {
        ReadOnlySpan<RadiusHistogram.Bin> bins = circles.Bins();
        List<Pass> passes = [];
        double cost = 0, above = -1;
        // From the smallest radii up: the best class that begins here, assuming that the rest form a single class.
        while (bins.Length > 0)
        {
            (double best, double own, int classSize, int bands) = (double.PositiveInfinity, 0, 0, 1);
            for (int size = 1; size <= bins.Length; size++)
            {
                (double classCost, int classBands) = BestGrid(bins[..size], points);
                double total = classCost + BestGrid(bins[size..], points).Cost;
                if (total <= best)
                    (best, own, classSize, bands) = (total, classCost, size, classBands);
            }
            cost += own;
            double upTo = classSize == bins.Length ? double.PositiveInfinity : bins[classSize - 1].UpTo;
            passes.Add(new Pass(above, upTo, bands));
            above = upTo;
            bins = bins[classSize..];
        }
        return (passes, cost);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (double Cost, int BandCount) BestGrid(ReadOnlySpan<RadiusHistogram.Bin> bins, int points)
    {
        (double best, int bestBands) = (double.PositiveInfinity, 1);
        if (bins.Length == 0)
            return (0, 1);
        foreach (int bands in BandCounts)
        {
            double height = 180.0 / bands, cells = Math.Max(1, SkyArea / (height * height)), entries = 0, candidates = 0;
            foreach (RadiusHistogram.Bin bin in bins)
            {
                double width = 2 * bin.Typical, across = width / height + 1;
                entries += bin.Count * Math.Min(cells, across * across);
                candidates += (double)bin.Count * points * Math.Min(1, (width + height) * (width + height) / SkyArea);
            }
            double cost = entries * EntryCost + candidates * CandidateCost + cells * CellCost
                + points * (PointCost + KeptPointCost * Math.Min(1, entries / cells));
            if (cost < best)
                (best, bestBands) = (cost, bands);
        }
        return (best, bestBands);
    }
}

/// <summary>Number of circles by radius, in bins of a factor of two.</summary>
internal sealed class RadiusHistogram
{
    /// <summary>Circles with radii up to a limit and above half of it, degrees.</summary>
    internal readonly record struct Bin(double UpTo, long Count)
    {
        internal double Typical => Math.Min(180, 0.75 * UpTo);
    }

    // Cells do not get smaller below 1e-6 degrees; the last bin is beyond 180 degrees.
    private const double Smallest = 1e-6;
    private readonly long[] _counts = new long[30];

    /// <summary>Adds circles; those whose radius is NaN or negative are none, and an infinite one covers the sky.</summary>
    internal void Add(double radius, long count = 1)
    {
        if (!(radius >= 0))
            return;
        int bin = radius <= Smallest ? 0 : Math.Min(_counts.Length - 1, Math.ILogB(Math.Min(radius, 360) / Smallest) + 1);
        _counts[bin] += count;
    }

    /// <summary>The non-empty bins, in ascending order of radius.</summary>
    internal Bin[] Bins() =>
        [.. _counts.Select((count, bin) => new Bin(Smallest * Math.Pow(2, bin), count)).Where(bin => bin.Count > 0)];
}
