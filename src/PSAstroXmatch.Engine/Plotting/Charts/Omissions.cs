namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Why an object is not drawn.</summary>
internal enum Omission
{
    /// <summary>It is drawn.</summary>
    None,

    /// <summary>It has no finite value.</summary>
    NoValue,

    /// <summary>Its value is not positive, and the axis is logarithmic.</summary>
    NotPositive,

    /// <summary>Its value is outside the range of the axis.</summary>
    Outside,
}

/// <summary>Counts the objects that are not drawn, to report them.</summary>
internal sealed class Omissions
{
    private readonly int[] _counts = new int[4];

    /// <summary>Number of objects that are not drawn.</summary>
    public int Count => _counts[1] + _counts[2] + _counts[3];

    /// <summary>Counts an object.</summary>
    /// <returns>Whether it is drawn.</returns>
    public bool Add(Omission reason)
    {
        _counts[(int)reason]++;
        return reason == Omission.None;
    }

    /// <summary>The remark, one or none.</summary>
    /// <param name="what">Label of the values.</param>
    public IEnumerable<string> Remarks(string what)
    {
        if (Count == 0)
            yield break;
        List<string> reasons = [];
        Say(Omission.NoValue, "without a value");
        Say(Omission.NotPositive, "not positive on a logarithmic axis");
        Say(Omission.Outside, "outside the range");
        yield return $"{Count} of {_counts.Sum()} objects not drawn ({what}): {string.Join(", ", reasons)}.";

        void Say(Omission reason, string words)
        {
            if (_counts[(int)reason] > 0)
                reasons.Add($"{_counts[(int)reason]} {words}");
        }
    }
}
