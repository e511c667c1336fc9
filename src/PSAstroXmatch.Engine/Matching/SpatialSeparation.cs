using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Pairs whose separation in space is at most a limit, inclusive: for rows with known distances.</summary>
/// <remarks>
/// Two positions at the distances r and s, an angle θ apart, are √((r − s)² + 4 r s sin²(θ/2)) apart, the law of cosines without
/// cancellation. The normalised separation is this separation divided by the limit. A row whose distance is NaN, negative or
/// infinite is in no pair.
/// </remarks>
public sealed class SpatialSeparation : MatchCriterion
{
    private const double DegreesPerRadian = DegreeTrigonometry.DegreesPerRadian;

    // Rounding must not lose a pair at the edge.
    private const double Margin = 1 + 1e-12;

    private readonly double[] _left;
    private readonly double[] _right;
    private readonly double _limit;

    /// <summary>Makes the criterion.</summary>
    /// <param name="left">Distances from the observer, one per left row, in any unit; not copied.</param>
    /// <param name="right">Distances from the observer, one per right row, in the same unit; not copied.</param>
    /// <param name="maxSeparation">The largest separation in space, in the same unit, 0 or more.</param>
    /// <exception cref="AstroException"><c>MatchRadiusInvalid</c>: the limit is NaN, negative or infinite.</exception>
    public SpatialSeparation(double[] left, double[] right, double maxSeparation)
    {
        if (!(maxSeparation >= 0 && maxSeparation <= double.MaxValue))
            throw MatchErrors.InvalidRadius("maximum separation in space", maxSeparation);
        _left = left ?? throw new ArgumentNullException(nameof(left));
        _right = right ?? throw new ArgumentNullException(nameof(right));
        _limit = maxSeparation;
    }

    /// <inheritdoc/>
    public override bool IsNormalized => true;

    internal override void Check(int leftCount, int rightCount)
    {
        MatchErrors.CheckLength("left distances", _left.Length, "left rows", leftCount);
        MatchErrors.CheckLength("right distances", _right.Length, "right rows", rightCount);
    }

    /// <inheritdoc/>
    /// <remarks>From a sphere of radius d around a point at the distance r, the farthest direction is asin(d/r) away.</remarks>
    public override Reaches LeftReaches => Reaches.OfRows(Array.ConvertAll(_left, ReachAt));

    /// <inheritdoc/>
    public override Reaches RightReaches => Reaches.OfRows(Array.ConvertAll(_right, distance => IsKnown(distance) ? 0 : double.NaN));

    /// <inheritdoc/>
    public override bool IsPair(
        SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation, out double normalizedSeparation)
    {
        normalizedSeparation = Ratio(leftRow, rightRow, separation);
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
            double ratio = Ratio(leftRow, rightRow, separation);
            if (ratio <= 1)
            {
                block.Left[kept] = leftRow;
                block.Right[kept] = rightRow;
                block.Normalized[kept] = ratio;
                block.Separation[kept++] = separation;
            }
        }
        block.Count = kept;
    }

    private double Ratio(int leftRow, int rightRow, double separation)
    {
        double r = _left[leftRow], s = _right[rightRow], sin = Math.Sin(separation / (2 * DegreesPerRadian));
        double apart = Math.Sqrt((r - s) * (r - s) + 4 * r * s * sin * sin);
        return apart == 0 ? 0 : apart / _limit;
    }

    private double ReachAt(double distance) =>
        !IsKnown(distance) ? double.NaN
        : distance <= _limit * Margin ? 180
        : Math.Asin(Math.Min(1, _limit / distance * Margin)) * DegreesPerRadian;

    private static bool IsKnown(double distance) => distance >= 0 && distance <= double.MaxValue;
}
