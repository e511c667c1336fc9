using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Bars along a numeric axis, each with its own width.</summary>
public sealed record PositionBarChart
{
    /// <summary>Position of the middle of each bar.</summary>
    public required double[] Positions { get; init; }

    /// <summary>The axis of the positions.</summary>
    public required ChartAxis Axis { get; init; }

    /// <summary>Height of each bar.</summary>
    public required double[] Values { get; init; }

    /// <summary>Width of each bar on the axis, or one for all. Bars without a width, or narrower than a hairline, are drawn as a hairline.</summary>
    public double[] Widths { get; init; } = [0];

    /// <summary>Groups with one colour each; null for none.</summary>
    public CategoryList? Groups { get; init; }

    /// <summary>Whether the value axis is logarithmic.</summary>
    public bool IsLogY { get; init; }

    /// <summary>Label of the value axis.</summary>
    public required string ValueLabel { get; init; }

    /// <summary>Draws the bars.</summary>
    /// <exception cref="AstroException">AxisInvalid, RangeInvalid: the axis can't be drawn.</exception>
    public Figure Draw(FigureOptions options)
    {
        Axis.Check();
        Omissions ofPosition = new(), ofValue = new();
        ChartAxis heights = new(ValueLabel) { IsLog = IsLogY };
        int[] drawn = [.. Enumerable.Range(0, Positions.Length).Where(i =>
            ofPosition.Add(Axis.OmissionOf(Positions[i])) & ofValue.Add(heights.OmissionOf(Values[i])))];
        HeightScale scale = HeightScale.Of(drawn.Select(i => Values[i]), IsLogY);
        FigureTheme theme = options.Colors;
        Plot plot = ChartPlot.Create(options, options.Title);
        List<Bar> bars = [.. drawn.SelectMany(i => Bars(i, scale, ChartPlot.BarColor(theme, Groups?.Indices[i] ?? 0)))];
        // Low bars are drawn in front of high ones, which would hide them.
        plot.Add.Plottable(new BarLayer { Bars = [.. bars.OrderByDescending(bar => Math.Abs(bar.High - bar.Low))], Opacity = 0.75 });
        double[] ends = [.. drawn.SelectMany(i => new[] { Ends(i).Low, Ends(i).High }).Where(end => !Axis.IsLog || end > 0)];
        ChartPlot.Set(plot.Axes.Bottom, Axis, Axis.Limits(ends));
        ChartPlot.Set(plot.Axes.Left, ValueLabel, scale, isCount: drawn.All(i => Values[i] == Math.Floor(Values[i])));
        if (Groups is not null)
            plot.Axes.AddPanel(new SeriesLegend(theme, ChartPlot.Boxes(theme, Groups)));
        return new Figure(options, plot) { Remarks = [.. ofPosition.Remarks(Axis.Label), .. ofValue.Remarks(ValueLabel)] };
    }

    private double Width(int i)
    {
        double width = Widths.Length == 1 ? Widths[0] : Widths[i];
        return width > 0 && double.IsFinite(width) ? width : 0;
    }

    private (double Low, double High) Ends(int i) => (Positions[i] - Width(i) / 2, Positions[i] + Width(i) / 2);

    // A bar across ±180° of longitude has two parts.
    private IEnumerable<Bar> Bars(int i, HeightScale scale, Color color)
    {
        double ground = scale.Position(0), height = scale.Position(Values[i]), half = Width(i) / 2;
        if (ground == height)
            yield break;
        if (!Axis.IsLongitude)
        {
            double low = Positions[i] - half;
            // On a logarithmic axis a bar that extends to 0 or below starts at minus infinity.
            yield return new Bar(Axis.IsLog && low <= 0 ? Math.Log10(double.Epsilon) : Axis.Position(low), Axis.Position(Positions[i] + half), ground, height, color);
            yield break;
        }

        double at = Axis.Position(Positions[i]);
        yield return new Bar(at - half, at + half, ground, height, color);
        if (at - half < -180)
            yield return new Bar(at - half + 360, at + half + 360, ground, height, color);
        if (at + half > 180)
            yield return new Bar(at - half - 360, at + half - 360, ground, height, color);
    }
}
