using System.Buffers;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>
/// A large array that a match needs temporarily, rented from the runtime's pool. The operating system takes longer to provide fresh
/// memory than the matcher takes to fill it, so the next step or match reuses existing memory. The runtime frees what stays unused.
/// Arrays that a result refers to must not be rented.
/// </summary>
internal sealed class RentedArray<T>(int length) : IDisposable
    where T : unmanaged
{
    /// <summary>The array: at least as long as requested, with arbitrary contents.</summary>
    internal T[] Items { get; private set; } = ArrayPool<T>.Shared.Rent(length);

    /// <summary>Returns the array to the pool; it must not be used any more.</summary>
    public void Dispose()
    {
        if (Items.Length > 0)
            ArrayPool<T>.Shared.Return(Items);
        Items = [];
    }

    /// <summary>Enlarges the array and keeps its first elements.</summary>
    internal void Grow(int length, int kept)
    {
        T[] longer = ArrayPool<T>.Shared.Rent(length);
        Items.AsSpan(0, kept).CopyTo(longer);
        ArrayPool<T>.Shared.Return(Items);
        Items = longer;
    }
}
