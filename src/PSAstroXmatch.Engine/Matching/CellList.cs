using System.Runtime.CompilerServices;

namespace PSAstroXmatch.Engine.Matching;

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
