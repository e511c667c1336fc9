using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>The outline of a histogram, lightly filled, so that several can be overlaid.</summary>
internal sealed class StepLayer : IPlottable
{
    /// <summary>Positions of the bin edges, one more than heights.</summary>
    public required double[] Edges { get; init; }

    /// <summary>Positions of the heights.</summary>
    public required double[] Heights { get; init; }

    /// <summary>Position of the baseline.</summary>
    public required double Ground { get; init; }

    /// <summary>Colour of the outline.</summary>
    public required Color LineColor { get; init; }

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
        float ground = Axes.GetPixelY(Ground);
        List<SKPoint> points = [new(Axes.GetPixelX(Edges[0]), ground)];
        for (int i = 0; i < Heights.Length; i++)
        {
            float y = Axes.GetPixelY(Heights[i]);
            points.Add(new SKPoint(Axes.GetPixelX(Edges[i]), y));
            points.Add(new SKPoint(Axes.GetPixelX(Edges[i + 1]), y));
        }

        points.Add(new SKPoint(Axes.GetPixelX(Edges[^1]), ground));
        using SKPath path = new();
        path.AddPoly([.. points], close: false);
        using SKPaint paint = new() { IsAntialias = true, Color = LineColor.WithAlpha(0.15).ToSKColor() };
        rp.Canvas.DrawPath(path, paint);
        paint.IsStroke = true;
        paint.StrokeWidth = 1.5f;
        paint.StrokeJoin = SKStrokeJoin.Miter;
        paint.Color = LineColor.ToSKColor();
        rp.Canvas.DrawPath(path, paint);
    }
}
