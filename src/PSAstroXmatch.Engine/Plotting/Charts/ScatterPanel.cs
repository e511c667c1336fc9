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
        List<(double, double, double, double, Color)> errors = [];
        AddErrors(errors, _x, y, isX: true);
        AddErrors(errors, _y, x, isX: false);
        if (errors.Count > 0)
            plot.Add.Plottable(new ErrorBarLayer { Lines = errors });
        plot.Add.Plottable(new PointLayer
        {
            X = x,
            Y = y,
            MarkerColors = _chart.ColorBy is null && _chart.Groups is null ? [_style.ColorOf(0)] : Array.ConvertAll(_drawn, _style.ColorOf),
            Shapes = _chart.Groups is null ? null : Array.ConvertAll(_drawn, _style.ShapeOf),
            Radii = _chart.SizeBy is null ? [_style.RadiusOf(0)] : Array.ConvertAll(_drawn, _style.RadiusOf),
            Opacity = _style.Opacity,
        });
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
        int count = values.Errors is { } errors ? _drawn.Count(i => double.IsInfinity(errors[i]) || errors[i] < 0) : 0;
        if (count > 0)
            yield return $"{count} of {_drawn.Length} error bars not drawn ({values.Axis.Label}): the error is infinite or negative.";
    }

    // The range of the values including their errors.
    private (double From, double To) Limits(ScatterValues values)
    {
        IEnumerable<double> all = _drawn.Select(i => values.Values[i]);
        if (values.Errors is { } errors)
        {
            all = all.Concat(_drawn.Where(i => double.IsFinite(errors[i])).SelectMany(i =>
                new[] { values.Values[i] - errors[i], values.Values[i] + errors[i] }.Where(end => !values.Axis.IsLog || end > 0)));
        }

        return values.Axis.Limits([.. all]);
    }

    private void AddErrors(List<(double X1, double Y1, double X2, double Y2, Color Color)> lines, ScatterValues values, double[] others, bool isX)
    {
        if (values.Errors is not { } errors)
            return;
        for (int k = 0; k < _drawn.Length; k++)
        {
            int i = _drawn[k];
            if (!(errors[i] > 0) || !double.IsFinite(errors[i]))
                continue;
            double middle = values.Values[i], low = middle - errors[i], high = middle + errors[i];
            double from = values.Axis.IsLog && low <= 0 ? double.NegativeInfinity : End(values, middle, low), to = End(values, middle, high);
            lines.Add(isX ? (from, others[k], to, others[k], _style.ColorOf(i)) : (others[k], from, others[k], to, _style.ColorOf(i)));
        }
    }

    // An error bar across ±180 degrees stays at its point instead of wrapping to the other side.
    private static double End(ScatterValues values, double middle, double end) =>
        values.Axis.IsLongitude ? values.Axis.Position(middle) - (end - middle) : values.Axis.Position(end);
}
