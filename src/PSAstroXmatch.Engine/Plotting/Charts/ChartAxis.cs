using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>An axis of numbers: what it shows, and how.</summary>
/// <param name="Label">Label with unit.</param>
public sealed record ChartAxis(string Label)
{
    /// <summary>Whether equal ratios are equal distances.</summary>
    public bool IsLog { get; init; }

    /// <summary>Whether the numbers are longitudes in degrees: wrapped to −180 … 180, and growing to the left as on the sky.</summary>
    public bool IsLongitude { get; init; }

    /// <summary>From and to; null for the range of the values, of a longitude the whole circle.</summary>
    public (double Min, double Max)? Range { get; init; }

    /// <summary>Checks that the axis can be drawn.</summary>
    /// <exception cref="AstroException">AxisInvalid: a logarithm of longitudes. RangeInvalid: a range that is empty, reversed, or not positive under a logarithm.</exception>
    internal void Check()
    {
        if (IsLog && IsLongitude)
            throw new AstroException("AxisInvalid", AstroErrorKind.InvalidArgument, "An axis of longitudes can't be logarithmic.", "Leave one of the two out.");
        if (Range is not null)
            _ = ScaleRange.Of([], IsLog, Range);
        if (IsLongitude && Range is { } range && (range.Min < -180 || range.Max > 180))
        {
            throw new AstroException(
                "RangeInvalid",
                AstroErrorKind.InvalidArgument,
                FormattableString.Invariant($"Longitudes are drawn from -180 to 180 degrees; {range.Min} to {range.Max} goes beyond."),
                "Give a range within -180 to 180.");
        }
    }

    /// <summary>Where a value stands on the axis; it must have a place.</summary>
    internal double Position(double value) => IsLongitude ? -Longitude.Wrap(value) : ScaleRange.Position(value, IsLog);

    /// <summary>Why a value has no place on the axis; None where it has one.</summary>
    internal Omission WhyNot(double value)
    {
        if (!double.IsFinite(value))
            return Omission.NoValue;
        if (IsLog && value <= 0)
            return Omission.NotPositive;
        double shown = IsLongitude ? Longitude.Wrap(value) : value;
        return Range is { } range && (shown < range.Min || shown > range.Max) ? Omission.Outside : Omission.None;
    }

    /// <summary>From and to of the positions, with a free margin where the user has given no range.</summary>
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
    /// <summary>The same direction in −180 (excluded) to 180.</summary>
    public static double Wrap(double degrees)
    {
        double wrapped = Math.IEEERemainder(degrees, 360);
        return wrapped <= -180 ? wrapped + 360 : wrapped;
    }
}
