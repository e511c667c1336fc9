using System.Runtime.CompilerServices;
using ScottPlot;
using ScottPlot.Panels;
using ScottPlot.TickGenerators;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>
/// A layout in which nothing is clipped or overlaps at any size: text shrinks on small figures, long labels shrink and are shortened, and
/// there is room for tick labels that extend beyond the axis.
/// </summary>
internal sealed class FittedLayout : ILayoutEngine
{
    // Ticks depend on the size of the data area and the data area on the size of the ticks; two iterations are enough.
    private const int Rounds = 3;
    private const float Edge = 6;
    private const int MostTicks = 12;

    private readonly ConditionalWeakTable<LabelStyle, string> _texts = [];
    private readonly PixelPadding? _padding;
    private readonly float _zoom;

    /// <summary>Creates a layout.</summary>
    /// <param name="zoom">Size of text relative to the default.</param>
    /// <param name="padding">Space around the data area; null for as much as needed.</param>
    public FittedLayout(float zoom, PixelPadding? padding = null)
    {
        _zoom = zoom;
        _padding = padding;
    }

    /// <summary>The size of text relative to the default, for a figure or panel of a size in 1/96 inch.</summary>
    public static float Zoom(double width, double height) => (float)Math.Clamp(Math.Min(width / 330, height / 210), 0.5, 1);

    /// <inheritdoc/>
    public ScottPlot.Layout GetLayout(PixelRect figureRect, Plot plot, Paint paint)
    {
        IPanel[] panels = plot.Axes.GetPanels();
        PixelRect data = Inside(figureRect, new PixelPadding(50 * _zoom, 10 * _zoom, 40 * _zoom, 10 * _zoom));
        Dictionary<IPanel, float> sizes = [];
        for (int round = 0; round < Rounds; round++)
        {
            FitPanels(panels, figureRect, data);
            FitLabels(plot, panels, figureRect, data);
            Regenerate(panels, data, paint);
            sizes = panels.ToDictionary(panel => panel, panel => Measure(panel, data, paint));
            data = DataRect(figureRect, panels, sizes, data);
        }

        FitLabels(plot, panels, figureRect, data);
        Regenerate(panels, data, paint);
        return new ScottPlot.Layout(figureRect, data, sizes, Offsets(panels, sizes));
    }

    private static void Regenerate(IPanel[] panels, PixelRect data, Paint paint)
    {
        foreach (IAxis axis in panels.OfType<IAxis>())
            Regenerate(axis, data, paint);
    }

    private static void Regenerate(IAxis axis, PixelRect data, Paint paint)
    {
        float length = axis.Edge.IsVertical() ? data.Height : data.Width;
        // Nobody reads more labels, however large the figure is.
        if (axis.TickGenerator is NumericAutomatic numbers)
            numbers.MinimumTickSpacing = length / MostTicks;
        axis.RegenerateTicks(length, paint);
    }

    // ScottPlot's own measurement ignores tick marks and label rotation, and guesses the size of a colour bar.
    private static float Measure(IPanel panel, PixelRect data, Paint paint)
    {
        if (panel.MinimumSize == panel.MaximumSize || !panel.IsVisible)
            return panel.IsVisible ? panel.MinimumSize : 0;
        if (panel is ColorBar bar)
        {
            ScottPlot.Range range = bar.Source.GetRange();
            (bar.Axis.Min, bar.Axis.Max) = (range.Min, range.Max);
            Regenerate(bar.Axis, data, paint);
            return bar.Width + Measure(bar.Axis);
        }

        return panel is IAxis { Edge: ScottPlot.Edge.Left or ScottPlot.Edge.Bottom } axis ? Measure(axis) : panel.Measure(paint);
    }

    private static float Measure(IAxis axis)
    {
        const float TickMark = 4, Distance = 5, Outside = 4;
        float size = axis.TickLabelStyle.FontSize;
        float ticks = axis.TickGenerator is CategoryTicks categories && !axis.Edge.IsVertical() ? categories.Reach
            : !axis.Edge.IsVertical() ? size * FigureText.LineHeight
            : axis.TickGenerator.Ticks.Select(tick => FigureText.Width(tick.Label, size)).DefaultIfEmpty(0).Max() + 2;
        float label = axis.Label.Text.Length == 0 ? 0 : axis.Label.FontSize * FigureText.LineHeight + 1;
        return TickMark + Distance + ticks + label + Outside;
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

    // The data area never vanishes, however small the figure is.
    private static PixelRect Inside(PixelRect figure, PixelPadding padding)
    {
        const float Least = 10;
        float width = Math.Max(Least, figure.Width - padding.Horizontal), height = Math.Max(Least, figure.Height - padding.Vertical);
        float left = Math.Min(figure.Left + padding.Left, figure.Right - width), top = Math.Min(figure.Top + padding.Top, figure.Bottom - height);
        return new PixelRect(left, left + width, top + height, top);
    }

    // How far the labels of the horizontal axis extend beyond the data area.
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

    private void FitPanels(IPanel[] panels, PixelRect figure, PixelRect data)
    {
        foreach (IPanel panel in panels)
        {
            (panel as SeriesLegend)?.Fit(figure.Width * 0.35f, figure.Bottom - data.Top - 4, FigureTheme.TickSize * _zoom);
            if (AxisOf(panel) is not { } axis)
                continue;
            axis.TickLabelStyle.FontSize = FigureTheme.TickSize * _zoom;
            if (axis.TickGenerator is CategoryTicks ticks)
            {
                ticks.Size = FigureTheme.TickSize * _zoom;
                ticks.LongestReach = (axis.Edge.IsVertical() ? figure.Width : figure.Height) * 0.3f;
            }
        }
    }

    // Labels are centred on the data area and must not extend beyond the figure.
    private void FitLabels(Plot plot, IPanel[] panels, PixelRect figure, PixelRect data)
    {
        float centre = (data.Left + data.Right) / 2, middle = (data.Top + data.Bottom) / 2;
        float across = 2 * Math.Min(centre - figure.Left, figure.Right - centre) - 8;
        float along = 2 * Math.Min(middle - figure.Top, figure.Bottom - middle) - 8;
        plot.Axes.Title.VerticalPadding = 8 * _zoom;
        FitLabel(plot.Axes.Title.Label, FigureTheme.TitleSize, across);
        foreach (IAxis axis in panels.Select(AxisOf).OfType<IAxis>())
            FitLabel(axis.Label, FigureTheme.LabelSize, axis.Edge.IsVertical() ? along : across);
    }

    private static IAxis? AxisOf(IPanel panel) => panel as IAxis ?? (panel as ColorBar)?.Axis;

    private void FitLabel(LabelStyle label, float usualSize, float room)
    {
        string text = _texts.GetValue(label, style => style.Text);
        float size = usualSize * _zoom, width = FigureText.Width(text, size);
        label.FontSize = width <= room ? size : Math.Max(size * room / width, size * 0.6f);
        label.Text = FigureText.Fit(text, label.FontSize, room + 0.5f);
    }
}
