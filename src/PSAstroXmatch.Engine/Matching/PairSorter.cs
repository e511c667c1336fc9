using System.Numerics;
using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Sorts pairs by left, then right row, by counting: first into ranges of left rows that fit in the cache, then each.</summary>
internal sealed class PairSorter
{
    private const int MaxRanges = 1024;

    private readonly List<PairBuffer.Piece> _pieces;
    private readonly int _shift;
    private readonly int[] _rangeStart;
    private readonly FoundPair[] _pairs;
    private readonly double[]? _pairNormalized;
    private readonly int[] _left;
    private readonly int[] _right;
    private readonly double[] _separation;
    private readonly double[]? _normalized;

    private PairSorter(List<PairBuffer.Piece> pieces, int leftCount, bool normalized)
    {
        _pieces = pieces;
        long longCount = pieces.Sum(piece => (long)piece.Count);
        if (longCount > Array.MaxLength)
            throw MatchErrors.TooManyPairs(Array.MaxLength);
        int count = (int)longCount;
        int ranges = Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)(count / 1024 + 1)), MaxRanges);
        _shift = Math.Max(0, BitOperations.Log2((uint)(leftCount - 1) | 1) + 1 - BitOperations.Log2((uint)ranges));
        _rangeStart = new int[((leftCount - 1) >> _shift) + 2];
        _pairs = GC.AllocateUninitializedArray<FoundPair>(count);
        _pairNormalized = normalized ? GC.AllocateUninitializedArray<double>(count) : null;
        _left = GC.AllocateUninitializedArray<int>(count);
        _right = GC.AllocateUninitializedArray<int>(count);
        _separation = GC.AllocateUninitializedArray<double>(count);
        _normalized = normalized ? GC.AllocateUninitializedArray<double>(count) : null;
    }

    /// <summary>Sorts what the threads found; the result does not depend on which found what.</summary>
    internal static MatchPairs Sort(
        IEnumerable<PairBuffer> buffers, int leftCount, bool normalized, int threads, CancellationToken cancellationToken)
    {
        List<PairBuffer.Piece> pieces = [.. buffers.SelectMany(buffer => buffer.Pieces)];
        if (pieces.Count == 0)
            return new MatchPairs([], [], [], normalized ? [] : null);
        PairSorter sorter = new(pieces, leftCount, normalized);
        sorter.IntoRanges(cancellationToken);
        int ranges = sorter._rangeStart.Length - 1;
        int parts = Math.Max(1, ranges / 8);
        Workers.Run(threads, parts, cancellationToken, (_, part) =>
        {
            (int from, int end) = Workers.Bounds(ranges, part, parts);
            for (int range = from; range < end; range++)
                sorter.SortRange(range);
        });
        return new MatchPairs(sorter._left, sorter._right, sorter._separation, sorter._normalized);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void IntoRanges(CancellationToken cancellationToken)
    {
        int shift = _shift;
        FoundPair[] sorted = _pairs;
        int[] next = new int[_rangeStart.Length];
        foreach (PairBuffer.Piece piece in _pieces)
        {
            foreach (ref readonly FoundPair pair in piece.Pairs.AsSpan(0, piece.Count))
                next[pair.Left >> shift]++;
        }
        int start = 0;
        for (int range = 0; range < next.Length; range++)
        {
            _rangeStart[range] = start;
            start += next[range];
            next[range] = _rangeStart[range];
        }
        foreach (PairBuffer.Piece piece in _pieces)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlySpan<FoundPair> pairs = piece.Pairs.AsSpan(0, piece.Count);
            for (int i = 0; i < pairs.Length; i++)
            {
                int to = next[pairs[i].Left >> shift]++;
                sorted[to] = pairs[i];
                if (_pairNormalized is not null)
                    _pairNormalized[to] = piece.Normalized![i];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SortRange(int range)
    {
        int from = _rangeStart[range], end = _rangeStart[range + 1];
        if (from == end)
            return;
        int[] order = new int[end - from];
        Order(range << _shift, from, order);
        for (int i = 0; i < order.Length; i++)
        {
            ref readonly FoundPair pair = ref _pairs[order[i]];
            _left[from + i] = pair.Left;
            _right[from + i] = pair.Right;
            _separation[from + i] = pair.Separation;
        }
        if (_normalized is not null)
        {
            for (int i = 0; i < order.Length; i++)
                _normalized[from + i] = _pairNormalized![order[i]];
        }
    }

    /// <summary>Counts the pairs into buckets of a few left rows, about one pair each, and sorts the buckets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Order(int firstRow, int from, int[] order)
    {
        ReadOnlySpan<FoundPair> pairs = _pairs.AsSpan(from, order.Length);
        int bucketBits = Math.Min(_shift, BitOperations.Log2((uint)order.Length) + 1), shift = _shift - bucketBits;
        int[] next = new int[1 << bucketBits];
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
            order[next[(pairs[i].Left - firstRow) >> shift]++] = from + i;
        // Each bucket ends where the next begins.
        for (int bucket = 0, first = 0; bucket < next.Length; first = next[bucket++])
        {
            if (next[bucket] - first > 1)
                SortBucket(order.AsSpan(first, next[bucket] - first));
        }
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
    /// Merges ascending runs two by two until one is left. A circle with many pairs has few runs, about one for each of its cells, since
    /// the positions of a cell are tried in the order of their rows.
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

    /// <summary>Where the run that begins at an index ends; the index itself where it is the end already.</summary>
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
    private long Key(int pair) => ((long)_pairs[pair].Left << 32) | (uint)_pairs[pair].Right;
}
