namespace PSAstroXmatch.Engine.Sky;

/// <summary>
/// HEALPix: 12 · 4^order pixels of equal area, in two numbering schemes. NESTED keeps neighbours together: the number of a pixel
/// divided by 4 is that of its parent. RING follows the parallels from north to south.
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

    /// <summary>The RING number of the pixel that contains a position.</summary>
    /// <param name="order">0 to 29.</param>
    /// <param name="lon">Longitude in degrees, any finite value.</param>
    /// <param name="lat">Latitude in degrees, −90 to 90.</param>
    /// <returns>The number, from 0; −1 if the coordinates are not a position.</returns>
    public static long Ring(int order, double lon, double lat)
    {
        CheckOrder(order);
        return double.IsFinite(lon) && Math.Abs(lat) <= 90 ? HealpixPixel.At(order, lon, lat).ToRing() : -1;
    }

    /// <summary>The NESTED numbers of the pixels that contain the positions.</summary>
    /// <param name="order">0 to 29.</param>
    /// <param name="lon">Longitudes in degrees.</param>
    /// <param name="lat">Latitudes in degrees.</param>
    /// <param name="pixels">Receives the numbers; −1 if the coordinates are not a position.</param>
    /// <exception cref="ArgumentException">The spans differ in length.</exception>
    public static void Nested(int order, ReadOnlySpan<double> lon, ReadOnlySpan<double> lat, Span<long> pixels)
    {
        if (lon.Length != pixels.Length || lat.Length != pixels.Length)
            throw new ArgumentException("All spans must have the same length.");
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Nested(order, lon[i], lat[i]);
    }

    /// <summary>The RING number of a pixel given by its NESTED number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static long NestedToRing(int order, long nested) => FromNested(order, nested).ToRing();

    /// <summary>The NESTED number of a pixel given by its RING number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static long RingToNested(int order, long ring) => FromRing(order, ring).ToNested();

    /// <summary>The centre of a pixel given by its NESTED number: longitude (0 to less than 360) and latitude in degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static (double Lon, double Lat) NestedCenter(int order, long nested) => FromNested(order, nested).Center();

    /// <summary>The centre of a pixel given by its RING number: longitude (0 to less than 360) and latitude in degrees.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static (double Lon, double Lat) RingCenter(int order, long ring) => FromRing(order, ring).Center();

    /// <summary>The neighbours of a pixel, by NESTED numbers.</summary>
    /// <returns>The neighbours to the SW, W, NW, N, NE, E, SE and S, in this order; −1 for none, as at eight corners of the twelve faces.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static long[] NestedNeighbors(int order, long nested) =>
        Array.ConvertAll(FromNested(order, nested).Neighbors(), pixel => pixel?.ToNested() ?? -1);

    /// <summary>The neighbours of a pixel, by RING numbers; see <see cref="NestedNeighbors"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order or pixel.</exception>
    public static long[] RingNeighbors(int order, long ring) =>
        Array.ConvertAll(FromRing(order, ring).Neighbors(), pixel => pixel?.ToRing() ?? -1);

    /// <summary>The pixels of a cone, by NESTED numbers in ascending order.</summary>
    /// <param name="order">0 to 29.</param>
    /// <param name="lon">Longitude of the axis, degrees.</param>
    /// <param name="lat">Latitude of the axis, degrees.</param>
    /// <param name="radius">Radius in degrees, 0 to 180, inclusive.</param>
    /// <param name="inclusive">
    /// True: all pixels that overlap the cone, and perhaps a few that miss it by less than 1/16 of their size. False: those whose centre
    /// lies in it.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order, position or radius.</exception>
    public static long[] NestedCone(int order, double lon, double lat, double radius, bool inclusive)
    {
        CheckOrder(order);
        ArgumentOutOfRangeException.ThrowIfNotEqual(double.IsFinite(lon), true, nameof(lon));
        ArgumentOutOfRangeException.ThrowIfNotEqual(Math.Abs(lat) <= 90, true, nameof(lat));
        ArgumentOutOfRangeException.ThrowIfNotEqual(radius >= 0 && radius <= 180, true, nameof(radius));
        HealpixCone cone = new(order, lon, lat, radius, inclusive);
        return cone.Pixels();
    }

    /// <summary>The pixels of a cone, by RING numbers in ascending order; see <see cref="NestedCone"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such order, position or radius.</exception>
    public static long[] RingCone(int order, double lon, double lat, double radius, bool inclusive)
    {
        long[] pixels = Array.ConvertAll(NestedCone(order, lon, lat, radius, inclusive), nested => NestedToRing(order, nested));
        Array.Sort(pixels);
        return pixels;
    }

    private static HealpixPixel FromNested(int order, long nested)
    {
        CheckPixel(order, nested);
        return HealpixPixel.FromNested(order, nested);
    }

    private static HealpixPixel FromRing(int order, long ring)
    {
        CheckPixel(order, ring);
        return HealpixPixel.FromRing(order, ring);
    }

    private static void CheckOrder(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(order, MaxOrder);
    }

    private static void CheckPixel(int order, long pixel)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(pixel);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(pixel, PixelCount(order));
    }
}
