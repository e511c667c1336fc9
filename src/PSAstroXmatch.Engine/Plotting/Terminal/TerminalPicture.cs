using System.Globalization;
using System.Text;
using PSAstroXmatch.Engine.Plotting.SkyMaps;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>A sky map as an image for a terminal that supports graphics.</summary>
public static class TerminalPicture
{
    // Typical cell size; kitty scales an image to its cells, while sixels have the size of the image's pixels.
    private const int CellWidth = 10, CellHeight = 20;

    // Makes text about as large as that of the terminal.
    private const double Dpi = 120;

    /// <summary>Draws the map and encodes it.</summary>
    /// <param name="layers">The layers, the first at the bottom.</param>
    /// <param name="options">Frame, field and size of the map; the size is in characters.</param>
    /// <param name="graphics">Kitty or Sixel.</param>
    /// <returns>The escape sequences, and remarks about what is not in the image.</returns>
    /// <exception cref="AstroException">As from <see cref="SkyMap.Create"/>; FigureSizeInvalid: the size is too small.</exception>
    public static (string Sequence, IReadOnlyList<string> Remarks) Draw(
        IReadOnlyList<SkyMapLayer> layers, TerminalSkyMapOptions options, TerminalGraphics graphics)
    {
        options.Check();
        Figure figure = SkyMap.Create(layers, new SkyMapOptions
        {
            View = options.View,
            Field = options.Field,
            Figure = new FigureOptions
            {
                Width = options.Width * CellWidth,
                Height = options.Height * CellHeight,
                Dpi = Dpi,
                Theme = options.IsLight ? FigureThemeKind.Light : FigureThemeKind.Dark,
            },
        });
        byte[] png = figure.ToPng();
        return (graphics switch
        {
            TerminalGraphics.Kitty => KittyPicture.Encode(png, options.Width, options.Height),
            TerminalGraphics.Sixel => SixelPicture.Encode(png),
            _ => throw new ArgumentOutOfRangeException(nameof(graphics), graphics, null),
        }, figure.Remarks);
    }
}

/// <summary>An image as escape sequences of the kitty graphics protocol (https://sw.kovidgoyal.net/kitty/graphics-protocol/).</summary>
internal static class KittyPicture
{
    // The protocol's limit for the data of one sequence.
    private const int LargestChunk = 4096;

    /// <summary>The sequences that show an image at the cursor.</summary>
    /// <param name="png">The image as a PNG file.</param>
    /// <param name="columns">Width of the image in cells.</param>
    /// <param name="rows">Height of the image in cells.</param>
    public static string Encode(byte[] png, int columns, int rows)
    {
        string data = Convert.ToBase64String(png);
        StringBuilder text = new(data.Length + 1024);
        for (int start = 0; start < data.Length; start += LargestChunk)
        {
            int length = Math.Min(LargestChunk, data.Length - start);
            // a=T transmits and shows, f=100 is PNG, q=2 suppresses responses of the terminal; m=1 means that more data follow.
            string head = start == 0 ? string.Create(CultureInfo.InvariantCulture, $"a=T,f=100,q=2,c={columns},r={rows},") : "";
            text.Append("\e_G").Append(head).Append(start + length < data.Length ? "m=1;" : "m=0;").Append(data, start, length).Append("\e\\");
        }

        return text.ToString();
    }
}

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
