namespace PSAstroXmatch.Engine.Matching;

/// <summary>Selects the best pairs according to <see cref="MatchMode"/>.</summary>
internal static class PairSelection
{
    internal static MatchPairs Apply(MatchPairs pairs, int leftCount, int rightCount, MatchOptions options) => options.Mode switch
    {
        MatchMode.All => pairs,
        MatchMode.BestForLeft => Keep(pairs, BestOf(pairs.Left, pairs.Score, leftCount), null),
        MatchMode.BestForRight => Keep(pairs, null, BestOf(pairs.Right, pairs.Score, rightCount)),
        MatchMode.BestBoth => Keep(pairs, BestOf(pairs.Left, pairs.Score, leftCount), BestOf(pairs.Right, pairs.Score, rightCount)),
        MatchMode.Nearest => Nearest(pairs, options.NeighborCount),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Mode, null),
    };

    /// <summary>The best pair of each row, −1 if it has none. Pairs are in order, so the first among equals has the lowest rows.</summary>
    private static int[] BestOf(int[] rows, double[] score, int rowCount)
    {
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

    private static MatchPairs Keep(MatchPairs pairs, int[]? bestOfLeft, int[]? bestOfRight)
    {
        List<int> kept = [];
        for (int i = 0; i < pairs.Count; i++)
        {
            if ((bestOfLeft is null || bestOfLeft[pairs.Left[i]] == i) && (bestOfRight is null || bestOfRight[pairs.Right[i]] == i))
                kept.Add(i);
        }
        return pairs.Take([.. kept]);
    }

    private static MatchPairs Nearest(MatchPairs pairs, int count)
    {
        double[] score = pairs.Score;
        List<int> kept = [];
        for (int start = 0, end; start < pairs.Count; start = end)
        {
            for (end = start + 1; end < pairs.Count && pairs.Left[end] == pairs.Left[start];)
                end++;
            int[] group = [.. Enumerable.Range(start, end - start)];
            if (group.Length > count)
            {
                // The pair's index breaks ties, so it does not matter that the sort is unstable.
                Array.Sort(group, (a, b) => score[a] != score[b] ? score[a].CompareTo(score[b]) : a.CompareTo(b));
                Array.Resize(ref group, count);
                Array.Sort(group);
            }
            kept.AddRange(group);
        }
        return pairs.Take([.. kept]);
    }
}
