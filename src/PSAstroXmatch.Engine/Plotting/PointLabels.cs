using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>
/// Writes texts beside markers: each where it covers no other text and as few markers as possible, and further away, with a line to its
/// marker, where there is no room beside it. Every text is written, in a crowd over others.
/// </summary>
internal sealed class PointLabels
{
    // Side of a cell of the grids in which markers and texts are noted, 1/96 inch.
    private const float Cell = 2;

    private const float Gap = 4;

    // A text over a text is worse than a text over any marker.
    private const int TextCost = 1000;

    // Half the sides by which a text is shifted from the middle: right, left, above, below, and in between.
    private static readonly (int X, int Y)[] Sides = [(1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (1, 1), (-1, -1), (-1, 1)];

    // Distances from the marker, in heights of a line.
    private static readonly float[] Distances = [0, 1, 2, 3.5f, 5, 7, 10];

    private readonly SKRect _area;
    private readonly FigureTheme _theme;
    private readonly float _size;
    private readonly int _columns, _rows;
    private readonly bool[] _marks, _texts;

    /// <summary>Creates an empty set of labels.</summary>
    /// <param name="area">The area that no text leaves, 1/96 inch.</param>
    /// <param name="theme">The colours.</param>
    /// <param name="size">Font size.</param>
    public PointLabels(PixelRect area, FigureTheme theme, float size)
    {
        _area = area.ToSKRect();
        _theme = theme;
        _size = size;
        _columns = Math.Max(1, (int)Math.Ceiling(area.Width / Cell));
        _rows = Math.Max(1, (int)Math.Ceiling(area.Height / Cell));
        _marks = new bool[_columns * _rows];
        _texts = new bool[_columns * _rows];
    }

    /// <summary>Notes a marker, which texts should not cover. All markers and lines come before the first text.</summary>
    public void Avoid(SKPoint center, float radius) =>
        Mark(_marks, new SKRect(center.X - radius, center.Y - radius, center.X + radius, center.Y + radius));

    /// <summary>Notes a line, which texts should not cover.</summary>
    public void Avoid(SKPoint from, SKPoint to)
    {
        int steps = 1 + (int)(SKPoint.Distance(from, to) / Cell);
        for (int step = 0; step <= steps; step++)
        {
            float part = (float)step / steps;
            Avoid(new SKPoint(from.X + (to.X - from.X) * part, from.Y + (to.Y - from.Y) * part), 0);
        }
    }

    /// <summary>Writes the text of a marker.</summary>
    public void Draw(SKCanvas canvas, string text, SKPoint center, float radius)
    {
        string shown = FigureText.Fit(VisibleText.OnOneLine(text).Trim(), _size, _area.Width - 2 * Gap);
        if (shown.Length == 0 || !_area.Contains(center))
            return;
        (SKRect box, bool isBeside) = Place(FigureText.Width(shown, _size), center, radius + Gap);
        Mark(_texts, box);
        using SKPaint ink = new() { IsAntialias = true, Color = _theme.Text.ToSKColor() };
        if (!isBeside)
        {
            SKPoint end = new(Math.Clamp(center.X, box.Left, box.Right), Math.Clamp(center.Y, box.Top, box.Bottom));
            // From the edge of the marker to just before the text.
            float length = Math.Max(1, SKPoint.Distance(center, end)), start = Math.Min(1, radius / length), stop = Math.Max(start, 1 - 2 / length);
            using SKPaint line = new() { IsAntialias = true, IsStroke = true, StrokeWidth = 0.7f, Color = _theme.Outline.ToSKColor() };
            SKPoint way = end - center;
            canvas.DrawLine(center.X + way.X * start, center.Y + way.Y * start, center.X + way.X * stop, center.Y + way.Y * stop, line);
        }

        using SKFont font = FigureText.Font(_size);
        // Outlines of the letters: stroked text would be written twice to an SVG file.
        using SKPath letters = font.GetTextPath(shown, new SKPoint(box.Left, Baseline(box)));
        using SKPaint halo = new() { IsAntialias = true, IsStroke = true, StrokeWidth = 2.5f, StrokeJoin = SKStrokeJoin.Round };
        halo.Color = _theme.Background.WithAlpha(0.85).ToSKColor();
        canvas.DrawPath(letters, halo);
        canvas.DrawText(shown, box.Left, Baseline(box), font, ink);
    }

    // Digits and capitals are about 0.73 of the font size high.
    private float Baseline(SKRect box) => box.MidY + _size * 0.365f;

    private (SKRect Box, bool IsBeside) Place(float width, SKPoint center, float reach)
    {
        float height = _size * 1.15f;
        SKRect best = default;
        bool isBeside = true;
        int lowest = int.MaxValue;
        foreach (float distance in Distances)
        {
            foreach ((int x, int y) in Sides)
            {
                // At a corner, the text is near enough at 0.7 of the reach in x and y.
                float far = reach + distance * height, shift = x != 0 && y != 0 ? 0.7f * far : far;
                SKRect box = SKRect.Create(
                    center.X + x * (shift + width / 2) - width / 2, center.Y + y * (shift + (y != 0 ? height / 2 : 0)) - height / 2, width, height);
                int cost = (Inside(ref box) ? 0 : TextCost / 2) + Cost(box, lowest);
                if (cost < lowest)
                    (best, isBeside, lowest) = (box, distance == 0, cost);
                if (lowest == 0)
                    return (best, isBeside);
            }
        }

        return (best, isBeside);
    }

    // Moves a box into the area; false if that was necessary.
    private bool Inside(ref SKRect box)
    {
        float x = Math.Max(0, _area.Left - box.Left) - Math.Max(0, box.Right - _area.Right);
        float y = Math.Max(0, _area.Top - box.Top) - Math.Max(0, box.Bottom - _area.Bottom);
        box.Offset(x, y);
        return x == 0 && y == 0;
    }

    // No more is counted than is needed to know that another place is better.
    private int Cost(SKRect box, int lowest)
    {
        int cost = 0;
        foreach (int cell in Cells(box))
        {
            cost += (_texts[cell] ? TextCost : 0) + (_marks[cell] ? 1 : 0);
            if (cost >= lowest)
                break;
        }

        return cost;
    }

    private void Mark(bool[] grid, SKRect box)
    {
        foreach (int cell in Cells(box))
            grid[cell] = true;
    }

    private IEnumerable<int> Cells(SKRect box)
    {
        int left = Math.Max(0, (int)Math.Floor((box.Left - _area.Left) / Cell)), right = Math.Min(_columns - 1, (int)Math.Floor((box.Right - _area.Left) / Cell));
        int top = Math.Max(0, (int)Math.Floor((box.Top - _area.Top) / Cell)), bottom = Math.Min(_rows - 1, (int)Math.Floor((box.Bottom - _area.Top) / Cell));
        for (int row = top; row <= bottom; row++)
        {
            for (int column = left; column <= right; column++)
                yield return row * _columns + column;
        }
    }
}
