namespace PSAstroXmatch.Engine.Matching;

/// <summary>The result of a match: pairs of row indices (from 0) and numbers about them, ordered by left, then right index.</summary>
public sealed class MatchPairs
{
    internal MatchPairs(int[] left, int[] right, double[] separation, double[]? normalizedSeparation, double[]? positionAngle = null)
    {
        Left = left;
        Right = right;
        Separation = separation;
        NormalizedSeparation = normalizedSeparation;
        PositionAngle = positionAngle;
    }

    /// <summary>Number of pairs.</summary>
    public int Count => Left.Length;

    /// <summary>Row of the left table, one element per pair.</summary>
    public int[] Left { get; }

    /// <summary>Row of the right table.</summary>
    public int[] Right { get; }

    /// <summary>Angular distance in degrees.</summary>
    public double[] Separation { get; }

    /// <summary>
    /// Distance in units of the error ellipses, if the criterion has them. For <see cref="EllipseContainsPoint"/> 1 is the boundary of
    /// the left ellipse; for <see cref="JointEllipses"/> it is the Mahalanobis distance.
    /// </summary>
    public double[]? NormalizedSeparation { get; }

    /// <summary>
    /// Position angle of the right position as seen from the left, degrees from north through east, if
    /// <see cref="MatchOptions.PositionAngle"/> is set.
    /// </summary>
    public double[]? PositionAngle { get; }

    /// <summary>The quantity by which pairs are ranked: the normalised separation if there is one, otherwise the separation.</summary>
    internal double[] Score => NormalizedSeparation ?? Separation;

    /// <summary>The pairs at these indices, in this order.</summary>
    internal MatchPairs Take(int[] pairs) => new(
        Pick(Left, pairs),
        Pick(Right, pairs),
        Pick(Separation, pairs),
        NormalizedSeparation is null ? null : Pick(NormalizedSeparation, pairs),
        PositionAngle is null ? null : Pick(PositionAngle, pairs));

    private static T[] Pick<T>(T[] values, int[] indices) => Array.ConvertAll(indices, index => values[index]);
}
