namespace PSAstroXmatch.Engine.Plotting;

/// <summary>From where to where a scale goes, so that it always has a length.</summary>
internal static class ScaleRange
{
    /// <summary>Where a value stands: itself, or its decadic logarithm.</summary>
    public static double Position(double value, bool isLog) => isLog ? Math.Log10(value) : value;

    /// <summary>The range of values.</summary>
    /// <param name="values">The values; NaN, infinities and under a logarithm what is not positive take no part.</param>
    /// <param name="isLog">Whether the scale is logarithmic.</param>
    /// <param name="wanted">The user's own range, which is taken as it is.</param>
    /// <param name="isCentered">Whether 0 shall lie in the middle.</param>
    /// <returns>Two different values; 0 to 1, or 1 to 10, where there is no value, and a little about it where there is but one.</returns>
    /// <exception cref="AstroException">RangeInvalid: the user's range is empty, reversed, or not positive under a logarithm.</exception>
    public static (double Min, double Max) Of(ReadOnlySpan<double> values, bool isLog, (double Min, double Max)? wanted = null, bool isCentered = false)
    {
        if (wanted is { } own)
        {
            bool valid = double.IsFinite(own.Min) && double.IsFinite(own.Max) && own.Min < own.Max && (!isLog || own.Min > 0);
            return valid ? own : throw new AstroException(
                "RangeInvalid",
                AstroErrorKind.InvalidArgument,
                FormattableString.Invariant($"{own.Min} to {own.Max} is no range of a {(isLog ? "logarithmic" : "linear")} scale."),
                isLog ? "Give the smaller value first; both must be above 0." : "Give the smaller value first.");
        }

        double min = double.PositiveInfinity, max = double.NegativeInfinity;
        foreach (double value in values)
        {
            if (!double.IsFinite(value) || (isLog && value <= 0))
                continue;
            min = Math.Min(min, value);
            max = Math.Max(max, value);
        }

        if (min > max)
            return isLog ? (1, 10) : (0, 1);
        if (isCentered && min < max)
        {
            double reach = Math.Max(Math.Abs(min), Math.Abs(max));
            return (-reach, reach);
        }
        if (min < max)
            return (min, max);
        if (isLog)
            return (min / 2, min * 2);
        double margin = min == 0 ? 1 : Math.Abs(min) / 10;
        return (min - margin, max + margin);
    }
}
