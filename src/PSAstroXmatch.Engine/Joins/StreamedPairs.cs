using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>The pairs of a block that are kept, in order of the streamed row, then of the row in memory.</summary>
internal sealed record StreamedPairs(int[] Streamed, int[] Small, double[] Separation, double[] PositionAngle, double[]? Normalized)
{
    /// <summary>The pairs from a match of the block.</summary>
    public static StreamedPairs Of(MatchPairs pairs, int blockRows, bool streamedIsLeft)
    {
        if (streamedIsLeft)
            return new StreamedPairs(pairs.Left, pairs.Right, pairs.Separation, pairs.PositionAngle!, pairs.NormalizedSeparation);
        int[] order = OrderBy(pairs.Right, blockRows);
        return new StreamedPairs(
            Pick(pairs.Right, order),
            Pick(pairs.Left, order),
            Pick(pairs.Separation, order),
            Pick(pairs.PositionAngle!, order),
            pairs.NormalizedSeparation is null ? null : Pick(pairs.NormalizedSeparation, order));
    }

    /// <summary>The sorted candidates whose streamed row is in a block.</summary>
    public static StreamedPairs Of(Candidate[] sorted, long firstRow, int blockRows)
    {
        int start = LowerBound(sorted, firstRow), end = LowerBound(sorted, firstRow + blockRows);
        Candidate[] own = sorted[start..end];
        return new StreamedPairs(
            Array.ConvertAll(own, candidate => (int)(candidate.StreamedRow - firstRow)),
            Array.ConvertAll(own, candidate => candidate.SmallRow),
            Array.ConvertAll(own, candidate => candidate.Separation),
            Array.ConvertAll(own, candidate => candidate.PositionAngle),
            own.Length > 0 && double.IsNaN(own[0].Normalized) ? null : Array.ConvertAll(own, candidate => candidate.Normalized));
    }

    /// <summary>The joined rows in order of the streamed row.</summary>
    public JoinedRows ToRows(int blockRows, bool withPairs, bool withUnmatched, bool streamedIsLeft)
    {
        List<int> streamed = [], small = [], pair = [];
        for (int row = 0, next = 0; row < blockRows; row++)
        {
            if (withUnmatched && (next == Streamed.Length || Streamed[next] != row))
                Add(row, -1, -1);
            for (; next < Streamed.Length && Streamed[next] == row; next++)
            {
                if (withPairs)
                    Add(row, Small[next], next);
            }
        }
        return Rows(streamed, small, pair, streamedIsLeft);

        void Add(int streamedRow, int smallRow, int index)
        {
            streamed.Add(streamedRow);
            small.Add(smallRow);
            pair.Add(index);
        }
    }

    /// <summary>Joined rows that have only a row in memory.</summary>
    public static JoinedRows OnlySmall(IReadOnlyList<int> small, bool streamedIsLeft)
    {
        int[] none = new int[small.Count];
        Array.Fill(none, -1);
        return Rows(none, small, none, streamedIsLeft);
    }

    private static JoinedRows Rows(IEnumerable<int> streamed, IEnumerable<int> small, IEnumerable<int> pair, bool streamedIsLeft) =>
        streamedIsLeft ? new JoinedRows([.. streamed], [.. small], [.. pair]) : new JoinedRows([.. small], [.. streamed], [.. pair]);

    // A counting sort is stable: it keeps the order of the other rows.
    private static int[] OrderBy(int[] rows, int rowCount)
    {
        int[] next = new int[rowCount + 1];
        foreach (int row in rows)
            next[row + 1]++;
        for (int row = 0; row < rowCount; row++)
            next[row + 1] += next[row];
        int[] order = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
            order[next[rows[i]]++] = i;
        return order;
    }

    private static int LowerBound(Candidate[] sorted, long streamedRow)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (sorted[middle].StreamedRow < streamedRow)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static T[] Pick<T>(T[] values, int[] indices) => Array.ConvertAll(indices, index => values[index]);
}
