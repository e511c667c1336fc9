using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>The legend of a map: an entry for each layer with a label, and the sizes of dots.</summary>
internal static class SkyMapLegend
{
    /// <summary>Adds the legend to a plot.</summary>
    /// <param name="plot">The plot.</param>
    /// <param name="edge">The side: above or below.</param>
    /// <param name="width">The width of its lines in 1/96 inch.</param>
    public static void Show(Plot plot, Edge edge, double width)
    {
        plot.Legend.Layout = new Lines((float)width);
        plot.Legend.TightHorizontalWrapping = true;
        plot.ShowLegend(edge).Padding = new PixelPadding(6, 6, 6, 6);
    }

    /// <summary>The items.</summary>
    public static IEnumerable<LegendItem> Items(IReadOnlyList<ProjectedLayer> layers, FigureTheme theme)
    {
        foreach (ProjectedLayer layer in layers)
        {
            bool hasSizes = layer.Layer.Sizes is not null && layer.Layer.Kind == SkyMapLayerKind.Points;
            if (layer.Layer.Label is { } label && layer.Layer.Kind != SkyMapLayerKind.Density && !hasSizes)
            {
                yield return layer.Layer.Kind == SkyMapLayerKind.Ellipses
                    ? Marker(label, MarkerShape.OpenCircle, 9, layer.Scale is null ? layer.Paint : theme.Text, theme.Text)
                    : Marker(label, MarkerShape.FilledCircle, 6, layer.Scale is null ? layer.Paint : layer.Scale.Colormap.GetColor(0.6), theme.Text);
            }

            if (!hasSizes)
                continue;
            double[] sizes = [.. layer.LegendSizes()];
            foreach (double size in sizes)
            {
                string name = layer.Layer.Label is null ? "" : $"{layer.Layer.Label}: ";
                string text = size == sizes[0] ? $"{name}{NumberLabel.Of(size)} {layer.Layer.SizeLabel}" : NumberLabel.Of(size);
                yield return Marker(text, MarkerShape.FilledCircle, (float)layer.DiameterOf(size), layer.Scale is null ? layer.Paint : theme.Missing, theme.Text);
            }
        }
    }

    // The line width does not depend on the map: ScottPlot would measure one line, but draw two if the map is narrow.
    private sealed class Lines(float width) : ILegendLayout
    {
        private readonly ScottPlot.LegendLayouts.Wrapping _wrapping = new();

        public LegendLayout GetLayout(Legend legend, LegendItem[] items, PixelSize maxSize, Paint paint) =>
            _wrapping.GetLayout(legend, items, new PixelSize(width, short.MaxValue), paint);
    }

    private static LegendItem Marker(string text, MarkerShape shape, float size, Color color, Color ink) => new()
    {
        LabelText = text,
        LabelFontName = FigureFont.Name,
        LabelFontSize = FigureTheme.TickSize,
        LabelFontColor = ink,
        MarkerStyle = new MarkerStyle(shape, size, color) { LineWidth = 1, LineColor = color },
    };
}
