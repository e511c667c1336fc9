using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// Cells of nearly equal size that cover the sky: bands of declination, each divided into as many cells of right ascension as fit.
/// A position is in one cell; a circle touches all cells that it may overlap.
/// </summary>
internal sealed unsafe class SkyGrid
{
    /// <summary>Index of the first cell of a band, and the number of cells per degree of right ascension.</summary>
    internal readonly record struct Band(double CellsPerDegree, int Start, int Count);

    /// <summary>
    /// The properties of a band needed to enter a circle: four numbers, read at once. <paramref name="InverseCosine"/> times a reach is the
    /// half-width of a circle in right ascension, if the reach is at most <paramref name="SimpleReach"/>.
    /// </summary>
    private readonly record struct BandShape(double CellsPerDegree, double InverseCosine, double SimpleReach, double Start);

    // Margin added to a radius, so that no rounding of a coordinate or distance loses a pair on the boundary.
    private const double RelativeMargin = 1e-12;
    private const double AbsoluteMargin = 1e-12;

    private readonly BandShape[] _shapes;
    private readonly double[] _squareCosine;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal SkyGrid(int bandCount)
    {
        BandCount = bandCount;
        BandsPerDegree = bandCount / 180.0;
        // One extra band: declination 90 itself belongs to the last.
        Bands = new Band[bandCount + 1];
        _shapes = new BandShape[bandCount];
        _squareCosine = new double[bandCount];
        for (int i = 0; i < bandCount; i++)
        {
            double low = i / BandsPerDegree - 90, high = (i + 1) / BandsPerDegree - 90;
            double nearest = low <= 0 && high >= 0 ? 0 : Math.Min(Math.Abs(low), Math.Abs(high));
            double farthest = Math.Min(90, Math.Max(Math.Abs(low), Math.Abs(high)));
            int count = Math.Max(1, (int)(360 * BandsPerDegree * DegreeTrigonometry.SinCos(nearest).Cos));
            // Slightly less than the exact value, so that a right ascension just below 360 does not round into the next band.
            int start = CellCount;
            Bands[i] = new Band(Math.BitDecrement(Math.BitDecrement(count / 360.0)), start, count);
            CellCount += count;
            // The half-width asin(sin r / cos dec) of a circle in right ascension is below 1.005 r / cos dec for these radii.
            double cosine = DegreeTrigonometry.SinCos(farthest).Cos;
            _shapes[i] = new BandShape(Bands[i].CellsPerDegree, 1.005 / cosine, 0.1 * (90 - farthest), start);
            _squareCosine[i] = cosine * cosine;
        }
        Bands[bandCount] = Bands[bandCount - 1];
    }

    internal int BandCount { get; }

    internal double BandsPerDegree { get; }

    internal int CellCount { get; }

    internal Band[] Bands { get; }

    /// <summary>
    /// The integer part of a number that is known to fit. A cast also checks for numbers that do not, which slows these loops.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static int Truncate(double value) => Sse2.IsSupported
        ? Sse2.ConvertToInt32WithTruncation(Vector128.CreateScalarUnsafe(value))
        : (int)value;

    /// <summary>A right ascension normalised to 0 to less than 360; NaN if it is not finite.</summary>
    internal static double Normalize(double ra)
    {
        double normalized = ra % 360;
        if (normalized < 0)
            normalized += 360;
        return normalized >= 360 ? 0 : normalized;
    }

    /// <summary>The cell of a circle that touches only one, as most small circles do; −1 if it may touch more.</summary>
    /// <param name="ra">Right ascension of the centre, 0 to less than 360.</param>
    /// <param name="dec">Declination of the centre.</param>
    /// <param name="radius">Radius in degrees, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int OnlyCell(double ra, double dec, double radius)
    {
        double reach = radius * (1 + RelativeMargin) + AbsoluteMargin;
        double south = dec + 90 - reach, north = dec + 90 + reach;
        if (!(south > 0 && north < 180))
            return -1;
        int i = Truncate(south * BandsPerDegree);
        if (Truncate(north * BandsPerDegree) != i || !(reach <= _shapes[i].SimpleReach))
            return -1;
        double halfWidth = reach * _shapes[i].InverseCosine, low = ra - halfWidth, high = ra + halfWidth;
        ref readonly Band band = ref Bands[i];
        int cell = Truncate(low * band.CellsPerDegree);
        return low >= 0 && high < 360 && Truncate(high * band.CellsPerDegree) == cell ? band.Start + cell : -1;
    }

