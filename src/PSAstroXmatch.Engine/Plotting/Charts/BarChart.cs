using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>A bar chart of categories: the number of objects in each, or the sum, mean or median of their values.</summary>
public sealed record BarChart
{
    // Fraction of a category's width that its bars take, so that neighbouring categories never touch.
    private const double Filled = 0.8;

    /// <summary>The categories.</summary>
    public required CategoryList Categories { get; init; }

    /// <summary>The value of each object; null to count the objects.</summary>
    public double[]? Values { get; init; }

    /// <summary>The statistic of the values that a bar shows.</summary>
    public BarStatistic Statistic { get; init; }

    /// <summary>Groups with one bar each in every category; null for a single bar per category.</summary>
    public CategoryList? Groups { get; init; }

    /// <summary>Whether the bars of the groups are stacked instead of side by side.</summary>
    public bool IsStacked { get; init; }

    /// <summary>Whether the value axis is logarithmic.</summary>
    public bool IsLog { get; init; }

    /// <summary>Whether the bars are horizontal.</summary>
    public bool IsHorizontal { get; init; }

    /// <summary>Label of the value axis.</summary>
    public string ValueLabel { get; init; } = "Number";

    /// <summary>Draws the bars.</summary>
    /// <exception cref="AstroException">StackInvalid: means or medians can't be stacked.</exception>
    public Figure Draw(FigureOptions options)
    {
        if (IsStacked && Values is not null && Statistic != BarStatistic.Sum)
            throw new AstroException(ErrorIds.StackInvalid, "Means and medians can't be stacked.", "Draw the groups side by side, or stack sums.");
        Omissions omissions = new();
        double[,] heights = Heights(omissions);
        FigureTheme theme = options.Colors;
        Plot plot = ChartPlot.Create(options, options.Title);
        List<(double From, double To, double Low, double High, int Group)> bars = [.. Bars(heights)];
        HeightScale scale = HeightScale.Of(bars.SelectMany(bar => new[] { bar.Low, bar.High }), IsLog);
        int notPositive = IsLog ? heights.Cast<double>().Count(height => height < 0) : 0;
        plot.Add.Plottable(new BarLayer
        {
            Bars = [.. bars.Select(bar => new Bar(bar.From, bar.To, scale.Position(bar.Low), scale.Position(bar.High), ChartPlot.BarColor(theme, bar.Group)))
                .Where(bar => bar.Low != bar.High)],
            IsHorizontal = IsHorizontal,
        });
        ChartPlot.SetCategories(plot, IsHorizontal ? plot.Axes.Left : plot.Axes.Bottom, Categories, Categories.Label);
        ChartPlot.Set(IsHorizontal ? plot.Axes.Bottom : plot.Axes.Left, ValueLabel, scale, isCount: Values is null);
        if (Groups is not null)
            plot.Axes.AddPanel(new SeriesLegend(theme, ChartPlot.Boxes(theme, Groups)));
        List<string> remarks = [.. omissions.Remarks(ValueLabel)];
        if (notPositive > 0)
            remarks.Add($"{notPositive} bars not drawn ({ValueLabel}): values below 0 on a logarithmic axis.");
        return new Figure(options, plot) { Remarks = remarks };
    }

    /// <summary>The height of each bar by category and group; NaN if there is none.</summary>
    internal double[,] Heights(Omissions omissions)
    {
        int groups = Groups?.Names.Count ?? 1;
        List<double>[,] members = new List<double>[Categories.Names.Count, groups];
        for (int i = 0; i < Categories.Indices.Count; i++)
        {
            double value = Values?[i] ?? 1;
            if (omissions.Add(double.IsFinite(value) ? Omission.None : Omission.NoValue))
                (members[Categories.Indices[i], Groups?.Indices[i] ?? 0] ??= []).Add(value);
        }

        double[,] heights = new double[Categories.Names.Count, groups];
        for (int category = 0; category < heights.GetLength(0); category++)
        {
            for (int group = 0; group < groups; group++)
                heights[category, group] = members[category, group] is { } values ? Height(values) : double.NaN;
        }

        return heights;
    }

    /// <summary>The bars: extent along the category axis, start and end, and group.</summary>
    internal IEnumerable<(double From, double To, double Low, double High, int Group)> Bars(double[,] heights) =>
        IsStacked ? Stacked(heights) : SideBySide(heights);

    private double Height(List<double> values)
    {
        if (Values is null || Statistic == BarStatistic.Sum)
            return values.Sum();
        if (Statistic == BarStatistic.Mean)
            return values.Average();
        values.Sort();
        return HistogramBins.Quantile([.. values], 0.5);
    }

    private double Place(int category) => IsHorizontal ? -category : category;

    private IEnumerable<(double From, double To, double Low, double High, int Group)> SideBySide(double[,] heights)
    {
        int groups = heights.GetLength(1);
        double width = Filled / groups;
        for (int category = 0; category < heights.GetLength(0); category++)
        {
            for (int group = 0; group < groups; group++)
            {
                // With horizontal bars the first group is at the top, as in the legend.
                int slot = IsHorizontal ? groups - 1 - group : group;
                double from = Place(category) - Filled / 2 + slot * width;
                if (double.IsFinite(heights[category, group]))
                    yield return (from, from + width, 0, heights[category, group], group);
            }
        }
    }

    // Values below 0 are stacked downwards; on a logarithmic axis they are omitted.
    private IEnumerable<(double From, double To, double Low, double High, int Group)> Stacked(double[,] heights)
    {
        for (int category = 0; category < heights.GetLength(0); category++)
        {
            double up = 0, down = 0;
            for (int group = 0; group < heights.GetLength(1); group++)
            {
                double height = heights[category, group];
                if (!double.IsFinite(height) || height == 0 || (IsLog && height < 0))
                    continue;
                double start = height > 0 ? up : down;
                yield return (Place(category) - Filled / 2, Place(category) + Filled / 2, start, start + height, group);
                if (height > 0)
                    up += height;
                else
                    down += height;
            }
        }
    }
}
