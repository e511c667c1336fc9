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

    /// <summary>Its value lies outside the range of the axis.</summary>
    Outside,
}

/// <summary>Counts what is not drawn, so that it can be said.</summary>
internal sealed class Omissions
{
    private readonly int[] _counts = new int[4];

    /// <summary>How many objects are not drawn.</summary>
    public int Count => _counts[1] + _counts[2] + _counts[3];

    /// <summary>Counts an object.</summary>
    /// <returns>Whether it is drawn.</returns>
    public bool Add(Omission reason)
    {
        _counts[(int)reason]++;
        return reason == Omission.None;
    }

    /// <summary>The remark, one or none.</summary>
    /// <param name="what">What the values are, as the label of an axis.</param>
    public IEnumerable<string> Remarks(string what)
    {
        if (Count == 0)
            yield break;
        List<string> reasons = [];
        Say(Omission.NoValue, "without a value");
        Say(Omission.NotPositive, "not positive, which a logarithmic axis can't show");
        Say(Omission.Outside, "outside the range");
        yield return $"{Count} of {_counts.Sum()} objects are not drawn ({what}): {string.Join(", ", reasons)}.";

        void Say(Omission reason, string words)
        {
            if (_counts[(int)reason] > 0)
                reasons.Add($"{_counts[(int)reason]} {words}");
        }
    }
}
