using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>A numeric axis.</summary>
/// <param name="Label">Label with unit.</param>
public sealed record ChartAxis(string Label)
{
    /// <summary>Whether the axis is logarithmic.</summary>
    public bool IsLog { get; init; }

    /// <summary>Whether the numbers are longitudes in degrees, wrapped to −180 … 180 and increasing to the left as on the sky.</summary>
    public bool IsLongitude { get; init; }

    /// <summary>Lower and upper limit; null for the range of the values, or the whole circle for longitudes.</summary>
    public (double Min, double Max)? Range { get; init; }

    /// <summary>Checks that the axis can be drawn.</summary>
    /// <exception cref="AstroException">
    /// AxisInvalid: a logarithmic axis of longitudes. RangeInvalid: the range is empty, reversed, or not positive on a logarithmic axis.
    /// </exception>
    internal void Check()
    {
        if (IsLog && IsLongitude)
            throw new AstroException(ErrorIds.AxisInvalid, "An axis of longitudes can't be logarithmic.", "Remove the logarithm or the longitude option.");
        if (Range is not null)
            _ = ScaleRange.Of([], IsLog, Range);
        if (IsLongitude && Range is { } range && (range.Min < -180 || range.Max > 180))
        {
            throw new AstroException(
                ErrorIds.RangeInvalid,
                FormattableString.Invariant($"A range of {range.Min} to {range.Max} is not valid for longitudes."),
                "Give a range within -180 to 180.");
        }
    }

    /// <summary>The position on the axis of a value that can be shown.</summary>
    internal double Position(double value) => IsLongitude ? -Longitude.Wrap(value) : ScaleRange.Position(value, IsLog);

    /// <summary>The value at a position on the axis.</summary>
    internal double Value(double position) => IsLongitude ? -position : IsLog ? Math.Pow(10, position) : position;

    /// <summary>Why a value can't be shown on the axis; None if it can.</summary>
    internal Omission OmissionOf(double value)
    {
        if (!double.IsFinite(value))
            return Omission.NoValue;
        if (IsLog && value <= 0)
            return Omission.NotPositive;
        double shown = IsLongitude ? Longitude.Wrap(value) : value;
        return Range is { } range && (shown < range.Min || shown > range.Max) ? Omission.Outside : Omission.None;
    }

    /// <summary>The range of positions, with a free margin unless the user gave a range.</summary>
    internal (double From, double To) Limits(ReadOnlySpan<double> values, double margin = 0.03)
    {
        if (IsLongitude)
        {
            (double west, double east) = Range ?? (-180, 180);
            return (-east, -west);
        }

        (double min, double max) = ScaleRange.Of(values, IsLog, Range);
        double from = ScaleRange.Position(min, IsLog), to = ScaleRange.Position(max, IsLog);
        double free = Range is null ? ScaleRange.Margin(from, to, margin) : 0;
        return (from - free, to + free);
    }

    /// <summary>The ticks of the axis.</summary>
    internal ITickGenerator Ticks() => IsLongitude ? new LongitudeTicks() : AxisTicks.Of(IsLog);
}

/// <summary>Longitudes in degrees.</summary>
internal static class Longitude
{
    /// <summary>The same direction as −180 (excluded) to 180.</summary>
    public static double Wrap(double degrees)
    {
        double wrapped = Math.IEEERemainder(degrees, 360);
        return wrapped <= -180 ? wrapped + 360 : wrapped;
    }
}

/// <summary>Ticks of an axis whose positions are negated longitudes, so that longitudes increase to the left: 180°, 120° … −180°.</summary>
internal sealed class LongitudeTicks : ITickGenerator
{
    private static readonly double[] Steps = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 90, 180];

    /// <inheritdoc/>
    public Tick[] Ticks { get; private set; } = [];

    /// <inheritdoc/>
    public int MaxTickCount { get; set; } = 1000;

    /// <inheritdoc/>
    public void Regenerate(CoordinateRange range, Edge edge, PixelLength size, Paint paint, LabelStyle labelStyle)
    {
        double min = Math.Min(range.Min, range.Max), max = Math.Max(range.Min, range.Max);
        float room = edge.IsVertical()
            ? labelStyle.FontSize * FigureText.LineHeight * 1.3f
            : FigureText.Width("−180.00°"[..(max - min > 5 ? 5 : 8)], labelStyle.FontSize) * 1.3f;
        // At most 13 labels: a map has a line every 30°.
        double least = Math.Max((max - min) * room / Math.Max(1, size.Length), (max - min) / 12.5);
        double step = Steps.FirstOrDefault(step => step >= least, Steps[^1]);
        List<Tick> ticks = [];
        for (double i = Math.Ceiling(min / step - 1e-9); i * step <= max + 1e-9; i++)
            ticks.Add(Tick.Major(i * step, NumberLabel.Of(Math.Round(-i * step, 6)) + "°"));
        Ticks = [.. ticks];
    }
}

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
