using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Finds all pairs: sorts the right rows by declination and tries those near each left row.</summary>
internal static class PairFinder
{
    private const int BlockSize = 512;

    internal static MatchPairs Find(
        SkyPositions left, SkyPositions right, MatchCriterion criterion, bool withoutIdentity, CancellationToken cancellationToken)
    {
        (int[] rows, double[] decs, double largestReach) = SortByDec(right, criterion);
        PairBlock block = new(BlockSize, criterion.IsNormalized);
        PairList pairs = new(criterion.IsNormalized);
        for (int row = 0; row < left.Count; row++)
        {
            if ((row & 255) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            double ra = left.Ra[row], dec = left.Dec[row], ownReach = criterion.LeftReach(row);
            if (!IsPosition(ra, dec) || !(ownReach >= 0))
                continue;
            // Rounding must not lose a pair at the edge.
            double reach = criterion.Combine(ownReach, largestReach) * (1 + 1e-12) + 1e-12;
            int firstPair = pairs.Count;
            for (int i = LowerBound(decs, dec - reach); i < decs.Length && decs[i] <= dec + reach; i++)
            {
                int other = rows[i];
                if (withoutIdentity && other == row)
                    continue;
                double separation = Separation.Degrees(ra, dec, right.Ra[other], right.Dec[other]);
                if (!(separation <= reach))
                    continue;
                (block.Left[block.Count], block.Right[block.Count], block.Separation[block.Count]) = (row, other, separation);
                if (++block.Count == BlockSize)
                    pairs.Take(criterion, left, right, block);
            }
            pairs.Take(criterion, left, right, block);
            pairs.SortByRight(firstPair);
        }
        return pairs.ToPairs();
    }

    internal static bool IsPosition(double ra, double dec) => double.IsFinite(ra) && Math.Abs(dec) <= 90;

    private static (int[] Rows, double[] Decs, double LargestReach) SortByDec(SkyPositions positions, MatchCriterion criterion)
    {
        List<int> rows = [];
        double largest = 0;
        for (int row = 0; row < positions.Count; row++)
        {
            double reach = criterion.RightReach(row);
            if (!IsPosition(positions.Ra[row], positions.Dec[row]) || !(reach >= 0))
                continue;
            rows.Add(row);
            largest = Math.Max(largest, reach);
        }
        int[] sorted = [.. rows];
        double[] decs = Array.ConvertAll(sorted, row => positions.Dec[row]);
        Array.Sort(decs, sorted);
        return (sorted, decs, largest);
    }

    private static int LowerBound(double[] sorted, double value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = low + (high - low) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    /// <summary>The pairs found so far.</summary>
    private sealed class PairList(bool normalized)
    {
        private readonly List<(int Left, int Right, double Separation, double Normalized)> _pairs = [];

        internal int Count => _pairs.Count;

        internal void Take(MatchCriterion criterion, SkyPositions left, SkyPositions right, PairBlock block)
        {
            criterion.Select(left, right, block);
            for (int i = 0; i < block.Count; i++)
                _pairs.Add((block.Left[i], block.Right[i], block.Separation[i], normalized ? block.Normalized[i] : double.NaN));
            block.Count = 0;
        }

        internal void SortByRight(int first) =>
            _pairs.Sort(first, _pairs.Count - first, Comparer<(int, int Right, double, double)>.Create((a, b) => a.Right.CompareTo(b.Right)));

        internal MatchPairs ToPairs() => new(
            [.. _pairs.Select(pair => pair.Left)],
            [.. _pairs.Select(pair => pair.Right)],
            [.. _pairs.Select(pair => pair.Separation)],
            normalized ? [.. _pairs.Select(pair => pair.Normalized)] : null);
    }
}
