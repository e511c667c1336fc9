namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>The scale of bar heights, on which every bar starts at the axis and has a length, also if logarithmic.</summary>
internal sealed class HeightScale
{
    private HeightScale(bool isLog, double from, double to)
    {
        IsLog = isLog;
        From = from;
        To = to;
    }

    /// <summary>Whether it is logarithmic.</summary>
    public bool IsLog { get; }

    /// <summary>Position of the lower end.</summary>
    public double From { get; }

    /// <summary>Position of the upper end.</summary>
    public double To { get; }

    /// <summary>Creates a scale.</summary>
    /// <param name="heights">The heights. On a logarithmic scale, those that are not positive are ignored.</param>
    /// <param name="isLog">Whether it is logarithmic.</param>
    public static HeightScale Of(IEnumerable<double> heights, bool isLog)
    {
        double[] finite = [.. heights.Where(height => double.IsFinite(height) && (!isLog || height > 0))];
        if (!isLog)
        {
            double low = Math.Min(0, finite.Length == 0 ? 0 : finite.Min()), high = Math.Max(0, finite.Length == 0 ? 1 : finite.Max());
            double span = high > low ? high - low : 1;
            return new HeightScale(false, low < 0 ? low - span * 0.05 : 0, high > 0 || low == 0 ? Math.Max(high, low + span) + span * 0.05 : 0);
        }

        double min = finite.Length == 0 ? 1 : finite.Min(), max = finite.Length == 0 ? 10 : finite.Max();
        // The baseline is at half of the smallest bar, so that a bar of one object is visible; for counts it is 0.5.
        double ground = Math.Log10(min / 2);
        return new HeightScale(true, ground, Math.Max(Math.Log10(max), ground + 0.5) + (Math.Log10(max) - ground) * 0.05);
    }

    /// <summary>The position of a height; the baseline for heights that a logarithmic scale can't show.</summary>
    public double Position(double height) => !IsLog ? height : height > 0 ? Math.Max(From, Math.Log10(height)) : From;
}
