using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>One panel of a scatter plot: the objects in it and their positions.</summary>
internal sealed class ScatterPanel
{
    private readonly ScatterChart _chart;
    private readonly ScatterStyle _style;
    private readonly ScatterValues _x, _y;
    private readonly int[] _drawn;

    /// <summary>Creates a panel.</summary>
    public ScatterPanel(ScatterChart chart, ScatterStyle style, ScatterValues x, ScatterValues y)
    {
        _chart = chart;
        _style = style;
        _x = x;
        _y = y;
        Omissions ofX = new(), ofY = new();
        List<int> drawn = [];
        for (int i = 0; i < y.Values.Length; i++)
        {
            if (ofX.Add(x.Axis.OmissionOf(x.Values[i])) & ofY.Add(y.Axis.OmissionOf(y.Values[i])))
                drawn.Add(i);
        }

        _drawn = [.. drawn];
        Remarks = [.. ofX.Remarks(x.Axis.Label), .. ofY.Remarks(y.Axis.Label), .. ErrorRemarks(x), .. ErrorRemarks(y)];
    }

    /// <summary>Remarks about objects that are not drawn.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Draws the panel.</summary>
    public Plot Draw(FigureOptions options, string? title)
    {
        Plot plot = ChartPlot.Create(options, title);
        double[] x = Array.ConvertAll(_drawn, i => _x.Axis.Position(_x.Values[i])), y = Array.ConvertAll(_drawn, i => _y.Axis.Position(_y.Values[i]));
        if (_chart.IsConnected)
            Connect(plot, x, y);
        List<(double, double, double, double, Color)> errors = [];
        AddErrors(errors, _x, y, isX: true);
        AddErrors(errors, _y, x, isX: false);
        if (errors.Count > 0)
            plot.Add.Plottable(new ErrorBarLayer { Lines = errors });
        PointLayer points = new()
        {
            X = x,
            Y = y,
            MarkerColors = _chart.ColorBy is null && _chart.Groups is null ? [_style.ColorOf(0)] : Array.ConvertAll(_drawn, _style.ColorOf),
            Shapes = _chart.Groups is null ? null : Array.ConvertAll(_drawn, _style.ShapeOf),
            Radii = _chart.SizeBy is null ? [_style.RadiusOf(0)] : Array.ConvertAll(_drawn, _style.RadiusOf),
            Opacity = _style.Opacity,
        };
        plot.Add.Plottable(points);
        for (int line = 0; line < _chart.Lines.Count; line++)
            plot.Add.Plottable(Line(_chart.Lines[line], line));
        if (_chart.Labels is { } labels)
            plot.Add.Plottable(new LabelLayer(
                points, Array.ConvertAll(_drawn, i => labels[i]), [.. plot.GetPlottables().OfType<ILines>()], options.Colors, _style.LabelSize));
        if (_chart.Categories is { } categories)
            ChartPlot.SetCategories(plot, plot.Axes.Bottom, categories, categories.Label);
        else
            ChartPlot.Set(plot.Axes.Bottom, _x.Axis, Limits(_x));
        ChartPlot.Set(plot.Axes.Left, _y.Axis, Limits(_y));
        return plot;
    }

    // An unknown error (NaN) and an error of 0 have no bar; what cannot be an error is told.
    private IEnumerable<string> ErrorRemarks(ScatterValues values)
    {
        int count = new[] { values.Errors, values.UpperErrors }.Sum(errors =>
            errors is null ? 0 : _drawn.Count(i => double.IsInfinity(errors[i]) || errors[i] < 0));
        if (count > 0)
            yield return $"{count} of {_drawn.Length} error bars not drawn ({values.Axis.Label}): the error is infinite or negative.";
    }

    // The range of the values including their errors.
    private (double From, double To) Limits(ScatterValues values) => values.Axis.Limits([.. values.Ends(_drawn)]);

