using PSAstroXmatch.Engine.Sky;
using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>Draws a sky map into the data area of a plot, whose axes are x and y of the projection plane.</summary>
internal sealed class SkyMapPlottable(SkyView view, SkyMapField field, IReadOnlyList<ProjectedLayer> layers, FigureTheme theme) : IPlottable, IDrawsForVectors
{
    // In an SVG file, more dots than this are drawn as an image: each would take 80 bytes, and a viewer would take seconds.
    private const int MostVectorDots = 5_000;

    // Resolution of that image, in pixels per 1/96 inch.
    private const float VectorResolution = 2.5f;

    private const int MostEllipsePoints = 360;

    private readonly Dictionary<ProjectedLayer, DensityGrid> _densities = layers.Where(layer => layer.Layer.Kind == SkyMapLayerKind.Density)
        .ToDictionary(layer => layer, layer => new DensityGrid(layer, field, theme));

    /// <summary>Free space beside the map for labels of latitude, in units of the plane.</summary>
    public double MarginX { get; init; }

    /// <summary>Free space above and below it.</summary>
    public double MarginY { get; init; }

    /// <summary>Whether lines of equal longitude and latitude are drawn.</summary>
    public bool HasGrid { get; init; } = true;

    /// <summary>Whether longitude and latitude are labelled inside the map, not on the axes.</summary>
    public bool HasLabels { get; init; }

    /// <inheritdoc/>
    public bool IsVector { get; set; }

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public IAxes Axes { get; set; } = new Axes();

    /// <inheritdoc/>
    public IEnumerable<LegendItem> LegendItems => SkyMapLegend.Items(layers, theme);

    /// <summary>Colours of a density layer.</summary>
    public ColorScale DensityScale(ProjectedLayer layer) => _densities[layer].Scale;

    /// <inheritdoc/>
    public AxisLimits GetAxisLimits() => new(-field.HalfX - MarginX, field.HalfX + MarginX, -field.HalfY - MarginY, field.HalfY + MarginY);

    /// <inheritdoc/>
    public void Render(RenderPack rp)
    {
        // A layout pass needs no dots, and labels may have left no room for any.
        if (rp.Canvas is SKNoDrawCanvas || Axes.DataRect is not { Width: >= 1, Height: >= 1 })
            return;
        SKCanvas canvas = rp.Canvas;
        PixelRect area = Axes.DataRect;
        PlaneToPixels pixels = new(area, field, MarginX, MarginY);
        using SKPath outline = Outline(pixels);
        using SKPaint line = new() { IsAntialias = true, IsStroke = true };
        canvas.Save();
        canvas.ClipPath(outline, antialias: true);
        foreach (ProjectedLayer layer in layers.Where(layer => layer.Layer.Kind == SkyMapLayerKind.Density))
            DrawPicture(canvas, area, resolution => _densities[layer].Draw(view, pixels, area, resolution, layer.Layer.Opacity));
        Graticule graticule = new(view, field, area.Width * field.HalfX / (field.HalfX + MarginX));
        if (HasGrid)
        {
            using SkyPath grid = new(view, pixels);
            graticule.Draw(grid);
            line.Color = theme.Grid.ToSKColor();
            line.StrokeWidth = 0.7f;
            canvas.DrawPath(grid.Path, line);
        }
        canvas.Restore();

        foreach (ProjectedLayer layer in layers)
        {
            if (layer.Layer.Kind == SkyMapLayerKind.Points)
                DrawPoints(canvas, layer, pixels, area);
            else if (layer.Layer.Kind == SkyMapLayerKind.Ellipses)
                DrawEllipses(canvas, layer, pixels, outline);
        }

        line.Color = theme.Outline.ToSKColor();
        line.StrokeWidth = 1;
        canvas.DrawPath(outline, line);
        DrawTexts(canvas, pixels, area);
        if (HasLabels)
            new GraticuleLabels(view, graticule, theme, pixels, area).Draw(canvas, layers);
    }

    /// <summary>The edge of the map.</summary>
    private SKPath Outline(PlaneToPixels pixels)
    {
        SKPath path = new();
        if (!view.IsWholeSky)
        {
            SKPoint first = pixels.At(-field.HalfX, field.HalfY), last = pixels.At(field.HalfX, -field.HalfY);
            path.AddRect(new SKRect(first.X, first.Y, last.X, last.Y));
            return path;
        }

        for (int i = 0; i < 360; i++)
        {
            double lat = i < 180 ? i - 90 : 270 - i;
            (double x, double y) = view.ProjectNative(i < 180 ? 180 : -180, lat);
            if (i == 0)
                path.MoveTo(pixels.At(x, y));
            else
                path.LineTo(pixels.At(x, y));
        }

        path.Close();
        return path;
    }

