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
    /// <exception cref="AstroException">
    /// RangeInvalid: the user's range is empty, reversed, or not positive on a logarithmic scale; or the range is too large for a linear scale.
    /// </exception>
    public static (double Min, double Max) Of(ReadOnlySpan<double> values, bool isLog, (double Min, double Max)? wanted = null, bool isCentered = false)
    {
        if (wanted is { } own)
        {
            bool valid = double.IsFinite(own.Min) && double.IsFinite(own.Max) && own.Min < own.Max && (!isLog || own.Min > 0);
            return valid ? Drawable(own.Min, own.Max, isLog) : throw new AstroException(
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
            return Drawable(-reach, reach, isLog);
        }
        if (min < max)
            return Drawable(min, max, isLog);
        if (isLog)
            return (Math.Max(min / 2, double.Epsilon), Math.Min(min * 2, double.MaxValue));
        double margin = min == 0 ? 1 : Math.Abs(min) / 10;
        return (min - margin, max + margin);
    }

    /// <summary>The margin of a range; 0 if the range with it would be too large for a number.</summary>
    /// <param name="min">The smaller end.</param>
    /// <param name="max">The larger end.</param>
    /// <param name="part">The margin on each side, as a part of the range.</param>
    public static double Margin(double min, double max, double part) =>
        double.IsFinite(Math.Max(Math.Abs(min), Math.Abs(max)) + (max - min) * (1 + 2 * part)) ? (max - min) * part : 0;

    /// <summary>A range, after a check that its width, with margins, is a finite number.</summary>
    /// <exception cref="AstroException">RangeInvalid: it is too large for a linear scale.</exception>
    public static (double Min, double Max) Drawable(double min, double max, bool isLog) =>
        isLog || min >= 0 || max <= 0 || double.IsFinite((max - min) * 1.2) ? (min, max) : throw new AstroException(
            ErrorIds.RangeInvalid,
            FormattableString.Invariant($"A linear scale cannot show values from {min} to {max}: the range is too large for a floating-point number."),
            "Leave out the largest values, which may be markers for missing ones, or give the scale a smaller range.");
}
