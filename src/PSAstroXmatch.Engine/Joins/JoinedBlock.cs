using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Rows of a join: which rows of two tables match, and their separations.</summary>
/// <param name="Left">The left table, or a block of it.</param>
/// <param name="Right">The right table, or a block of it.</param>
/// <param name="Rows">For each joined row, the row of each table, or −1; its Pair is an index into the arrays below, or −1.</param>
/// <param name="Separation">Separations of the pairs, degrees.</param>
/// <param name="PositionAngle">Position angles of the right position as seen from the left, degrees from north through east.</param>
/// <param name="NormalizedSeparation">Normalised separations of the pairs; null if the criterion has none.</param>
/// <param name="Join">Which rows of the two tables are included.</param>
public sealed record JoinedBlock(
    AstroTable Left,
    AstroTable Right,
    JoinedRows Rows,
    double[] Separation,
    double[] PositionAngle,
    double[]? NormalizedSeparation,
    JoinKind Join)
{
    /// <summary>The same rows, with tables reduced to the rows in use, so that an object holding one row does not keep a whole block in memory.</summary>
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
