using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Pairs whose right position lies inside the ellipse of the left row; the boundary is included.</summary>
/// <remarks>
/// The offset of the right position has the components distance times cosine and sine of the angle between the great circle to it
/// and the major axis, which is exact at the poles. The normalised separation is √((x/a)² + (y/b)²).
/// </remarks>
public sealed class EllipseContainsPoint : MatchCriterion
{
    private readonly SkyEllipses _ellipses;

    /// <summary>Makes the criterion.</summary>
    /// <param name="leftEllipses">One ellipse per left row.</param>
    public EllipseContainsPoint(SkyEllipses leftEllipses) => _ellipses = leftEllipses;

    /// <inheritdoc/>
    public override bool IsNormalized => true;

    internal override void Check(int leftCount, int rightCount) =>
        MatchErrors.CheckLength("ellipses", _ellipses.Count, "left rows", leftCount);

    /// <inheritdoc/>
    public override Reaches LeftReaches => new(_ellipses.Reaches(1), 0);

    /// <inheritdoc/>
    public override Reaches RightReaches => new(null, 0);

    /// <inheritdoc/>
    public override bool IsPair(
        SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation, out double normalizedSeparation)
    {
        normalizedSeparation = Normalized(left, leftRow, right, rightRow, separation);
        return normalizedSeparation <= 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Select(SkyPositions left, SkyPositions right, PairBlock block)
    {
        int kept = 0;
        for (int i = 0; i < block.Count; i++)
        {
            int leftRow = block.Left[i], rightRow = block.Right[i];
            double separation = block.Separation[i];
            if (separation > _ellipses.SemiMajor[leftRow] && separation > _ellipses.SemiMinor[leftRow])
                continue;
            double normalized = Normalized(left, leftRow, right, rightRow, separation);
            if (normalized <= 1)
            {
                block.Left[kept] = leftRow;
                block.Right[kept] = rightRow;
                block.Normalized[kept] = normalized;
                block.Separation[kept++] = separation;
            }
        }
        block.Count = kept;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double Normalized(SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation)
    {
        if (separation == 0)
            return 0;
        (double sin, double cos) = _ellipses.Axis(leftRow);
        (double east, double north) = Separation.Direction(left.Ra[leftRow], left.Dec[leftRow], right.Ra[rightRow], right.Dec[rightRow]);
        double scale = separation / Math.Sqrt(east * east + north * north);
        double alongMajor = (east * sin + north * cos) * scale;
        double alongMinor = (east * cos - north * sin) * scale;
        double x = Ratio(alongMajor, _ellipses.SemiMajor[leftRow]), y = Ratio(alongMinor, _ellipses.SemiMinor[leftRow]);
        return Math.Sqrt(x * x + y * y);
    }

    // With an axis of zero, the ellipse contains only points on its other axis.
    private static double Ratio(double offset, double axis) => offset == 0 ? 0 : offset / axis;
}

/// <summary>
/// Pairs whose separation is consistent with their combined error ellipses: normalised separation d = √(Δᵀ (C1 + C2)⁻¹ Δ) ≤ a limit.
/// </summary>
/// <remarks>
/// C = R(θ) diag(a², b²) R(θ)ᵀ (Pineau et al. 2017, A&amp;A 597, A89, equations 8 to 10). Both covariances are expressed along and
/// across the great circle between the positions, using the position angle of that circle at each position: exact at the poles.
/// With 1σ ellipses the joint 95 % region is d ≤ <see cref="SkyEllipses.Sigma95"/>.
/// </remarks>
public sealed class JointEllipses : MatchCriterion
{
    private readonly SkyEllipses _left;
    private readonly SkyEllipses _right;
    private readonly double _limit;

    /// <summary>Makes the criterion.</summary>
    /// <param name="left">One ellipse per left row.</param>
    /// <param name="right">One ellipse per right row, at the same confidence level.</param>
    /// <param name="maxNormalizedSeparation">The maximum normalised separation, 0 or more.</param>
    /// <exception cref="AstroException"><c>MatchRadiusInvalid</c>: the limit is NaN, negative or infinite.</exception>
    public JointEllipses(SkyEllipses left, SkyEllipses right, double maxNormalizedSeparation)
    {
        if (!(maxNormalizedSeparation >= 0 && maxNormalizedSeparation <= double.MaxValue))
            throw MatchErrors.InvalidRadius("maximum normalised separation", maxNormalizedSeparation);
        _left = left;
        _right = right;
        _limit = maxNormalizedSeparation;
    }

    /// <inheritdoc/>
    public override bool IsNormalized => true;

    internal override void Check(int leftCount, int rightCount)
    {
        MatchErrors.CheckLength("left ellipses", _left.Count, "left rows", leftCount);
        MatchErrors.CheckLength("right ellipses", _right.Count, "right rows", rightCount);
    }

    /// <inheritdoc/>
    public override Reaches LeftReaches => new(_left.Reaches(_limit), 0);

    /// <inheritdoc/>
    public override Reaches RightReaches => new(_right.Reaches(_limit), 0);

    // No variance of C1 + C2 exceeds the sum of their largest variances.
    /// <inheritdoc/>
    public override double Combine(double leftReach, double rightReach) =>
        Math.Sqrt(leftReach * leftReach + rightReach * rightReach) * (1 + 1e-12);

    /// <inheritdoc/>
    public override bool IsPair(
        SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation, out double normalizedSeparation)
    {
        normalizedSeparation = Normalized(_left, left, leftRow, _right, right, rightRow, separation);
        return normalizedSeparation <= _limit;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Select(SkyPositions left, SkyPositions right, PairBlock block)
    {
        int kept = 0;
        for (int i = 0; i < block.Count; i++)
        {
            int leftRow = block.Left[i], rightRow = block.Right[i];
            double separation = block.Separation[i];
            double normalized = Normalized(_left, left, leftRow, _right, right, rightRow, separation);
            if (normalized <= _limit)
            {
                block.Left[kept] = leftRow;
                block.Right[kept] = rightRow;
                block.Normalized[kept] = normalized;
                block.Separation[kept++] = separation;
            }
        }
        block.Count = kept;
    }

    /// <summary>The normalised separations of pairs that were found by any criterion.</summary>
    /// <param name="pairs">The pairs, in any order.</param>
    /// <param name="left">Positions of the left table.</param>
    /// <param name="leftEllipses">1σ ellipses of its rows, so that the result is in σ.</param>
    /// <param name="right">Positions of the right table.</param>
    /// <param name="rightEllipses">1σ ellipses of its rows; axes of 0 if a position is treated as exact.</param>
    /// <returns>One number per pair; NaN where a row has no ellipse.</returns>
    public static double[] NormalizedSeparations(
        MatchPairs pairs, SkyPositions left, SkyEllipses leftEllipses, SkyPositions right, SkyEllipses rightEllipses)
    {
        double[] normalized = new double[pairs.Count];
        for (int i = 0; i < normalized.Length; i++)
        {
            int leftRow = pairs.Left[i], rightRow = pairs.Right[i];
            normalized[i] = leftEllipses.IsUsable(leftRow) && rightEllipses.IsUsable(rightRow)
                ? Normalized(leftEllipses, left, leftRow, rightEllipses, right, rightRow, pairs.Separation[i])
                : double.NaN;
        }

        return normalized;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Normalized(
        SkyEllipses leftEllipses, SkyPositions left, int leftRow, SkyEllipses rightEllipses, SkyPositions right, int rightRow, double separation)
    {
        if (separation == 0)
            return 0;
        double ra1 = left.Ra[leftRow], dec1 = left.Dec[leftRow], ra2 = right.Ra[rightRow], dec2 = right.Dec[rightRow];
        (double along1, double across1, double both1) = Covariance(leftEllipses, leftRow, Separation.Direction(ra1, dec1, ra2, dec2));
        // From the right position the great circle runs in the opposite direction, which is the same axis.
        (double along2, double across2, double both2) = Covariance(rightEllipses, rightRow, Separation.Direction(ra2, dec2, ra1, dec1));
        double along = along1 + along2, across = across1 + across2, both = both1 + both2;
        // Δ = (separation, 0): Δᵀ C⁻¹ Δ = separation² / (along − both²/across).
        double variance = across > 0 ? along - both * both / across : along;
        return variance > 0 ? separation / Math.Sqrt(variance) : double.PositiveInfinity;
    }

    /// <summary>Variances along and across a direction and their covariance, square degrees.</summary>
    private static (double Along, double Across, double Both) Covariance(SkyEllipses ellipses, int row, (double East, double North) direction)
    {
        (double sin, double cos) = ellipses.Axis(row);
        double major = ellipses.SemiMajor[row], minor = ellipses.SemiMinor[row];
        double length = Math.Sqrt(direction.East * direction.East + direction.North * direction.North);
        // The direction between antipodes is undefined; any will do.
        (double east, double north) = length > 0 ? (direction.East / length, direction.North / length) : (0, 1);
        double x = (east * sin + north * cos) * major, y = (east * cos - north * sin) * minor;
        double crossX = (east * cos - north * sin) * major, crossY = (east * sin + north * cos) * minor;
        return (x * x + y * y, crossX * crossX + crossY * crossY, y * crossY - x * crossX);
    }
}