    /// <summary>
    /// The cells of four circles, as found by <see cref="OnlyCell"/>. The bits of the result tell which circles touch only one cell; the
    /// cells of the others are meaningless.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal uint OnlyCells(Vector256<double> ra, Vector256<double> dec, Vector256<double> radius, out Vector128<int> cells)
    {
        Vector256<double> reach = radius * Vector256.Create(1 + RelativeMargin) + Vector256.Create(AbsoluteMargin);
        Vector256<double> fromPole = dec + Vector256.Create(90.0), south = fromPole - reach, north = fromPole + reach;
        // NaN fails all of these.
        Vector256<double> inside = Vector256.GreaterThan(south, Vector256<double>.Zero) & Vector256.LessThan(north, Vector256.Create(180.0));
        if (inside.ExtractMostSignificantBits() != 15)
        {
            cells = default;
            return 0;
        }
        Vector128<int> band = Avx.ConvertToVector128Int32WithTruncation(south * Vector256.Create(BandsPerDegree));
        Vector128<int> northBand = Avx.ConvertToVector128Int32WithTruncation(north * Vector256.Create(BandsPerDegree));
        // Transposes four rows of four numbers into four columns, which is faster than gathering each column.
        Vector256<double> row0, row1, row2, row3;
        fixed (BandShape* shapes = _shapes)
        {
            row0 = Vector256.Load((double*)(shapes + band.ToScalar()));
            row1 = Vector256.Load((double*)(shapes + band.GetElement(1)));
            row2 = Vector256.Load((double*)(shapes + band.GetElement(2)));
            row3 = Vector256.Load((double*)(shapes + band.GetElement(3)));
        }
        Vector256<double> even01 = Avx.UnpackLow(row0, row1), odd01 = Avx.UnpackHigh(row0, row1);
        Vector256<double> even23 = Avx.UnpackLow(row2, row3), odd23 = Avx.UnpackHigh(row2, row3);
        Vector256<double> cellsPerDegree = Avx.Permute2x128(even01, even23, 0x20), inverseCosine = Avx.Permute2x128(odd01, odd23, 0x20);
        Vector256<double> simpleReach = Avx.Permute2x128(even01, even23, 0x31), start = Avx.Permute2x128(odd01, odd23, 0x31);

        Vector256<double> halfWidth = reach * inverseCosine, low = ra - halfWidth, high = ra + halfWidth;
        Vector128<int> cell = Avx.ConvertToVector128Int32WithTruncation(low * cellsPerDegree);
        Vector128<int> highCell = Avx.ConvertToVector128Int32WithTruncation(high * cellsPerDegree);
        cells = Avx.ConvertToVector128Int32WithTruncation(start) + cell;
        Vector256<double> simple = Vector256.LessThanOrEqual(reach, simpleReach)
            & Vector256.GreaterThanOrEqual(low, Vector256<double>.Zero) & Vector256.LessThan(high, Vector256.Create(360.0));
        Vector128<int> single = Vector128.Equals(band, northBand) & Vector128.Equals(cell, highCell);
        return simple.ExtractMostSignificantBits() & single.ExtractMostSignificantBits();
    }

    /// <summary>
    /// The bands that a circle touches and its half-width in right ascension (180 or more: all of it), in degrees.
    /// </summary>
    /// <param name="dec">Declination of the centre.</param>
    /// <param name="radius">Radius in degrees, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal (int FirstBand, int LastBand, double HalfWidth) Touched(double dec, double radius)
    {
        double reach = radius * (1 + RelativeMargin) + AbsoluteMargin;
        double south = dec + 90 - reach, north = dec + 90 + reach;
        int last = north < 180 ? Truncate(north * BandsPerDegree) : BandCount - 1;
        int first = south > 0 ? Math.Min(Truncate(south * BandsPerDegree), last) : 0;
        int farthest = dec >= 0 ? last : first;
        double halfWidth = reach <= _shapes[farthest].SimpleReach ? reach * _shapes[farthest].InverseCosine : HalfWidth(dec, reach);
        return (first, last, halfWidth);
    }

    /// <summary>A condition satisfied by every position in a circle, and by few others: Δdec² + RaWeight Δra² ≤ SquareLimit, in degrees.</summary>
    /// <remarks>
    /// sin²(r/2) ≥ sin²(Δdec/2) + cos dec₁ cos dec₂ sin²(Δra/2), and sin²(x/2) is between x²/4 and x²/4 (1 − x²/12). If the half-width
    /// of the circle is simple, all three angles are below 0.158, and both cosines at least that of the farthest band: the sum is below
    /// 1.0021 r². Otherwise right ascension is not used.
    /// </remarks>
    /// <param name="dec">Declination of the centre.</param>
    /// <param name="radius">Radius in degrees, 0 or more.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal (double RaWeight, double SquareLimit) Bound(double dec, double radius)
    {
        double reach = radius * (1 + RelativeMargin) + AbsoluteMargin;
        double farthest = Math.Abs(dec) + 90 + reach;
        int band = farthest < 180 ? Truncate(farthest * BandsPerDegree) : BandCount - 1;
        double weight = reach <= _shapes[band].SimpleReach ? _squareCosine[band] : 0;
        return (weight, 1.003 * reach * reach);
    }

    /// <summary>The cells of a band within the half-width of a right ascension; the numbering continues beyond the last cell if they wrap around.</summary>
    /// <param name="band">The band.</param>
    /// <param name="ra">Right ascension of the centre, 0 to less than 360.</param>
    /// <param name="halfWidth">Half-width in degrees.</param>
    /// <returns>
    /// First cell within the band and number of cells; beyond the band's count they continue with its first cell.
    /// </returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static (int First, int Number) CellsOf(in Band band, double ra, double halfWidth)
    {
        if (halfWidth >= 180)
            return (0, band.Count);
        double low = ra - halfWidth, high = ra + halfWidth;
        int first, last;
        if (low >= 0 && high < 360)
        {
            first = Truncate(low * band.CellsPerDegree);
            last = Truncate(high * band.CellsPerDegree);
        }
        else
        {
            first = Truncate((low < 0 ? low + 360 : low) * band.CellsPerDegree);
            last = Truncate((high >= 360 ? high - 360 : high) * band.CellsPerDegree);
            // low + 360 may round up to 360.
            first = Math.Min(first, band.Count - 1);
            last += band.Count;
        }
        return (first, Math.Min(last - first + 1, band.Count));
    }

    private static double HalfWidth(double dec, double reach)
    {
        if (Math.Abs(dec) + reach >= 90)
            return 180;
        double sine = DegreeTrigonometry.SinCos(reach).Sin / DegreeTrigonometry.SinCos(dec).Cos;
        return Math.Asin(Math.Min(1, sine)) * DegreeTrigonometry.DegreesPerRadian * (1 + 1e-9) + 1e-9;
    }
}
