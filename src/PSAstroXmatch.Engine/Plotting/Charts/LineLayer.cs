using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>A line over the objects of a chart, such as a model or the diagonal of equal values.</summary>
/// <param name="X">Values on the horizontal axis.</param>
/// <param name="Y">Values on the vertical axis; the line has a gap where one is NaN, infinite, or not positive on a logarithmic axis.</param>
/// <param name="Label">Name in the legend; null for none.</param>
public sealed record ChartLine(double[] X, double[] Y, string? Label = null);

/// <summary>How a line is drawn, so that lines can be told apart without colour.</summary>
internal enum LinePattern
{
    /// <summary>Without gaps.</summary>
    Solid,

    /// <summary>Long strokes.</summary>
    Dashed,

    /// <summary>Short strokes.</summary>
    Dotted,
}

/// <summary>A line in axis coordinates; NaN interrupts it.</summary>
internal sealed class LineLayer : ILines
{
    // Far outside any figure, and near enough for the arithmetic of a canvas.
    private const float Farthest = 1e5f;

    /// <summary>Positions on the axes.</summary>
    public required double[] X { get; init; }

    /// <inheritdoc cref="X"/>
    public required double[] Y { get; init; }

    /// <summary>Colour of the line.</summary>
    public required Color Color { get; init; }

    /// <summary>Pattern of the line.</summary>
    public LinePattern Pattern { get; init; }

    /// <summary>Width in 1/96 inch.</summary>
    public float Width { get; init; } = 1.5f;

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => [];

    /// <summary>The paint of a line; the caller disposes of it.</summary>
    public static SKPaint Paint(Color color, LinePattern pattern, float width) => new()
    {
        IsAntialias = true,
        IsStroke = true,
        StrokeWidth = width,
        StrokeJoin = SKStrokeJoin.Round,
        Color = color.ToSKColor(),
        PathEffect = pattern switch
        {
            LinePattern.Dashed => SKPathEffect.CreateDash([3.6f * width, 2.2f * width], 0),
            LinePattern.Dotted => SKPathEffect.CreateDash([1.2f * width, 1.8f * width], 0),
            _ => null,
        },
    };

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        using SKPath path = new();
        SKPoint last = new(float.NaN, float.NaN);
        foreach ((SKPoint from, SKPoint to) in Segments())
        {
            if (from != last)
                path.MoveTo(from);
            path.LineTo(to);
            last = to;
        }

        using SKPaint paint = Paint(Color, Pattern, Width);
        rp.Canvas.DrawPath(path, paint);
    }

    /// <inheritdoc/>
    public IEnumerable<(SKPoint From, SKPoint To)> Segments()
    {
        for (int i = 1; i < X.Length; i++)
        {
            if (double.IsFinite(X[i - 1]) && double.IsFinite(Y[i - 1]) && double.IsFinite(X[i]) && double.IsFinite(Y[i]))
                yield return (At(i - 1), At(i));
        }
    }

    private SKPoint At(int i) => new(Near(Axes.GetPixelX(X[i])), Near(Axes.GetPixelY(Y[i])));

    private static float Near(float pixel) => Math.Clamp(pixel, -Farthest, Farthest);
}
