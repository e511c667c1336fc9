using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>A histogram: the number of values in each bin.</summary>
public sealed record HistogramChart
{
    /// <summary>The values; NaN for objects without one.</summary>
    public required double[] Values { get; init; }

    /// <summary>The axis of the values.</summary>
    public required ChartAxis Axis { get; init; }

    /// <summary>The group of each value; the histograms of the groups are overlaid. Null for a single histogram.</summary>
    public CategoryList? Groups { get; init; }

    /// <summary>Number of bins; null for the rule of Freedman and Diaconis.</summary>
    public int? Bins { get; init; }

    /// <summary>Width of the bins, in decades on a logarithmic axis; null if not given.</summary>
    public double? BinWidth { get; init; }

    /// <summary>Lower end of the first bin; null for the smallest value.</summary>
    public double? Minimum { get; init; }

    /// <summary>Upper end of the last bin; null for the largest value.</summary>
    public double? Maximum { get; init; }

    /// <summary>Whether the axis of counts is logarithmic.</summary>
    public bool IsLogY { get; init; }

    /// <summary>Label of the axis of counts.</summary>
    public string YLabel { get; init; } = "Number";

    /// <summary>Draws the histogram.</summary>
    /// <exception cref="AstroException">BinsInvalid, RangeInvalid or AxisInvalid: the bins, a range or an axis are not valid.</exception>
    public Figure Draw(FigureOptions options)
    {
        Axis.Check();
        (int[] kept, double[] edges, IReadOnlyList<string> remarks) = Bin();
        FigureTheme theme = options.Colors;
        Plot plot = ChartPlot.Create(options, options.Title);
        int[][] counts = [.. Enumerable.Range(0, Groups?.Names.Count ?? 1).Select(group => HistogramBins.Count(
            [.. kept.Where(i => Groups is null || Groups.Indices[i] == group).Select(i => Coordinate(Values[i]))], edges))];
        HeightScale scale = HeightScale.Of(counts.SelectMany(count => count).Select(count => (double)count), IsLogY);
        // On the sky, longitudes increase to the left.
        double sign = Axis.IsLongitude ? -1 : 1;
        double[] drawn = Array.ConvertAll(edges, edge => sign * edge);
        for (int group = 0; group < counts.Length; group++)
            plot.Add.Plottable(Layer(theme, group, drawn, counts[group], scale));
        double free = (edges[^1] - edges[0]) * (Axis.IsLongitude ? 0 : 0.02);
        ChartPlot.Set(plot.Axes.Bottom, Axis, (drawn.Min() - free, drawn.Max() + free));
        ChartPlot.Set(plot.Axes.Left, YLabel, scale, isCount: true);
        if (Groups is not null)
            plot.Axes.AddPanel(new SeriesLegend(theme, ChartPlot.Boxes(theme, Groups)));
        return new Figure(options, plot) { Remarks = remarks };
    }

    /// <summary>The counted values and the bin edges, or their logarithms on a logarithmic axis.</summary>
    internal (int[] Kept, double[] Edges, IReadOnlyList<string> Remarks) Bin()
    {
        Omissions omissions = new();
        double low = Minimum ?? double.NegativeInfinity, high = Maximum ?? double.PositiveInfinity;
        int[] kept = [.. Enumerable.Range(0, Values.Length).Where(i => omissions.Add(OmissionOf(Values[i], low, high)))];
        double[] coordinates = Array.ConvertAll(kept, i => Coordinate(Values[i]));
        (double min, double max) = Range(coordinates);
        double[] edges = (Bins, BinWidth) switch
        {
            (not null, not null) => throw Invalid("Bins and BinWidth can't be used together.", "Use one of them."),
            ({ } bins, null) => bins is >= 1 and <= HistogramBins.Most
                ? HistogramBins.Even(min, max, bins)
                : throw Invalid($"{bins} bins can't be drawn.", $"Give 1 to {HistogramBins.Most}."),
            (null, { } width) => width > 0 && double.IsFinite(width)
                ? HistogramBins.OfWidth(min, max, width, Minimum is not null || Axis.IsLongitude)
                : throw Invalid(FormattableString.Invariant($"A bin width of {width} is not valid."), "Give a number greater than 0."),
            _ => HistogramBins.ByRule(coordinates, min, max),
        };
        return (kept, edges, [.. omissions.Remarks(Axis.Label)]);
    }

    private double Coordinate(double value) => Axis.IsLongitude ? Longitude.Wrap(value) : Axis.Position(value);

    private Omission OmissionOf(double value, double low, double high)
    {
        Omission reason = Axis.OmissionOf(value);
        if (reason != Omission.None)
            return reason;
        double shown = Axis.IsLongitude ? Longitude.Wrap(value) : value;
        return shown < low || shown > high ? Omission.Outside : Omission.None;
    }

    // As in numpy, the range of a single value extends half a unit to both sides.
    private (double Min, double Max) Range(double[] coordinates)
    {
        double min = Minimum is { } low ? Limit(low) : Axis.IsLongitude ? -180 : coordinates.Length > 0 ? coordinates.Min() : Maximum is { } end ? Limit(end) - 1 : 0;
        double max = Maximum is { } high ? Limit(high) : Axis.IsLongitude ? 180 : coordinates.Length > 0 ? coordinates.Max() : min + 1;
        if (Minimum is not null && Maximum is not null && min >= max)
            _ = ScaleRange.Of([], Axis.IsLog, (Minimum.Value, Maximum.Value));
        return min < max ? (min, max) : Minimum is not null ? (min, min + 1) : Maximum is not null ? (max - 1, max) : (min - 0.5, max + 0.5);
    }

    private double Limit(double value) => !double.IsFinite(value) || (Axis.IsLog && value <= 0)
        ? throw new AstroException(
            ErrorIds.RangeInvalid,
            FormattableString.Invariant($"{value} is not a valid limit of a {(Axis.IsLog ? "logarithmic" : "linear")} scale."),
            Axis.IsLog ? "Give a number greater than 0." : "Give a finite number.")
        : ScaleRange.Position(value, Axis.IsLog);

    private IPlottable Layer(FigureTheme theme, int group, double[] edges, int[] counts, HeightScale scale)
    {
        ScottPlot.Color color = ChartPlot.BarColor(theme, group);
        if (Groups is not null)
        {
            return new StepLayer
            {
                Edges = edges,
                Heights = Array.ConvertAll(counts, count => scale.Position(count)),
                Ground = scale.Position(0),
                LineColor = color,
            };
        }

        return new BarLayer
        {
            Bars = [.. counts.Select((count, i) => new Bar(edges[i], edges[i + 1], scale.Position(0), scale.Position(count), color)).Where(bar => bar.High > bar.Low)],
            Outline = theme.Background,
        };
    }

    private static AstroException Invalid(string message, string recommendation) => new(ErrorIds.BinsInvalid, message, recommendation);
}
