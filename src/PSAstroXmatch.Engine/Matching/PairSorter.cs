using System.Numerics;
using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Sorts pairs by left, then right row, by counting, each range of left rows in the cache.</summary>
internal static class PairSorter
{
    /// <summary>Sorts what the threads found; the result does not depend on which found what.</summary>
    internal static MatchPairs Sort(
        PairBuffer[] buffers, LeftRanges ranges, bool normalized, int threads, CancellationToken cancellationToken)
    {
        int[] starts = new int[ranges.Count + 1];
        long count = 0;
        for (int range = 0; range < ranges.Count; range++)
        {
            foreach (PairBuffer buffer in buffers)
                count += buffer.Count(range);
            if (count > Array.MaxLength)
                throw MatchErrors.TooManyPairs(Array.MaxLength);
            starts[range + 1] = (int)count;
        }
        MatchPairs sorted = new(Column<int>((int)count), Column<int>((int)count), Column<double>((int)count), normalized ? Column<double>((int)count) : null);
        int parts = Math.Max(1, ranges.Count / 8);
        RangeSorter?[] sorters = new RangeSorter?[threads];
        try
        {
            Workers.Run(threads, parts, cancellationToken, (worker, part) =>
            {
                RangeSorter sorter = sorters[worker] ??= new RangeSorter(buffers, ranges.Shift, starts, sorted);
                (int from, int end) = Workers.Bounds(ranges.Count, part, parts);
                for (int range = from; range < end; range++)
                    sorter.Sort(range);
            });
        }
        finally
        {
            foreach (RangeSorter? sorter in sorters)
                sorter?.Dispose();
        }
        return sorted;
    }

    private static T[] Column<T>(int count) => GC.AllocateUninitializedArray<T>(count);
}
