using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>A bar in axis coordinates.</summary>
/// <param name="From">Its left edge (lower edge of a horizontal bar).</param>
/// <param name="To">Its right edge (upper edge of a horizontal bar).</param>
/// <param name="Low">Start of the bar.</param>
/// <param name="High">End of the bar.</param>
/// <param name="Color">Its colour.</param>
internal readonly record struct Bar(double From, double To, double Low, double High, Color Color);

/// <summary>Vertical or horizontal bars.</summary>
internal sealed class BarLayer : IPlottable
{
    // A narrower bar would not be visible.
    private const float Hairline = 1.2f;

    /// <summary>The bars.</summary>
    public required IReadOnlyList<Bar> Bars { get; init; }

    /// <summary>Whether the bars are horizontal.</summary>
    public bool IsHorizontal { get; init; }

    /// <summary>Opacity, 0 to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <summary>Colour of a thin outline of each bar; null for none.</summary>
    public Color? Outline { get; init; }

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
        using SKPaint fill = new() { IsAntialias = true };
        using SKPaint line = new() { IsAntialias = true, IsStroke = true, StrokeWidth = 0.6f, Color = (Outline ?? Colors.Transparent).ToSKColor() };
        foreach (Bar bar in Bars)
        {
            SKRect rect = IsHorizontal
                ? new SKRect(Axes.GetPixelX(bar.Low), Axes.GetPixelY(bar.To), Axes.GetPixelX(bar.High), Axes.GetPixelY(bar.From)).Standardized
                : new SKRect(Axes.GetPixelX(bar.From), Axes.GetPixelY(bar.High), Axes.GetPixelX(bar.To), Axes.GetPixelY(bar.Low)).Standardized;
            if (!IsHorizontal && rect.Width < Hairline)
                rect = SKRect.Create(rect.MidX - Hairline / 2, rect.Top, Hairline, rect.Height);
            if (IsHorizontal && rect.Height < Hairline)
                rect = SKRect.Create(rect.Left, rect.MidY - Hairline / 2, rect.Width, Hairline);
            fill.Color = bar.Color.WithAlpha(Opacity).ToSKColor();
            rp.Canvas.DrawRect(rect, fill);
            if (Outline is not null && Math.Min(rect.Width, rect.Height) > 2)
                rp.Canvas.DrawRect(rect, line);
        }
    }
}
