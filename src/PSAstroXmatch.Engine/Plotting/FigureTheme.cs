using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Colours and sizes of a figure. Lengths are in 1/96 inch, whatever the resolution.</summary>
internal sealed record FigureTheme
{
    /// <summary>Font size of titles.</summary>
    public const float TitleSize = 15;

    /// <summary>Font size of axis labels.</summary>
    public const float LabelSize = 13;

    /// <summary>Font size of tick labels and legends.</summary>
    public const float TickSize = 11.5f;

    private FigureTheme(string background, string text, string grid, string outline, string missing, string[] palette)
    {
        Background = Color.FromHex(background);
        Text = Color.FromHex(text);
        Grid = Color.FromHex(grid);
        Outline = Color.FromHex(outline);
        Missing = Color.FromHex(missing);
        Palette = Color.FromHex(palette);
    }

    /// <summary>Colour of the background.</summary>
    public Color Background { get; }

    /// <summary>Colour of titles, labels and ticks.</summary>
    public Color Text { get; }

    /// <summary>Colour of grid lines, which should be inconspicuous.</summary>
    public Color Grid { get; }

    /// <summary>Colour of frames and of the edge of a map.</summary>
    public Color Outline { get; }

    /// <summary>Colour of points without a value for their colour.</summary>
    public Color Missing { get; }

    /// <summary>Colours of series, in order of use: those of Okabe and Ito, which colour-blind people can distinguish.</summary>
    public Color[] Palette { get; }

    /// <summary>The theme of a kind.</summary>
    public static FigureTheme Of(FigureThemeKind kind) => kind == FigureThemeKind.Dark ? Dark : Light;

    private static FigureTheme Light { get; } = new(
        "#FFFFFF", "#1E1E1E", "#D9D9D9", "#4D4D4D", "#B0B0B0",
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#8C8C00"]);

    // On a dark background, the dark blue and the black of the palette would not be visible; the light yellow is.
    private static FigureTheme Dark { get; } = new(
        "#14171C", "#E6E6E6", "#383D45", "#9AA0A8", "#5F6670",
        ["#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00", "#0072B2", "#FFFFFF"]);
}

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
        bar.Axis.TickGenerator = AxisTicks.Of(scale.IsLog);
        // ScottPlot measures the labels for a bar of another height, which may be shorter: "−5" instead of "−4.5".
        if (edge == Edge.Right)
            bar.MinimumSize = bar.Width + WidestBarAxis;
        plot.Axes.AddPanel(bar);
    }
}
