using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The legend of a map: a line for each layer with a label, and the sizes of dots.</summary>
internal static class SkyMapLegend
{
    public static IEnumerable<LegendItem> Items(IReadOnlyList<ProjectedLayer> layers, FigureTheme theme)
    {
        foreach (ProjectedLayer layer in layers)
        {
            if (layer.Layer.Label is { } label && layer.Layer.Kind != SkyMapLayerKind.Density)
            {
                yield return layer.Layer.Kind == SkyMapLayerKind.Ellipses
                    ? Marker(label, MarkerShape.OpenCircle, 9, layer.Scale is null ? layer.Paint : theme.Text, theme.Text)
                    : Marker(label, MarkerShape.FilledCircle, 6, layer.Scale is null ? layer.Paint : layer.Scale.Colormap.GetColor(0.6), theme.Text);
            }

            if (layer.Layer.Sizes is null || layer.Layer.Kind != SkyMapLayerKind.Points)
                continue;
            foreach (double size in layer.LegendSizes())
            {
                string text = size == layer.LegendSizes().First() ? $"{NumberLabel.Of(size)} {layer.Layer.SizeLabel}" : NumberLabel.Of(size);
                yield return Marker(text, MarkerShape.FilledCircle, (float)layer.DiameterOf(size), layer.Scale is null ? layer.Paint : theme.Missing, theme.Text);
            }
        }
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
