using System.Globalization;
using System.Text;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>An image as sixels: one character per column of six pixels, colour by colour (DEC, VT330/VT340 Programmer Reference Manual, chapter 14).</summary>
internal static class SixelPicture
{
    // Minimum number of colour registers in terminals with colour.
    private const int MostColors = 256;
    private const int BandHeight = 6;

    /// <summary>The sequence that shows an image at the cursor.</summary>
    /// <param name="png">The image as a PNG file.</param>
    public static string Encode(byte[] png)
    {
        using SKBitmap bitmap = SKBitmap.Decode(png);
        SKColor[] pixels = bitmap.Pixels;
        SKColor[] palette = Palette(pixels);
        byte[] indices = Indices(pixels, palette);
        StringBuilder text = new(pixels.Length / 2);
        // Square pixels, and the size of the image.
        text.Append(CultureInfo.InvariantCulture, $"\ePq\"1;1;{bitmap.Width};{bitmap.Height}");
        for (int i = 0; i < palette.Length; i++)
            text.Append(CultureInfo.InvariantCulture, $"#{i};2;{Percent(palette[i].Red)};{Percent(palette[i].Green)};{Percent(palette[i].Blue)}");
        for (int top = 0; top < bitmap.Height; top += BandHeight)
            AppendBand(text, indices, bitmap.Width, top, Math.Min(BandHeight, bitmap.Height - top));
        return text.Append("\e\\").ToString();
    }

    // Each colour overprints the band: $ returns to its start, - goes to the next band.
    private static void AppendBand(StringBuilder text, byte[] indices, int width, int top, int height)
    {
        bool[] isUsed = new bool[MostColors];
        for (int i = top * width; i < (top + height) * width; i++)
            isUsed[indices[i]] = true;
        bool isFirst = true;
        for (int color = 0; color < MostColors; color++)
        {
            if (!isUsed[color])
                continue;
            text.Append(CultureInfo.InvariantCulture, $"{(isFirst ? "" : "$")}#{color}");
            isFirst = false;
            AppendLine(text, indices, width, top, height, color);
        }

        text.Append('-');
    }

    private static void AppendLine(StringBuilder text, byte[] indices, int width, int top, int height, int color)
    {
        int run = 0;
        char before = '?';
        for (int x = 0; x < width; x++)
        {
            int bits = 0;
            for (int y = 0; y < height; y++)
                bits |= indices[((top + y) * width) + x] == color ? 1 << y : 0;
            char sixel = (char)('?' + bits);
            if (sixel != before)
            {
                AppendRun(text, before, run);
                (before, run) = (sixel, 0);
            }

            run++;
        }

        // Trailing columns without this colour need no characters.
        if (before != '?')
            AppendRun(text, before, run);
    }

    private static void AppendRun(StringBuilder text, char sixel, int length)
    {
        if (length > 3)
            text.Append(CultureInfo.InvariantCulture, $"!{length}{sixel}");
        else
            text.Append(sixel, length);
    }

    // The most common colours: a figure has few, plus many antialiased mixtures of two of them.
    private static SKColor[] Palette(SKColor[] pixels)
    {
        Dictionary<SKColor, int> counts = [];
        foreach (SKColor pixel in pixels)
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, pixel, out _)++;
        return [.. counts.OrderByDescending(pair => pair.Value).ThenBy(pair => (uint)pair.Key).Take(MostColors).Select(pair => pair.Key)];
    }

    private static byte[] Indices(SKColor[] pixels, SKColor[] palette)
    {
        Dictionary<SKColor, byte> known = [];
        for (int i = 0; i < palette.Length; i++)
            known[palette[i]] = (byte)i;
        byte[] indices = new byte[pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
        {
            if (!known.TryGetValue(pixels[i], out byte index))
                known[pixels[i]] = index = Nearest(palette, pixels[i]);
            indices[i] = index;
        }

        return indices;
    }

    private static byte Nearest(SKColor[] palette, SKColor color)
    {
        int best = 0, least = int.MaxValue;
        for (int i = 0; i < palette.Length; i++)
        {
            (int red, int green, int blue) = (palette[i].Red - color.Red, palette[i].Green - color.Green, palette[i].Blue - color.Blue);
            int distance = (red * red) + (green * green) + (blue * blue);
            if (distance < least)
                (best, least) = (i, distance);
        }

        return (byte)best;
    }

    private static int Percent(byte value) => (int)Math.Round(value * 100 / 255.0);
}
