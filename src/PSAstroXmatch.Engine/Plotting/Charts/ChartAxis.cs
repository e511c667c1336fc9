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
    /// <exception cref="AstroException">AxisInvalid: a logarithmic axis of longitudes. RangeInvalid: the range is empty, reversed, or not positive on a logarithmic axis.</exception>
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
        double free = Range is null ? (to - from) * margin : 0;
        return (from - free, to + free);
    }

    /// <summary>The ticks of the axis.</summary>
    internal ITickGenerator Ticks() => IsLongitude ? new LongitudeTicks() : AxisScale.Ticks(IsLog);
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
