using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The legend of a map: a line for each layer with a label, and the sizes of dots.</summary>
internal static class SkyMapLegend
{
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

    private static LegendItem Marker(string text, MarkerShape shape, float size, Color color, Color ink) => new()
    {
        LabelText = text,
        LabelFontName = FigureFont.Name,
        LabelFontSize = FigureTheme.TickSize,
        LabelFontColor = ink,
        MarkerStyle = new MarkerStyle(shape, size, color) { LineWidth = 1, LineColor = color },
    };
}
