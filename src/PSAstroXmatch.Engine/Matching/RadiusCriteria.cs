using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Pairs within one radius, inclusive.</summary>
public sealed class FixedRadius : MatchCriterion
{
    /// <summary>Makes the criterion.</summary>
    /// <param name="degrees">Radius in degrees, 0 or more; 0 matches identical positions.</param>
    /// <exception cref="AstroException"><c>MatchRadiusInvalid</c>: NaN or negative.</exception>
    public FixedRadius(double degrees)
    {
        if (!(degrees >= 0))
            throw MatchErrors.InvalidRadius("radius", degrees);
        Degrees = degrees;
    }

    /// <summary>The radius in degrees.</summary>
    public double Degrees { get; }

    /// <inheritdoc/>
    public override Reaches LeftReaches => new(null, Degrees);

    /// <inheritdoc/>
    public override Reaches RightReaches => new(null, 0);

    /// <inheritdoc/>
    public override bool IsPair(
        SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation, out double normalizedSeparation)
    {
        normalizedSeparation = double.NaN;
        return separation <= Degrees;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Select(SkyPositions left, SkyPositions right, PairBlock block)
    {
        int kept = 0;
        for (int i = 0; i < block.Count; i++)
        {
            double separation = block.Separation[i];
            block.Left[kept] = block.Left[i];
            block.Right[kept] = block.Right[i];
            block.Separation[kept] = separation;
            if (separation <= Degrees)
                kept++;
        }
        block.Count = kept;
    }
}

/// <summary>Pairs within a radius of the left row, of the right row, or within the sum of both, inclusive.</summary>
public abstract class RowRadius : MatchCriterion
{
    private readonly double[]? _left;
    private readonly double[]? _right;

    private protected RowRadius(double[]? left, double[]? right)
    {
        _left = left;
        _right = right;
    }

    internal override void Check(int leftCount, int rightCount)
    {
        if (_left is not null)
            MatchErrors.CheckLength("left radii", _left.Length, "left rows", leftCount);
        if (_right is not null)
            MatchErrors.CheckLength("right radii", _right.Length, "right rows", rightCount);
    }

    /// <inheritdoc/>
    public override Reaches LeftReaches => new(_left, 0);

    /// <inheritdoc/>
    public override Reaches RightReaches => new(_right, 0);

    /// <inheritdoc/>
    public override bool IsPair(
        SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation, out double normalizedSeparation)
    {
        normalizedSeparation = double.NaN;
        return separation <= (_left is null ? 0 : _left[leftRow]) + (_right is null ? 0 : _right[rightRow]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override void Select(SkyPositions left, SkyPositions right, PairBlock block)
    {
        int kept = 0;
        for (int i = 0; i < block.Count; i++)
        {
            int leftRow = block.Left[i], rightRow = block.Right[i];
            double separation = block.Separation[i];
            block.Left[kept] = leftRow;
            block.Right[kept] = rightRow;
            block.Separation[kept] = separation;
            if (separation <= (_left is null ? 0 : _left[leftRow]) + (_right is null ? 0 : _right[rightRow]))
                kept++;
        }
        block.Count = kept;
    }
}

/// <summary>Pairs within the radius of the left row. A row whose radius is NaN or negative is in no pair.</summary>
public sealed class LeftRadius : RowRadius
{
    /// <summary>Makes the criterion.</summary>
    /// <param name="degrees">Radii in degrees, one per left row; not copied.</param>
    public LeftRadius(double[] degrees)
        : base(degrees ?? throw new ArgumentNullException(nameof(degrees)), null)
    {
    }
}

/// <summary>Pairs within the radius of the right row. A row whose radius is NaN or negative is in no pair.</summary>
public sealed class RightRadius : RowRadius
{
    /// <summary>Makes the criterion.</summary>
    /// <param name="degrees">Radii in degrees, one per right row; not copied.</param>
    public RightRadius(double[] degrees)
        : base(null, degrees ?? throw new ArgumentNullException(nameof(degrees)))
    {
    }
}

/// <summary>Pairs whose circles touch or overlap: within the sum of both radii. A row whose radius is NaN or negative is in no pair.</summary>
public sealed class SumOfRadii : RowRadius
{
    /// <summary>Makes the criterion.</summary>
    /// <param name="left">Radii in degrees, one per left row; not copied.</param>
    /// <param name="right">Radii in degrees, one per right row; not copied.</param>
    public SumOfRadii(double[] left, double[] right)
        : base(left ?? throw new ArgumentNullException(nameof(left)), right ?? throw new ArgumentNullException(nameof(right)))
    {
    }
}
