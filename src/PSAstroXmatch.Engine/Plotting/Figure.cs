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
/// Prescribed ratio of width to height of the data area; null to fill the available space. Panels with a prescribed ratio have data areas of
/// equal width, one below the other.
/// </param>
internal readonly record struct FigurePanel(Plot Plot, double Left, double Top, double Width, double Height, double? Aspect = null);

/// <summary>A figure of one panel or several, ready to be written as PNG or SVG.</summary>
public sealed class Figure
{
    // The unit of ScottPlot and of this project: a CSS pixel, 1/96 inch.
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

    /// <summary>Remarks for the user about the data: the number of points without a value and of points not drawn.</summary>
    public IReadOnlyList<string> Remarks { get; internal init; } = [];

    /// <summary>The figure as a PNG file.</summary>
    public byte[] ToPng()
    {
        using SKSurface surface = SKSurface.Create(new SKImageInfo(_options.Width, _options.Height, SKColorType.Rgba8888, SKAlphaType.Premul))
            ?? throw new InvalidOperationException("There is not enough memory for the image.");
        Draw(surface.Canvas, _options.Dpi / UnitsPerInch, isVector: false);
        using SKImage image = surface.Snapshot();
        using SKPixmap pixels = image.PeekPixels() ?? throw new InvalidOperationException("The image has no pixels.");
        // The default level takes three times as long for files that are hardly smaller.
        using SKData data = pixels.Encode(new SKPngEncoderOptions(SKPngEncoderFilterFlags.Sub, 4))
            ?? throw new InvalidOperationException("The image could not be encoded as PNG.");
        return WithResolution(data.ToArray(), _options.Dpi);
    }

    /// <summary>The figure as an SVG document, with text kept as text.</summary>
    public byte[] ToSvg()
    {
        using MemoryStream stream = new();
        using (SKCanvas canvas = SKSvgCanvas.Create(SKRect.Create(_options.Width, _options.Height), stream))
            Draw(canvas, _options.Dpi / UnitsPerInch, isVector: true);
        string text = Encoding.UTF8.GetString(stream.ToArray());
        // A viewer without the font should use another sans-serif font.
        text = text.Replace($"font-family=\"{FigureFont.Name}\"", $"font-family=\"{FigureFont.Name}, Verdana, Arial, sans-serif\"", StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    private void Draw(SKCanvas canvas, double scale, bool isVector)
    {
        FigureFont.Register();
        double width = _options.Width / scale, height = _options.Height / scale;
        using SKNoDrawCanvas nothing = new((int)Math.Ceiling(width), (int)Math.Ceiling(height));
        // ScottPlot draws repeatedly until its axes are stable, and in an SVG file every pass would leave its lines. So it first draws to a null canvas.
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

        // Panels may not fill the whole figure.
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

    // The largest centred rectangle with a given aspect ratio.
    private static PixelRect Fit(PixelRect free, double aspect, float widest)
    {
        float width = Math.Min(widest, (float)Math.Min(free.Width, free.Height * aspect)), height = (float)(width / aspect);
        float left = free.Left + (free.Width - width) / 2, top = free.Top + (free.Height - height) / 2;
        return new PixelRect(left, left + width, top + height, top);
    }

    // The pHYs chunk of PNG, from which printers and word processors take the size: pixels per metre in x and y, and the unit.
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

    // CRC-32 as in PNG (ISO 3309), bit by bit, which is fast enough for 13 bytes.
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

/// <summary>Size, resolution and style of a figure.</summary>
public sealed record FigureOptions
{
    /// <summary>Maximum number of pixels in one direction that every PNG decoder can be expected to read.</summary>
    public const int MaxPixels = 16_384;

    /// <summary>Minimum size in one direction in 1/96 inch; below it, text and axes leave no room for data.</summary>
    public const int MinUnits = 120;

    /// <summary>Width in pixels.</summary>
    public int Width { get; init; } = 1600;

    /// <summary>Height in pixels.</summary>
    public int Height { get; init; } = 900;

    /// <summary>Pixels per inch, which determines the size of text and lines. In an SVG file, a pixel is always 1/96 inch.</summary>
    public double Dpi { get; init; } = 150;

    /// <summary>Colours.</summary>
    public FigureThemeKind Theme { get; init; } = FigureThemeKind.Light;

    /// <summary>Title above the figure; null for none.</summary>
    public string? Title { get; init; }

    internal FigureTheme Colors => FigureTheme.Of(Theme);

    /// <summary>Checks size and resolution.</summary>
    /// <exception cref="AstroException">FigureSizeInvalid: a size or resolution that can't be drawn.</exception>
    public void Check()
    {
        if (!(Dpi is >= 30 and <= 2400))
            throw new AstroException(ErrorIds.FigureSizeInvalid, FormattableString.Invariant($"{Dpi} dpi is not a valid resolution."), "Give 30 to 2400 dpi.");
        int least = (int)Math.Ceiling(MinUnits * Dpi / 96);
        if (Width < least || Width > MaxPixels || Height < least || Height > MaxPixels)
        {
            throw new AstroException(
                ErrorIds.FigureSizeInvalid,
                FormattableString.Invariant($"A figure of {Width} × {Height} pixels can't be drawn at {Dpi} dpi."),
                FormattableString.Invariant($"Give {least} to {MaxPixels} pixels at this resolution (10cm are {Math.Round(Dpi / 0.254)}), or another resolution."));
        }
    }
}

/// <summary>The file of a figure.</summary>
public static class FigureFile
{
    /// <summary>Rejects a path whose extension is not that of a figure format.</summary>
    /// <exception cref="AstroException">FigureFormatUnknown: the path ends neither with .png nor with .svg.</exception>
    public static void CheckFormat(string path)
    {
        if (!IsPng(path) && !IsSvg(path))
        {
            string ending = Path.GetExtension(path);
            throw new AstroException(
                ErrorIds.FigureFormatUnknown,
                ending.Length == 0 ? $"'{path}' has no extension, so the format is unknown." : $"Figures can't be written as '{ending}'.",
                "Use the extension .png or .svg.",
                path);
        }
    }

    /// <summary>The bytes of the file.</summary>
    /// <param name="figure">The figure.</param>
    /// <param name="path">The path; its extension determines the format.</param>
    public static byte[] Encode(Figure figure, string path) => IsSvg(path) ? figure.ToSvg() : figure.ToPng();

    private static bool IsPng(string path) => path.EndsWith(".png", StringComparison.OrdinalIgnoreCase);

    private static bool IsSvg(string path) => path.EndsWith(".svg", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A plottable that draws differently into vector formats (SVG) and into pixels (PNG).</summary>
internal interface IDrawsForVectors
{
    /// <summary>Whether the figure is an SVG document.</summary>
    bool IsVector { set; }
}