    private LineLayer Line(ChartLine line, int number)
    {
        (Color color, LinePattern pattern) = _style.LineStyle(number);
        return new LineLayer
        {
            // Not wrapped, so that a line to both ends of an axis of longitudes does not return to the first.
            X = Array.ConvertAll(line.X, value => _x.Axis.IsLongitude ? -value : _x.Axis.Position(value)),
            Y = Array.ConvertAll(line.Y, _y.Axis.Position),
            Color = color,
            Pattern = pattern,
        };
    }

    private void Connect(Plot plot, double[] x, double[] y)
    {
        foreach (IGrouping<int, int> group in Enumerable.Range(0, _drawn.Length).GroupBy(k => _chart.Groups?.Indices[_drawn[k]] ?? 0))
        {
            plot.Add.Plottable(new LineLayer
            {
                X = [.. group.Select(k => x[k])],
                Y = [.. group.Select(k => y[k])],
                Color = ChartPlot.Group(_style.Theme, group.Key).Color.WithAlpha(_style.Opacity),
                Width = 1.1f,
            });
        }
    }

    private void AddErrors(List<(double X1, double Y1, double X2, double Y2, Color Color)> lines, ScatterValues values, double[] others, bool isX)
    {
        if (values.Errors is not { } errors)
            return;
        for (int k = 0; k < _drawn.Length; k++)
        {
            int i = _drawn[k];
            double below = Length(errors[i]), above = Length((values.UpperErrors ?? errors)[i]);
            if (below + above == 0)
                continue;
            double middle = values.Values[i], low = middle - below, high = middle + above;
            double from = values.Axis.IsLog && low <= 0 ? double.NegativeInfinity : End(values, middle, low), to = End(values, middle, high);
            lines.Add(isX ? (from, others[k], to, others[k], _style.ColorOf(i)) : (others[k], from, others[k], to, _style.ColorOf(i)));
        }
    }

    private static double Length(double error) => error > 0 && double.IsFinite(error) ? error : 0;

    // An error bar across ±180 degrees stays at its point instead of wrapping to the other side.
    private static double End(ScatterValues values, double middle, double end) =>
        values.Axis.IsLongitude ? values.Axis.Position(middle) - (end - middle) : values.Axis.Position(end);
}

/// <summary>Colours, sizes and shapes of the markers of a scatter plot, the same in all its panels.</summary>
internal sealed class ScatterStyle
{
    private const float SmallestRadius = 1.2f;

    private readonly ScatterChart _chart;
    private readonly float _radius, _largestRadius;
    private readonly double _largest;

    /// <summary>Creates the style of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="theme">Its colours.</param>
    /// <param name="zoom">Size of markers relative to the default.</param>
    public ScatterStyle(ScatterChart chart, FigureTheme theme, float zoom)
    {
        _chart = chart;
        Theme = theme;
        LabelSize = FigureTheme.TickSize * zoom;
        int count = chart.Y[0].Values.Length;
        _radius = (float)(chart.PointSize / 2 ?? zoom * count switch { <= 200 => 3.5, <= 2000 => 2.5, <= 20_000 => 1.7, _ => 1 });
        _largestRadius = zoom * count switch { <= 200 => 11, <= 2000 => 7, _ => 4 };
        Opacity = count switch { <= 200 => 0.85, <= 20_000 => 0.7, _ => 0.5 };
        _largest = chart.SizeBy?.Values.Where(double.IsFinite).DefaultIfEmpty(0).Max() ?? 0;
        Colors = chart.ColorBy is { } by ? new ColorScale(by.Values, by.Map, by.IsLog, theme.Missing, by.Range) : null;
        Remarks = [.. ColorRemarks(), .. SizeRemarks()];
        Legend = [.. chart.Groups is null ? [] : GroupEntries(chart.Groups), .. LineEntries(), .. SizeEntries()];
    }

    /// <summary>The theme of the figure.</summary>
    public FigureTheme Theme { get; }

    /// <summary>Font size of the texts beside the markers.</summary>
    public float LabelSize { get; }

