using ScottPlot;
using ScottPlot.DataSources;
using ScottPlot.Plottables;

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
        double free = Axis.IsLongitude ? 0 : ScaleRange.Margin(edges[0], edges[^1], 0.02);
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
        _ = ScaleRange.Drawable(min, max, Axis.IsLog);
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
            return Outline(edges, counts, scale, color);
        return new BarLayer
        {
            Bars = [.. counts.Select((count, i) => new Bar(edges[i], edges[i + 1], scale.Position(0), scale.Position(count), color)).Where(bar => bar.High > bar.Low)],
            Outline = theme.Background,
        };
    }

    // The outline of a histogram, lightly filled, so that several can be overlaid.
    private static Scatter Outline(double[] edges, int[] counts, HeightScale scale, Color color)
    {
        double ground = scale.Position(0);
        double[] heights = [.. counts.Select(count => scale.Position(count))];
        // Each step goes across from one edge to the next, then up or down.
        return new Scatter(new ScatterSourceDoubleArray([edges[0], .. edges], [ground, .. heights, ground]))
        {
            ConnectStyle = ConnectStyle.StepHorizontal,
            LineColor = color,
            LineWidth = 1.5f,
            MarkerSize = 0,
            FillY = true,
            FillYValue = ground,
            FillYColor = color.WithAlpha(0.15),
        };
    }

    private static AstroException Invalid(string message, string recommendation) => new(ErrorIds.BinsInvalid, message, recommendation);
}

/// <summary>Edges of the bins of a histogram.</summary>
internal static class HistogramBins
{
    /// <summary>Maximum number of bins chosen by a rule.</summary>
    public const int MostByRule = 400;

    /// <summary>Maximum number of bins that a user may request.</summary>
    public const int Most = 20_000;

    /// <summary>Bins of equal width by the rule of Freedman and Diaconis.</summary>
    /// <param name="values">The finite values, or their logarithms for a logarithmic axis.</param>
    /// <param name="min">Lower end of the first bin.</param>
    /// <param name="max">Upper end of the last bin.</param>
    /// <remarks>
    /// The width is 2·IQR·n^(−1/3) (Freedman &amp; Diaconis 1981), as in <c>numpy.histogram_bin_edges(bins='fd')</c>, with quartiles by
    /// linear interpolation; if the quartiles are equal, the number is ⌈log₂ n⌉ + 1 (Sturges 1926), as with <c>bins='auto'</c>. There are
    /// at most <see cref="MostByRule"/> bins.
    /// </remarks>
    public static double[] ByRule(ReadOnlySpan<double> values, double min, double max)
    {
        double[] sorted = values.ToArray();
        Array.Sort(sorted);
        if (sorted.Length == 0)
            return Even(min, max, 1);
        double spread = Quantile(sorted, 0.75) - Quantile(sorted, 0.25);
        double width = spread > 0
            ? 2 * spread / Math.Cbrt(sorted.Length)
            : (sorted[^1] - sorted[0]) / (Math.Log2(sorted.Length) + 1);
        double number = width > 0 ? Math.Ceiling((max - min) / width) : 1;
        return Even(min, max, (int)Math.Clamp(number, 1, MostByRule));
    }

    /// <summary>A given number of bins of equal width.</summary>
    public static double[] Even(double min, double max, int number)
    {
        double[] edges = new double[number + 1];
        for (int i = 0; i <= number; i++)
            edges[i] = min + (double.IsFinite((max - min) * i) ? (max - min) * i / number : (max - min) / number * i);
        edges[^1] = max;
        return edges;
    }

    /// <summary>Bins of a given width. They start at a multiple of it, or at the requested lower end, and extend beyond the upper end if necessary.</summary>
    /// <exception cref="AstroException">BinsInvalid: there are too many bins.</exception>
    public static double[] OfWidth(double min, double max, double width, bool startsAtMin)
    {
        double start = startsAtMin ? min : Math.Floor(min / width + 1e-9) * width;
        double number = Math.Max(1, Math.Ceiling((max - start) / width - 1e-9));
        if (number > Most)
        {
            throw new AstroException(
                ErrorIds.BinsInvalid,
                FormattableString.Invariant($"{number:0} bins are needed for a width of {width} from {min} to {max}."),
                FormattableString.Invariant($"The maximum is {Most}: give wider bins or a smaller range."));
        }

        double[] edges = new double[(int)number + 1];
        for (int i = 0; i < edges.Length; i++)
            edges[i] = start + i * width;
        return edges;
    }

    /// <summary>The number of values in each bin, counted as in <c>numpy.histogram</c>: a bin includes its lower edge, the last one also its upper edge.</summary>
    /// <param name="values">The values.</param>
    /// <param name="edges">Edges of bins of equal width.</param>
    public static int[] Count(ReadOnlySpan<double> values, double[] edges)
    {
        int[] counts = new int[edges.Length - 1];
        double perBin = counts.Length / (edges[^1] - edges[0]);
        foreach (double value in values)
        {
            if (!(value >= edges[0] && value <= edges[^1]))
                continue;
            int bin = Math.Clamp((int)((value - edges[0]) * perBin), 0, counts.Length - 1);
            // Rounding may have put a value at an edge into the neighbouring bin.
            if (value < edges[bin])
                bin--;
            else if (bin < counts.Length - 1 && value >= edges[bin + 1])
                bin++;
            counts[bin]++;
        }

        return counts;
    }

    /// <summary>A quantile of sorted values, by linear interpolation.</summary>
    public static double Quantile(double[] sorted, double part)
    {
        double at = part * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }
}
