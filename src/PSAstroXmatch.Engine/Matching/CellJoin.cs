using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Joins the circles and positions of a part that share a cell; one instance per thread.</summary>
internal sealed unsafe class CellJoin
{
    // Length from which a chain of circles is worth sorting.
    private const int Crowd = 32;

    private readonly List<Crowded> _crowds = [];
    private readonly SkyGrid _grid;
    private readonly Reaches _radii;
    private readonly DealtRows _entries;
    private readonly DealtRows _points;
    private readonly int _partBits;
    private readonly PairTest _test;
    private readonly PairBuffer _pairs;
    private readonly CancellationToken _cancellationToken;
    private readonly bool _withoutIdentity;
    private readonly PairBlock _block;
    // The columns of the block by side of the join. The block keeps them alive, and they do not move.
    private readonly int* _entryRow, _pointRow;
    private readonly double* _entryRa, _entryDec, _pointRa, _pointDec;
    private int[] _heads = [];
    private int[] _next = [];
    private Bound[] _bounds = [];

    internal CellJoin(
        SkyGrid grid,
        Reaches radii,
        DealtRows entries,
        DealtRows points,
        int partBits,
        PairTest test,
        PairBuffer pairs,
        CancellationToken cancellationToken)
    {
        _grid = grid;
        _radii = radii;
        _entries = entries;
        _points = points;
        _partBits = partBits;
        _test = test;
        _pairs = pairs;
        _cancellationToken = cancellationToken;
        _withoutIdentity = test.WithoutIdentity;
        _block = new PairBlock(test.Criterion.IsNormalized);
        (int[] row, double[] ra, double[] dec) left = (_block.Left, _block.LeftRa, _block.LeftDec);
        (int[] row, double[] ra, double[] dec) right = (_block.Right, _block.RightRa, _block.RightDec);
        (int[] row, double[] ra, double[] dec) entry = test.IndexIsLeft ? left : right, point = test.IndexIsLeft ? right : left;
        _entryRow = Address(entry.row);
        _pointRow = Address(point.row);
        _entryRa = Address(entry.ra);
        _entryDec = Address(entry.dec);
        _pointRa = Address(point.ra);
        _pointDec = Address(point.dec);
    }

    /// <summary>Passes the remaining candidates to the criterion.</summary>
    internal void Flush()
    {
        PairBlock block = _block;
        if (block.Count == 0)
            return;
        _cancellationToken.ThrowIfCancellationRequested();
        int count = block.Count;
        SeparationKernel.Degrees(
            block.LeftRa.AsSpan(0, count),
            block.LeftDec.AsSpan(0, count),
            block.RightRa.AsSpan(0, count),
            block.RightDec.AsSpan(0, count),
            block.Separation.AsSpan(0, count));
        _test.Criterion.Select(_test.Left, _test.Right, block);
        _pairs.Add(block);
        block.Count = 0;
    }

    private static T* Address<T>(T[] pinned)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    /// <summary>Joins a part.</summary>
    internal void Join(int part)
    {
        int firstEntry = _entries.Starts[part], entryCount = _entries.Starts[part + 1] - firstEntry;
        int firstPoint = _points.Starts[part], pointCount = _points.Starts[part + 1] - firstPoint;
        if (entryCount == 0 || pointCount == 0)
            return;
        _cancellationToken.ThrowIfCancellationRequested();
        int headBits = Math.Min(20, BitOperations.Log2((uint)entryCount) + 4);
        // The bits of the hash that follow those of the part number.
        int shift = Math.Max(0, 32 - _partBits - headBits);
        int heads = 1 << headBits;
        Prepare(heads, entryCount);
        fixed (DealtRow* entry = &_entries.Rows[firstEntry], point = &_points.Rows[firstPoint])
        {
            Chain(entry, entryCount, heads - 1, shift);
            JoinChains(entry, point, pointCount, heads - 1, shift);
        }
    }

    private void Prepare(int heads, int entryCount)
    {
        if (_heads.Length < heads)
            _heads = new int[heads];
        else
            Array.Clear(_heads, 0, heads);
        if (_next.Length < entryCount)
        {
            _next = new int[BitOperations.RoundUpToPowerOf2((uint)entryCount)];
            _bounds = new Bound[_next.Length];
        }
    }

    /// <summary>Chains the circles of each cell. A link is the index of an entry plus one; 0 marks the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Chain(DealtRow* entry, int entryCount, int mask, int shift)
    {
        _crowds.Clear();
        fixed (int* head = _heads, next = _next)
        {
            for (int i = 0; i < entryCount; i++)
            {
                int slot = (int)(entry[i].Hash >> shift) & mask;
                next[i] = head[slot];
                head[slot] = i + 1;
            }
        }
        if (_radii.Rows is not { } radii)
            return;
        for (int i = 0; i < entryCount; i++)
            (_bounds[i].RaWeight, _bounds[i].SquareLimit) = _grid.Bound(entry[i].Dec, radii[entry[i].Row]);
    }

