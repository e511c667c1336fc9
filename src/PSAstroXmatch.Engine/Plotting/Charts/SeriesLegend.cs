using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>An entry of a legend.</summary>
/// <param name="Text">Its text.</param>
/// <param name="Color">Its colour; null for a heading.</param>
/// <param name="Shape">Its marker; null for a box.</param>
/// <param name="Radius">Radius of its marker.</param>
internal readonly record struct LegendEntry(string Text, Color? Color, PointShape? Shape = null, float Radius = 4)
{
    /// <summary>The pattern of its line; null for a marker or box.</summary>
    public LinePattern? Line { get; init; }
}

/// <summary>A legend beside the data, never on top of them. With many entries it uses a smaller font and several columns.</summary>
internal sealed class SeriesLegend : IPanel
{
    private const float SmallestSize = 5;
    private const float Gap = 8;

    private readonly IReadOnlyList<LegendEntry> _entries;
    private readonly FigureTheme _theme;
    private List<LegendEntry> _shown = [];
    private float[] _widths = [];
    private float _size = FigureTheme.TickSize;
    private int _rows = 1;

    /// <summary>Creates a legend.</summary>
    public SeriesLegend(FigureTheme theme, IReadOnlyList<LegendEntry> entries)
    {
        _theme = theme;
        _entries = entries;
        Fit(float.PositiveInfinity, float.PositiveInfinity, FigureTheme.TickSize);
    }

    /// <inheritdoc/>
    public bool IsVisible { get; set; } = true;

    /// <inheritdoc/>
    public float MinimumSize { get; set; }

    /// <inheritdoc/>
    public float MaximumSize { get; set; } = float.MaxValue;

    /// <inheritdoc/>
    public Edge Edge => Edge.Right;

    /// <inheritdoc/>
    public bool ShowDebugInformation { get; set; }

    private float RowHeight => _size * 1.5f;

    private float Swatch => _size * 1.6f;

    /// <summary>Chooses font size and number of columns for the available space.</summary>
    /// <param name="width">Available width.</param>
    /// <param name="height">Available height.</param>
    /// <param name="size">Font size if there is room.</param>
    public void Fit(float width, float height, float size)
    {
        for (_size = size; ; _size = Math.Max(SmallestSize, _size - 0.5f))
        {
            _rows = Math.Max(1, (int)Math.Min(_entries.Count, height / RowHeight));
            _shown = [.. _entries];
            Measure(float.PositiveInfinity);
            if (_widths.Sum() <= width)
                return;
            // Long texts are shortened before the font of all entries is made smaller.
            int columns = _widths.Length;
            if (columns == 1 && _size <= size * 0.8f)
            {
                Measure(width - Gap - Swatch);
                return;
            }

            if (_size <= SmallestSize)
                break;
        }

        int most = Math.Max(1, (int)(width / (Gap + Swatch + 6.5f * _size)));
        if (_shown.Count > most * _rows)
        {
            int kept = most * _rows - 1;
            _shown = [.. _shown.Take(kept), new LegendEntry($"… {_entries.Count - kept} more", null)];
        }

        int used = (_shown.Count + _rows - 1) / _rows;
        Measure(width / used - Gap - Swatch);
    }

    /// <inheritdoc/>
    public float Measure(Paint paint) => IsVisible ? _widths.Sum() + 3 : 0;

    /// <inheritdoc/>
    public PixelRect GetPanelRect(PixelRect dataRect, float size, float offset, Paint paint) =>
        new(dataRect.Right + offset, dataRect.Right + offset + size, dataRect.Bottom, dataRect.Top);

    /// <inheritdoc/>
    public void Render(RenderPack rp, float size, float offset)
    {
        using SKFont font = FigureText.Font(_size);
        using SKPaint paint = new() { IsAntialias = true };
        float x = rp.DataRect.Right + offset;
        for (int i = 0; i < _shown.Count; i++)
        {
            LegendEntry entry = _shown[i];
            float left = x + _widths.Take(i / _rows).Sum() + Gap;
            float middle = rp.DataRect.Top + (i % _rows + 0.5f) * RowHeight;
            if (entry.Color is { } color)
            {
                paint.Color = color.ToSKColor();
                Mark(rp.Canvas, paint, entry, left + Swatch / 2 - _size * 0.2f, middle);
            }

            paint.Color = _theme.Text.ToSKColor();
            rp.Canvas.DrawText(entry.Text, entry.Color is null ? left : left + Swatch, middle + _size * 0.36f, SKTextAlign.Left, font, paint);
        }
    }

    private void Mark(SKCanvas canvas, SKPaint paint, LegendEntry entry, float x, float y)
    {
        float half = _size * 0.5f;
        if (entry.Line is { } pattern)
        {
            using SKPaint line = LineLayer.Paint(entry.Color!.Value, pattern, 1.5f);
            canvas.DrawLine(x - _size * 0.6f, y, x + _size * 0.6f, y, line);
        }
        else if (entry.Shape is { } shape)
            PointShapes.Draw(canvas, paint, shape, x, y, Math.Min(entry.Radius, _size * 0.75f));
        else
            canvas.DrawRect(SKRect.Create(x - half, y - half, 2 * half, 2 * half), paint);
    }

    private void Measure(float longestText)
    {
        _shown = [.. _shown.Select(entry => entry with { Text = FigureText.Fit(entry.Text, _size, longestText) })];
        _widths =
        [
            .. _shown.Chunk(_rows).Select(column => Gap + column.Max(entry => FigureText.Width(entry.Text, _size) + (entry.Color is null ? 0 : Swatch))),
        ];
    }
}
