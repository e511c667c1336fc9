namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The range of a scale, which is never empty.</summary>
internal static class ScaleRange
{
    /// <summary>The position of a value: the value itself, or its decimal logarithm.</summary>
    public static double Position(double value, bool isLog) => isLog ? Math.Log10(value) : value;

    /// <summary>The range of values.</summary>
    /// <param name="values">The values; NaN, infinities and, on a logarithmic scale, values that are not positive are ignored.</param>
    /// <param name="isLog">Whether the scale is logarithmic.</param>
    /// <param name="wanted">The user's range, which is used unchanged.</param>
    /// <param name="isCentered">Whether 0 is in the middle.</param>
    /// <returns>Two different values; 0 to 1, or 1 to 10, if there are no values, and a small interval around a single value.</returns>
    /// <exception cref="AstroException">RangeInvalid: the user's range is empty, reversed, or not positive on a logarithmic scale.</exception>
    public static (double Min, double Max) Of(ReadOnlySpan<double> values, bool isLog, (double Min, double Max)? wanted = null, bool isCentered = false)
    {
        if (wanted is { } own)
        {
            bool valid = double.IsFinite(own.Min) && double.IsFinite(own.Max) && own.Min < own.Max && (!isLog || own.Min > 0);
            return valid ? own : throw new AstroException(
                ErrorIds.RangeInvalid,
                FormattableString.Invariant($"{own.Min} to {own.Max} is not a valid range{(isLog ? " of a logarithmic scale" : "")}."),
                isLog ? "Give two finite numbers greater than 0, the smaller one first." : "Give two finite numbers, the smaller one first.");
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
