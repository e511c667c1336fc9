using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>A layer of lines, which the texts of a <see cref="LabelLayer"/> should not cover.</summary>
internal interface ILines : IPlottable
{
    /// <summary>The straight pieces of its lines, 1/96 inch.</summary>
    IEnumerable<(SKPoint From, SKPoint To)> Segments();
}

/// <summary>Texts beside the markers of a <see cref="PointLayer"/>.</summary>
internal sealed class LabelLayer(PointLayer points, string[] texts, IReadOnlyList<ILines> lines, FigureTheme theme, float size) : IPlottable
{
    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => [];

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        if (rp.Canvas is SKNoDrawCanvas)
            return;
        PointLabels labels = new(rp.DataRect, theme, size);
        for (int i = 0; i < texts.Length; i++)
            labels.Avoid(At(i), points.Radius(i));
        foreach ((SKPoint from, SKPoint to) in lines.SelectMany(layer => layer.Segments()))
            labels.Avoid(from, to);
        for (int i = 0; i < texts.Length; i++)
            labels.Draw(rp.Canvas, texts[i], At(i), points.Radius(i));
    }

    private SKPoint At(int i) => new(Axes.GetPixelX(points.X[i]), Axes.GetPixelY(points.Y[i]));
}
