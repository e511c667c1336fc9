using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>Where a catalog has looked: a set of HEALPix pixels of one order.</summary>
public sealed class Footprint
{
    // Points at equal steps of probability and of the golden angle spread evenly over an ellipse.
    private const int SharePoints = 400;

    private const double GoldenRatio = 0.6180339887498949;

    private const double SquareDegreesOfSky = 129600 / Math.PI;

    // Pixels of half a degree tell at once of most places that nothing is covered near them.
    private const int CoarseOrder = 7;

    // Orders of footprints of catalogs: pixels from 7.3 degrees to 1.7 arcmin wide.
    private const int MinCatalogOrder = 3, MaxCatalogOrder = 11;

    // With 4 sources per pixel on average, 2 % of the pixels of an area that was looked at are empty by chance.
    private const int TypicalSourceCount = 4;

    private static readonly (double Along, double Across)[] GaussianPoints = MakeGaussianPoints();

    // The points lie within √(−2 ln(0.5/400)) = 3.6560 σ.
    private static readonly double GaussianReach = Math.Sqrt(-2 * Math.Log(0.5 / SharePoints));

    private readonly ulong[] _pixels;
    private readonly bool[] _coarse;
    private readonly int _coarseOrder;

    private Footprint(int order, string origin)
    {
        Order = order;
        Origin = origin;
        PixelArea = AreaOfPixel(order);
        _pixels = new ulong[(Healpix.PixelCount(order) + 63) / 64];
        _coarseOrder = Math.Min(order, CoarseOrder);
        _coarse = new bool[Healpix.PixelCount(_coarseOrder)];
    }

    /// <summary>An empty footprint, of a catalog whose density is measured without one.</summary>
    public static Footprint None { get; } = new(0, "not known");

    /// <summary>HEALPix order of the pixels.</summary>
    public int Order { get; }

    /// <summary>What it was made from, in words.</summary>
    public string Origin { get; }

    /// <summary>Area of a pixel, square degrees.</summary>
    public double PixelArea { get; }

    /// <summary>Number of pixels.</summary>
    public long Count { get; private set; }

    /// <summary>Area of the footprint, square degrees.</summary>
    public double Area => Count * PixelArea;

    /// <summary>The pixels that contain at least one of the positions.</summary>
    /// <param name="order">HEALPix order; 9 (6.9 arcmin) suits the fields of Chandra.</param>
    /// <param name="positions">The positions; rows without one are left out.</param>
    /// <param name="origin">What the positions are, in words.</param>
    public static Footprint OfPositions(int order, SkyPositions positions, string origin)
    {
        Footprint footprint = new(order, origin);
        for (int row = 0; row < positions.Count; row++)
            footprint.Add(Healpix.Nested(order, positions.Ra[row], positions.Dec[row]));
        return footprint;
    }

    /// <summary>
    /// The pixels that contain at least one source of a catalog whose area is not known: as small as they can be if half of them are to
    /// hold at least 4 sources.
    /// </summary>
    /// <param name="positions">Positions of the sources; rows without one are left out.</param>
    /// <param name="origin">What the positions are, in words.</param>
    public static Footprint OfCatalog(SkyPositions positions, string origin)
    {
        List<long> pixels = new(positions.Count);
        for (int row = 0; row < positions.Count; row++)
        {
            if (Healpix.Nested(MaxCatalogOrder, positions.Ra[row], positions.Dec[row]) is >= 0 and long pixel)
                pixels.Add(pixel);
        }

        pixels.Sort();
        int order = MaxCatalogOrder;
        while (order > MinCatalogOrder && MedianCount(pixels, 2 * (MaxCatalogOrder - order)) < TypicalSourceCount)
            order--;
        Footprint footprint = new(order, origin);
        foreach (long pixel in pixels)
            footprint.Add(pixel >> (2 * (MaxCatalogOrder - order)));
        return footprint;
    }

