using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Error bars: lines from one position to another.</summary>
internal sealed class ErrorBarLayer : ILines
{
    /// <summary>A line for each error, in axis coordinates; an end at minus infinity is beyond the axis.</summary>
    public required IReadOnlyList<(double X1, double Y1, double X2, double Y2, Color Color)> Lines { get; init; }

    /// <summary>Opacity, 0 to 1.</summary>
    public double Opacity { get; init; } = 0.6;

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
        using SKPaint paint = new() { IsAntialias = true, IsStroke = true, StrokeWidth = 0.9f };
        foreach ((double x1, double y1, double x2, double y2, Color color) in Lines)
        {
            paint.Color = color.WithAlpha(Opacity).ToSKColor();
            rp.Canvas.DrawLine(PixelX(x1), PixelY(y1), PixelX(x2), PixelY(y2), paint);
        }
    }

    /// <inheritdoc/>
    public IEnumerable<(SKPoint From, SKPoint To)> Segments() =>
        Lines.Select(line => (new SKPoint(PixelX(line.X1), PixelY(line.Y1)), new SKPoint(PixelX(line.X2), PixelY(line.Y2))));

    private float PixelX(double position) => Axes.GetPixelX(Math.Max(position, Axes.XAxis.Min - 1));

    private float PixelY(double position) => Axes.GetPixelY(Math.Max(position, Axes.YAxis.Min - 1));
}
