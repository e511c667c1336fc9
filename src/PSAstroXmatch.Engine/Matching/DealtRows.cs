using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>A row with its position and the hash of its cell, which is unique to the cell.</summary>
internal struct DealtRow
{
    internal double Ra;
    internal double Dec;
    internal int Row;
    internal uint Hash;
}

/// <summary>Rows distributed into parts by the first bits of the hash of their cell, using a counting sort.</summary>
internal sealed unsafe class DealtRows : IDisposable
{
    // 2^32 divided by the golden ratio: neighbouring cells get distant hashes. It is odd, so that no two cells get the same hash.
    private const uint HashFactor = 0x9E3779B9;

    // If few rows remain, their positions are far apart in memory and are prefetched this many rows ahead.
    private const int Ahead = 24;

    private readonly RentedArray<DealtRow> _rows;

    private DealtRows(RentedArray<DealtRow> rows, int[] starts)
    {
        _rows = rows;
        Starts = starts;
    }

    internal DealtRow[] Rows => _rows.Items;

    /// <summary>Index of the first row of each part, followed by the end of the last part.</summary>
    internal int[] Starts { get; }

    /// <summary>Returns the memory of the rows.</summary>
    public void Dispose() => _rows.Dispose();

    internal static DealtRows Deal(
        SkyPositions positions, CellList[] lists, int partBits, int threads, CancellationToken cancellationToken)
    {
        int parts = 1 << partBits;
        int[][] next = new int[lists.Length][];
        Workers.Run(threads, lists.Length, cancellationToken, (_, list) => next[list] = CountParts(lists[list], partBits));
        int[] starts = new int[parts + 1];
        int start = 0;
        for (int part = 0; part < parts; part++)
        {
            starts[part] = start;
            foreach (int[] ofList in next)
            {
                int count = ofList[part];
                ofList[part] = start;
                start += count;
            }
        }
        starts[parts] = start;
        RentedArray<DealtRow> rows = new(start);
        Workers.Run(threads, lists.Length, cancellationToken, (_, list) => Scatter(positions, lists[list], partBits, next[list], rows.Items));
        return new DealtRows(rows, starts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] CountParts(CellList list, int partBits)
    {
        int[] counts = new int[1 << partBits];
        int shift = 32 - partBits;
        fixed (int* cells = list.Cells, count = counts)
        {
            for (int i = 0; i < list.Count; i++)
                count[PartOf((uint)cells[i] * HashFactor, shift)]++;
        }
        return counts;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scatter(SkyPositions positions, CellList list, int partBits, int[] nextOfPart, DealtRow[] dealt)
    {
        int shift = 32 - partBits;
        fixed (double* ras = positions.Ra, decs = positions.Dec)
        fixed (int* cells = list.Cells, rows = list.Rows, next = nextOfPart)
        fixed (DealtRow* to = dealt)
        {
            for (int i = 0; i < list.Count; i++)
            {
                if (Sse.IsSupported && i + Ahead < list.Count)
                {
                    Sse.Prefetch0(ras + rows[i + Ahead]);
                    Sse.Prefetch0(decs + rows[i + Ahead]);
                }
                uint hash = (uint)cells[i] * HashFactor;
                int row = rows[i];
                DealtRow* target = to + next[PartOf(hash, shift)]++;
                // Two stores instead of four: stores limit the speed of this loop.
                Vector128.Create(ras[row], decs[row]).Store((double*)target);
                *(ulong*)&target->Row = (uint)row | (ulong)hash << 32;
            }
        }
    }

    // A shift by 32 would be a shift by 0.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint PartOf(uint hash, int shift) => (uint)((ulong)hash >> shift);
}

/// <summary>Rows and the cell of each.</summary>
internal sealed class CellList(int capacity) : IDisposable
{
    private readonly RentedArray<int> _cells = new(capacity);
    private readonly RentedArray<int> _rows = new(capacity);

    internal int Count;

    internal int[] Cells => _cells.Items;

    internal int[] Rows => _rows.Items;

    /// <inheritdoc/>
    public void Dispose()
    {
        _cells.Dispose();
        _rows.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Add(int cell, int row)
    {
        int i = Count;
        int[] cells = Cells, rows = Rows;
        if ((uint)i >= (uint)cells.Length || (uint)i >= (uint)rows.Length)
        {
            Grow();
            (cells, rows) = (Cells, Rows);
        }
        cells[i] = cell;
        rows[i] = row;
        Count = i + 1;
    }

    /// <summary>Makes room for a few hundred more.</summary>
    internal void Reserve(int more)
    {
        while (Math.Min(Cells.Length, Rows.Length) - Count < more)
            Grow();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow()
    {
        if (Count == Array.MaxLength)
            throw MatchErrors.TooManyPairs(Array.MaxLength);
        int size = (int)Math.Min(2L * Count + 16, Array.MaxLength);
        _cells.Grow(size, Count);
        _rows.Grow(size, Count);
    }
}
