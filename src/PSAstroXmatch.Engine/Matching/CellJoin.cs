using System.Numerics;
using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Joins the circles and the positions of a part that are in the same cell; one for each thread.</summary>
internal sealed unsafe class CellJoin(
    Reaches radii,
    DealtRows entries,
    DealtRows points,
    int partBits,
    PairTest test,
    PairBuffer pairs,
    CancellationToken cancellationToken)
{
    private readonly PairBlock _block = new(test.Criterion.IsNormalized);
    private int[] _heads = [];
    private int[] _next = [];
    private double[] _reach = [];

    /// <summary>Hands the candidates that are left to the criterion.</summary>
    internal void Flush()
    {
        PairBlock block = _block;
        if (block.Count == 0)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        int count = block.Count;
        SeparationKernel.Degrees(
            block.LeftRa.AsSpan(0, count),
            block.LeftDec.AsSpan(0, count),
            block.RightRa.AsSpan(0, count),
            block.RightDec.AsSpan(0, count),
            block.Separation.AsSpan(0, count));
        test.Criterion.Select(test.Left, test.Right, block);
        pairs.Add(block);
        block.Count = 0;
    }

    /// <summary>Joins a part.</summary>
    internal void Join(int part)
    {
        int firstEntry = entries.Starts[part], entryCount = entries.Starts[part + 1] - firstEntry;
        int firstPoint = points.Starts[part], pointCount = points.Starts[part + 1] - firstPoint;
        if (entryCount == 0 || pointCount == 0)
            return;
        cancellationToken.ThrowIfCancellationRequested();
        int headBits = Math.Min(20, BitOperations.Log2((uint)entryCount) + 2);
        // The bits of the hash that follow those of the part.
        int shift = Math.Max(0, 32 - partBits - headBits);
        int heads = 1 << headBits;
        Prepare(heads, entryCount);
        fixed (DealtRow* entry = &entries.Rows[firstEntry], point = &points.Rows[firstPoint])
        {
            int occupied = Chain(entry, entryCount, heads - 1, shift);
            if (entryCount > 16 * occupied)
                JoinCrowded(entry, entryCount, point, pointCount);
            else
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
            _reach = new double[_next.Length];
        }
    }

    /// <summary>Chains the circles of each cell; tells how many chains there are. An entry is its number plus one, 0 the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Chain(DealtRow* entry, int entryCount, int mask, int shift)
    {
        int occupied = 0;
        double[]? ofRow = radii.Rows;
        double common = WithMargin(radii.Common);
        fixed (int* head = _heads, next = _next)
        fixed (double* reach = _reach)
        {
            for (int i = 0; i < entryCount; i++)
            {
                int slot = (int)(entry[i].Hash >> shift) & mask;
                int previous = head[slot];
                occupied += previous == 0 ? 1 : 0;
                next[i] = previous;
                head[slot] = i + 1;
                reach[i] = ofRow is null ? common : WithMargin(ofRow[entry[i].Row]);
            }
        }
        return occupied;
    }

    // Rounding must not lose a pair whose separation is the radius.
    private static double WithMargin(double radius) => radius * (1 + 1e-12) + 1e-12;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinChains(DealtRow* entry, DealtRow* point, int pointCount, int mask, int shift)
    {
        fixed (int* head = _heads, next = _next)
        fixed (double* reach = _reach)
        {
            for (int p = 0; p < pointCount; p++)
            {
                uint hash = point[p].Hash;
                for (int e = head[(int)(hash >> shift) & mask]; e != 0; e = next[e - 1])
                {
                    if (Math.Abs(entry[e - 1].Dec - point[p].Dec) <= reach[e - 1] && entry[e - 1].Hash == hash)
                        Add(entry + e - 1, point + p);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(DealtRow* entry, DealtRow* point)
    {
        if (test.WithoutIdentity && entry->Row == point->Row)
            return;
        PairBlock block = _block;
        DealtRow* left = test.IndexIsLeft ? entry : point, right = test.IndexIsLeft ? point : entry;
        int i = block.Count;
        block.Left[i] = left->Row;
        block.LeftRa[i] = left->Ra;
        block.LeftDec[i] = left->Dec;
        block.Right[i] = right->Row;
        block.RightRa[i] = right->Ra;
        block.RightDec[i] = right->Dec;
        block.Count = i + 1;
        if (i + 1 == PairBlock.Capacity)
            Flush();
    }

    /// <summary>
    /// For cells with many circles: those are sorted by declination, and a position tries those that are near in declination.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinCrowded(DealtRow* entry, int entryCount, DealtRow* point, int pointCount)
    {
        Dictionary<uint, int> numbers = [];
        double[] keys = new double[entryCount];
        int[] order = new int[entryCount];
        double largest = 0;
        for (int i = 0; i < entryCount; i++)
        {
            if (!numbers.TryGetValue(entry[i].Hash, out int number))
                numbers.Add(entry[i].Hash, number = numbers.Count);
            keys[i] = Key(number, entry[i].Dec);
            order[i] = i;
            largest = Math.Max(largest, _reach[i]);
        }
        Array.Sort(keys, order);
        // The cell's number takes bits from the declination.
        double margin = largest + 1e-15 * Key(numbers.Count, 90);
        for (int p = 0; p < pointCount; p++)
        {
            if (!numbers.TryGetValue(point[p].Hash, out int number))
                continue;
            double dec = point[p].Dec;
            double low = Math.Max(Key(number, dec - margin), Key(number, -90)), high = Math.Min(Key(number, dec + margin), Key(number, 90));
            int first = Array.BinarySearch(keys, low);
            first = first < 0 ? ~first : first;
            while (first > 0 && keys[first - 1] >= low)
                first--;
            for (int i = first; i < entryCount && keys[i] <= high; i++)
            {
                int e = order[i];
                if (Math.Abs(entry[e].Dec - dec) <= _reach[e])
                    Add(entry + e, point + p);
            }
        }
    }

    /// <summary>One number line for all cells: each has 512 degrees of its own.</summary>
    private static double Key(int cellNumber, double dec) => cellNumber * 512.0 + dec;
}