    /// <summary>The pixels whose centre lies in at least one of the discs.</summary>
    /// <param name="order">HEALPix order; pixels should be small beside the discs.</param>
    /// <param name="centres">Centres of the discs, ICRS.</param>
    /// <param name="radius">Their radius, degrees.</param>
    /// <param name="origin">What the discs are, in words.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static Footprint OfDiscs(int order, SkyPositions centres, double radius, string origin, CancellationToken cancellationToken = default)
    {
        Footprint footprint = new(order, origin);
        // Many observations repeat a pointing.
        (double Ra, double Dec)[] distinct = [.. centres.Ra.Zip(centres.Dec).Distinct().Where(centre => double.IsFinite(centre.First) && Math.Abs(centre.Second) <= 90)];
        long[][] cones = new long[distinct.Length][];
        Parallel.For(0, distinct.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
            cones[i] = Healpix.Cone(order, distinct[i].Ra, distinct[i].Dec, radius, inclusive: false));
        foreach (long[] cone in cones)
        {
            foreach (long pixel in cone)
                footprint.Add(pixel);
        }

        return footprint;
    }

    /// <summary>The pixels of which at least half is covered by ranges of pixels of any orders, each in nested order and without its end.</summary>
    /// <param name="order">HEALPix order of the footprint.</param>
    /// <param name="ranges">The ranges; they should not overlap.</param>
    /// <param name="origin">Where they come from, in words.</param>
    internal static Footprint OfRanges(int order, IEnumerable<(int Order, long First, long End)> ranges, string origin)
    {
        Footprint footprint = new(order, origin);
        Dictionary<long, double> parts = [];
        foreach ((int rangeOrder, long first, long end) in ranges)
        {
            int shift = 2 * Math.Abs(rangeOrder - order);
            if (rangeOrder <= order)
            {
                for (long pixel = first << shift; pixel < end << shift; pixel++)
                    footprint.Add(pixel);
                continue;
            }

            // Whole pixels between two that are covered in part.
            long size = 1L << shift;
            for (long pixel = first >> shift; pixel <= (end - 1) >> shift; pixel++)
            {
                long covered = Math.Min(end, (pixel + 1) * size) - Math.Max(first, pixel * size);
                if (covered == size)
                    footprint.Add(pixel);
                else
                    parts[pixel] = parts.GetValueOrDefault(pixel) + (double)covered / size;
            }
        }

        foreach ((long pixel, double share) in parts)
        {
            if (share >= 0.5)
                footprint.Add(pixel);
        }

        return footprint;
    }

    /// <summary>Whether a position, ICRS in degrees, lies in the footprint.</summary>
    public bool Contains(double ra, double dec) => Has(Healpix.Nested(Order, ra, dec));

    /// <summary>The covered area of a disc: its area times the share of its pixels, by their centres, that are covered; at least one pixel.</summary>
    /// <param name="ra">Right ascension of the centre, degrees.</param>
    /// <param name="dec">Declination of the centre, degrees.</param>
    /// <param name="radius">Radius, degrees.</param>
    /// <returns>Square degrees, and whether any pixel is covered at all.</returns>
    public (double Area, bool IsCovered) CoveredArea(double ra, double dec, double radius)
    {
        radius = Math.Min(radius, 180);
        long[] pixels = Healpix.Cone(Order, ra, dec, radius, inclusive: false);
        int covered = pixels.Count(Has);
        double area = pixels.Length == 0 ? 0 : (double)covered / pixels.Length * Math.PI * radius * radius;
        return (Math.Max(area, PixelArea), covered > 0);
    }

    /// <summary>Area of a HEALPix pixel, square degrees.</summary>
    internal static double AreaOfPixel(int order) => SquareDegreesOfSky / Healpix.PixelCount(order);

    /// <summary>The covered area of a HEALPix pixel of any order, square degrees; at least one pixel of the footprint, or the whole of a smaller one.</summary>
    internal double CoveredArea(int order, long pixel)
    {
        if (order >= Order)
            return AreaOfPixel(order);
        int shift = 2 * (Order - order);
        long covered = 0;
        for (long inner = pixel << shift; inner < (pixel + 1) << shift; inner++)
            covered += Has(inner) ? 1 : 0;
        return Math.Max(covered, 1) * PixelArea;
    }

