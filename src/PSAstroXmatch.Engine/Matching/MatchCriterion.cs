using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// Defines when a left and a right row are a pair. A criterion tells how far the rows reach on the sky and which neighbours are
/// pairs; the driver, common to all criteria, finds the neighbours. A program can derive its own.
/// </summary>
/// <remarks>
/// The driver reads the reaches once, then asks <see cref="IsPair"/> about every left and right row that are no farther apart than
/// <see cref="Combine"/> of their reaches, and about some that are. Reaches that are too small lose pairs; reaches that are too large only cost
/// time. <see cref="IsPair"/> is called from several threads at once, so that a criterion must not change during a match.
/// </remarks>
public abstract class MatchCriterion
{
    /// <summary>Whether the pairs have a normalised separation, by which the best pairs are chosen.</summary>
    public virtual bool IsNormalized => false;

    /// <summary>How far the left rows reach.</summary>
    public abstract Reaches LeftReaches { get; }

    /// <summary>How far the right rows reach.</summary>
    public abstract Reaches RightReaches { get; }

    /// <summary>The largest separation at which rows with the given reaches may be a pair; increases with both.</summary>
    /// <param name="leftReach">Reach of a left row, degrees.</param>
    /// <param name="rightReach">Reach of a right row, degrees.</param>
    /// <returns>Separation in degrees.</returns>
    public virtual double Combine(double leftReach, double rightReach) => leftReach + rightReach;

    /// <summary>Whether two rows are a pair.</summary>
    /// <param name="left">Positions of the left table.</param>
    /// <param name="leftRow">A row with a valid position and a reach.</param>
    /// <param name="right">Positions of the right table.</param>
    /// <param name="rightRow">A row with a valid position and a reach.</param>
    /// <param name="separation">Angular distance of the two, degrees.</param>
    /// <param name="normalizedSeparation">
    /// If <see cref="IsNormalized"/>, the separation in units of the errors of a pair, which must not be NaN; otherwise not used.
    /// </param>
    public abstract bool IsPair(
        SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation, out double normalizedSeparation);

    /// <summary>Throws if the number of rows of a table differs from that of the criterion.</summary>
    internal virtual void Check(int leftCount, int rightCount)
    {
    }

    /// <summary>
    /// Keeps the pairs of a block: moves them to its front, with their normalised separation if there is one, and sets its count.
    /// The rows of the block have valid positions and can be paired. The criteria of this library do it without a call per pair.
    /// </summary>
    internal virtual void Select(SkyPositions left, SkyPositions right, PairBlock block)
    {
        int kept = 0;
        for (int i = 0; i < block.Count; i++)
        {
            (int leftRow, int rightRow, double separation) = (block.Left[i], block.Right[i], block.Separation[i]);
            if (!IsPair(left, leftRow, right, rightRow, separation, out double normalized))
                continue;
            block.Left[kept] = leftRow;
            block.Right[kept] = rightRow;
            if (block.Normalized.Length > 0)
                block.Normalized[kept] = normalized;
            block.Separation[kept++] = separation;
        }
        block.Count = kept;
    }
}

/// <summary>How far the rows of one side reach on the sky, degrees: the same for all, or one number per row.</summary>
/// <param name="Rows">One number per row; NaN or negative if the row cannot be paired. Null if all rows have the same reach.</param>
/// <param name="Common">The reach of all rows if <paramref name="Rows"/> is null.</param>
public readonly record struct Reaches(double[]? Rows, double Common)
{
    /// <summary>The same reach for all rows.</summary>
    /// <param name="degrees">The reach, from 0.</param>
    public static Reaches Same(double degrees) => new(null, degrees);

    /// <summary>A reach for each row.</summary>
    /// <param name="degrees">One number per row; NaN or negative if the row cannot be paired. Not copied.</param>
    public static Reaches OfRows(double[] degrees) => new(degrees ?? throw new ArgumentNullException(nameof(degrees)), 0);

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