    private void DrawPoints(SKCanvas canvas, ProjectedLayer layer, PlaneToPixels pixels, PixelRect area)
    {
        if (IsVector && layer.Layer.Count <= MostVectorDots)
        {
            using SKPaint paint = new() { IsAntialias = true };
            for (int i = 0; i < layer.Layer.Count; i++)
            {
                if (!field.Contains(layer.X[i], layer.Y[i]))
                    continue;
                paint.Color = layer.ColorOf(i).WithOpacity(layer.Layer.Opacity).ToSKColor();
                canvas.DrawCircle(pixels.At(layer.X[i], layer.Y[i]), (float)layer.Diameter(i) / 2, paint);
            }
            return;
        }

        DrawPicture(canvas, area, resolution =>
        {
            PointRaster raster = new((int)Math.Ceiling(area.Width * resolution), (int)Math.Ceiling(area.Height * resolution));
            for (int i = 0; i < layer.Layer.Count; i++)
            {
                if (!field.Contains(layer.X[i], layer.Y[i]))
                    continue;
                SKPoint point = pixels.At(layer.X[i], layer.Y[i]);
                raster.Add(
                    (point.X - area.Left) * resolution,
                    (point.Y - area.Top) * resolution,
                    (float)layer.Diameter(i) / 2 * resolution,
                    PointRaster.Premultiplied(layer.ColorOf(i), layer.Layer.Opacity));
            }
            return raster.ToImage();
        });
    }

    // An image at device resolution, aligned exactly with the data area.
    private void DrawPicture(SKCanvas canvas, PixelRect area, Func<float, SKImage> draw)
    {
        float resolution = IsVector ? VectorResolution : canvas.TotalMatrix.ScaleX;
        using SKImage image = draw(resolution);
        canvas.DrawImage(image, SKRect.Create(area.Left, area.Top, image.Width / resolution, image.Height / resolution));
    }

    private void DrawTexts(SKCanvas canvas, PlaneToPixels pixels, PixelRect area)
    {
        if (layers.All(layer => layer.Layer.Texts is null))
            return;
        PointLabels labels = new(area, theme, FigureTheme.TickSize);
        List<(string Text, SKPoint Center, float Radius)> texts = [];
        foreach (ProjectedLayer layer in layers)
        {
            bool isDots = layer.Layer.Kind == SkyMapLayerKind.Points;
            if (layer.Layer.Kind == SkyMapLayerKind.Ellipses)
                AvoidOutlines(labels, layer, pixels);
            for (int i = 0; i < layer.Layer.Count; i++)
            {
                if (!field.Contains(layer.X[i], layer.Y[i]))
                    continue;
                SKPoint center = pixels.At(layer.X[i], layer.Y[i]);
                float radius = isDots ? (float)layer.Diameter(i) / 2 : 0;
                if (isDots)
                    labels.Avoid(center, radius);
                if (layer.Layer.Texts?[i] is { Length: > 0 } text)
                    texts.Add((text, center, radius));
            }
        }

        foreach ((string text, SKPoint center, float radius) in texts)
            labels.Draw(canvas, text, center, radius);
    }

    private void AvoidOutlines(PointLabels labels, ProjectedLayer layer, PlaneToPixels pixels)
    {
        for (int i = 0; i < layer.Layer.Count; i++)
        {
            using SkyPath? path = Ellipse(layer, i, pixels);
            SKPoint[] points = path?.Path.Points ?? [];
            for (int k = 1; k < points.Length; k++)
                labels.Avoid(points[k - 1], points[k]);
        }
    }

    private void DrawEllipses(SKCanvas canvas, ProjectedLayer layer, PlaneToPixels pixels, SKPath outline)
    {
        SkyMapLayer shapes = layer.Layer;
        canvas.Save();
        canvas.ClipPath(outline, antialias: true);
        using SKPaint paint = new() { IsAntialias = true, IsStroke = true, StrokeWidth = (float)(shapes.Size ?? 1) };
        for (int i = 0; i < shapes.Count; i++)
        {
            using SkyPath? path = Ellipse(layer, i, pixels);
            if (path is null)
                continue;
            paint.Color = layer.ColorOf(i).WithOpacity(shapes.Opacity).ToSKColor();
            canvas.DrawPath(path.Path, paint);
            // An outline smaller than its line width could vanish between two pixels.
            if (path.Path.Bounds is { Width: < 1.5f, Height: < 1.5f } bounds && !double.IsNaN(layer.X[i]))
                canvas.DrawCircle(bounds.MidX, bounds.MidY, 0.75f, paint);
        }
        canvas.Restore();
    }

    // The outline of an ellipse; null without a position or an axis.
    private SkyPath? Ellipse(ProjectedLayer layer, int i, PlaneToPixels pixels)
    {
        double major = layer.Layer.SemiMajorAxis![i];
        if (double.IsNaN(layer.Lon[i]) || !(major >= 0))
            return null;
        int points = SkyEllipse.Points(major);
        SkyPath path = Ellipse(layer, i, pixels, points);
        // Straight pieces are within a tenth of a unit of the curve: r (1 − cos(π/n)) < 0.1.
        int smooth = (int)Math.Min(MostEllipsePoints, Math.PI * Math.Sqrt(Math.Max(path.Path.Bounds.Width, path.Path.Bounds.Height) / 2 / 0.2));
        if (smooth <= points)
            return path;
        path.Dispose();
        return Ellipse(layer, i, pixels, smooth);
    }

    private SkyPath Ellipse(ProjectedLayer layer, int i, PlaneToPixels pixels, int points)
    {
        SkyMapLayer shapes = layer.Layer;
        double major = shapes.SemiMajorAxis![i], minor = shapes.SemiMinorAxis?[i] ?? major, angle = shapes.PositionAngle?[i] ?? 0;
        SkyPath path = new(view, pixels);
        foreach ((double ra, double dec) in SkyEllipse.Outline(shapes.RA[i], shapes.Dec[i], major, minor, angle, points))
        {
            (double lon, double lat) = SkyFrames.FromIcrs(view.Frame, ra, dec);
            path.Add(lon, lat);
        }

        return path;
    }
}
