namespace PSAstroXmatch.Engine.Matching;

/// <summary>The result of a match: pairs of row indices (from 0) and numbers about them, ordered by left, then right index.</summary>
public sealed class MatchPairs
{
    internal MatchPairs(int[] left, int[] right, double[] separation, double[]? normalizedSeparation, double[]? positionAngle = null)
    {
        Left = left;
        Right = right;
        Separation = separation;
        NormalizedSeparation = normalizedSeparation;
        PositionAngle = positionAngle;
    }

    /// <summary>Number of pairs.</summary>
    public int Count => Left.Length;

    /// <summary>Row of the left table, one element per pair.</summary>
    public int[] Left { get; }

    /// <summary>Row of the right table.</summary>
    public int[] Right { get; }

    /// <summary>Angular distance in degrees.</summary>
    public double[] Separation { get; }

    /// <summary>
    /// Distance in units of the error ellipses, if the criterion has them. For <see cref="EllipseContainsPoint"/> 1 is the boundary of
    /// the left ellipse; for <see cref="JointEllipses"/> it is the Mahalanobis distance.
    /// </summary>
    public double[]? NormalizedSeparation { get; }

    /// <summary>
    /// Position angle of the right position as seen from the left, degrees from north through east, if
    /// <see cref="MatchOptions.PositionAngle"/> is set.
    /// </summary>
    public double[]? PositionAngle { get; }

    /// <summary>A number by which pairs are ranked in place of their separations, the smallest first; null for none.</summary>
    internal double[]? Rank { get; init; }

    /// <summary>The quantity by which pairs are ranked: the normalised separation if there is one, otherwise the separation.</summary>
    internal double[] Score => Rank ?? NormalizedSeparation ?? Separation;

    /// <summary>The pairs at these indices, in this order.</summary>
    internal MatchPairs Take(int[] pairs) => new(
        Pick(Left, pairs),
        Pick(Right, pairs),
        Pick(Separation, pairs),
        NormalizedSeparation is null ? null : Pick(NormalizedSeparation, pairs),
        PositionAngle is null ? null : Pick(PositionAngle, pairs))
    {
        Rank = Rank is null ? null : Pick(Rank, pairs),
    };

    private static T[] Pick<T>(T[] values, int[] indices) => Array.ConvertAll(indices, index => values[index]);
}

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

    /// <summary>The pairs that stay.</summary>
    internal static MatchPairs Keep(MatchPairs pairs, bool[] stays)
    {
        MatchErrors.CheckLength("decisions", stays.Length, "pairs", pairs.Count);
        int count = stays.Count(stay => stay);
        if (count == stays.Length)
            return pairs;
        int[] kept = new int[count];
        for (int i = 0, next = 0; i < stays.Length; i++)
        {
            if (stays[i])
                kept[next++] = i;
        }
        return pairs.Take(kept);
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
