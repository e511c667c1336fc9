using ScottPlot;
using ScottPlot.TickGenerators;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Shared code of the charts: plots with numeric axes, category axes and count axes.</summary>
internal static class ChartPlot
{
    // The unit of figures: 1/96 inch.
    private const double UnitsPerInch = 96;

    /// <summary>Size of a figure in 1/96 inch.</summary>
    public static (double Width, double Height) Size(FigureOptions options) =>
        (options.Width * UnitsPerInch / options.Dpi, options.Height * UnitsPerInch / options.Dpi);

    /// <summary>An empty plot.</summary>
    public static Plot Create(FigureOptions options, string? title)
    {
        Plot plot = PlotStyle.Create(options.Colors, title);
        (double width, double height) = Size(options);
        plot.Layout.LayoutEngine = new FittedLayout(FittedLayout.Zoom(width, height));
        return plot;
    }

    /// <summary>Sets up a numeric axis.</summary>
    public static void Set(IAxis axis, ChartAxis info, (double From, double To) limits)
    {
        axis.Min = limits.From;
        axis.Max = limits.To;
        axis.Label.Text = info.Label;
        axis.TickGenerator = info.Ticks();
    }

    /// <summary>Sets up a category axis; on a vertical one, the first category is at the top.</summary>
    public static void SetCategories(Plot plot, IAxis axis, CategoryList categories, string label)
    {
        int sign = axis.Edge.IsVertical() ? -1 : 1;
        double last = sign * (Math.Max(1, categories.Names.Count) - 1);
        axis.Min = Math.Min(0, last) - 0.6;
        axis.Max = Math.Max(0, last) + 0.6;
        axis.Label.Text = label;
        axis.TickGenerator = new CategoryTicks(categories.Names, sign);
        // Grid lines at the categories would add nothing to the labels.
        if (plot.Axes.DefaultGrid is { } grid)
            (axis.Edge.IsVertical() ? grid.YAxisStyle : grid.XAxisStyle).MajorLineStyle.Color = Colors.Transparent;
    }

    /// <summary>Sets up the axis of bar heights, which starts at the baseline.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="label">Label with unit.</param>
    /// <param name="scale">The positions of heights.</param>
    /// <param name="isCount">Whether heights are whole numbers.</param>
    public static void Set(IAxis axis, string label, HeightScale scale, bool isCount)
    {
        axis.Min = scale.From;
        axis.Max = scale.To;
        axis.Label.Text = label;
        axis.TickGenerator = AxisTicks.Of(scale.IsLog);
        if (isCount && axis.TickGenerator is NumericAutomatic numbers)
        {
            numbers.IntegerTicksOnly = true;
            numbers.MinorTickGenerator = new NoMinorTicks();
        }
    }

    /// <summary>The colour and shape of a group; the shape changes when the colours repeat.</summary>
    public static (Color Color, PointShape Shape) Group(FigureTheme theme, int group) =>
        (theme.Palette[group % theme.Palette.Length], (PointShape)(group / theme.Palette.Length % 3));

    /// <summary>The colour of a group's bars: first the palette, then paler versions of it.</summary>
    public static Color BarColor(FigureTheme theme, int group) =>
        theme.Palette[group % theme.Palette.Length].MixedWith(theme.Background, group / theme.Palette.Length % 3 * 0.32);

    /// <summary>Legend entries of the groups, with boxes.</summary>
    public static List<LegendEntry> Boxes(FigureTheme theme, CategoryList groups) =>
    [
        .. Heading(groups),
        .. groups.Names.Select((name, group) => new LegendEntry(name, BarColor(theme, group))),
    ];

    /// <summary>The heading of a legend; none if the groups have no name.</summary>
    public static IEnumerable<LegendEntry> Heading(CategoryList groups)
    {
        if (groups.Label.Length > 0)
            yield return new LegendEntry(groups.Label, null);
    }

    private sealed class NoMinorTicks : IMinorTickGenerator
    {
        public IEnumerable<double> GetMinorTicks(double[] majorTicks, CoordinateRange visibleRange) => [];
    }
}

/// <summary>The scale of bar heights, on which every bar starts at the axis and has a length, also if logarithmic.</summary>
internal sealed class HeightScale
{
    private HeightScale(bool isLog, double from, double to)
    {
        IsLog = isLog;
        From = from;
        To = to;
    }

    /// <summary>Whether it is logarithmic.</summary>
    public bool IsLog { get; }

    /// <summary>Position of the lower end.</summary>
    public double From { get; }

    /// <summary>Position of the upper end.</summary>
    public double To { get; }

    /// <summary>Creates a scale.</summary>
    /// <param name="heights">The heights. On a logarithmic scale, those that are not positive are ignored.</param>
    /// <param name="isLog">Whether it is logarithmic.</param>
    public static HeightScale Of(IEnumerable<double> heights, bool isLog)
    {
        double[] finite = [.. heights.Where(height => double.IsFinite(height) && (!isLog || height > 0))];
        if (!isLog)
        {
            double low = Math.Min(0, finite.Length == 0 ? 0 : finite.Min()), high = Math.Max(0, finite.Length == 0 ? 1 : finite.Max());
            double span = high > low ? high - low : 1;
            return new HeightScale(false, low < 0 ? low - span * 0.05 : 0, high > 0 || low == 0 ? Math.Max(high, low + span) + span * 0.05 : 0);
        }

        double min = finite.Length == 0 ? 1 : finite.Min(), max = finite.Length == 0 ? 10 : finite.Max();
        // The baseline is at half of the smallest bar, so that a bar of one object is visible; for counts it is 0.5.
        double ground = Math.Log10(min / 2);
        return new HeightScale(true, ground, Math.Max(Math.Log10(max), ground + 0.5) + (Math.Log10(max) - ground) * 0.05);
    }

    /// <summary>The position of a height; the baseline for heights that a logarithmic scale can't show.</summary>
    public double Position(double height) => !IsLog ? height : height > 0 ? Math.Max(From, Math.Log10(height)) : From;
}
