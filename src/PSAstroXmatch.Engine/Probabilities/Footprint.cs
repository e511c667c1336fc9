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

    private static readonly (double Along, double Across)[] GaussianPoints = MakeGaussianPoints();

    // The point farthest from the centre, σ.
    private static readonly double GaussianReach = GaussianPoints.Max(point => Math.Sqrt(point.Along * point.Along + point.Across * point.Across));

    private readonly ulong[] _pixels;
    private readonly bool[] _coarse;
    private readonly int _coarseOrder;

    private Footprint(int order, string origin)
    {
        Order = order;
        Origin = origin;
        PixelArea = SquareDegreesOfSky / Healpix.PixelCount(order);
        _pixels = new ulong[(Healpix.PixelCount(order) + 63) / 64];
        _coarseOrder = Math.Min(order, CoarseOrder);
        _coarse = new bool[Healpix.PixelCount(_coarseOrder)];
    }

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

    /// <summary>Whether a position, ICRS in degrees, lies in the footprint.</summary>
    public bool Contains(double ra, double dec) => Has(Healpix.Nested(Order, ra, dec));

    /// <summary>The covered area of a disc: its area times the share of its pixels, by their centres, that are covered; at least one pixel.</summary>
    /// <param name="ra">Right ascension of the centre, degrees.</param>
    /// <param name="dec">Declination of the centre, degrees.</param>
    /// <param name="radius">Radius, degrees.</param>
    /// <returns>Square degrees, and whether any pixel is covered at all.</returns>
    public (double Area, bool IsCovered) CoveredArea(double ra, double dec, double radius)
    {
        long[] pixels = Healpix.Cone(Order, ra, dec, radius, inclusive: false);
        int covered = pixels.Count(Has);
        double area = pixels.Length == 0 ? 0 : (double)covered / pixels.Length * Math.PI * radius * radius;
        return (Math.Max(area, PixelArea), covered > 0);
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
        if (!IsAnythingNear(ra, dec, GaussianReach * semiMajor))
            return low <= 0 ? 0 : double.NaN;
        (double sin, double cos) = double.IsFinite(positionAngle) ? DegreeTrigonometry.SinCos(positionAngle) : (0, 1);
        TangentPlane plane = new(ra, dec);
        int covered = 0;
        for (int i = 0; i < SharePoints; i++)
        {
            double u = GaussianPoints[i].Along * semiMajor, v = GaussianPoints[i].Across * semiMinor;
            (double pointRa, double pointDec) = plane.At(u * sin + v * cos, u * cos - v * sin);
            if (Contains(pointRa, pointDec))
                covered++;
            // Neither limit can be met any more, whatever the remaining points say.
            if (covered > high * SharePoints || covered + SharePoints - 1 - i < low * SharePoints)
                return double.NaN;
        }

        return (double)covered / SharePoints;
    }

    private bool IsAnythingNear(double ra, double dec, double radius) =>
        Array.Exists(Healpix.Cone(_coarseOrder, ra, dec, Math.Min(radius, 180), inclusive: true), pixel => _coarse[pixel]);

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
