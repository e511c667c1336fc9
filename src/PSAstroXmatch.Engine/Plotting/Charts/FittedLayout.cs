using System.Runtime.CompilerServices;
using ScottPlot;
using ScottPlot.Panels;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>
/// A layout in which nothing is cut or overlaps at any size: text shrinks on small figures, long labels shrink and are shortened, and
/// there is room for what labels of ticks reach beyond the axis.
/// </summary>
internal sealed class FittedLayout : ILayoutEngine
{
    // Ticks need the size of the data area, which needs the size of the ticks: it settles after two rounds.
    private const int Rounds = 3;
    private const float Edge = 6;

    private readonly ConditionalWeakTable<LabelStyle, string> _texts = [];
    private readonly PixelPadding? _padding;
    private readonly float _zoom;

    /// <summary>Makes a layout.</summary>
    /// <param name="zoom">Size of text against its usual size.</param>
    /// <param name="padding">Room about the data area; null for as much as is needed.</param>
    public FittedLayout(float zoom, PixelPadding? padding = null)
    {
        _zoom = zoom;
        _padding = padding;
    }

    /// <summary>The size of text, against its usual size, on a figure or panel of a size in 1/96 inch.</summary>
    public static float Zoom(double width, double height) => (float)Math.Clamp(Math.Min(width / 330, height / 210), 0.5, 1);

    /// <inheritdoc/>
    public ScottPlot.Layout GetLayout(PixelRect figureRect, Plot plot, Paint paint)
    {
        IPanel[] panels = plot.Axes.GetPanels();
        PixelRect data = Inside(figureRect, new PixelPadding(50 * _zoom, 10 * _zoom, 40 * _zoom, 10 * _zoom));
        Dictionary<IPanel, float> sizes = [];
        for (int round = 0; round < Rounds; round++)
        {
            FitText(plot, panels, figureRect, data);
            foreach (IAxis axis in panels.OfType<IAxis>())
                axis.RegenerateTicks(axis.Edge.IsVertical() ? data.Height : data.Width, paint);
            sizes = panels.ToDictionary(panel => panel, panel => Measure(panel, paint));
            data = DataRect(figureRect, panels, sizes, data);
        }

        foreach (IAxis axis in panels.OfType<IAxis>())
            axis.RegenerateTicks(axis.Edge.IsVertical() ? data.Height : data.Width, paint);
        return new ScottPlot.Layout(figureRect, data, sizes, Offsets(panels, sizes));
    }

    private static float Measure(IPanel panel, Paint paint)
    {
        if (panel is IAxis { TickGenerator: CategoryTicks ticks, Edge: ScottPlot.Edge.Bottom } axis)
        {
            float label = axis.Label.Text.Length == 0 ? 4 : axis.Label.FontSize * FigureText.LineHeight + 8;
            return 6 + ticks.Reach + label;
        }

        return panel.MinimumSize == panel.MaximumSize ? panel.MinimumSize : Math.Clamp(panel.Measure(paint), panel.MinimumSize, panel.MaximumSize);
    }

    private static Dictionary<IPanel, float> Offsets(IPanel[] panels, Dictionary<IPanel, float> sizes)
    {
        Dictionary<IPanel, float> offsets = [];
        foreach (IGrouping<ScottPlot.Edge, IPanel> side in panels.GroupBy(panel => panel.Edge))
        {
            float offset = 0;
            foreach (IPanel panel in side)
            {
                offsets[panel] = offset;
                offset += sizes[panel];
            }
        }

        return offsets;
    }

