using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Rows of a join: which rows of two tables belong together, and how far apart they are.</summary>
/// <param name="Left">The left table, or a block of it.</param>
/// <param name="Right">The right table, or a block of it.</param>
/// <param name="Rows">For each joined row, the row of either table, or −1; its Pair is an index into the arrays below, or −1.</param>
/// <param name="Separation">Separations of the pairs, degrees.</param>
/// <param name="PositionAngle">Position angles of the right position as seen from the left, degrees from north through east.</param>
/// <param name="NormalizedSeparation">Normalised separations of the pairs; null where the criterion has none.</param>
/// <param name="Join">Which rows of either table are there.</param>
public sealed record JoinedBlock(
    AstroTable Left,
    AstroTable Right,
    JoinedRows Rows,
    double[] Separation,
    double[] PositionAngle,
    double[]? NormalizedSeparation,
    JoinKind Join)
{
    /// <summary>The same rows with tables that hold only what is used: an object that keeps a row then does not keep a whole block.</summary>
    /// <param name="left">Whether the left table is compacted.</param>
    /// <param name="right">Whether the right table is compacted.</param>
    public JoinedBlock Compact(bool left, bool right)
    {
        (AstroTable leftTable, int[] leftRows) = left ? Compact(Left, Rows.Left) : (Left, Rows.Left);
        (AstroTable rightTable, int[] rightRows) = right ? Compact(Right, Rows.Right) : (Right, Rows.Right);
        return this with { Left = leftTable, Right = rightTable, Rows = Rows with { Left = leftRows, Right = rightRows } };
    }

    private static (AstroTable Table, int[] Rows) Compact(AstroTable table, int[] rows)
    {
        bool[] isUsed = new bool[table.RowCount];
        foreach (int row in rows)
        {
            if (row >= 0)
                isUsed[row] = true;
        }
        List<int> used = [];
        int[] place = new int[table.RowCount];
        for (int row = 0; row < place.Length; row++)
        {
            place[row] = used.Count;
            if (isUsed[row])
                used.Add(row);
        }
        if (used.Count == table.RowCount)
            return (table, rows);
        return (table.Take([.. used]), Array.ConvertAll(rows, row => row < 0 ? -1 : place[row]));
    }
}
