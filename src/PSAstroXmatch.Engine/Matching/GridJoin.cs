using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// One pass of a match: circles of similar size on one grid. Each circle is entered into every cell that it touches, so that a
/// position only has to look in its own cell: no pair is found twice, and the poles, right ascension 0 and radii matter only when
/// circles are entered.
/// </summary>
/// <remarks>
/// Circles and positions are first distributed into parts by a hash of their cell, so that each part fits in the processor's cache.
/// If there are more positions than circles, a bitmap of the touched cells first eliminates most of them.
/// A match runs once or twice per session, too rarely for the runtime to detect the hot loops. Code that runs for each row or pair,
/// here and in the criteria, is therefore marked to be fully optimised at its first call.
/// </remarks>
internal sealed unsafe class GridJoin(
    Circles circles, Side points, GridChoice.Pass pass, PairTest test, int threads, CancellationToken cancellationToken)
{
    private const int RowsPerCheck = 1 << 16;
    private const int BlockRows = 256;

    private readonly SkyGrid _grid = new(pass.BandCount);

    internal void Run(PairBuffer[] buffers)
    {
        CellList[] entries = Parts(circles.Positions.Count, EnterCircles);
        int entryCount = entries.Sum(list => list.Count);
        if (entryCount == 0)
            return;
        // A bit test costs a fifth of what it saves, but it saves little if the sides are of similar size.
        ulong[]? touched = points.Positions.Count >= 2L * circles.Positions.Count ? Bitmap(entries) : null;
        CellList[] kept = Parts(points.Positions.Count, (from, end) => KeepPoints(from, end, touched));
        int partBits = PartBits(entryCount + kept.Sum(list => list.Count));
        using DealtRows dealtEntries = DealtRows.Deal(circles.Positions, entries, partBits, threads, cancellationToken);
        using DealtRows dealtPoints = DealtRows.Deal(points.Positions, kept, partBits, threads, cancellationToken);
        foreach (CellList list in entries.Concat(kept))
            list.Dispose();

        CellJoin?[] joins = new CellJoin?[threads];
        int partCount = 1 << partBits, groups = Math.Min(partCount, 8 * threads);
        Workers.Run(threads, groups, cancellationToken, (worker, group) =>
        {
            CellJoin join = joins[worker] ??=
                new CellJoin(_grid, circles.Radii, dealtEntries, dealtPoints, partBits, test, buffers[worker], cancellationToken);
            (int from, int end) = Workers.Bounds(partCount, group, groups);
            for (int part = from; part < end; part++)
                join.Join(part);
            join.Flush();
        });
    }

    private static int PartBits(int rows) => Math.Min(11, BitOperations.Log2((uint)(rows / 1024) + 1));

    private CellList[] Parts(int rows, Func<int, int, CellList> make)
    {
        int parts = threads == 1 ? 1 : Math.Min(8 * threads, rows / RowsPerCheck + 1);
        CellList[] lists = new CellList[parts];
        Workers.Run(threads, parts, cancellationToken, (_, part) =>
        {
            (int from, int end) = Workers.Bounds(rows, part, parts);
            lists[part] = make(from, end);
        });
        return lists;
    }

    /// <summary>The cells that the circles of a range of rows touch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CellList EnterCircles(int from, int end)
    {
        CellList list = new(end - from + (end - from) / 16 + BlockRows);
        int* others = stackalloc int[BlockRows];
        for (int row = from; row < end; row += BlockRows)
        {
            if ((row - from & (RowsPerCheck - 1)) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int otherCount = EnterSingle(row, Math.Min(row + BlockRows, end), list, others);
            for (int i = 0; i < otherCount; i++)
                Enter(list, others[i]);
        }
        return list;
    }

    /// <summary>Enters the circles that touch only one cell, four at a time; lists the others and the invalid circles.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int EnterSingle(int from, int end, CellList list, int* others)
    {
        (SkyGrid grid, bool haveRadii) = (_grid, circles.Radii.Rows is not null);
        Vector256<double> radius = Vector256.Create(circles.Radii.Common);
        Vector256<double> aboveRadius = Vector256.Create(pass.AboveRadius), upToRadius = Vector256.Create(pass.UpToRadius);
        int row = from, otherCount = 0;
        list.Reserve(end - from);
        int count = list.Count;
        fixed (double* ras = circles.Positions.Ra, decs = circles.Positions.Dec, radii = circles.Radii.Rows)
        fixed (int* cells = list.Cells, rows = list.Rows)
        {
            for (; Avx2.IsSupported && row + 4 <= end; row += 4)
            {
                if (haveRadii)
                    radius = Vector256.Load(radii + row);
                // NaN and negative radii fail all of these.
                uint wanted = (Vector256.GreaterThanOrEqual(radius, Vector256<double>.Zero) & Vector256.GreaterThan(radius, aboveRadius)
                    & Vector256.LessThanOrEqual(radius, upToRadius)).ExtractMostSignificantBits();
                uint single = wanted
                    & grid.OnlyCells(Vector256.Load(ras + row), Vector256.Load(decs + row), radius, out Vector128<int> four);
                if (single == 15)
                {
                    four.Store(cells + count);
                    (Vector128.Create(row) + Vector128.Create(0, 1, 2, 3)).Store(rows + count);
                    count += 4;
                    continue;
                }
                for (int i = 0; i < 4; i++)
                {
                    if ((single >> i & 1) == 0)
                        others[otherCount++] = row + i;
                    else
                    {
                        cells[count] = four[i];
                        rows[count++] = row + i;
                    }
                }
            }
        }
        list.Count = count;
        for (; row < end; row++)
            others[otherCount++] = row;
        return otherCount;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Enter(CellList list, int row)
    {
        (double ra, double dec, double radius) = (circles.Positions.Ra[row], circles.Positions.Dec[row], circles.Radii[row]);
        if (!(ra >= 0 && ra < 360))
            ra = SkyGrid.Normalize(ra);
        // NaN fails all of these.
        if (!(ra >= 0 && Math.Abs(dec) <= 90 && radius > pass.AboveRadius && radius <= pass.UpToRadius && radius >= 0))
            return;
        int cell = _grid.OnlyCell(ra, dec, radius);
        if (cell >= 0)
            list.Add(cell, row);
        else
            EnterAll(list, row, ra, dec, radius);
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private void EnterAll(CellList list, int row, double ra, double dec, double radius)
    {
        (int firstBand, int lastBand, double halfWidth) = _grid.Touched(dec, radius);
        for (int i = firstBand; i <= lastBand; i++)
        {
            SkyGrid.Band band = _grid.Bands[i];
            (int first, int number) = SkyGrid.CellsOf(band, ra, halfWidth);
            for (int cell = first; cell < first + number; cell++)
                list.Add(band.Start + (cell < band.Count ? cell : cell - band.Count), row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ulong[] Bitmap(CellList[] entries)
    {
        ulong[] bitmap = new ulong[_grid.CellCount / 64 + 1];
        foreach (CellList list in entries)
        {
            foreach (int cell in list.Cells.AsSpan(0, list.Count))
                bitmap[cell >> 6] |= 1UL << cell;
        }
        return bitmap;
    }

    /// <summary>The cells of the positions in a range of rows, without those that no circle touches.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private CellList KeepPoints(int from, int end, ulong[]? touched)
    {
        // The bitmap usually eliminates most rows.
        CellList list = new((touched is null ? end - from : (end - from) / 4) + BlockRows);
        for (int row = from; row < end; row += BlockRows)
        {
            if ((row - from & (RowsPerCheck - 1)) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int first = list.Count;
            list.Reserve(BlockRows);
            FindCells(row, Math.Min(row + BlockRows, end), list);
            if (touched is not null)
                DropUntouched(list, first, touched);
        }
        return list;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindCells(int from, int end, CellList list)
    {
        double bandsPerDegree = _grid.BandsPerDegree;
        double[]? reaches = points.Reaches.Rows;
        int count = list.Count;
        fixed (double* ras = points.Positions.Ra, decs = points.Positions.Dec)
        fixed (int* cells = list.Cells, rows = list.Rows)
        fixed (SkyGrid.Band* bands = _grid.Bands)
        {
            for (int row = from; row < end; row++)
            {
                if (Avx2.IsSupported && reaches is null)
                {
                    while (row + 4 <= end && FourCells(ras + row, decs + row, bandsPerDegree, bands, cells + count))
                    {
                        (Vector128.Create(row) + Vector128.Create(0, 1, 2, 3)).Store(rows + count);
                        count += 4;
                        row += 4;
                    }
                    if (row == end)
                        break;
                }
                double ra = ras[row], dec = decs[row];
                if (!(ra >= 0 && ra < 360))
                    ra = SkyGrid.Normalize(ra);
                // NaN fails all of these.
                if (!(ra >= 0 && Math.Abs(dec) <= 90) || (reaches is not null && !(reaches[row] >= 0)))
                    continue;
                SkyGrid.Band* band = bands + SkyGrid.Truncate((dec + 90) * bandsPerDegree);
                cells[count] = band->Start + SkyGrid.Truncate(ra * band->CellsPerDegree);
                rows[count++] = row;
            }
        }
        list.Count = count;
    }

    /// <summary>The cells of four positions at once, identical to the results one by one; false if one of the four needs separate treatment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FourCells(double* ras, double* decs, double bandsPerDegree, SkyGrid.Band* bands, int* cells)
    {
        Vector256<double> ra = Vector256.Load(ras), dec = Vector256.Load(decs);
        // NaN fails all of these.
        Vector256<double> usual = Vector256.GreaterThanOrEqual(ra, Vector256<double>.Zero) & Vector256.LessThan(ra, Vector256.Create(360.0))
            & Vector256.LessThanOrEqual(Vector256.Abs(dec), Vector256.Create(90.0));
        if (usual.ExtractMostSignificantBits() != 15)
            return false;
        Vector128<int> band = Avx.ConvertToVector128Int32WithTruncation((dec + Vector256.Create(90.0)) * Vector256.Create(bandsPerDegree));
        // A band is 16 bytes: cells per degree, then the number of its first cell.
        Vector256<double> cellsPerDegree = Avx2.GatherVector256((double*)bands, band + band, 8);
        Vector128<int> start = Avx2.GatherVector128((int*)bands + 2, band << 2, 4);
        (start + Avx.ConvertToVector128Int32WithTruncation(ra * cellsPerDegree)).Store(cells);
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void DropUntouched(CellList list, int first, ulong[] touched)
    {
        int kept = first;
        fixed (int* cells = list.Cells, rows = list.Rows)
        fixed (ulong* bitmap = touched)
        {
            if (Sse.IsSupported)
            {
                // The positions may have evicted the bitmap from the cache, so all its lines are prefetched before the first is used.
                for (int i = first; i < list.Count; i++)
                    Sse.Prefetch0(bitmap + (cells[i] >> 6));
            }
            for (int i = first; i < list.Count; i++)
            {
                int cell = cells[i];
                // Always written, and overwritten by the next if not kept: a branch here would be mispredicted.
                cells[kept] = cell;
                rows[kept] = rows[i];
                kept += (int)(bitmap[cell >> 6] >> cell) & 1;
            }
        }
        list.Count = kept;
    }
}

/// <summary>Runs the parts of a job on several threads.</summary>
internal static class Workers
{
    /// <summary>Runs parts 0 to <paramref name="parts"/> − 1, each once, on a limited number of threads, including the caller's.</summary>
    /// <param name="threads">Maximum number of threads.</param>
    /// <param name="parts">Number of parts. Each thread takes the next part as it becomes free.</param>
    /// <param name="cancellationToken">Stops before the next part.</param>
    /// <param name="run">Receives the number of the worker, from 0, to select its own data, and the part.</param>
    internal static void Run(int threads, int parts, CancellationToken cancellationToken, Action<int, int> run)
    {
        int next = -1;
        int workers = Math.Min(threads, parts);
        if (workers <= 1)
        {
            Work(0);
            return;
        }
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
        }
        catch (AggregateException errors)
        {
            // Rethrows the original error, as with a single thread.
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
        }

        void Work(int worker)
        {
            for (int part; (part = Interlocked.Increment(ref next)) < parts;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run(worker, part);
            }
        }
    }

    /// <summary>The bounds of a part, all parts being of nearly equal size: from the first (inclusive) to the second (exclusive).</summary>
    internal static (int From, int End) Bounds(int count, int part, int parts) =>
        ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
}
