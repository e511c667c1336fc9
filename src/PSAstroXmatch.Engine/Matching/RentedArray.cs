using System.Buffers;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// A large array that a match needs for a while. It is lent by the runtime's pool: fresh memory costs the operating system more time than
/// the matcher takes to fill it, so the next step, or the next match, gets memory that is there already. The runtime frees what stays
/// unused. Only what no result refers to may be rented.
/// </summary>
internal sealed class RentedArray<T>(int length) : IDisposable
    where T : unmanaged
{
    /// <summary>The array: at least as long as asked for, with anything in it.</summary>
    internal T[] Items { get; private set; } = ArrayPool<T>.Shared.Rent(length);

    /// <summary>Gives the array back; nobody may use it any more.</summary>
    public void Dispose()
    {
        if (Items.Length > 0)
            ArrayPool<T>.Shared.Return(Items);
        Items = [];
    }

    /// <summary>Makes the array longer; keeps its first elements.</summary>
    internal void Grow(int length, int kept)
    {
        T[] longer = ArrayPool<T>.Shared.Rent(length);
        Items.AsSpan(0, kept).CopyTo(longer);
        ArrayPool<T>.Shared.Return(Items);
        Items = longer;
    }
}
