using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>
/// Counts in HEALPix cells, for catalogs of millions of rows: the surroundings of an object are the smallest cell around it that holds enough
/// sources, so that they are small in a star cluster and large at the galactic poles. Objects in the same cell share its counts. Of a cell,
/// the quarters that hold sources count as its area, so that the density in a cluster or field does not depend on what lies beyond its edge.
/// </summary>
public sealed class CellSurroundings : Surroundings
{
    /// <summary>A cell holds at least this many sources, unless it has the lowest order; most cells hold two or three times as many.</summary>
    public const int MinSourceCount = 24;

    // Cells are from 54 square degrees to 3.2 arcsec wide; pixels tell which of their quarters hold sources.
    private const int MinOrder = 3, MaxOrder = 16, PixelOrder = MaxOrder + 1;

    private readonly CounterpartCatalog _catalog;
    private readonly CandidateSet _set;

    // Members of each cell, the brightest first, and where each cell's begin.
    private readonly int[] _members;
    private readonly int[] _starts;
    private readonly double[] _sums;

    private readonly int[] _cellOf;
    private readonly int[] _brighter;
    private readonly bool[] _isMember;
    private double[] _weights = [];

    /// <summary>Finds the cell of each object that has candidates, and ranks its sources.</summary>
    /// <param name="objects">Positions of the objects.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="set">The candidates of the objects.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public CellSurroundings(SkyPositions objects, CounterpartCatalog catalog, CandidateSet set, CancellationToken cancellationToken)
    {
        (_catalog, _set) = (catalog, set);
        long[] pixels = PixelsOf(catalog.Positions, cancellationToken), sorted = [.. pixels];
        int[] rows = [.. Enumerable.Range(0, pixels.Length)];
        Array.Sort(sorted, rows);
        cancellationToken.ThrowIfCancellationRequested();
        List<Cell> cells = FindCells(objects, sorted, out _cellOf);
        _starts = new int[cells.Count + 1];
        for (int i = 0; i < cells.Count; i++)
            _starts[i + 1] = _starts[i] + cells[i].Count;
        _members = new int[_starts[^1]];
        _sums = new double[_members.Length + cells.Count];
        Rank(cells, rows, cancellationToken);
        double[] areas = [.. cells.Select(cell => CoveredArea(cell, sorted))];
        CoveredAreas = Array.ConvertAll(_cellOf, cell => cell < 0 ? 0 : areas[cell]);
        (_brighter, _isMember) = (new int[set.Count], new bool[set.Count]);
        for (int candidate = 0; candidate < set.Count; candidate++)
        {
            int cell = _cellOf[set.Object[candidate]], source = set.Source[candidate];
            _isMember[candidate] = pixels[source] >> Shift(cells[cell].Order) == cells[cell].Pixel;
            _brighter[candidate] = CountAtLeast(cell, catalog.Brightness[source]);
        }
    }

    /// <inheritdoc/>
    public override double[] CoveredAreas { get; }

    internal override void SetWeights(double[] weights)
    {
        _weights = weights;
        for (int cell = 0; cell + 1 < _starts.Length; cell++)
        {
            // One more sum than members, for the sum of none.
            double sum = 0;
            for (int i = _starts[cell]; i < _starts[cell + 1]; i++)
            {
                _sums[i + cell] = sum;
                sum += weights[_members[i]];
            }

            _sums[_starts[cell + 1] + cell] = sum;
        }
    }

    internal override (double Brighter, double All) Count(int candidate)
    {
        int cell = _cellOf[_set.Object[candidate]];
        double own = _isMember[candidate] ? _weights[_set.Source[candidate]] : 0;
        double brighter = _sums[_starts[cell] + cell + _brighter[candidate]], all = _sums[_starts[cell + 1] + cell];
        return (Math.Max(0, brighter - own), Math.Max(0, all - own));
    }

    // A cell with enough sources is drawn to nothing: a star cluster may be a thousand times as dense as the catalog. Its bright sources are
    // still few, and drawn to the share of sources as bright in the whole catalog.
    private protected override double UsualDensity(int candidate, double meanDensity)
    {
        int row = _set.Object[candidate], cell = _cellOf[row];
        double all = _sums[_starts[cell + 1] + cell], area = CoveredAreas[row];
        return _starts[cell + 1] - _starts[cell] >= MinSourceCount && all > 1 ? all / area : Density(all, area, meanDensity);
    }

