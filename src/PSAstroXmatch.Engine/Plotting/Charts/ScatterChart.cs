using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>The values on one axis of a scatter plot.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Values">The value of each object; NaN if it has none.</param>
/// <param name="Errors">Error of each value, of the same size on both sides unless <paramref name="UpperErrors"/> are given; null for none.</param>
/// <param name="UpperErrors">Error of each value above it, where <paramref name="Errors"/> are those below; null if they are symmetric.</param>
public sealed record ScatterValues(ChartAxis Axis, double[] Values, double[]? Errors = null, double[]? UpperErrors = null)
{
    // The values and the ends of their errors that the axis can show.
    internal IEnumerable<double> Ends(IEnumerable<int> drawn) => Errors is null
        ? drawn.Select(i => Values[i])
        : drawn.SelectMany(i => new[] { Values[i], Values[i] - Finite(Errors[i]), Values[i] + Finite((UpperErrors ?? Errors)[i]) })
            .Where(end => !Axis.IsLog || end > 0);

    private static double Finite(double error) => double.IsFinite(error) ? error : 0;
}

/// <summary>The values shown as colours or sizes of markers.</summary>
/// <param name="Label">Label with unit.</param>
/// <param name="Values">The value of each object; NaN if it has none.</param>
public sealed record MarkerValues(string Label, double[] Values)
{
    /// <summary>The colour map.</summary>
    public ColorMap Map { get; init; }

    /// <summary>Whether the scale is logarithmic.</summary>
    public bool IsLog { get; init; }

    /// <summary>Values of the first and last colour; null for the range of the values.</summary>
    public (double Min, double Max)? Range { get; init; }
}

/// <summary>
/// A scatter plot of one or more panels: several X and one Y give panels side by side with a common vertical axis, one X and several Y
/// give panels one above the other with a common horizontal axis.
/// </summary>
public sealed record ScatterChart
{
    /// <summary>Values of the horizontal axes, one for all panels or one per panel; empty if <see cref="Categories"/> is used instead.</summary>
    public IReadOnlyList<ScatterValues> X { get; init; } = [];

    /// <summary>Values of the vertical axes, one for all panels or one per panel.</summary>
    public required IReadOnlyList<ScatterValues> Y { get; init; }

    /// <summary>Categories along the horizontal axis; null for numbers.</summary>
    public CategoryList? Categories { get; init; }

    /// <summary>Standard deviation of the random shift along a category axis, in units of the distance between categories; the shift is at most 0.4.</summary>
    public double Jitter { get; init; } = 0.1;

    /// <summary>Seed of the shifts: the same seed gives the same figure.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Values shown as colours; null for none.</summary>
    public MarkerValues? ColorBy { get; init; }

    /// <summary>Values shown as marker areas; null for none.</summary>
    public MarkerValues? SizeBy { get; init; }

    /// <summary>Groups with one colour each; null for none.</summary>
    public CategoryList? Groups { get; init; }

    /// <summary>Text beside each object; null for none.</summary>
    public string[]? Labels { get; init; }

    /// <summary>Whether a line joins the points of each group, in the order of the objects.</summary>
    public bool IsConnected { get; init; }

    /// <summary>Lines over all panels. The axes are those of the objects: a line is cut off where it leaves them.</summary>
    public IReadOnlyList<ChartLine> Lines { get; init; } = [];

    /// <summary>Diameter of the markers in 1/96 inch; null to choose it by the number of points.</summary>
    public double? PointSize { get; init; }

    /// <summary>Draws the plot.</summary>
    /// <exception cref="AstroException">
    /// PanelAxesInvalid: several X and several Y. RangeInvalid, AxisInvalid: a range or axis is not valid. SizeInvalid: a size is not a positive number.
    /// </exception>
    public Figure Draw(FigureOptions options)
    {
        int across = Categories is null ? X.Count : 1;
        if (across > 1 && Y.Count > 1)
        {
            throw new AstroException(
                ErrorIds.PanelAxesInvalid,
                $"{across} X and {Y.Count} Y can't be combined into a row or column of panels.",
                "Give several X and one Y, or one X and several Y.");
        }

        if (PointSize is { } size && !(size is > 0 and <= 200))
            throw new AstroException(ErrorIds.SizeInvalid, FormattableString.Invariant($"A marker size of {size} is not valid."), "Give a number greater than 0 and at most 200.");
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

    /// <summary>Values along the horizontal axis at which a line is smooth: evenly spaced from one end of the axis to the other.</summary>
    /// <exception cref="AstroException">PanelAxesInvalid: several X. RangeInvalid, AxisInvalid: the range or the axis is not valid.</exception>
    public double[] LineValues()
    {
        const int Points = 400;
        if (X.Count > 1)
        {
            throw new AstroException(
                ErrorIds.PanelAxesInvalid, $"A line is a function of one X, but {X.Count} are given.", "Give one X, or draw the panels as figures of their own.");
        }

        ScatterValues x = X[0];
        x.Axis.Check();
        int[] shown = [.. Enumerable.Range(0, x.Values.Length).Where(i => x.Axis.OmissionOf(x.Values[i]) == Omission.None)];
        (double from, double to) = x.Axis.Limits([.. x.Ends(shown)]);
        return [.. Enumerable.Range(0, Points + 1).Select(i => x.Axis.Value(from + (to - from) * i / Points))];
    }

    /// <summary>Positions along the category axis, with normally distributed shifts (Box–Muller transform).</summary>
    internal ScatterValues Shifted(CategoryList categories)
    {
        if (!(Jitter is >= 0 and <= 1))
        {
            throw new AstroException(
                ErrorIds.JitterInvalid,
                FormattableString.Invariant($"A jitter of {Jitter} is not valid."),
                "Give 0 to 1, a fraction of the distance between two categories.");
        }

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
