using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Markers in axis coordinates. Up to a few thousand are drawn as shapes, more as a single image.</summary>
internal sealed class PointLayer : IPlottable, IDisposable
{
    /// <summary>Maximum number of markers drawn individually; an SVG file with more is slow to open.</summary>
    public const int MostShapes = 4000;

    private SKImage? _picture;
    private (SKRect Place, double[] Limits) _pictured;

    /// <summary>Positions on the axes.</summary>
    public required double[] X { get; init; }

    /// <inheritdoc cref="X"/>
    public required double[] Y { get; init; }

    /// <summary>Colour of each marker.</summary>
    public required Color[] MarkerColors { get; init; }

    /// <summary>Shape of each marker; null for discs.</summary>
    public PointShape[]? Shapes { get; init; }

    /// <summary>Radius of each marker in 1/96 inch, or one for all.</summary>
    public required float[] Radii { get; init; }

    /// <summary>Opacity, 0 to 1.</summary>
    public double Opacity { get; init; } = 1;

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => [];

    /// <summary>Radius of a marker in 1/96 inch.</summary>
    public float Radius(int i) => Radii.Length == 1 ? Radii[0] : Radii[i];

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => AxisLimits.NoLimits;

    /// <inheritdoc/>
    public void Dispose() => _picture?.Dispose();

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        if (rp.Canvas is SKNoDrawCanvas)
            return;
        if (X.Length > MostShapes)
            DrawPicture(rp);
        else
            DrawShapes(rp);
    }

    private void DrawShapes(RenderPack rp)
    {
        using SKPaint paint = new() { IsAntialias = true };
        for (int i = 0; i < X.Length; i++)
        {
            paint.Color = ColorOf(i).WithAlpha(Opacity).ToSKColor();
            PointShapes.Draw(rp.Canvas, paint, Shape(i), Axes.GetPixelX(X[i]), Axes.GetPixelY(Y[i]), Radius(i));
        }
    }

    private void DrawPicture(RenderPack rp)
    {
        // Whole device pixels, so that the image is copied without interpolation.
        SKMatrix matrix = rp.Canvas.TotalMatrix;
        SKRectI device = SKRectI.Ceiling(matrix.MapRect(rp.DataRect.ToSKRect()), true);
        AxisLimits limits = new(Axes.XAxis.Min, Axes.XAxis.Max, Axes.YAxis.Min, Axes.YAxis.Max);
        (SKRect, double[]) wanted = (device, [limits.Left, limits.Right, limits.Bottom, limits.Top]);
        if (_picture is null || _pictured.Place != wanted.Item1 || !_pictured.Limits.SequenceEqual(wanted.Item2))
        {
            _picture?.Dispose();
            _picture = Rasterize(rp.DataRect, limits, matrix, device);
            _pictured = wanted;
        }

        SKRect place = matrix.Invert().MapRect(device);
        rp.Canvas.DrawImage(_picture, place, SKSamplingOptions.Default);
    }

    private SKImage Rasterize(PixelRect data, AxisLimits limits, SKMatrix matrix, SKRectI device)
    {
        PointRaster raster = new(Math.Max(1, device.Width), Math.Max(1, device.Height));
        double perX = data.Width / limits.HorizontalSpan * matrix.ScaleX, perY = data.Height / limits.VerticalSpan * matrix.ScaleY;
        double left = data.Left * matrix.ScaleX + matrix.TransX - device.Left, bottom = data.Bottom * matrix.ScaleY + matrix.TransY - device.Top;
        for (int i = 0; i < X.Length; i++)
        {
            float x = (float)(left + (X[i] - limits.Left) * perX), y = (float)(bottom - (Y[i] - limits.Bottom) * perY);
            raster.Add(x, y, Radius(i) * matrix.ScaleX, PointRaster.Premultiplied(ColorOf(i), Opacity), Shape(i));
        }

        return raster.ToImage();
    }

    private PointShape Shape(int i) => Shapes?[i] ?? PointShape.Circle;

    private Color ColorOf(int i) => MarkerColors.Length == 1 ? MarkerColors[0] : MarkerColors[i];
}
