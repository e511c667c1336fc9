using PSAstroXmatch.Engine.Sky;
using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.SkyMaps;

/// <summary>
/// Writes longitudes and latitudes into an all-sky map. Longitudes are on the parallel where they cover the fewest sources, each with a halo
/// in the background colour; latitudes are outside the left edge, or on the central meridian if the map is rotated.
/// </summary>
internal sealed class GraticuleLabels(SkyView view, Graticule graticule, FigureTheme theme, PlaneToPixels pixels, PixelRect area)
{
    private const float Gap = 5;

    // Nearer to the top of the map, a label would cross its edge.
    private const double HighestNative = 80;

    private static readonly double[] Parallels = [0, -15, 15, -30, 30, -45, 45, -60, 60];

    /// <summary>Writes the labels.</summary>
    public void Draw(SKCanvas canvas, IReadOnlyList<ProjectedLayer> layers)
    {
        using SKFont font = FigureText.Font(FigureTheme.TickSize);
        List<(string Text, SKRect Box)> labels = [.. Latitudes(font)];
        labels.AddRange(Longitudes(font, layers, labels));
        using SKPaint halo = new() { IsAntialias = true, IsStroke = true, StrokeWidth = 3.5f, StrokeJoin = SKStrokeJoin.Round };
        halo.Color = theme.Background.WithAlpha(0.85).ToSKColor();
        using SKPaint ink = new() { IsAntialias = true, Color = theme.Text.ToSKColor() };
        // The frame must be named, since the labels do not show it. There is room in one of the corners.
        string frame = SkyMapAxes.NameOf(view.Frame);
        SKRect[] corners =
        [
            Box(font, frame, area.Left + Gap, area.Bottom - Gap, 0), Box(font, frame, area.Right - Gap, area.Bottom - Gap, 1),
            Box(font, frame, area.Right - Gap, area.Top + Gap + font.Size, 1), Box(font, frame, area.Left + Gap, area.Top + Gap + font.Size, 0),
        ];
        labels.Add((frame, corners.FirstOrDefault(corner => labels.All(label => !label.Box.IntersectsWith(corner)), corners[1])));
        foreach ((string text, SKRect box) in labels)
        {
            // Outlines of the letters: stroked text would be written twice to an SVG file, once as letters and once as nothing.
            using SKPath letters = font.GetTextPath(text, new SKPoint(box.Left, box.Bottom));
            canvas.DrawPath(letters, halo);
            canvas.DrawText(text, box.Left, box.Bottom, font, ink);
        }
    }

    private List<(string Text, SKRect Box)> Longitudes(SKFont font, IReadOnlyList<ProjectedLayer> layers, List<(string Text, SKRect Box)> others)
    {
        Occupancy occupancy = new(layers, pixels, area);
        List<(string, SKRect)>? best = null;
        double fewest = double.PositiveInfinity;
        foreach (double lat in Parallels)
        {
            List<(string, SKRect)> labels = OnParallel(font, lat, others);
            // Missing a label counts more than covering any number of sources.
            double cost = labels.Sum(label => occupancy.Count(label.Item2)) + 1e9 * (graticule.Meridians().Count() - labels.Count);
            if (cost < fewest)
                (best, fewest) = (labels, cost);
        }

        return best ?? [];
    }

    private List<(string, SKRect)> OnParallel(SKFont font, double lat, List<(string Text, SKRect Box)> others)
    {
        List<(string, SKRect)> labels = [];
        foreach (double lon in graticule.Meridians())
        {
            (double nativeLon, double nativeLat) = view.ToNative(lon, lat);
            // At the edge, half of a label would be outside.
            if (Math.Abs(nativeLon) > 165 || Math.Abs(nativeLat) > HighestNative)
                continue;
            (double x, double y) = view.ProjectNative(nativeLon, nativeLat);
            if (double.IsNaN(x))
                continue;
            SKPoint point = pixels.At(x, y);
            SKRect box = Box(font, Graticule.Label(lon), point.X, point.Y - Gap, 0.5f);
            SKRect wide = SKRect.Inflate(box, Gap, 1);
            if (labels.Concat(others).All(label => !label.Item2.IntersectsWith(wide)))
                labels.Add((Graticule.Label(lon), box));
        }

        return labels;
    }

    private IEnumerable<(string, SKRect)> Latitudes(SKFont font)
    {
        foreach (double lat in graticule.Parallels())
        {
            string text = Graticule.Label(lat);
            if (view.IsOblique)
            {
                if (Math.Abs(view.ToNative(view.CenterLon, lat).Lat) > HighestNative)
                    continue;
                (double midX, double midY) = view.Project(view.CenterLon, lat);
                SKPoint middle = pixels.At(midX, midY);
                yield return (text, Box(font, text, middle.X + Gap, middle.Y + font.Size / 2.8f, 0));
                continue;
            }

            (double x, double y) = view.ProjectNative(180, lat);
            SKPoint edge = pixels.At(x, y);
            // Near the poles the edge is almost horizontal, so that a label must be moved sideways and up.
            float shift = (float)(font.Size / 2.8 - lat / 90 * font.Size * 0.5);
            yield return (text, Box(font, text, edge.X - Gap, edge.Y + shift, 1));
        }
    }

    // Moved left by a fraction of the width, and up by the height of digits.
    private static SKRect Box(SKFont font, string text, float x, float baseline, float part)
    {
        float width = font.MeasureText(text);
        float left = x - part * width;
        return new SKRect(left, baseline - font.Size * 0.75f, left + width, baseline);
    }

    // Number of sources in squares of a few pixels.
    private sealed class Occupancy
    {
        private const float Side = 6;

        private readonly int[,] _counts;
        private readonly PixelRect _area;

        public Occupancy(IReadOnlyList<ProjectedLayer> layers, PlaneToPixels pixels, PixelRect area)
        {
            _area = area;
            _counts = new int[(int)(area.Width / Side) + 1, (int)(area.Height / Side) + 1];
            foreach (ProjectedLayer layer in layers)
            {
                for (int i = 0; i < layer.X.Length; i++)
                {
                    if (double.IsNaN(layer.X[i]))
                        continue;
                    SKPoint point = pixels.At(layer.X[i], layer.Y[i]);
                    (int column, int row) = Square(point.X, point.Y);
                    _counts[column, row]++;
                }
            }
        }

        public int Count(SKRect box)
        {
            (int firstColumn, int firstRow) = Square(box.Left, box.Top);
            (int lastColumn, int lastRow) = Square(box.Right, box.Bottom);
            int sum = 0;
            for (int column = firstColumn; column <= lastColumn; column++)
            {
                for (int row = firstRow; row <= lastRow; row++)
                    sum += _counts[column, row];
            }

            return sum;
        }

        private (int Column, int Row) Square(float x, float y) => (
            Math.Clamp((int)((x - _area.Left) / Side), 0, _counts.GetLength(0) - 1),
            Math.Clamp((int)((y - _area.Top) / Side), 0, _counts.GetLength(1) - 1));
    }
}
