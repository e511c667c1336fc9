using System.Runtime.InteropServices;
using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>
/// Draws many antialiased dots into an image at device resolution. Skia needs seconds for 400,000 circles; here each dot is a small
/// precomputed mask that is blended into the pixels, which takes a few hundredths of a second.
/// </summary>
internal sealed class PointRaster
{
    // Masks are made for this many subpixel positions of the centre in each direction.
    private const int Subpixels = 4;

    // Radii are rounded to a tenth of a pixel, so that many dots share few masks.
    private const float RadiusStep = 0.1f;

    private readonly uint[] _pixels;
    private readonly Dictionary<(int Radius, PointShape Shape), Stamp[]> _stamps = [];

    /// <summary>Creates an empty image.</summary>
    /// <param name="width">Width in pixels.</param>
    /// <param name="height">Height in pixels.</param>
    public PointRaster(int width, int height)
    {
        Width = width;
        Height = height;
        _pixels = new uint[checked(width * height)];
    }

    /// <summary>Width in pixels.</summary>
    public int Width { get; }

    /// <summary>Height in pixels.</summary>
    public int Height { get; }

    /// <summary>A colour in the format of the raster: red in the lowest byte, premultiplied with the opacity.</summary>
    public static uint Premultiplied(Color color, double opacity = 1)
    {
        double alpha = color.A * Math.Clamp(opacity, 0, 1);
        uint Channel(byte value) => (uint)(value * alpha / 255 + 0.5);
        return Channel(color.R) | (Channel(color.G) << 8) | (Channel(color.B) << 16) | ((uint)(alpha + 0.5) << 24);
    }

    /// <summary>Draws a dot over the existing pixels.</summary>
    /// <param name="x">Centre from the left edge, pixels.</param>
    /// <param name="y">Centre from the upper edge, pixels.</param>
    /// <param name="radius">Radius, pixels.</param>
    /// <param name="color">Colour of <see cref="Premultiplied"/>.</param>
    /// <param name="shape">Shape; other shapes have the area of a disc of that radius.</param>
    public void Add(float x, float y, float radius, uint color, PointShape shape = PointShape.Circle)
    {
        // Dots entirely outside the image, and NaN positions, are skipped.
        float reach = radius * PointShapes.LongestReach + 1;
        if (!(x > -reach && y > -reach && x < Width + reach && y < Height + reach))
            return;
        int column = (int)MathF.Floor(x), row = (int)MathF.Floor(y);
        int shiftX = (int)((x - column) * Subpixels), shiftY = (int)((y - row) * Subpixels);
        Stamp stamp = Stamps(radius, shape)[shiftY * Subpixels + shiftX];
        int left = column - stamp.Center, top = row - stamp.Center;
        int firstX = Math.Max(0, -left), lastX = Math.Min(stamp.Size, Width - left);
        int firstY = Math.Max(0, -top), lastY = Math.Min(stamp.Size, Height - top);
        for (int my = firstY; my < lastY; my++)
        {
            ReadOnlySpan<ushort> mask = stamp.Mask.AsSpan(my * stamp.Size, stamp.Size);
            Span<uint> line = _pixels.AsSpan((top + my) * Width + left + firstX, Math.Max(0, lastX - firstX));
            for (int i = 0; i < line.Length; i++)
                line[i] = Over(color, mask[firstX + i], line[i]);
        }
    }

    /// <summary>Sets the colour of a pixel.</summary>
    public void Set(int x, int y, uint color) => _pixels[y * Width + x] = color;

    /// <summary>Converts the raster to an image.</summary>
    public SKImage ToImage()
    {
        SKImageInfo info = new(Width, Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        return SKImage.FromPixelCopy(info, MemoryMarshal.AsBytes(_pixels.AsSpan()), info.RowBytes)
            ?? throw new InvalidOperationException("There is not enough memory for the image.");
    }

    // Blends the dot over the existing pixel, two channels at a time, with weights in 256ths.
    private static uint Over(uint color, uint coverage, uint below)
    {
        if (coverage == 0)
            return below;
        const uint Even = 0x00FF00FF;
        uint redBlue = ((color & Even) * coverage >> 8) & Even;
        uint greenAlpha = ((color >> 8) & Even) * coverage & ~Even;
        uint source = redBlue | greenAlpha;
        uint rest = 256 - ((source >> 24) + ((source >> 24) >> 7));
        uint belowRedBlue = ((below & Even) * rest >> 8) & Even;
        uint belowGreenAlpha = ((below >> 8) & Even) * rest & ~Even;
        return source + (belowRedBlue | belowGreenAlpha);
    }

    private Stamp[] Stamps(float radius, PointShape shape)
    {
        (int Radius, PointShape Shape) key = (Math.Max(1, (int)MathF.Round(radius / RadiusStep)), shape);
        if (!_stamps.TryGetValue(key, out Stamp[]? stamps))
        {
            stamps = [.. Enumerable.Range(0, Subpixels * Subpixels).Select(shift => new Stamp(
                key.Radius * RadiusStep, (shift % Subpixels + 0.5f) / Subpixels, (shift / Subpixels + 0.5f) / Subpixels, shape))];
            _stamps.Add(key, stamps);
        }

        return stamps;
    }

    // The coverage of each pixel around the centre by a dot, in 256ths.
    private sealed class Stamp
    {
        public Stamp(float radius, float centerX, float centerY, PointShape shape)
        {
            Center = (int)MathF.Ceiling(radius * (shape == PointShape.Circle ? 1 : PointShapes.LongestReach) + 0.5f);
            Size = 2 * Center + 1;
            Mask = new ushort[Size * Size];
            // A disc smaller than a pixel does not cover any pixel completely.
            float most = 256 * MathF.Min(1, MathF.PI * radius * radius);
            for (int i = 0; i < Mask.Length; i++)
            {
                float dx = i % Size + 0.5f - Center - centerX, dy = i / Size + 0.5f - Center - centerY;
                float within = Math.Clamp(radius + 0.5f - PointShapes.Distance(shape, dx, dy), 0, 1);
                Mask[i] = (ushort)(most * within);
            }
        }

        public int Center { get; }

        public int Size { get; }

        public ushort[] Mask { get; }
    }
}
