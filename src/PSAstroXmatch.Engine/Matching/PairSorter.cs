namespace PSAstroXmatch.Engine.Matching;

/// <summary>Sorts pairs by left, then right row, with a counting sort of one range of left rows at a time, which fits in the cache.</summary>
internal static class PairSorter
{
    /// <summary>Sorts the pairs found by all threads; the result does not depend on which thread found which pair.</summary>
    internal static MatchPairs Sort(
        PairBuffer[] buffers, LeftRanges ranges, bool normalized, int threads, CancellationToken cancellationToken)
    {
        int[] starts = new int[ranges.Count + 1];
        long total = 0;
        for (int range = 0; range < ranges.Count; range++)
        {
            foreach (PairBuffer buffer in buffers)
                total += buffer.Count(range);
            if (total > Array.MaxLength)
                throw MatchErrors.TooManyPairs(Array.MaxLength);
            starts[range + 1] = (int)total;
        }
        int count = (int)total;
        MatchPairs sorted = new(Column<int>(count), Column<int>(count), Column<double>(count), normalized ? Column<double>(count) : null);
        RangeSorter?[] sorters = new RangeSorter?[threads];
        try
        {
            Workers.Run(threads, ranges.Count, cancellationToken, (worker, range) =>
                (sorters[worker] ??= new RangeSorter(buffers, ranges.Shift, starts, sorted)).Sort(range));
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
