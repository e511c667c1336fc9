using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>A pair with its separation in degrees.</summary>
internal readonly record struct FoundPair(int Left, int Right, double Separation);

/// <summary>Maximum number of pairs that all threads together may find, so that too large a radius gives an error instead of exhausting memory.</summary>
internal sealed class PairLimit(long limit)
{
    // A pair is held twice while it is sorted, and once in the result.
    private const int BytesPerPair = 64;

    private long _reserved;

    /// <summary>As many as fit in an array and in half the memory.</summary>
    internal static PairLimit OfMemory() =>
        new(Math.Min(Array.MaxLength - PairBuffer.PieceSize, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / BytesPerPair));

    internal void Reserve(int pairs)
    {
        // Pieces are not filled to the last pair; that must not make a small number of pairs exceed the limit.
        if (Interlocked.Add(ref _reserved, pairs) > limit + pairs)
            throw MatchErrors.TooManyPairs(limit);
    }
}

/// <summary>
/// The ranges of left rows into which pairs are distributed as they are found: few enough to write to all of them at once, and small
/// enough to be sorted in the cache.
/// </summary>
internal readonly record struct LeftRanges
{
    private const int RowsPerRange = 64;

    // The ends of this many ranges stay in the first-level cache, which the join also uses.
    private const int MaxRanges = 256;

    internal LeftRanges(int leftCount)
    {
        int lastRow = Math.Max(0, leftCount - 1);
        int ranges = Math.Min((int)BitOperations.RoundUpToPowerOf2((uint)(lastRow / RowsPerRange + 1)), MaxRanges);
        Shift = Math.Max(0, BitOperations.Log2((uint)lastRow | 1) + 1 - BitOperations.Log2((uint)ranges));
        Count = (lastRow >> Shift) + 1;
    }

    /// <summary>A left row shifted right by this gives the number of its range.</summary>
    internal int Shift { get; }

    /// <summary>Number of ranges.</summary>
    internal int Count { get; }
}

/// <summary>
/// The pairs that one thread found, by range of left rows, in the order in which they were found. They are stored in chunks, each for
/// one range, so that nothing is copied as their number grows; the chunks are cut from larger pieces.
/// </summary>
internal sealed class PairBuffer(LeftRanges ranges, bool normalized, PairLimit limit) : IDisposable
{
    private const int ChunkBits = 8;
    private const int ChunkSize = 1 << ChunkBits;
    private const int PieceBits = 16;
    private const int ChunksPerPiece = 1 << (PieceBits - ChunkBits);

    /// <summary>Number of pairs allocated at a time.</summary>
    internal const int PieceSize = 1 << PieceBits;

    // The pairs of each piece and, if the criterion has them, their normalised separations.
    private readonly List<RentedArray<FoundPair>> _pieces = [];
    private readonly List<RentedArray<double>> _normalizedPieces = [];
    // The arrays of the pieces again, for the loop that writes to them.
    private FoundPair[][] _pairs = [];

    // For each range, the position after its last pair, and the number of its chunks. Positions are numbered continuously over all pieces.
    private readonly uint[] _next = new uint[ranges.Count];
    private readonly int[] _chunks = new int[ranges.Count];

    // For each chunk, the previous chunk of its range.
    private int[] _previous = [];
    private int _chunkCount;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(PairBlock block)
    {
        int shift = ranges.Shift;
        FoundPair[][] pairs = _pairs;
        ReadOnlySpan<int> lefts = block.Left.AsSpan(0, block.Count), rights = block.Right.AsSpan(0, block.Count);
        ReadOnlySpan<double> separations = block.Separation.AsSpan(0, block.Count);
        Span<uint> next = _next;
        for (int i = 0; i < lefts.Length; i++)
        {
            int left = lefts[i], range = left >> shift;
            uint place = next[range];
            if ((place & (ChunkSize - 1)) == 0)
            {
                place = AddChunk(range, place);
                pairs = _pairs;
            }
            // One store instead of three: stores limit the speed of this loop.
            long rows = (uint)left | (long)rights[i] << 32;
            Unsafe.As<FoundPair, Vector128<long>>(ref pairs[place >> PieceBits][place & (PieceSize - 1)]) =
                Vector128.Create(rows, BitConverter.DoubleToInt64Bits(separations[i]));
            if (normalized)
                _normalizedPieces[(int)(place >> PieceBits)].Items[place & (PieceSize - 1)] = block.Normalized[i];
            next[range] = place + 1;
        }
    }

