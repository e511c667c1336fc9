using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace PSAstroXmatch.Engine.Sky;

/// <summary>The distance between neighbours, for one pair or several at once; both give bit-identical results.</summary>
/// <remarks>
/// The series of σ² = (2 asin √h)², with h = sin²(u/2) + C sin²(v/2) and C = cos lat1 cos lat2, in U = u² and V = v²:
/// U + CV + CV (2U + (C − 1)V)/12 + CV (7U² + (12C − 5)UV + (C − 1)(4C − 1)V²)/360; the next term is below 1e-14 of σ², 3e-15 degrees.
/// Along a meridian it is exactly |lat2 − lat1|.
/// </remarks>
internal static class SeparationKernel
{
    /// <summary>The largest difference in longitude or latitude, in degrees, at which the series is accurate to all digits.</summary>
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

    /// <summary>Distances in degrees of many pairs, several at once if they are neighbours. All spans have the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Degrees(
        ReadOnlySpan<double> lon1,
        ReadOnlySpan<double> lat1,
        ReadOnlySpan<double> lon2,
        ReadOnlySpan<double> lat2,
        Span<double> separations)
    {
        int done = Vector512.IsHardwareAccelerated ? Degrees<EightLanes>(lon1, lat1, lon2, lat2, separations)
            : Vector256.IsHardwareAccelerated ? Degrees<FourLanes>(lon1, lat1, lon2, lat2, separations)
            : Degrees<TwoLanes>(lon1, lat1, lon2, lat2, separations);
        for (int i = done; i < separations.Length; i++)
            separations[i] = Separation.Degrees(lon1[i], lat1[i], lon2[i], lat2[i]);
    }

    /// <summary>Distance in degrees between positions that differ by at most <see cref="NeighbourLimit"/> in both coordinates.</summary>
    internal static double Neighbours(double lonDifference, double latDifference, double meanLat) =>
        Neighbours(TwoLanes.All(lonDifference), TwoLanes.All(latDifference), TwoLanes.All(meanLat)).First();

    /// <summary>Processes as many pairs as fill the lanes; returns their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Degrees<T>(
        ReadOnlySpan<double> lon1,
        ReadOnlySpan<double> lat1,
        ReadOnlySpan<double> lon2,
        ReadOnlySpan<double> lat2,
        Span<double> separations)
        where T : struct, ILanes<T>
    {
        int i = 0;
        for (; i <= separations.Length - T.Count; i += T.Count)
        {
            T latitude1 = Load<T>(lat1, i), latitude2 = Load<T>(lat2, i);
            T latDifference = latitude2 - latitude1;
            T lonDifference = Load<T>(lon2, i) - Load<T>(lon1, i);
            lonDifference -= T.All(360.0) * T.Floor(lonDifference * T.All(1 / 360.0) + T.All(0.5));
            Neighbours(lonDifference, latDifference, T.All(0.5) * (latitude1 + latitude2)).Store(ref separations[i]);
            T limit = T.All(NeighbourLimit);
            uint others = ~(T.AtMost(T.Abs(latDifference), limit) & T.AtMost(T.Abs(lonDifference), limit)) & ((1u << T.Count) - 1);
            for (int j = i; others != 0; j++, others >>= 1)
            {
                if ((others & 1) != 0)
                    separations[j] = Separation.Degrees(lon1[j], lat1[j], lon2[j], lat2[j]);
            }
        }
        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Neighbours<T>(T lonDifference, T latDifference, T meanLat)
        where T : struct, ILanes<T>
    {
        T squareRadians = T.All(RadiansPerDegree * RadiansPerDegree), one = T.All(1);
        T lat2 = latDifference * latDifference;
        T lon2 = lonDifference * lonDifference;
        T u = lat2 * squareRadians;
        T v = lon2 * squareRadians;
        T cosMean = CosLatitude(meanLat);
        // cos lat1 cos lat2 = cos²(mean) − sin²(u/2)
        T c = cosMean * cosMean - u * (T.All(0.25) - u * T.All(1 / 48.0));
        T cLon2 = c * lon2;
        T second = (u + u + (c - one) * v) * T.All(1 / 12.0);
        T third = (T.All(7.0) * u * u + (T.All(12.0) * c - T.All(5.0)) * u * v
            + (c - one) * (T.All(4.0) * c - one) * v * v) * T.All(1 / 360.0);
        return T.Sqrt(lat2 + cLon2 + cLon2 * (second + third));
    }

    /// <summary>Cosine of latitudes, −90 to 90 degrees, as the sine of the distance from the pole, which keeps all digits near it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T CosLatitude<T>(T lat)
        where T : struct, ILanes<T>
    {
        T x = (T.All(90.0) - T.Abs(lat)) * T.All(RadiansPerDegree);
        T t = x * x;
        T sum = T.All(S9) + t * T.All(S10);
        sum = T.All(S8) + t * sum;
        sum = T.All(S7) + t * sum;
        sum = T.All(S6) + t * sum;
        sum = T.All(S5) + t * sum;
        sum = T.All(S4) + t * sum;
        sum = T.All(S3) + t * sum;
        sum = T.All(S2) + t * sum;
        sum = T.All(S1) + t * sum;
        return x + x * (t * sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Load<T>(ReadOnlySpan<double> values, int index)
        where T : struct, ILanes<T> => T.Load(ref Unsafe.Add(ref MemoryMarshal.GetReference(values), index));
}