    private PixelRect DataRect(PixelRect figure, IPanel[] panels, Dictionary<IPanel, float> sizes, PixelRect before)
    {
        if (_padding is { } fixedPadding)
            return Inside(figure, fixedPadding);
        float Side(ScottPlot.Edge edge) => panels.Where(panel => panel.Edge == edge).Sum(panel => sizes[panel]);
        (float overLeft, float overRight) = Overhang(panels, before);
        float left = Math.Max(Math.Max(Side(ScottPlot.Edge.Left), overLeft) + 2, Edge);
        float right = Math.Max(Math.Max(Side(ScottPlot.Edge.Right), overRight) + 2, Edge);
        float top = Math.Max(Side(ScottPlot.Edge.Top), FigureTheme.TickSize * _zoom * 0.7f);
        float bottom = Math.Max(Side(ScottPlot.Edge.Bottom), Edge);
        return Inside(figure, new PixelPadding(left, right, bottom, top));
    }

    // The data area never vanishes, however small the figure.
    private static PixelRect Inside(PixelRect figure, PixelPadding padding)
    {
        const float Least = 10;
        float width = Math.Max(Least, figure.Width - padding.Horizontal), height = Math.Max(Least, figure.Height - padding.Vertical);
        float left = Math.Min(figure.Left + padding.Left, figure.Right - width), top = Math.Min(figure.Top + padding.Top, figure.Bottom - height);
        return new PixelRect(left, left + width, top + height, top);
    }

    // How far the labels of the horizontal axis reach beyond the data area.
    private static (float Left, float Right) Overhang(IPanel[] panels, PixelRect data)
    {
        float left = 0, right = 0;
        foreach (IXAxis axis in panels.OfType<IXAxis>().Where(axis => axis.Edge == ScottPlot.Edge.Bottom && axis.TickLabelStyle.IsVisible))
        {
            foreach (Tick tick in axis.TickGenerator.Ticks.Where(tick => tick.IsMajor))
            {
                float half = FigureText.Width(tick.Label, axis.TickLabelStyle.FontSize) / 2;
                float at = axis.GetPixel(tick.Position, data);
                left = Math.Max(left, (axis.TickGenerator is CategoryTicks ticks ? ticks.LeftOf(tick) : half) - (at - data.Left));
                right = Math.Max(right, (axis.TickLabelStyle.Rotation == 0 ? half : axis.TickLabelStyle.FontSize * 0.7f) - (data.Right - at));
            }
        }

        return (left, right);
    }

    private void FitText(Plot plot, IPanel[] panels, PixelRect figure, PixelRect data)
    {
        FitLabel(plot.Axes.Title.Label, FigureTheme.TitleSize, 2 * Math.Min(Centre(data) - figure.Left, figure.Right - Centre(data)) - 8);
        foreach (IPanel panel in panels)
        {
            IAxis? axis = panel as IAxis ?? (panel as ColorBar)?.Axis;
            if (axis is null)
            {
                (panel as SeriesLegend)?.Fit(figure.Width * 0.35f, figure.Bottom - data.Top - 4, FigureTheme.TickSize * _zoom);
                continue;
            }

            float middle = (data.Top + data.Bottom) / 2;
            FitLabel(axis.Label, FigureTheme.LabelSize, axis.Edge.IsVertical()
                ? 2 * Math.Min(middle - figure.Top, figure.Bottom - middle) - 8
                : 2 * Math.Min(Centre(data) - figure.Left, figure.Right - Centre(data)) - 8);
            axis.TickLabelStyle.FontSize = FigureTheme.TickSize * _zoom;
            if (axis.TickGenerator is CategoryTicks ticks)
            {
                ticks.Size = FigureTheme.TickSize * _zoom;
                ticks.LongestReach = (axis.Edge.IsVertical() ? figure.Width : figure.Height) * 0.3f;
            }
        }
    }

    private static float Centre(PixelRect rect) => (rect.Left + rect.Right) / 2;

    private void FitLabel(LabelStyle label, float usualSize, float room)
    {
        string text = _texts.GetValue(label, style => style.Text);
        float size = usualSize * _zoom, width = FigureText.Width(text, size);
        label.FontSize = width <= room ? size : Math.Max(size * room / width, size * 0.6f);
        label.Text = FigureText.Fit(text, label.FontSize, room + 0.5f);
    }
}
