using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Colours, sizes and shapes of the markers of a scatter plot, the same in all its panels.</summary>
internal sealed class ScatterStyle
{
    private const float SmallestRadius = 1.2f;

    private readonly ScatterChart _chart;
    private readonly FigureTheme _theme;
    private readonly float _radius, _largestRadius;
    private readonly double _largest;

    /// <summary>Creates the style of a chart.</summary>
    /// <param name="chart">The chart.</param>
    /// <param name="theme">Its colours.</param>
    /// <param name="zoom">Size of markers relative to the default.</param>
    public ScatterStyle(ScatterChart chart, FigureTheme theme, float zoom)
    {
        _chart = chart;
        _theme = theme;
        int count = chart.Y[0].Values.Length;
        _radius = (float)(chart.PointSize / 2 ?? zoom * count switch { <= 200 => 3.5, <= 2000 => 2.5, <= 20_000 => 1.7, _ => 1 });
        _largestRadius = zoom * count switch { <= 200 => 11, <= 2000 => 7, _ => 4 };
        Opacity = count switch { <= 200 => 0.85, <= 20_000 => 0.7, _ => 0.5 };
        _largest = chart.SizeBy?.Values.Where(double.IsFinite).DefaultIfEmpty(0).Max() ?? 0;
        Colors = chart.ColorBy is { } by ? new ColorScale(by.Values, by.Map, by.IsLog, theme.Missing, by.Range) : null;
        Remarks = [.. ColorRemarks(), .. SizeRemarks()];
        Legend = [.. chart.Groups is null ? [] : GroupEntries(chart.Groups), .. SizeEntries()];
    }

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
        : ChartPlot.Group(_theme, _chart.Groups?.Indices[i] ?? 0).Color;

    /// <summary>Shape of an object's marker. With a colour scale, groups differ by shape only.</summary>
    public PointShape ShapeOf(int i) => _chart.Groups is not { } groups ? PointShape.Circle
        : Colors is null ? ChartPlot.Group(_theme, groups.Indices[i]).Shape : (PointShape)(groups.Indices[i] % 3);

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
            (Color color, PointShape shape) = ChartPlot.Group(_theme, group);
            yield return Colors is null
                ? new LegendEntry(groups.Names[group], color, shape)
                : new LegendEntry(groups.Names[group], _theme.Text, (PointShape)(group % 3));
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
            yield return new LegendEntry(NumberLabel.Of(Math.Round(value / power, 2) * power), _theme.Missing, PointShape.Circle, Radius(value));
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
