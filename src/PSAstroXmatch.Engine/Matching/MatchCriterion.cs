using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// Defines when a left and a right row are a pair. A criterion tells how far the rows reach on the sky and which neighbours are
/// pairs; the driver, common to all criteria, finds the neighbours.
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

    /// <summary>Throws if the number of rows of a table differs from that of the criterion.</summary>
    internal abstract void Check(int leftCount, int rightCount);

    /// <summary>The largest separation at which rows with the given reaches may be a pair; increases with both.</summary>
    internal virtual double Combine(double leftReach, double rightReach) => leftReach + rightReach;

    /// <summary>
    /// Keeps the pairs of a block: moves them to its front, with their normalised separation if there is one, and sets its count.
    /// The rows of the block have valid positions and can be paired.
    /// </summary>
    internal abstract void Select(SkyPositions left, SkyPositions right, PairBlock block);
}

/// <summary>How far the rows of one side reach on the sky, degrees: the same for all, or one number per row.</summary>
/// <param name="Rows">One number per row; NaN or negative if the row cannot be paired. Null if all rows have the same reach.</param>
/// <param name="Common">The reach of all rows if <paramref name="Rows"/> is null.</param>
internal readonly record struct Reaches(double[]? Rows, double Common)
{
    internal double this[int row] => Rows is null ? Common : Rows[row];

    /// <summary>The largest reach of any row; 0 if there are no rows.</summary>
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
/// Candidates that the driver passes to a criterion, a few hundred at once so that the cost of the call is negligible. The columns
/// do not move in memory.
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
