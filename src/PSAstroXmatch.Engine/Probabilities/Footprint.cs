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

    private static readonly (double Along, double Across)[] GaussianPoints = MakeGaussianPoints();

    private readonly ulong[] _pixels;

    private Footprint(int order, string origin)
    {
        Order = order;
        Origin = origin;
        PixelArea = SquareDegreesOfSky / Healpix.PixelCount(order);
        _pixels = new ulong[(Healpix.PixelCount(order) + 63) / 64];
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

    /// <summary>The pixels whose centre lies in at least one of the discs.</summary>
    /// <param name="order">HEALPix order; pixels should be small beside the discs.</param>
    /// <param name="centres">Centres of the discs, ICRS.</param>
    /// <param name="radius">Their radius, degrees.</param>
    /// <param name="origin">What the discs are, in words.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static Footprint OfDiscs(int order, SkyPositions centres, double radius, string origin, CancellationToken cancellationToken = default)
    {
        Footprint footprint = new(order, origin);
        for (int row = 0; row < centres.Count; row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!double.IsFinite(centres.Ra[row]) || !(Math.Abs(centres.Dec[row]) <= 90))
                continue;
            foreach (long pixel in Healpix.Cone(order, centres.Ra[row], centres.Dec[row], radius, inclusive: false))
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
    public double CoveredShare(double ra, double dec, double semiMajor, double semiMinor, double positionAngle)
    {
        (double sin, double cos) = double.IsFinite(positionAngle) ? DegreeTrigonometry.SinCos(positionAngle) : (0, 1);
        int covered = 0;
        foreach ((double along, double across) in GaussianPoints)
        {
            double u = along * semiMajor, v = across * semiMinor;
            (double pointRa, double pointDec) = TangentOffset.At(ra, dec, u * sin + v * cos, u * cos - v * sin);
            if (Contains(pointRa, pointDec))
                covered++;
        }

        return (double)covered / SharePoints;
    }

    private bool Has(long pixel) => pixel >= 0 && (_pixels[pixel >> 6] & (1UL << (int)(pixel & 63))) != 0;

    private void Add(long pixel)
    {
        if (pixel < 0 || Has(pixel))
            return;
        _pixels[pixel >> 6] |= 1UL << (int)(pixel & 63);
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
