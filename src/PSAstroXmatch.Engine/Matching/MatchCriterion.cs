using System.Runtime.CompilerServices;

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

    /// <summary>How far the left rows reach.</summary>
    internal abstract Reaches LeftReaches { get; }

    /// <summary>How far the right rows reach.</summary>
    internal abstract Reaches RightReaches { get; }

    /// <summary>Refuses tables whose number of rows is not that of the criterion.</summary>
    internal abstract void Check(int leftCount, int rightCount);

    /// <summary>The largest separation at which rows that reach so far may be a pair; grows with both.</summary>
    internal virtual double Combine(double leftReach, double rightReach) => leftReach + rightReach;

    /// <summary>
    /// Keeps the pairs of a block: moves them to its front, with their normalised separation where there is one, and sets its count.
    /// The rows of the block have valid positions and take part in pairs.
    /// </summary>
    internal abstract void Select(SkyPositions left, SkyPositions right, PairBlock block);
}

/// <summary>How far the rows of one side reach on the sky, degrees: all the same, or one number a row.</summary>
/// <param name="Rows">One number a row; NaN or negative where the row takes part in no pair. Null where all reach the same.</param>
/// <param name="Common">What all rows reach where <paramref name="Rows"/> is null.</param>
internal readonly record struct Reaches(double[]? Rows, double Common)
{
    internal double this[int row] => Rows is null ? Common : Rows[row];

    /// <summary>The largest reach of any row; 0 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal double Largest()
    {
        if (Rows is null)
            return Common;
        double largest = 0;
        foreach (double reach in Rows)
        {
            if (reach > largest)
                largest = reach;
        }
        return largest;
    }
}

/// <summary>
/// Candidates that the driver hands to a criterion, some hundreds at once so that the call costs nothing. The columns don't move.
/// </summary>
internal sealed class PairBlock(bool normalized)
{
    internal const int Capacity = 512;

    internal readonly int[] Left = GC.AllocateArray<int>(Capacity, pinned: true);
    internal readonly int[] Right = GC.AllocateArray<int>(Capacity, pinned: true);
    internal readonly double[] LeftRa = GC.AllocateArray<double>(Capacity, pinned: true);
    internal readonly double[] LeftDec = GC.AllocateArray<double>(Capacity, pinned: true);
    internal readonly double[] RightRa = GC.AllocateArray<double>(Capacity, pinned: true);
    internal readonly double[] RightDec = GC.AllocateArray<double>(Capacity, pinned: true);
    internal readonly double[] Separation = GC.AllocateArray<double>(Capacity, pinned: true);
    internal readonly double[] Normalized = normalized ? new double[Capacity] : [];
    internal int Count;
}