    /// <summary>The colour scale; null if colours do not show values.</summary>
    public ColorScale? Colors { get; }

    /// <summary>Opacity of the markers.</summary>
    public double Opacity { get; }

    /// <summary>Entries of the legend.</summary>
    public IReadOnlyList<LegendEntry> Legend { get; }

    /// <summary>Remarks about colours and sizes.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>Colour of an object's marker.</summary>
    public Color ColorOf(int i) => Colors is not null ? Colors.ColorOf(_chart.ColorBy!.Values[i])
        : ChartPlot.Group(Theme, _chart.Groups?.Indices[i] ?? 0).Color;

    /// <summary>Colour and pattern of a line over the objects. The colours continue those of the groups.</summary>
    public (Color Color, LinePattern Pattern) LineStyle(int line) =>
        (ChartPlot.Group(Theme, (_chart.Groups?.Names.Count ?? 1) + line).Color, (LinePattern)((line + 1) % 3));

    /// <summary>Shape of an object's marker. With a colour scale, groups differ by shape only.</summary>
    public PointShape ShapeOf(int i) => _chart.Groups is not { } groups ? PointShape.Circle
        : Colors is null ? ChartPlot.Group(Theme, groups.Indices[i]).Shape : (PointShape)(groups.Indices[i] % 3);

    /// <summary>Radius of an object's marker.</summary>
    public float RadiusOf(int i) => _chart.SizeBy is { } size ? Radius(size.Values[i]) : _radius;

    // The area is proportional to the value.
    private float Radius(double value) => double.IsFinite(value) && value > 0 && _largest > 0
        ? Math.Max(SmallestRadius, _largestRadius * (float)Math.Sqrt(value / _largest))
        : SmallestRadius;

    private IEnumerable<LegendEntry> GroupEntries(CategoryList groups)
    {
        foreach (LegendEntry heading in ChartPlot.Heading(groups))
            yield return heading;
        for (int group = 0; group < groups.Names.Count; group++)
        {
            (Color color, PointShape shape) = ChartPlot.Group(Theme, group);
            yield return Colors is null
                ? new LegendEntry(groups.Names[group], color, shape)
                : new LegendEntry(groups.Names[group], Theme.Text, (PointShape)(group % 3));
        }
    }

    private IEnumerable<LegendEntry> LineEntries()
    {
        for (int line = 0; line < _chart.Lines.Count; line++)
        {
            (Color color, LinePattern pattern) = LineStyle(line);
            if (_chart.Lines[line].Label is { Length: > 0 } label)
                yield return new LegendEntry(label, color) { Line = pattern };
        }
    }

    private IEnumerable<LegendEntry> SizeEntries()
    {
        if (_chart.SizeBy is not { } size || _largest <= 0)
            yield break;
        yield return new LegendEntry(size.Label, null);
        double power = Math.Max(double.Epsilon, Math.Pow(10, Math.Floor(Math.Log10(_largest))));
        double first = Math.Floor(_largest / power) * power;
        foreach (double value in new[] { first, first / 4, first / 16 })
            yield return new LegendEntry(NumberLabel.Of(Math.Round(value / power, 2) * power), Theme.Missing, PointShape.Circle, Radius(value));
    }

    private IEnumerable<string> ColorRemarks()
    {
        if (Colors is not null && _chart.ColorBy!.Values.Count(value => !Colors.Has(value)) is > 0 and int missing)
            yield return $"{missing} of {_chart.ColorBy.Values.Length} points drawn in grey: no {(Colors.IsLog ? "positive " : "")}value of {_chart.ColorBy.Label}.";
    }

    private IEnumerable<string> SizeRemarks()
    {
        if (_chart.SizeBy?.Values.Count(value => !double.IsFinite(value) || value <= 0) is > 0 and int missing)
            yield return $"{missing} of {_chart.SizeBy.Values.Length} points drawn in the smallest size: no positive value of {_chart.SizeBy.Label}.";
    }
}