    /// <summary>
    /// Sorts the circles of a long chain by declination, so that a position is tested only against the near ones. A negative head marks such a run.
    /// </summary>
    private void SortCrowd(DealtRow* entry, int slot)
    {
        List<int> entries = [];
        for (int e = _heads[slot]; e != 0; e = _next[e - 1])
            entries.Add(e - 1);
        Crowded crowd = new(new double[entries.Count], [.. entries]);
        for (int i = 0; i < entries.Count; i++)
        {
            crowd.Decs[i] = entry[entries[i]].Dec;
            crowd.LargestReach = Math.Max(crowd.LargestReach, ReachOf(entries[i]));
        }
        Array.Sort(crowd.Decs, crowd.Entries);
        _crowds.Add(crowd);
        _heads[slot] = -_crowds.Count;
    }

    private double ReachOf(int entry) => _radii.Rows is null ? WithMargin(_radii.Common) : Math.Sqrt(_bounds[entry].SquareLimit);

    // Rounding must not lose a pair whose separation equals the radius.
    private static double WithMargin(double radius) => radius * (1 + 1e-12) + 1e-12;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinChains(DealtRow* entry, DealtRow* point, int pointCount, int mask, int shift)
    {
        bool haveRadii = _radii.Rows is not null;
        double reach = WithMargin(_radii.Common);
        fixed (int* head = _heads, next = _next)
        fixed (Bound* bounds = _bounds)
        {
            for (DealtRow* end = point + pointCount; point < end; point++)
            {
                uint hash = point->Hash;
                int slot = (int)(hash >> shift) & mask, e = head[slot], tried = 0;
                if (e < 0)
                {
                    JoinCrowd(_crowds[-e - 1], entry, point);
                    continue;
                }
                for (; e != 0; e = next[e - 1], tried++)
                {
                    DealtRow* candidate = entry + e - 1;
                    bool isNear = haveRadii
                        ? IsWithin(bounds + e - 1, candidate, point)
                        : Math.Abs(candidate->Dec - point->Dec) <= reach;
                    if (isNear && candidate->Hash == hash)
                        Add(candidate, point);
                }
                if (tried >= Crowd)
                    SortCrowd(entry, slot);
            }
        }
    }

    // One test that is rarely true, which the processor predicts well. Of separate tests for each coordinate, half would be mispredicted.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsWithin(Bound* bound, DealtRow* entry, DealtRow* point)
    {
        double dec = point->Dec - entry->Dec, ra = point->Ra - entry->Ra;
        ra -= 360 * Math.Floor(ra * (1 / 360.0) + 0.5);
        return dec * dec + bound->RaWeight * ra * ra <= bound->SquareLimit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(DealtRow* entry, DealtRow* point)
    {
        if (_withoutIdentity && entry->Row == point->Row)
            return;
        int i = _block.Count;
        _entryRow[i] = entry->Row;
        _entryRa[i] = entry->Ra;
        _entryDec[i] = entry->Dec;
        _pointRow[i] = point->Row;
        _pointRa[i] = point->Ra;
        _pointDec[i] = point->Dec;
        _block.Count = i + 1;
        if (i + 1 == PairBlock.Capacity)
            Flush();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinCrowd(Crowded crowd, DealtRow* entry, DealtRow* point)
    {
        double low = point->Dec - crowd.LargestReach, high = point->Dec + crowd.LargestReach;
        int first = Array.BinarySearch(crowd.Decs, low);
        first = first < 0 ? ~first : first;
        while (first > 0 && crowd.Decs[first - 1] >= low)
            first--;
        for (int i = first; i < crowd.Decs.Length && crowd.Decs[i] <= high; i++)
        {
            int e = crowd.Entries[i];
            if (Math.Abs(crowd.Decs[i] - point->Dec) <= ReachOf(e) && entry[e].Hash == point->Hash)
                Add(entry + e, point);
        }
    }

    /// <summary>The condition satisfied by all positions in a circle, with a margin; see <see cref="SkyGrid.Bound"/>.</summary>
    private struct Bound
    {
        internal double RaWeight;
        internal double SquareLimit;
    }

    /// <summary>The circles of a long chain, sorted by declination.</summary>
    private sealed record Crowded(double[] Decs, int[] Entries)
    {
        internal double LargestReach { get; set; }
    }
}
