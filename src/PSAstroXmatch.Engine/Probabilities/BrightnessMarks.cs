using System.Globalization;

namespace PSAstroXmatch.Engine.Probabilities;

/// <summary>Numbers in a column of magnitudes or fluxes that stand for a missing value, such as 99.99 or -999.</summary>
/// <param name="Column">The column, with its table.</param>
/// <param name="Count">Number of rows with such a number.</param>
/// <param name="Values">The numbers, each with its number of rows, in words.</param>
public sealed record BrightnessMarks(string Column, int Count, string Values)
{
    private const double FaintestMagnitude = 40, BrightestMagnitude = -30;

    // A source so much brighter or fainter than all others, and with the digits of a mark, is not believed: magnitudes, and a ratio of fluxes.
    private const double LeastGap = 3, LeastRatio = 10;

    // One source may have 9.99 mag; three that do, far from all others, do not.
    private const int LeastRepeats = 3;

    private const int ValuesShown = 3;

    /// <summary>Replaces the marks of a column by NaN.</summary>
    /// <param name="values">The column as it was read; NaN where it is empty.</param>
    /// <param name="isMagnitude">Whether these are magnitudes.</param>
    /// <param name="unit">The unit in magnitudes: 0.001 for mmag. Not used for fluxes.</param>
    /// <param name="column">The column, with its table, in messages.</param>
    /// <returns>The values, and what was replaced; null if nothing was.</returns>
    /// <remarks>
    /// Magnitudes beyond -30 to 40 are marks. So are numbers written with nines only (9.99, -9, 999) in at least three rows, if all other
    /// magnitudes are more than 3 mag away, or all other fluxes more than ten times fainter. Fluxes of zero or less are left as they are.
    /// </remarks>
    public static (double[] Values, BrightnessMarks? Marks) Remove(double[] values, bool isMagnitude, double unit, string column)
    {
        bool[] isMark = Array.ConvertAll(values, value => isMagnitude && (value * unit > FaintestMagnitude || value * unit < BrightestMagnitude));
        double[] others = [.. values.Where((value, row) => !isMark[row] && double.IsFinite(value) && !IsNines(value))];
        if (others.Length > 0)
        {
            double low = others.Min(), high = others.Max();
            HashSet<double> nines = [.. values.Where((value, row) => !isMark[row] && IsNines(value)).GroupBy(value => value)
                .Where(same => same.Count() >= LeastRepeats).Select(same => same.Key)
                .Where(value => isMagnitude ? (value - high) * unit > LeastGap || (low - value) * unit > LeastGap : value > 0 && value > LeastRatio * high)];
            for (int row = 0; row < values.Length; row++)
                isMark[row] |= nines.Contains(values[row]);
        }

        int count = isMark.Count(mark => mark);
        if (count == 0)
            return (values, null);
        string[] found = [.. values.Where((_, row) => isMark[row]).GroupBy(value => value).OrderByDescending(same => same.Count()).ThenBy(same => same.Key)
            .Select(same => $"{Text(same.Key)} in {ValueText.Count(same.Count())}")];
        string shown = string.Join(", ", found.Take(ValuesShown)) + (found.Length > ValuesShown ? ", …" : "");
        return ([.. values.Select((value, row) => isMark[row] ? double.NaN : value)], new BrightnessMarks(column, count, shown));
    }

    /// <summary>The warning of all columns; null if there are none.</summary>
    public static string? Warning(IReadOnlyCollection<BrightnessMarks> marks) => marks.Count == 0 ? null
        : $"Not taken as brightness: {string.Join("; ", marks.Select(one => one.Describe()))}. "
            + "They are outside -30 to 40 mag, or nines that are repeated far from all other values. The brightness of these rows counts as unknown.";

    private string Describe() => $"{ValueText.Count(Count)} {(Count == 1 ? "value" : "values")} of {Column} ({Values})";

    // A value of single precision has more digits as a double than it was written with.
    private static string Text(double value) => ((float)value).ToString("G7", CultureInfo.InvariantCulture);

    private static bool IsNines(double value)
    {
        string digits = Text(Math.Abs(value)).Replace(".", "", StringComparison.Ordinal);
        return digits.Length > 0 && digits.All(digit => digit == '9');
    }
}
