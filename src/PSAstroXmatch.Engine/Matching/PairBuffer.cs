using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>A pair with its separation in degrees.</summary>
internal readonly record struct FoundPair(int Left, int Right, double Separation);

/// <summary>How many pairs all threads together may find, so that a radius too large ends with an error and not with the process.</summary>
internal sealed class PairLimit(long limit)
{
    // A pair is there twice while it is sorted, and once in the result.
    private const int BytesPerPair = 64;

    private long _reserved;

    /// <summary>As many as fit in an array and in half of the memory.</summary>
    internal static PairLimit OfMemory() =>
        new(Math.Min(Array.MaxLength, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 2 / BytesPerPair));

    internal void Reserve(int pairs)
    {
        // Pieces are not full to the last pair, which must not make few pairs too many.
        if (Interlocked.Add(ref _reserved, pairs) > limit + pairs)
            throw MatchErrors.TooManyPairs(limit);
    }
}

/// <summary>The pairs that one thread found, in no order, in pieces so that they are not copied as their number grows.</summary>
internal sealed class PairBuffer(bool normalized, PairLimit limit)
{
    private const int PieceSize = 1 << 16;

    /// <summary>Pairs of one piece and, where the criterion has them, their normalised separations.</summary>
    internal sealed record Piece(FoundPair[] Pairs, double[]? Normalized)
    {
        internal int Count { get; set; }
    }

    private Piece? _last;

    internal List<Piece> Pieces { get; } = [];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal void Add(PairBlock block)
    {
        if (block.Count == 0)
            return;
        if (_last is null || _last.Count + block.Count > _last.Pairs.Length)
        {
            // The first piece is small: many matches have few pairs.
            int size = Pieces.Count == 0 ? 4 * PairBlock.Capacity : PieceSize;
            limit.Reserve(size);
            _last = new Piece(
                GC.AllocateUninitializedArray<FoundPair>(size), normalized ? GC.AllocateUninitializedArray<double>(size) : null);
            Pieces.Add(_last);
        }
        Span<FoundPair> pairs = _last.Pairs.AsSpan(_last.Count, block.Count);
        for (int i = 0; i < pairs.Length; i++)
            pairs[i] = new FoundPair(block.Left[i], block.Right[i], block.Separation[i]);
        if (_last.Normalized is not null)
            block.Normalized.AsSpan(0, block.Count).CopyTo(_last.Normalized.AsSpan(_last.Count));
        _last.Count += block.Count;
    }
}
