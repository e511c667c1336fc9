namespace PSAstroXmatch.Tables;

/// <summary>The null rows of a column: one bit per row, 1 for null.</summary>
public sealed class NullMask
{
    private ulong[] _words;

    /// <summary>Creates a mask without nulls.</summary>
    /// <param name="capacity">Initial number of rows; the mask grows as needed.</param>
    public NullMask(int capacity = 0) => _words = new ulong[(capacity + 63) / 64];

    /// <summary>Whether a row is null; rows beyond the mask are not.</summary>
    public bool this[int row]
    {
        get => (uint)(row >> 6) < (uint)_words.Length && (_words[row >> 6] >> (row & 63) & 1) != 0;
        set
        {
            if (row >> 6 >= _words.Length)
            {
                if (!value)
                    return;
                Array.Resize(ref _words, Math.Max(_words.Length * 2, (row >> 6) + 1));
            }

            ulong bit = 1UL << (row & 63);
            if (value)
                _words[row >> 6] |= bit;
            else
                _words[row >> 6] &= ~bit;
        }
    }

    /// <summary>Number of null rows.</summary>
    public int CountNulls()
    {
        int count = 0;
        foreach (ulong word in _words)
            count += System.Numerics.BitOperations.PopCount(word);
        return count;
    }
}
