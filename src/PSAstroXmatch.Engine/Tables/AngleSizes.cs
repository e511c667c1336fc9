namespace PSAstroXmatch.Engine.Tables;

/// <summary>Tells radii or position errors that are probably in another unit than the one in which they were read.</summary>
public sealed class AngleSizes
{
    /// <summary>A median above this, degrees, is a reason for a warning: no catalog has so large position errors.</summary>
    private const double LargestMedian = 5;

    private const double HalfTurn = 180;

    // A median of many values does not need all of them.
    private const int LargestSample = 100_000;

    private readonly List<double> _sample = [];
    private long _count;
    private long _impossible;

    /// <summary>Adds angles.</summary>
    /// <param name="degrees">The angles, degrees; NaN where a row has none.</param>
    public void Add(double[] degrees)
    {
        foreach (double value in degrees)
        {
            if (!double.IsFinite(value))
                continue;
            _count++;
            if (value > HalfTurn)
                _impossible++;
            if (_sample.Count < LargestSample)
                _sample.Add(value);
        }
    }

    /// <summary>A sentence about the angles; null if they can well be degrees.</summary>
    /// <param name="what">What they are, such as "mine.csv: column 'err'".</param>
    public string? Warning(string what)
    {
        if (_sample.Count == 0)
            return null;
        double[] sorted = [.. _sample];
        Array.Sort(sorted);
        double median = sorted[sorted.Length / 2];
        return median > LargestMedian ? $"{what} is read as angles whose median is {ValueText.Format((float)median)} degrees."
            : _impossible > 0 ? $"{what} is read as angles above 180 degrees in {ValueText.Count(_impossible)} of {ValueText.Count(_count)} rows, which match everything."
            : null;
    }
}
