using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Rows that repeat an earlier row of their table in every column.</summary>
/// <param name="IsRepeated">One element per row: whether an earlier one is the same.</param>
/// <param name="Count">Number of such rows.</param>
/// <param name="First">The first of them, and the row that it repeats.</param>
internal sealed record RepeatedRows(bool[] IsRepeated, int Count, (int Row, int Earlier) First)
{
    /// <summary>Finds them.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="errors">Their errors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static RepeatedRows Of(RowGeometry rows, SkyEllipses errors, CancellationToken cancellationToken)
    {
        bool[] isRepeated = new bool[rows.Positions.Count];
        int count = 0;
        (int, int) first = (-1, -1);
        // Rows at one place are few, so that only their other columns are compared.
        Dictionary<(double, double, double), List<int>> places = [];
        for (int row = 0; row < isRepeated.Length; row++)
        {
            if ((row & 0xFFFF) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            if (!TablePositions.IsUsable(rows.Positions, row))
                continue;
            (double, double, double) place = (rows.Positions.Ra[row], rows.Positions.Dec[row], errors.SemiMajor[row]);
            if (!places.TryGetValue(place, out List<int>? earlier))
                places.Add(place, earlier = []);
            int same = earlier.FindIndex(other => IsSame(rows.Table, row, other));
            if (same < 0)
            {
                earlier.Add(row);
                continue;
            }

            isRepeated[row] = true;
            if (count++ == 0)
                first = (row, earlier[same]);
        }

        return new RepeatedRows(isRepeated, count, first);
    }

    /// <summary>The warning; null if no row is repeated.</summary>
    /// <param name="source">Name of the table.</param>
    public string? Warning(string source) => Count == 0 ? null
        : $"{source}: {ValueText.Count(Count)} of {ValueText.Count(IsRepeated.Length)} rows repeat an earlier row in every column; the first is row "
            + $"{ValueText.Format(First.Row + 1)}, which repeats row {ValueText.Format(First.Earlier + 1)}. Each has its own matches, but the prior is fitted to one of them.";

    private static bool IsSame(AstroTable table, int row, int other) =>
        table.Columns.All(column => column.IsNull(row) ? column.IsNull(other) : !column.IsNull(other) && column.GetText(row) == column.GetText(other));
}
