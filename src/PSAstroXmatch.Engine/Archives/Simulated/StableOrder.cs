namespace PSAstroXmatch.Engine.Archives.Simulated;

/// <summary>A stable sort: Array.Sort leaves the order of rows with equal keys open, and it may differ between versions of .NET.</summary>
internal static class StableOrder
{
    /// <summary>Indices of the rows in ascending order of their keys. The keys are sorted too.</summary>
    public static int[] Of(ulong[] keys)
    {
        int[] order = new int[keys.Length];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        Array.Sort(keys, order);
        for (int start = 0; start < keys.Length;)
        {
            int end = start + 1;
            while (end < keys.Length && keys[end] == keys[start])
                end++;
            if (end - start > 1)
                Array.Sort(order, start, end - start);
            start = end;
        }

        return order;
    }
}
