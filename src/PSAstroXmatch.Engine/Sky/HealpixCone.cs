namespace PSAstroXmatch.Engine.Sky;

/// <summary>Finds the pixels of a cone by descending from the twelve faces: pixels far outside are dropped, pixels well inside are taken whole.</summary>
internal sealed class HealpixCone(int order, double lon, double lat, double radius, bool inclusive)
{
    // A pixel that may overlap is examined through its sub-pixels, down to this many orders deeper.
    private const int ExtraOrders = 4;

    // So that no rounding of a distance loses a pixel on the boundary.
    private const double Margin = 1e-12;

    private readonly List<long> _pixels = [];

    internal long[] Pixels()
    {
        for (int face = 0; face < 12; face++)
            Visit(new HealpixPixel(0, face, 0, 0));
        // Faces and children are visited in NESTED order, so the pixels are sorted.
        return [.. _pixels];
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
