using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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

    // Rows that are collected for a part before they are written: three lines of the cache.
    private const int GroupRows = 8;
    private const int CacheLine = 64;

    // Fewer rows for each part do not fill their groups often enough.
    private const int FewestGroups = 4;

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

    private static void Scatter(SkyPositions positions, CellList list, int partBits, int[] nextOfPart, DealtRow[] dealt)
    {
        fixed (DealtRow* to = dealt)
        {
            if (Avx.IsSupported && list.Count >= FewestGroups * GroupRows << partBits)
                ScatterGroups(positions, list, partBits, nextOfPart, to);
            else
                ScatterRows(positions, list, partBits, nextOfPart, to);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterRows(SkyPositions positions, CellList list, int partBits, int[] nextOfPart, DealtRow* to)
    {
        int shift = 32 - partBits;
        fixed (double* ras = positions.Ra, decs = positions.Dec)
        fixed (int* cells = list.Cells, rows = list.Rows, next = nextOfPart)
        {
            for (int i = 0; i < list.Count; i++)
            {
                if (Sse.IsSupported && i + Ahead < list.Count)
                {
                    Sse.Prefetch0(ras + rows[i + Ahead]);
                    Sse.Prefetch0(decs + rows[i + Ahead]);
                }
                uint hash = (uint)cells[i] * HashFactor;
                Store(to + next[PartOf(hash, shift)]++, ras, decs, rows[i], hash);
            }
        }
    }

    /// <summary>
    /// As <see cref="ScatterRows"/>, but collects the rows of each part and writes them by whole lines of the cache that bypass it: a
    /// line that is written in pieces is first read, and evicted again before the next row of its part comes.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ScatterGroups(SkyPositions positions, CellList list, int partBits, int[] nextOfPart, DealtRow* to)
    {
        int shift = 32 - partBits, parts = 1 << partBits;
        // Groups begin where a line does: at the places whose number plus this is a multiple of their size.
        int phase = 0;
        while (((nuint)(to - phase) & (CacheLine - 1)) != 0)
            phase++;
        int[] firstOfPart = (int[])nextOfPart.Clone();
        DealtRow* groups = (DealtRow*)NativeMemory.AlignedAlloc((nuint)(parts * GroupRows * sizeof(DealtRow)), CacheLine);
        try
        {
            fixed (double* ras = positions.Ra, decs = positions.Dec)
            fixed (int* cells = list.Cells, rows = list.Rows, next = nextOfPart, first = firstOfPart)
            {
                for (int i = 0; i < list.Count; i++)
                {
                    if (i + Ahead < list.Count)
                    {
                        Sse.Prefetch0(ras + rows[i + Ahead]);
                        Sse.Prefetch0(decs + rows[i + Ahead]);
                    }
                    uint hash = (uint)cells[i] * HashFactor, part = PartOf(hash, shift);
                    int place = next[part]++, inGroup = place + phase & (GroupRows - 1);
                    DealtRow* group = groups + part * GroupRows;
                    Store(group + inGroup, ras, decs, rows[i], hash);
                    if (inGroup == GroupRows - 1)
                        Flush(group, to, place - inGroup, first[part], place + 1);
                }
                for (int part = 0; part < parts; part++)
                {
                    int inGroup = next[part] + phase & (GroupRows - 1);
                    if (inGroup > 0)
                        Flush(groups + part * GroupRows, to, next[part] - inGroup, first[part], next[part]);
                }
                Sse.StoreFence();
            }
        }
        finally
        {
            NativeMemory.AlignedFree(groups);
        }
    }

    /// <summary>Writes a group that begins at a place; the first and the last of a part may share it with the neighbouring parts.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Flush(DealtRow* group, DealtRow* to, int place, int first, int end)
    {
        if (place < first || end - place < GroupRows)
        {
            for (int i = Math.Max(place, first); i < end; i++)
                to[i] = group[i - place];
            return;
        }
        double* from = (double*)group, target = (double*)(to + place);
        for (int i = 0; i < GroupRows * 3; i += 4)
            Vector256.Load(from + i).StoreAlignedNonTemporal(target + i);
    }

    // Two stores instead of four: stores limit the speed of these loops.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(DealtRow* target, double* ras, double* decs, int row, uint hash)
    {
        Vector128.Create(ras[row], decs[row]).Store((double*)target);
        *(ulong*)&target->Row = (uint)row | (ulong)hash << 32;
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
