namespace PSAstroXmatch.Engine.Sky;

/// <summary>
/// HEALPix: 12 · 4^order pixels of equal area, by their NESTED numbers, which keep neighbours together: the number of a pixel divided
/// by 4 is that of its parent.
/// </summary>
/// <remarks>Górski et al. 2005, ApJ 622, 759, section 5. Longitudes and latitudes are in degrees, in the frame of the map.</remarks>
public static class Healpix
{
    /// <summary>The highest order, at which a pixel is 0.4 milliarcseconds wide and its number has 62 bits.</summary>
    public const int MaxOrder = 29;

    /// <summary>Number of pixels in the whole sky.</summary>
    /// <param name="order">0 to 29.</param>
    public static long PixelCount(int order)
    {
        CheckOrder(order);
        return 12L << (2 * order);
    }

    /// <summary>The NESTED number of the pixel that contains a position.</summary>
    /// <param name="order">0 to 29.</param>
    /// <param name="lon">Longitude in degrees, any finite value.</param>
    /// <param name="lat">Latitude in degrees, −90 to 90.</param>
    /// <returns>The number, from 0; −1 if the coordinates are not a position.</returns>
    public static long Nested(int order, double lon, double lat)
    {
        CheckOrder(order);
        return double.IsFinite(lon) && Math.Abs(lat) <= 90 ? HealpixPixel.At(order, lon, lat).ToNested() : -1;
    }

    /// <summary>The centre of a pixel: longitude (0 to less than 360) and latitude in degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static (double Lon, double Lat) Center(int order, long nested) => FromNested(order, nested).Center();

    /// <summary>The neighbours of a pixel.</summary>
    /// <returns>The neighbours to the SW, W, NW, N, NE, E, SE and S, in this order; −1 for none, as at eight corners of the twelve faces.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static long[] Neighbors(int order, long nested) =>
        Array.ConvertAll(FromNested(order, nested).Neighbors(), pixel => pixel?.ToNested() ?? -1);

    /// <summary>The pixels of a cone, in ascending order.</summary>
    /// <param name="order">0 to 29.</param>
    /// <param name="lon">Longitude of the axis, degrees.</param>
    /// <param name="lat">Latitude of the axis, degrees.</param>
    /// <param name="radius">Radius in degrees, 0 to 180, inclusive.</param>
    /// <param name="inclusive">
    /// True: all pixels that overlap the cone, and perhaps a few that miss it by less than 1/16 of their size. False: those whose centre
    /// lies in it.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order, position or radius.</exception>
    public static long[] Cone(int order, double lon, double lat, double radius, bool inclusive)
    {
        CheckOrder(order);
        ArgumentOutOfRangeException.ThrowIfNotEqual(double.IsFinite(lon), true, nameof(lon));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Abs(lat) <= 90, true, nameof(lat));
        ArgumentOutOfRangeException.ThrowIfNotEqual(radius >= 0 && radius <= 180, true, nameof(radius));
        return new HealpixCone(order, lon, lat, radius, inclusive).Pixels();
    }

    private static HealpixPixel FromNested(int order, long nested)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nested);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(nested, PixelCount(order));
        return HealpixPixel.FromNested(order, nested);
    }

    private static void CheckOrder(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MaxOrder);
    }
}

/// <summary>
/// Finds the pixels of a cone by descending from the large pixels around its axis: pixels far outside are dropped, pixels well inside are
/// taken whole.
/// </summary>
internal sealed class HealpixCone(int order, double lon, double lat, double radius, bool inclusive)
{
    // A pixel that may overlap is examined through its sub-pixels, down to this many orders deeper.
    private const int ExtraOrders = 4;

    // So that no rounding of a distance loses a pixel on the boundary.
    private const double Margin = 1e-12;

    // Between a pixel and the pixels that do not touch it lie at least 40 degrees / side: by healpy, two million pairs at each order 0 to 8.
    private const double WidthOfNeighbors = 30;

    private readonly List<long> _pixels = [];

    internal long[] Pixels()
    {
        foreach (long start in Starts(out int startOrder))
            Visit(HealpixPixel.FromNested(startOrder, start));
        // Starts and children are visited in NESTED order, so the pixels are sorted.
        return [.. _pixels];
    }

    /// <summary>Pixels that hold the whole cone, in NESTED order: the pixel of the axis and its neighbours, or the twelve faces.</summary>
    private long[] Starts(out int startOrder)
    {
        startOrder = 0;
        if (radius > WidthOfNeighbors)
            return [.. Enumerable.Range(0, 12).Select(face => (long)face)];
        while (startOrder < order && radius <= WidthOfNeighbors / (2L << startOrder))
            startOrder++;
        HealpixPixel axis = HealpixPixel.At(startOrder, lon, lat);
        long[] starts = [.. axis.Neighbors().Select(pixel => pixel?.ToNested() ?? -1).Where(pixel => pixel >= 0), axis.ToNested()];
        Array.Sort(starts);
        return starts;
    }

    private void Visit(HealpixPixel pixel)
    {
        double distance = DistanceTo(pixel), reach = Reach(pixel.Order);
        if (distance > radius + reach)
            return;
        if (pixel.Order == order)
        {
            if (inclusive ? Overlaps(pixel, ExtraOrders) : distance <= radius)
                _pixels.Add(pixel.ToNested());
        }
        else if (distance + reach <= radius)
            AddWhole(pixel);
        else
        {
            for (int child = 0; child < 4; child++)
                Visit(pixel.Child(child));
        }
    }

    private void AddWhole(HealpixPixel pixel)
    {
        int bits = 2 * (order - pixel.Order);
        long first = pixel.ToNested() << bits;
        for (long i = 0; i < 1L << bits; i++)
            _pixels.Add(first + i);
    }

    private bool Overlaps(HealpixPixel pixel, int extraOrders)
    {
        double distance = DistanceTo(pixel);
        if (distance <= radius)
            return true;
        if (distance > radius + Reach(pixel.Order))
            return false;
        if (extraOrders == 0 || pixel.Order == Healpix.MaxOrder)
            return true;
        for (int child = 0; child < 4; child++)
        {
            if (Overlaps(pixel.Child(child), extraOrders - 1))
                return true;
        }
        return false;
    }

    private double DistanceTo(HealpixPixel pixel)
    {
        (double centreLon, double centreLat) = pixel.Center();
        return Separation.Degrees(lon, lat, centreLon, centreLat);
    }

    /// <summary>An upper limit on the distance from the centre of a pixel to its farthest corner, degrees.</summary>
    /// <remarks>
    /// The longest is from the centre (z = 1 − (1 − 1/side)²/3, longitude 0) to the corner (z = 2/3, longitude 45 degrees / side):
    /// 48.19 degrees at order 0, and below 61.25 degrees / side at all orders.
    /// </remarks>
    private static double Reach(int order) => Math.Min(48.2, 61.5 / (1L << order)) + Margin;
}
