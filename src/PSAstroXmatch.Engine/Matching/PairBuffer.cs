namespace PSAstroXmatch.Engine.Matching;

/// <summary>A pair with its separation in degrees.</summary>
internal readonly record struct FoundPair(int Left, int Right, double Separation);

/// <summary>The pairs that one thread found, in no order, in pieces so that they are not copied as their number grows.</summary>
internal sealed class PairBuffer(bool normalized)
{
    private const int PieceSize = 1 << 16;

    /// <summary>Pairs of one piece and, where the criterion has them, their normalised separations.</summary>
    internal sealed record Piece(FoundPair[] Pairs, double[]? Normalized)
    {
        internal int Count { get; set; }
    }

    private Piece? _last;

    internal List<Piece> Pieces { get; } = [];

    internal void Add(PairBlock block)
    {
        if (block.Count == 0)
            return;
        if (_last is null || _last.Count + block.Count > _last.Pairs.Length)
        {
            // The first piece is small: many matches have few pairs.
            int size = Pieces.Count == 0 ? 4 * PairBlock.Capacity : PieceSize;
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