    /// <summary>Number of pairs in a range.</summary>
    internal int Count(int range) => (_chunks[range] << ChunkBits) - (int)(-_next[range] & (ChunkSize - 1));

    /// <summary>Copies the pairs of a range, in the order in which they were found.</summary>
    internal void CopyRange(int range, Span<FoundPair> pairs, Span<double> normalizedSeparations)
    {
        int chunk = (int)((_next[range] - 1) >> ChunkBits);
        // From the last chunk, which may be partly filled, to the first.
        for (int end = Count(range), start; end > 0; end = start)
        {
            start = (end - 1) & -ChunkSize;
            int piece = chunk / ChunksPerPiece, from = (chunk << ChunkBits) & (PieceSize - 1);
            _pairs[piece].AsSpan(from, end - start).CopyTo(pairs[start..]);
            if (normalized)
                _normalizedPieces[piece].Items.AsSpan(from, end - start).CopyTo(normalizedSeparations[start..]);
            chunk = _previous[chunk];
        }
    }

    /// <summary>Returns the memory of the pairs.</summary>
    public void Dispose()
    {
        _pieces.ForEach(piece => piece.Dispose());
        _normalizedPieces.ForEach(piece => piece.Dispose());
    }

    /// <summary>Allocates another chunk to a range.</summary>
    /// <returns>The position of its first pair.</returns>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private uint AddChunk(int range, uint endOfLast)
    {
        int chunk = _chunkCount++;
        if (chunk % ChunksPerPiece == 0)
            AddPiece();
        _previous[chunk] = (int)((endOfLast - 1) >> ChunkBits);
        _chunks[range]++;
        return (uint)chunk << ChunkBits;
    }

    private void AddPiece()
    {
        limit.Reserve(PieceSize);
        RentedArray<FoundPair> piece = new(PieceSize);
        _pieces.Add(piece);
        if (_pieces.Count > _pairs.Length)
        {
            int pieces = 2 * _pieces.Count;
            Array.Resize(ref _pairs, pieces);
            Array.Resize(ref _previous, pieces * ChunksPerPiece);
        }
        _pairs[_pieces.Count - 1] = piece.Items;
        if (normalized)
            _normalizedPieces.Add(new RentedArray<double>(PieceSize));
    }
}

/// <summary>
/// A large array that a match needs temporarily, rented from the runtime's pool. The operating system takes longer to provide fresh
/// memory than the matcher takes to fill it, so the next step or match reuses existing memory. The runtime frees what stays unused.
/// Arrays that a result refers to must not be rented.
/// </summary>
internal sealed class RentedArray<T>(int length) : IDisposable
    where T : unmanaged
{
    /// <summary>The array: at least as long as requested, with arbitrary contents.</summary>
    internal T[] Items { get; private set; } = ArrayPool<T>.Shared.Rent(length);

    /// <summary>Returns the array to the pool; it must not be used any more.</summary>
    public void Dispose()
    {
        if (Items.Length > 0)
            ArrayPool<T>.Shared.Return(Items);
        Items = [];
    }

    /// <summary>Enlarges the array and keeps its first elements.</summary>
    internal void Grow(int length, int kept)
    {
        T[] longer = ArrayPool<T>.Shared.Rent(length);
        Items.AsSpan(0, kept).CopyTo(longer);
        ArrayPool<T>.Shared.Return(Items);
        Items = longer;
    }
}
