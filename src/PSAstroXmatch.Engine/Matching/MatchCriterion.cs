namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// What makes a left and a right row a pair. A criterion says how far the rows reach on the sky and which neighbours are pairs; the
/// driver finds the neighbours, and is the same for all criteria.
/// </summary>
public abstract class MatchCriterion
{
    private protected MatchCriterion()
    {
    }

    /// <summary>Whether the pairs have a normalised separation.</summary>
    internal virtual bool IsNormalized => false;

    /// <summary>Refuses tables whose number of rows is not that of the criterion.</summary>
    internal abstract void Check(int leftCount, int rightCount);

    /// <summary>How far a left row reaches, degrees; NaN or negative where it takes part in no pair.</summary>
    internal abstract double LeftReach(int row);

    /// <summary>How far a right row reaches, degrees; NaN or negative where it takes part in no pair.</summary>
    internal abstract double RightReach(int row);

    /// <summary>The largest separation at which rows that reach so far may be a pair; grows with both.</summary>
    internal virtual double Combine(double leftReach, double rightReach) => leftReach + rightReach;

    /// <summary>
    /// Keeps the pairs of a block: moves them to its front, with their normalised separation where there is one, and sets its count.
    /// The rows of the block have valid positions and take part in pairs.
    /// </summary>
    internal abstract void Select(SkyPositions left, SkyPositions right, PairBlock block);
}

/// <summary>Candidates that the driver hands to a criterion, some hundreds at once so that the call costs nothing.</summary>
internal sealed class PairBlock(int capacity, bool normalized)
{
    internal readonly int[] Left = new int[capacity];
    internal readonly int[] Right = new int[capacity];
    internal readonly double[] Separation = new double[capacity];
    internal readonly double[] Normalized = normalized ? new double[capacity] : [];
    internal int Count;
}
