using System.Globalization;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Ticks of linear and logarithmic axes, with numbers that are the same in every culture.</summary>
internal static class AxisTicks
{
    /// <summary>The ticks of an axis; the positions of a logarithmic one are decimal logarithms.</summary>
    public static ITickGenerator Of(bool isLog) => isLog
        ? new DecadeTicks()
        // With more space between them than ScottPlot's own.
        : new NumericAutomatic { LabelFormatter = NumberLabel.Of, TickDensity = 0.55 };
}

/// <summary>Ticks of an axis whose positions are decimal logarithms: 10⁻¹⁴, 10⁻¹³ …, with minor ticks at 2 to 9 times each power.</summary>
internal sealed class DecadeTicks : ITickGenerator
{
    private const string SuperscriptDigits = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = 1000;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        double min = Math.Min(range.Min, range.Max), max = Math.Max(range.Min, range.Max);
        // Size of a label along the axis: its height on a vertical axis, its width on a horizontal one.
        double room = labelStyle.FontSize * (edge.IsVertical() ? 1.8 : 3.6);
        int labels = Math.Max(2, (int)(size.Length / room));
        List<Tick> ticks = max - min >= 1 ? Decades(min, max, labels) : WithinADecade(min, max, labels);
        Ticks = [.. Apart(ticks.Where(tick => tick.Position >= min - 1e-9 && tick.Position <= max + 1e-9), (max - min) * room * 0.7 / Math.Max(1, size.Length))];
    }

    // On a logarithmic axis, even steps crowd at the upper end: a label that would touch the previous one is omitted.
    private static IEnumerable<Tick> Apart(IEnumerable<Tick> ticks, double least)
    {
        double last = double.NegativeInfinity;
        foreach (Tick tick in ticks)
        {
            bool fits = tick.Position - last >= least;
            if (tick.IsMajor && fits)
                last = tick.Position;
            yield return tick.IsMajor && !fits ? Tick.Minor(tick.Position) : tick;
        }
    }

    /// <summary>A power of ten as text: 10⁻¹⁴; 1 and 10 are written out.</summary>
    public static string Power(int exponent) => exponent switch
    {
        0 => "1",
        1 => "10",
        _ => "10" + Superscript(exponent),
    };

    /// <summary>An integer in superscript.</summary>
    public static string Superscript(int number) =>
        string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : SuperscriptDigits[c - '0']));

    private static List<Tick> Decades(double min, double max, int labels)
    {
        int first = (int)Math.Floor(min), last = (int)Math.Ceiling(max);
        int step = Math.Max(1, (int)Math.Ceiling((last - first) / (double)labels));
        List<Tick> ticks = [];
        for (int decade = first; decade <= last; decade++)
        {
            ticks.Add(decade % step == 0 ? Tick.Major(decade, Power(decade)) : Tick.Minor(decade));
            for (int times = 2; step == 1 && times < 10; times++)
                ticks.Add(Tick.Minor(decade + Math.Log10(times)));
        }

        // An axis may span only one or two powers of ten, and with fewer than two labels its scale would be unclear.
        return ticks.Count(tick => tick.IsMajor && tick.Position >= min && tick.Position <= max) >= 2 ? ticks : WithinADecade(min, max, labels);
    }

    private static List<Tick> WithinADecade(double min, double max, int labels)
    {
        double low = Math.Pow(10, min), high = Math.Pow(10, max);
        double rough = (high - low) / Math.Min(labels, 6);
        double power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        double step = power * (rough / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        List<Tick> ticks = [];
        for (double value = Math.Ceiling(low / step) * step; value <= high * (1 + 1e-12) && ticks.Count < 100; value += step)
            ticks.Add(Tick.Major(Math.Log10(value), NumberLabel.Of(value)));
        return ticks;
    }
}

/// <summary>Formats numbers as tick labels, the same in every culture.</summary>
internal static class NumberLabel
{
    /// <summary>0.25, 1500, −3, 2.5×10⁻¹⁴.</summary>
    public static string Of(double value)
    {
        if (value == 0)
            return "0";
        double magnitude = Math.Abs(value);
        if (magnitude is >= 1e-3 and < 1e6)
            return Sign(Math.Round(value, 6).ToString("0.######", CultureInfo.InvariantCulture));
        int exponent = (int)Math.Floor(Math.Log10(magnitude));
        double mantissa = Math.Round(value / Math.Pow(10, exponent), 3);
        if (Math.Abs(mantissa) >= 10)
        {
            mantissa /= 10;
            exponent++;
        }

        string power = "10" + DecadeTicks.Superscript(exponent);
        return mantissa == 1 ? power : $"{Sign(mantissa.ToString("0.###", CultureInfo.InvariantCulture))}×{power}";
    }

    // A minus sign instead of a hyphen.
    private static string Sign(string number) => number.Replace('-', '−');
}