    /// <summary>The share of the probability of an error ellipse, a two-dimensional Gaussian, that falls into the footprint, 0 to 1.</summary>
    /// <param name="ra">Right ascension of the centre, degrees.</param>
    /// <param name="dec">Declination of the centre, degrees.</param>
    /// <param name="semiMajor">1σ semi-major axis, degrees.</param>
    /// <param name="semiMinor">1σ semi-minor axis, degrees.</param>
    /// <param name="positionAngle">Position angle of the major axis, degrees from north through east.</param>
    public double CoveredShare(double ra, double dec, double semiMajor, double semiMinor, double positionAngle) =>
        CoveredShareWithin(ra, dec, semiMajor, semiMinor, positionAngle, 0, 1);

    /// <summary>The covered share of an error ellipse if it lies from <paramref name="low"/> to <paramref name="high"/>, otherwise NaN, which is found faster.</summary>
    internal double CoveredShareWithin(double ra, double dec, double semiMajor, double semiMinor, double positionAngle, double low, double high)
    {
        (double sin, double cos) = double.IsFinite(positionAngle) ? DegreeTrigonometry.SinCos(positionAngle) : (0, 1);
        TangentPlane plane = new(ra, dec);
        long PixelAt(double along, double across)
        {
            double u = along * semiMajor, v = across * semiMinor;
            (double pointRa, double pointDec) = plane.At(u * sin + v * cos, u * cos - v * sin);
            return Healpix.Nested(Order, pointRa, pointDec);
        }

        double Within(double share) => share >= low && share <= high ? share : double.NaN;

        // The points of a small ellipse are all in the pixel of its centre, which its corners tell.
        long centre = PixelAt(0, 0);
        if (PixelAt(GaussianReach, GaussianReach) == centre && PixelAt(GaussianReach, -GaussianReach) == centre
            && PixelAt(-GaussianReach, GaussianReach) == centre && PixelAt(-GaussianReach, -GaussianReach) == centre)
            return Within(Has(centre) ? 1 : 0);
        if (!IsAnythingNear(ra, dec, GaussianReach * Math.Max(semiMajor, semiMinor)))
            return Within(0);
        int covered = 0;
        for (int i = 0; i < SharePoints; i++)
        {
            covered += Has(PixelAt(GaussianPoints[i].Along, GaussianPoints[i].Across)) ? 1 : 0;
            // Neither limit can be met any more, whatever the remaining points say.
            if (covered > high * SharePoints || covered + SharePoints - 1 - i < low * SharePoints)
                return double.NaN;
        }

        return (double)covered / SharePoints;
    }

    private bool IsAnythingNear(double ra, double dec, double radius) =>
        Array.Exists(Healpix.Cone(_coarseOrder, ra, dec, Math.Min(radius, 180), inclusive: true), pixel => _coarse[pixel]);

    // Half of the pixels with sources have at least this many; sorted pixels of one order, divided by a power of two.
    private static int MedianCount(List<long> sorted, int shift)
    {
        List<int> counts = [];
        for (int start = 0, end; start < sorted.Count; start = end)
        {
            for (end = start + 1; end < sorted.Count && sorted[end] >> shift == sorted[start] >> shift;)
                end++;
            counts.Add(end - start);
        }

        counts.Sort();
        return counts.Count == 0 ? 0 : counts[counts.Count / 2];
    }

    private bool Has(long pixel) => pixel >= 0 && (_pixels[pixel >> 6] & (1UL << (int)(pixel & 63))) != 0;

    private void Add(long pixel)
    {
        if (pixel < 0 || Has(pixel))
            return;
        _pixels[pixel >> 6] |= 1UL << (int)(pixel & 63);
        _coarse[pixel >> (2 * (Order - _coarseOrder))] = true;
        Count++;
    }

    private static (double Along, double Across)[] MakeGaussianPoints()
    {
        (double, double)[] points = new (double, double)[SharePoints];
        for (int k = 1; k <= SharePoints; k++)
        {
            double r = Math.Sqrt(-2 * Math.Log(1 - (k - 0.5) / SharePoints)), phi = 2 * Math.PI * k * GoldenRatio;
            points[k - 1] = (r * Math.Cos(phi), r * Math.Sin(phi));
        }

        return points;
    }
}