    private List<Cell> FindCells(SkyPositions objects, long[] sorted, out int[] cellOf)
    {
        List<Cell> cells = [];
        Dictionary<(int, long), int> known = [];
        cellOf = new int[objects.Count];
        for (int row = 0; row < cellOf.Length; row++)
        {
            cellOf[row] = -1;
            if (_set.Starts[row + 1] == _set.Starts[row])
                continue;
            Cell cell = Smallest(Healpix.Nested(PixelOrder, objects.Ra[row], objects.Dec[row]), sorted);
            if (!known.TryGetValue((cell.Order, cell.Pixel), out cellOf[row]))
            {
                known.Add((cell.Order, cell.Pixel), cellOf[row] = cells.Count);
                cells.Add(cell);
            }
        }

        return cells;
    }

    // Descends from the lowest order while the next cell still holds enough sources.
    private static Cell Smallest(long pixel, long[] sorted)
    {
        Cell cell = Within(new Cell(0, 0, 0, sorted.Length), MinOrder);
        while (cell.Order < MaxOrder && Within(cell, cell.Order + 1) is { Count: >= MinSourceCount } child)
            cell = child;
        return cell;

        Cell Within(Cell parent, int order)
        {
            long number = pixel >> Shift(order);
            int first = LowerBound(sorted, number << Shift(order), parent.First, parent.First + parent.Count);
            int end = LowerBound(sorted, (number + 1) << Shift(order), first, parent.First + parent.Count);
            return new Cell(order, number, first, end - first);
        }
    }

    // With 24 sources, one in a thousand quarters of an evenly filled cell is empty by chance; with fewer, the footprint tells more.
    private double CoveredArea(Cell cell, long[] sorted)
    {
        double area = _catalog.Footprint.CoveredArea(cell.Order, cell.Pixel);
        if (cell.Count < MinSourceCount)
            return area;
        int shift = Shift(cell.Order + 1), occupied = 0;
        long last = -1;
        for (int i = cell.First; i < cell.First + cell.Count; i++)
        {
            if (sorted[i] >> shift == last)
                continue;
            last = sorted[i] >> shift;
            occupied++;
        }

        return Math.Min(area, occupied * Footprint.AreaOfPixel(cell.Order + 1));
    }

    private void Rank(List<Cell> cells, int[] rows, CancellationToken cancellationToken)
    {
        int[] ranks = new int[rows.Length];
        for (int i = 0; i < ranks.Length; i++)
            ranks[_catalog.Order[i]] = i;
        Parallel.For(0, cells.Count, new ParallelOptions { CancellationToken = cancellationToken }, cell =>
        {
            Span<int> members = _members.AsSpan(_starts[cell], cells[cell].Count);
            for (int i = 0; i < members.Length; i++)
                members[i] = ranks[rows[cells[cell].First + i]];
            members.Sort();
            for (int i = 0; i < members.Length; i++)
                members[i] = _catalog.Order[members[i]];
        });
    }

    private int CountAtLeast(int cell, double brightness)
    {
        int low = _starts[cell], high = _starts[cell + 1];
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (_catalog.Brightness[_members[middle]] >= brightness)
                low = middle + 1;
            else
                high = middle;
        }

        return low - _starts[cell];
    }

    private static long[] PixelsOf(SkyPositions positions, CancellationToken cancellationToken)
    {
        long[] pixels = new long[positions.Count];
        Parallel.For(0, pixels.Length, new ParallelOptions { CancellationToken = cancellationToken },
            row => pixels[row] = Healpix.Nested(PixelOrder, positions.Ra[row], positions.Dec[row]));
        return pixels;
    }

    private static int LowerBound(long[] sorted, long value, int low, int high)
    {
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    private static int Shift(int order) => 2 * (PixelOrder - order);

    /// <summary>A cell, and its sources in the order of their pixels.</summary>
    private readonly record struct Cell(int Order, long Pixel, int First, int Count);
}
