using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>What one axis of a scatter plot shows.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Values">The value of each object; NaN where it has none.</param>
/// <param name="Errors">Error of each value, drawn to both sides; null for none.</param>
public sealed record ScatterValues(ChartAxis Axis, double[] Values, double[]? Errors = null);

/// <summary>What the colours or sizes of markers show.</summary>
/// <param name="Label">Label with unit.</param>
/// <param name="Values">The value of each object; NaN where it has none.</param>
public sealed record MarkerValues(string Label, double[] Values)
{
    /// <summary>Which colours.</summary>
    public ColorMap Map { get; init; }

    /// <summary>Whether equal ratios are equal distances of colours.</summary>
    public bool IsLog { get; init; }

    /// <summary>Values of the first and last colour; null for the range of the values.</summary>
    public (double Min, double Max)? Range { get; init; }
}

/// <summary>
/// A scatter plot of one panel or several: several X and one Y are panels side by side with one vertical axis, one X and several Y
/// are panels one above the other with one horizontal axis.
/// </summary>
public sealed record ScatterChart
{
    /// <summary>What the horizontal axes show, one for all panels or one for each; empty where <see cref="Categories"/> takes their place.</summary>
    public IReadOnlyList<ScatterValues> X { get; init; } = [];

    /// <summary>What the vertical axes show, one for all panels or one for each.</summary>
    public required IReadOnlyList<ScatterValues> Y { get; init; }

    /// <summary>Categories along the horizontal axis; null for numbers.</summary>
    public CategoryList? Categories { get; init; }

    /// <summary>Standard deviation of the random shift along an axis of categories, in their distance; no point is shifted by more than 0.4.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>Seed of the shifts: the same number gives the same figure.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>What the colours show; null for none.</summary>
    public MarkerValues? ColorBy { get; init; }

    /// <summary>What the areas of the markers show; null for none.</summary>
    public MarkerValues? SizeBy { get; init; }

    /// <summary>Groups with a colour each; null for none.</summary>
    public CategoryList? Groups { get; init; }

    /// <summary>Diameter of the markers in 1/96 inch; null for one that suits their number.</summary>
    public double? PointSize { get; init; }

    /// <summary>Draws the plot.</summary>
    /// <exception cref="AstroException">PanelsInvalid: several X and several Y. RangeInvalid, AxisInvalid: a range or axis that can't be drawn. SizeInvalid: a size that is no positive number.</exception>
    public Figure Draw(FigureOptions options)
    {
        int across = Categories is null ? X.Count : 1;
        if (across > 1 && Y.Count > 1)
        {
            throw new AstroException(
                "PanelsInvalid",
                AstroErrorKind.InvalidArgument,
                $"{across} X and {Y.Count} Y make no row or column of panels.",
                "Give several X and one Y, or one X and several Y.");
        }

        if (PointSize is { } size && !(size > 0 && double.IsFinite(size)))
            throw new AstroException("SizeInvalid", AstroErrorKind.InvalidArgument, FormattableString.Invariant($"{size} is no size of a marker."), "Give a number above 0.");
        foreach (ScatterValues values in X.Concat(Y))
            values.Axis.Check();
        int count = Math.Max(across, Y.Count);
        (double width, double height) = ChartPlot.Size(options);
        ScatterStyle style = new(this, options.Colors, FittedLayout.Zoom(width / Math.Max(1, across), height / Y.Count));
        List<ScatterPanel> panels = [];
        for (int i = 0; i < count; i++)
            panels.Add(new ScatterPanel(this, style, Categories is null ? X[across > 1 ? i : 0] : Shifted(Categories), Y[Y.Count > 1 ? i : 0]));
        List<string> remarks = [.. panels.SelectMany(panel => panel.Remarks).Distinct(), .. style.Remarks];
        bool isOne = count == 1;
        List<Plot> plots = [];
        for (int i = 0; i < count; i++)
        {
            Plot plot = panels[i].Draw(options, isOne ? options.Title : null);
            bool isLast = across > 1 ? i == count - 1 : i == 0;
            if (style.Colors is not null && (isLast || across == 1))
                PlotStyle.AddColorBar(plot, options.Colors, style.Colors, ColorBy!.Label);
            if (isLast && style.Legend.Count > 0)
                plot.Axes.AddPanel(new SeriesLegend(options.Colors, style.Legend));
            plots.Add(plot);
        }

        return isOne
            ? new Figure(options, plots[0]) { Remarks = remarks }
            : new Figure(options, PanelGrid.Place(options, plots, across > 1)) { Remarks = remarks };
    }

    /// <summary>Places along the axis of categories, with normal shifts by Box and Muller's formula.</summary>
    internal ScatterValues Shifted(CategoryList categories)
    {
        if (!(Jitter is >= 0 and <= 1))
            throw new AstroException("JitterInvalid", AstroErrorKind.InvalidArgument, FormattableString.Invariant($"{Jitter} is no shift of points."), "Give 0 to 1: a part of the distance of two categories.");
        Random random = new(Seed);
        double[] places = new double[categories.Indices.Count];
        for (int i = 0; i < places.Length; i++)
        {
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            places[i] = categories.Indices[i] + Math.Clamp(Jitter * normal, -0.4, 0.4);
        }

        return new ScatterValues(new ChartAxis(categories.Label), places);
    }
}
