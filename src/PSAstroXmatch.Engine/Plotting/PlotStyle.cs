using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Applies the theme of a figure to a plot.</summary>
internal static class PlotStyle
{
    // Room for ticks, tick labels such as "10⁻¹⁶" or "−0.25", and the label of the colour bar.
    private const float WidestBarAxis = 64;

    /// <summary>An empty plot with the theme's colours, font and line widths.</summary>
    public static Plot Create(FigureTheme theme, string? title)
    {
        FigureFont.Register();
        Plot plot = new();
        plot.FigureBackground.Color = theme.Background;
        plot.DataBackground.Color = theme.Background;
        plot.Axes.Color(theme.Text);
        plot.Axes.FrameColor(theme.Outline);
        plot.Grid.MajorLineColor = theme.Grid;
        plot.Grid.MajorLineWidth = 0.8f;
        foreach (IAxis axis in plot.Axes.GetAxes())
            Apply(theme, axis);
        plot.Axes.Title.Label.Text = title ?? "";
        plot.Axes.Title.IsVisible = title is not null;
        plot.Axes.Title.Label.ForeColor = theme.Text;
        plot.Axes.Title.Label.FontName = FigureFont.Name;
        plot.Axes.Title.Label.FontSize = FigureTheme.TitleSize;
        plot.Axes.Title.Label.Bold = false;
        Legend legend = plot.Legend;
        legend.FontName = FigureFont.Name;
        legend.FontSize = FigureTheme.TickSize;
        legend.FontColor = theme.Text;
        legend.BackgroundColor = theme.Background.WithAlpha(0.9);
        legend.OutlineColor = theme.Grid;
        legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    /// <summary>Applies the theme's colours and font to an axis.</summary>
    public static void Apply(FigureTheme theme, IAxis axis)
    {
        axis.Label.FontName = FigureFont.Name;
        axis.Label.FontSize = FigureTheme.LabelSize;
        axis.Label.Bold = false;
        axis.Label.ForeColor = theme.Text;
        axis.TickLabelStyle.FontName = FigureFont.Name;
        axis.TickLabelStyle.FontSize = FigureTheme.TickSize;
        axis.TickLabelStyle.ForeColor = theme.Text;
        axis.FrameLineStyle.Color = theme.Outline;
        axis.MajorTickStyle.Color = theme.Outline;
        axis.MinorTickStyle.Color = theme.Outline;
    }

    /// <summary>Adds a colour bar to a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="theme">The theme.</param>
    /// <param name="scale">The colours and their values.</param>
    /// <param name="label">Label of the colours, with unit.</param>
    /// <param name="edge">The side: right, or below a wide and low plot.</param>
    public static void AddColorBar(Plot plot, FigureTheme theme, ColorScale scale, string label, Edge edge = Edge.Right)
    {
        ScottPlot.Panels.ColorBar bar = new(scale, edge) { Width = edge == Edge.Right ? 16 : 12, Label = label };
        Apply(theme, bar.Axis);
        bar.LabelStyle.FontName = FigureFont.Name;
        bar.Axis.TickGenerator = AxisScale.Ticks(scale.IsLog);
        // ScottPlot measures the labels for a bar of another height, which may be shorter: "−5" instead of "−4.5".
        if (edge == Edge.Right)
            bar.MinimumSize = bar.Width + WidestBarAxis;
        plot.Axes.AddPanel(bar);
    }
}
