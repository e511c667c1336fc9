using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Panels that share an axis, with data areas of the same size.</summary>
internal static class PanelGrid
{
    private const float SharedAxis = 10;

    /// <summary>Places plots side by side, sharing the vertical axis of the first, or one above the other, sharing the horizontal axis of the last.</summary>
    public static List<FigurePanel> Place(FigureOptions options, IReadOnlyList<Plot> plots, bool sideBySide)
    {
        (double width, double height) = ChartPlot.Size(options);
        float zoom = sideBySide ? FittedLayout.Zoom(width / plots.Count * 1.2, height) : FittedLayout.Zoom(width, height / plots.Count * 1.2);
        List<FigurePanel> panels = [];
        double top = 0;
        if (options.Title is { Length: > 0 } title)
        {
            top = FigureTheme.TitleSize * zoom * 1.9 / height;
            panels.Add(new FigurePanel(TitlePlot(options, title, FigureTheme.TitleSize * zoom, (float)width - 12), 0, 0, 1, top));
        }

        double room = height * (1 - top);
        PixelPadding[] paddings = [.. plots.Select((plot, index) => Needed(
            plot, zoom, index, plots.Count, sideBySide, (float)(sideBySide ? width / plots.Count : width), (float)(sideBySide ? room : room / plots.Count)))];
        Equalise(paddings, sideBySide);
        double whole = sideBySide ? width : room;
        double data = (whole - paddings.Sum(padding => sideBySide ? padding.Horizontal : padding.Vertical)) / plots.Count;
        double at = 0;
        for (int i = 0; i < plots.Count; i++)
        {
            plots[i].Layout.LayoutEngine = new FittedLayout(zoom, paddings[i]);
            double part = (Math.Max(10, data) + (sideBySide ? paddings[i].Horizontal : paddings[i].Vertical)) / whole;
            panels.Add(sideBySide ? new FigurePanel(plots[i], at, top, part, 1 - top) : new FigurePanel(plots[i], 0, top + at * (1 - top), 1, part * (1 - top)));
            at += part;
        }

        return panels;
    }

    // The space a plot needs around its data area.
    private static PixelPadding Needed(Plot plot, float zoom, int index, int count, bool sideBySide, float width, float height)
    {
        if (sideBySide && index > 0)
            Share(plot.Axes.Left);
        if (!sideBySide && index < count - 1)
            Share(plot.Axes.Bottom);
        plot.Layout.LayoutEngine = new FittedLayout(zoom);
        plot.RenderManager.ClearCanvasBeforeEachRender = false;
        using SKNoDrawCanvas nothing = new((int)width + 1, (int)height + 1);
        PixelRect figure = new(0, width, height, 0);
        plot.Render(nothing, figure);
        PixelRect data = plot.RenderManager.LastRender.Layout.DataRect;
        return new PixelPadding(data.Left, width - data.Right, height - data.Bottom, data.Top);
    }

    private static void Share(IAxis axis)
    {
        axis.Label.Text = "";
        axis.TickLabelStyle.IsVisible = false;
        axis.MinimumSize = axis.MaximumSize = SharedAxis;
    }

    // Data areas are aligned: at top and bottom for panels side by side, otherwise left and right.
    private static void Equalise(PixelPadding[] paddings, bool sideBySide)
    {
        float left = paddings.Max(padding => padding.Left), right = paddings.Max(padding => padding.Right);
        float bottom = paddings.Max(padding => padding.Bottom), top = paddings.Max(padding => padding.Top);
        for (int i = 0; i < paddings.Length; i++)
        {
            paddings[i] = sideBySide
                ? new PixelPadding(paddings[i].Left, paddings[i].Right, bottom, top)
                : new PixelPadding(left, right, paddings[i].Bottom, paddings[i].Top);
        }
    }

    private static Plot TitlePlot(FigureOptions options, string title, float size, float room)
    {
        Plot plot = PlotStyle.Create(options.Colors, null);
        plot.Layout.Frameless();
        plot.HideGrid();
        plot.Axes.SetLimits(-1, 1, -1, 1);
        float fitting = Math.Clamp(size * room / Math.Max(1, FigureText.Width(title, size)), size * 0.6f, size);
        ScottPlot.Plottables.Text text = plot.Add.Text(FigureText.Fit(title, fitting, room), 0, 0);
        text.LabelFontName = FigureFont.Name;
        text.LabelFontSize = fitting;
        text.LabelFontColor = options.Colors.Text;
        text.LabelAlignment = Alignment.MiddleCenter;
        return plot;
    }
}
