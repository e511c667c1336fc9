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

/// <summary>A pair of a row of the streamed table, numbered from 0 over the whole table, and a row of the table in memory.</summary>
/// <param name="StreamedRow">Row of the streamed table.</param>
/// <param name="SmallRow">Row of the table in memory.</param>
/// <param name="Separation">Separation in degrees.</param>
/// <param name="PositionAngle">Position angle in degrees.</param>
/// <param name="Normalized">Normalised separation; NaN if there is none.</param>
/// <param name="IsMutual">Whether the pair is also the best for its streamed row.</param>
internal readonly record struct Candidate(
    long StreamedRow, int SmallRow, double Separation, double PositionAngle, double Normalized, bool IsMutual)
{
    /// <summary>The quantity by which pairs are ranked.</summary>
    public double Score => double.IsNaN(Normalized) ? Separation : Normalized;
}

/// <summary>The best pairs so far for each row of the table in memory, while the other table is streamed.</summary>
/// <remarks>
/// Whether a pair is among the best for its row in memory is known only after the last block. Blocks arrive in order of the
/// streamed rows, so that among equals the first to arrive has the lowest row, as in an in-memory match.
/// </remarks>
internal sealed class BestCandidates(int smallCount, int perRow, bool streamedIsLeft)
{
    private readonly Candidate[]?[] _best = new Candidate[]?[smallCount];

    /// <summary>Adds all pairs of a block.</summary>
    public void Offer(MatchPairs pairs, int blockRows, long firstRow)
    {
        int[] streamed = streamedIsLeft ? pairs.Left : pairs.Right, small = streamedIsLeft ? pairs.Right : pairs.Left;
        int[] bestOfStreamed = BestOf(streamed, pairs, blockRows);
        for (int i = 0; i < pairs.Count; i++)
        {
            Add(new Candidate(
                firstRow + streamed[i],
                small[i],
                pairs.Separation[i],
                pairs.PositionAngle![i],
                pairs.NormalizedSeparation?[i] ?? double.NaN,
                bestOfStreamed[streamed[i]] == i));
        }
    }

    /// <summary>The pairs that are kept, in order of the streamed row, then of the row in memory.</summary>
    /// <param name="mutualOnly">Whether to keep only pairs that are the best for both their rows.</param>
    public Candidate[] ToSorted(bool mutualOnly) =>
        [.. _best
            .Where(candidates => candidates is not null)
            .SelectMany(candidates => candidates!)
            .Where(candidate => !mutualOnly || candidate.IsMutual)
            .OrderBy(candidate => candidate.StreamedRow)
            .ThenBy(candidate => candidate.SmallRow)];

    private void Add(Candidate candidate)
    {
        ref Candidate[]? known = ref _best[candidate.SmallRow];
        if (known is null)
        {
            known = [candidate];
            return;
        }
        if (known.Length == perRow && !(candidate.Score < known[^1].Score))
            return;
        int place = known.Length;
        while (place > 0 && candidate.Score < known[place - 1].Score)
            place--;
        if (known.Length < perRow)
            Array.Resize(ref known, known.Length + 1);
        Array.Copy(known, place, known, place + 1, known.Length - 1 - place);
        known[place] = candidate;
    }

    private static int[] BestOf(int[] rows, MatchPairs pairs, int rowCount)
    {
        double[] score = pairs.NormalizedSeparation ?? pairs.Separation;
        int[] best = new int[rowCount];
        Array.Fill(best, -1);
        for (int i = 0; i < rows.Length; i++)
        {
            ref int known = ref best[rows[i]];
            if (known < 0 || score[i] < score[known])
                known = i;
        }
        return best;
    }
}
