using System.Text;
using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>A plot and the part of the figure that it fills, in fractions of width and height from the top left.</summary>
/// <param name="Plot">The plot.</param>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
/// <param name="Aspect">
/// Width of the data area in units of its height, where that is prescribed; null where it fills what is free. Such panels of a figure have
/// data areas of one width, one below the other.
/// </param>
internal readonly record struct FigurePanel(Plot Plot, double Left, double Top, double Width, double Height, double? Aspect = null);

/// <summary>A figure of one panel or several, ready to be written as PNG or SVG.</summary>
public sealed class Figure
{
    // What ScottPlot and this project measure in: a pixel of the web.
    private const double UnitsPerInch = 96;

    private readonly FigureOptions _options;
    private readonly IReadOnlyList<FigurePanel> _panels;

    internal Figure(FigureOptions options, IReadOnlyList<FigurePanel> panels)
    {
        options.Check();
        _options = options;
        _panels = panels;
    }

    internal Figure(FigureOptions options, Plot plot)
        : this(options, [new FigurePanel(plot, 0, 0, 1, 1)])
    {
    }

    /// <summary>What the user should know of the data that the figure shows: points without a value, and points left out, with their numbers.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    /// <summary>The figure as a PNG file.</summary>
    public byte[] ToPng()
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(_options.Width, _options.Height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new InvalidOperationException("No memory for the picture.");
        Draw(surface.Canvas, _options.Dpi / UnitsPerInch, isVector: false);
        using SKImage image = surface.Snapshot();
        using SKPixmap pixels = image.PeekPixels() ?? throw new InvalidOperationException("The picture has no pixels.");
        // The default level takes three times as long and makes files hardly smaller.
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 4))
            ?? throw new InvalidOperationException("The picture could not be written as PNG.");
        return WithResolution(data.ToArray(), _options.Dpi);
    }

    /// <summary>The figure as an SVG document. Its text is text.</summary>
    public byte[] ToSvg()
    {
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(_options.Width, _options.Height), stream))
            Draw(canvas, _options.Dpi / UnitsPerInch, isVector: true);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        // A viewer without the font should take another without serifs.
        return Encoding.UTF8.GetBytes(text.Replace($"font-family=\"{FigureFont.Name}\"", $"font-family=\"{FigureFont.Name}, Verdana, Arial, sans-serif\"", StringComparison.Ordinal));
    }

    private void Draw(SKCanvas canvas, double scale, bool isVector)
    {
        FigureFont.Register();
        double width = _options.Width / scale, height = _options.Height / scale;
        using SKNoDrawCanvas nothing = new((int)Math.Ceiling(width), (int)Math.Ceiling(height));
        // ScottPlot draws until its axes stay as they are; in an SVG file every pass would leave its lines. So it first draws nowhere.
        foreach (FigurePanel panel in _panels)
        {
            panel.Plot.RenderManager.ClearCanvasBeforeEachRender = false;
            foreach (IDrawsForVectors plottable in panel.Plot.GetPlottables().OfType<IDrawsForVectors>())
                plottable.IsVector = isVector;
            panel.Plot.Render(nothing, Area(panel));
        }

        FigurePanel[] shaped = [.. _panels.Where(panel => panel.Aspect is not null)];
        float widest = shaped.Length == 0 ? 0 : shaped.Min(panel => Fit(DataArea(panel), panel.Aspect!.Value, float.MaxValue).Width);
        foreach (FigurePanel panel in shaped)
        {
            panel.Plot.Layout.Fixed(Fit(DataArea(panel), panel.Aspect!.Value, widest));
            panel.Plot.Render(nothing, Area(panel));
        }

        // Panels need not fill the figure.
        canvas.Clear(_options.Colors.Background.ToSKColor());
        using SKAutoCanvasRestore restore = new(canvas);
        canvas.Scale((float)scale);
        foreach (FigurePanel panel in _panels)
        {
            using SKAutoCanvasRestore own = new(canvas);
            panel.Plot.Render(canvas, Area(panel));
        }

        PixelRect Area(FigurePanel panel)
        {
            float left = (float)(panel.Left * width), top = (float)(panel.Top * height);
            return new PixelRect(left, left + (float)(panel.Width * width), top + (float)(panel.Height * height), top);
        }
    }

    private static PixelRect DataArea(FigurePanel panel) => panel.Plot.RenderManager.LastRender.DataRect;

    // The largest rectangle of an aspect in the middle of another.
    private static PixelRect Fit(PixelRect free, double aspect, float widest)
    {
        float width = Math.Min(widest, (float)Math.Min(free.Width, free.Height * aspect)), height = (float)(width / aspect);
        float left = free.Left + (free.Width - width) / 2, top = free.Top + (free.Height - height) / 2;
        return new PixelRect(left, left + width, top + height, top);
    }

    // PNG's chunk pHYs, which printers and word processors read the size from: pixels a metre, twice, and the unit.
    private static byte[] WithResolution(byte[] png, double dpi)
    {
        const int HeaderEnd = 33;
        Span<byte> chunk = stackalloc byte[21];
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk, 9);
        Encoding.ASCII.GetBytes("pHYs", chunk[4..]);
        int perMetre = (int)Math.Round(dpi / 0.0254);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk[8..], perMetre);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(chunk[12..], perMetre);
        chunk[16] = 1;
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(chunk[17..], Crc(chunk[4..17]));
        return [.. png.AsSpan(0, HeaderEnd), .. chunk, .. png.AsSpan(HeaderEnd)];
    }

    // CRC-32 as PNG defines it (ISO 3309), bit by bit: it runs over 13 bytes.
    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte next in bytes)
        {
            crc ^= next;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
