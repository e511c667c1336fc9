using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PSAstroXmatch.Engine.Sky;

/// <summary>The distance of neighbours, for one pair and for four at once; both give the same bits.</summary>
/// <remarks>
/// The series of σ² = (2 asin √h)², with h = sin²(u/2) + C sin²(v/2) and C = cos lat1 cos lat2, in U = u² and V = v²:
/// U + CV + CV (2U + (C − 1)V)/12 + CV (7U² + (12C − 5)UV + (C − 1)(4C − 1)V²)/360; the next term is below 1e-14 of σ², 3e-15 degrees.
/// Along a meridian it is |lat2 − lat1| itself.
/// </remarks>
internal static class SeparationKernel
{
    /// <summary>The largest difference in longitude and in latitude, in degrees, at which the series holds all digits.</summary>
    internal const double NeighbourLimit = 0.5;

    private const double RadiansPerDegree = 1 / DegreeTrigonometry.DegreesPerRadian;

    // Taylor's series of sin x / x in x², to 1e-17 at 90 degrees.
    private const double S1 = -1.0 / 6;
    private const double S2 = 1.0 / 120;
    private const double S3 = -1.0 / 5040;
    private const double S4 = 1.0 / 362880;
    private const double S5 = -1.0 / 39916800;
    private const double S6 = 1.0 / 6227020800;
    private const double S7 = -1.0 / 1307674368000;
    private const double S8 = 1.0 / 355687428096000;
    private const double S9 = -1.0 / 121645100408832000;
    private const double S10 = 1.0 / 51090942171709440000.0;

    /// <summary>Distances in degrees of many pairs, four at once where they are neighbours. All spans have the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Degrees(
        ReadOnlySpan<double> lon1,
        ReadOnlySpan<double> lat1,
        ReadOnlySpan<double> lon2,
        ReadOnlySpan<double> lat2,
        Span<double> separations)
    {
        int width = Vector256<double>.Count;
        int i = 0;
        for (; i <= separations.Length - width; i += width)
        {
            Vector256<double> latitude1 = Load(lat1, i), latitude2 = Load(lat2, i);
            Vector256<double> latDifference = latitude2 - latitude1;
            Vector256<double> lonDifference = Load(lon2, i) - Load(lon1, i);
            lonDifference -= Vector256.Create(360.0)
                * Vector256.Floor(lonDifference * Vector256.Create(1 / 360.0) + Vector256.Create(0.5));
            Neighbours(lonDifference, latDifference, Vector256.Create(0.5) * (latitude1 + latitude2)).StoreUnsafe(ref separations[i]);
            Vector256<double> largest = Vector256.Max(Vector256.Abs(latDifference), Vector256.Abs(lonDifference));
            uint neighbours = Vector256.LessThanOrEqual(largest, Vector256.Create(NeighbourLimit)).ExtractMostSignificantBits();
            for (int j = i; neighbours != 15; j++, neighbours = neighbours >> 1 | 8)
            {
                if ((neighbours & 1) == 0)
                    separations[j] = Separation.Degrees(lon1[j], lat1[j], lon2[j], lat2[j]);
            }
        }
        for (; i < separations.Length; i++)
            separations[i] = Separation.Degrees(lon1[i], lat1[i], lon2[i], lat2[i]);
    }

    /// <summary>Distance in degrees of positions that differ by at most <see cref="NeighbourLimit"/> in both coordinates.</summary>
    internal static double Neighbours(double lonDifference, double latDifference, double meanLat) => Neighbours(
        Vector256.Create(lonDifference), Vector256.Create(latDifference), Vector256.Create(meanLat)).ToScalar();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Neighbours(
        Vector256<double> lonDifference, Vector256<double> latDifference, Vector256<double> meanLat)
    {
        Vector256<double> squareRadians = Vector256.Create(RadiansPerDegree * RadiansPerDegree);
        Vector256<double> lat2 = latDifference * latDifference;
        Vector256<double> lon2 = lonDifference * lonDifference;
        Vector256<double> u = lat2 * squareRadians;
        Vector256<double> v = lon2 * squareRadians;
        Vector256<double> cosMean = CosLatitude(meanLat);
        // cos lat1 cos lat2 = cos²(mean) − sin²(u/2)
        Vector256<double> c = cosMean * cosMean - u * (Vector256.Create(0.25) - u * Vector256.Create(1 / 48.0));
        Vector256<double> cLon2 = c * lon2;
        Vector256<double> one = Vector256<double>.One;
        Vector256<double> second = (u + u + (c - one) * v) * Vector256.Create(1 / 12.0);
        Vector256<double> third = (Vector256.Create(7.0) * u * u + (Vector256.Create(12.0) * c - Vector256.Create(5.0)) * u * v
            + (c - one) * (Vector256.Create(4.0) * c - one) * v * v) * Vector256.Create(1 / 360.0);
        return Vector256.Sqrt(lat2 + cLon2 + cLon2 * (second + third));
    }

    /// <summary>Cosine of latitudes, −90 to 90 degrees, as the sine of the distance from the pole: which keeps all digits beside it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> CosLatitude(Vector256<double> lat)
    {
        Vector256<double> x = (Vector256.Create(90.0) - Vector256.Abs(lat)) * Vector256.Create(RadiansPerDegree);
        Vector256<double> t = x * x;
        Vector256<double> sum = Vector256.Create(S9) + t * Vector256.Create(S10);
        sum = Vector256.Create(S8) + t * sum;
        sum = Vector256.Create(S7) + t * sum;
        sum = Vector256.Create(S6) + t * sum;
        sum = Vector256.Create(S5) + t * sum;
        sum = Vector256.Create(S4) + t * sum;
        sum = Vector256.Create(S3) + t * sum;
        sum = Vector256.Create(S2) + t * sum;
        sum = Vector256.Create(S1) + t * sum;
        return x + x * (t * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Load(ReadOnlySpan<double> values, int index) =>
        Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(values), (nuint)index);
}
