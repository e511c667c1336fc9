using System.Numerics;
using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Sorts the pairs of successive ranges of left rows into the result; one instance per thread.</summary>
internal sealed class RangeSorter(PairBuffer[] buffers, int rangeShift, int[] starts, MatchPairs sorted) : IDisposable
{
    // The pairs of the range, their indices in order, and the counts of the buckets. They grow with the largest range.
    private readonly RentedArray<FoundPair> _pairs = new(1024);
    private readonly RentedArray<double> _normalized = new(1024);
    private readonly RentedArray<int> _order = new(1024);
    private readonly RentedArray<int> _next = new(1024);

    /// <inheritdoc/>
    public void Dispose()
    {
        _pairs.Dispose();
        _normalized.Dispose();
        _order.Dispose();
        _next.Dispose();
    }

    /// <summary>Sorts the pairs of a range into their place in the result.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Sort(int range)
    {
        int start = starts[range], count = starts[range + 1] - start;
        if (count == 0)
            return;
        Gather(range, count);
        ReadOnlySpan<FoundPair> pairs = _pairs.Items.AsSpan(0, count);
        ReadOnlySpan<int> order = Order(range << rangeShift, pairs);
        Span<int> left = sorted.Left.AsSpan(start, count), right = sorted.Right.AsSpan(start, count);
        Span<double> separation = sorted.Separation.AsSpan(start, count);
        for (int i = 0; i < order.Length; i++)
        {
            ref readonly FoundPair pair = ref pairs[order[i]];
            left[i] = pair.Left;
            right[i] = pair.Right;
            separation[i] = pair.Separation;
        }
        if (sorted.NormalizedSeparation is not null)
        {
            for (int i = 0; i < order.Length; i++)
                sorted.NormalizedSeparation[start + i] = _normalized.Items[order[i]];
        }
    }

    /// <summary>Copies the pairs of a range from all buffers.</summary>
    private void Gather(int range, int count)
    {
        Reserve(_pairs, count);
        Reserve(_order, count);
        if (sorted.NormalizedSeparation is not null)
            Reserve(_normalized, count);
        int from = 0;
        foreach (PairBuffer buffer in buffers)
        {
            buffer.CopyRange(range, _pairs.Items.AsSpan(from), _normalized.Items.AsSpan(Math.Min(from, _normalized.Items.Length)));
            from += buffer.Count(range);
        }
    }

    private static void Reserve<T>(RentedArray<T> array, int length)
        where T : unmanaged
    {
        if (array.Items.Length < length)
            array.Grow(length, 0);
    }

    /// <summary>Distributes the pairs by counting into buckets of a few left rows, about one pair each, and sorts the buckets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Span<int> Order(int firstRow, ReadOnlySpan<FoundPair> pairs)
    {
        int bucketBits = Math.Min(rangeShift, BitOperations.Log2((uint)pairs.Length) + 1), shift = rangeShift - bucketBits;
        Reserve(_next, 1 << bucketBits);
        Span<int> next = _next.Items.AsSpan(0, 1 << bucketBits), order = _order.Items.AsSpan(0, pairs.Length);
        next.Clear();
        for (int i = 0; i < pairs.Length; i++)
            next[(pairs[i].Left - firstRow) >> shift]++;
        int start = 0;
        for (int bucket = 0; bucket < next.Length; bucket++)
        {
            int count = next[bucket];
            next[bucket] = start;
            start += count;
        }
        for (int i = 0; i < pairs.Length; i++)
            order[next[(pairs[i].Left - firstRow) >> shift]++] = i;
        // Each bucket ends where the next begins.
        for (int bucket = 0, first = 0; bucket < next.Length; first = next[bucket++])
        {
            if (next[bucket] - first > 1)
                SortBucket(order[first..next[bucket]]);
        }
        return order;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortBucket(Span<int> order)
    {
        if (order.Length > 24)
        {
            MergeRuns(order);
            return;
        }
        for (int i = 1; i < order.Length; i++)
        {
            int pair = order[i], j = i;
            for (long key = Key(pair); j > 0 && Key(order[j - 1]) > key; j--)
                order[j] = order[j - 1];
            order[j] = pair;
        }
    }

    /// <summary>
    /// Merges ascending runs in pairs until one is left. A circle with many pairs has few runs, about one per cell, since the positions
    /// in a cell are tested in order of their rows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MergeRuns(Span<int> order)
    {
        Span<int> from = order, to = new int[order.Length];
        bool isMerged = false, isInPlace = true;
        while (!isMerged)
        {
            for (int start = 0, end; start < from.Length; start = end)
            {
                int middle = EndOfRun(from, start);
                end = EndOfRun(from, middle);
                Merge(from[start..middle], from[middle..end], to[start..end]);
                isMerged = start == 0 && end == from.Length;
            }
            Span<int> merged = to;
            to = from;
            from = merged;
            isInPlace = !isInPlace;
        }
        if (!isInPlace)
            from.CopyTo(order);
    }

    /// <summary>The end of the run that begins at an index; the index itself if it is already the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int EndOfRun(ReadOnlySpan<int> order, int start)
    {
        if (start == order.Length)
            return start;
        int end = start + 1;
        while (end < order.Length && Key(order[end - 1]) < Key(order[end]))
            end++;
        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Merge(ReadOnlySpan<int> first, ReadOnlySpan<int> second, Span<int> merged)
    {
        int i = 0, j = 0;
        while (i < first.Length && j < second.Length)
            merged[i + j] = Key(first[i]) < Key(second[j]) ? first[i++] : second[j++];
        first[i..].CopyTo(merged[(i + j)..]);
        second[j..].CopyTo(merged[(first.Length + j)..]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private long Key(int pair) => ((long)_pairs.Items[pair].Left << 32) | (uint)_pairs.Items[pair].Right;
}

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
