namespace PSAstroXmatch.Engine.Matching;

/// <summary>The rows of a joined table: indices into the left table, the right table and the pairs, −1 for none.</summary>
/// <param name="Left">Row of the left table, or −1.</param>
/// <param name="Right">Row of the right table, or −1.</param>
/// <param name="Pair">Index of the pair, for its separation, or −1.</param>
public sealed record JoinedRows(int[] Left, int[] Right, int[] Pair)
{
    /// <summary>Number of rows of the joined table.</summary>
    public int Count => Left.Length;
}

/// <summary>Makes the rows of a joined table from the pairs of a match.</summary>
public static class SkyJoin
{
    /// <summary>
    /// Lists the rows of a joined table in order of the left rows, including those without a pair; right rows without a pair follow at
    /// the end. A right join is in order of the right rows.
    /// </summary>
    /// <param name="pairs">The pairs, as returned by a match.</param>
    /// <param name="leftCount">Number of rows of the left table.</param>
    /// <param name="rightCount">Number of rows of the right table.</param>
    /// <param name="kind">Which rows to include.</param>
    public static JoinedRows Rows(MatchPairs pairs, int leftCount, int rightCount, JoinKind kind)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        JoinBuilder rows = new(pairs);
        switch (kind)
        {
            case JoinKind.Inner:
                rows.AddPairs();
                break;
            case JoinKind.Left:
                rows.AddLeft(leftCount, withPairs: true);
                break;
            case JoinKind.Right:
                rows.AddRight(rightCount, withPairs: true);
                break;
            case JoinKind.Full:
                rows.AddLeft(leftCount, withPairs: true);
                rows.AddRight(rightCount, withPairs: false);
                break;
            case JoinKind.FullAnti:
                rows.AddLeft(leftCount, withPairs: false);
                rows.AddRight(rightCount, withPairs: false);
                break;
            case JoinKind.LeftAnti:
                rows.AddLeft(leftCount, withPairs: false);
                break;
            case JoinKind.RightAnti:
                rows.AddRight(rightCount, withPairs: false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
        return rows.ToRows();
    }

    private sealed class JoinBuilder(MatchPairs pairs)
    {
        private readonly List<int> _left = [];
        private readonly List<int> _right = [];
        private readonly List<int> _pair = [];

        internal void AddPairs()
        {
            for (int i = 0; i < pairs.Count; i++)
                Add(pairs.Left[i], pairs.Right[i], i);
        }

        internal void AddLeft(int count, bool withPairs)
        {
            int pair = 0;
            for (int row = 0; row < count; row++)
            {
                if (pair == pairs.Count || pairs.Left[pair] != row)
                    Add(row, -1, -1);
                for (; pair < pairs.Count && pairs.Left[pair] == row; pair++)
                {
                    if (withPairs)
                        Add(row, pairs.Right[pair], pair);
                }
            }
        }

        internal void AddRight(int count, bool withPairs)
        {
            // A counting sort of the pairs by right row keeps the order of the left rows.
            int[] start = new int[count + 1];
            foreach (int row in pairs.Right)
                start[row + 1]++;
            for (int row = 0; row < count; row++)
                start[row + 1] += start[row];
            int[] next = start[..count];
            int[] byRight = new int[pairs.Count];
            for (int i = 0; i < pairs.Count; i++)
                byRight[next[pairs.Right[i]]++] = i;
            for (int row = 0; row < count; row++)
            {
                if (start[row] == start[row + 1])
                    Add(-1, row, -1);
                for (int i = start[row]; withPairs && i < start[row + 1]; i++)
                    Add(pairs.Left[byRight[i]], row, byRight[i]);
            }
        }

        internal JoinedRows ToRows() => new([.. _left], [.. _right], [.. _pair]);

        private void Add(int left, int right, int pair)
        {
            _left.Add(left);
            _right.Add(right);
            _pair.Add(pair);
        }
    }
}
