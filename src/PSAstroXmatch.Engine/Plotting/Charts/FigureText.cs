using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting.Charts;

/// <summary>Measures text in the font of the figures.</summary>
internal static class FigureText
{
    /// <summary>Line height as a multiple of the font size.</summary>
    public const float LineHeight = 1.3f;

    /// <summary>Width of a line.</summary>
    public static float Width(string text, float size)
    {
        using SKFont font = Font(size);
        return font.MeasureText(text);
    }

    /// <summary>The font of the figures in a size, without rounding of glyph positions to whole pixels, so that widths scale with the size.</summary>
    public static SKFont Font(float size) => new(FigureFont.Typeface, size) { Subpixel = true, LinearMetrics = true, Hinting = SKFontHinting.None };

    /// <summary>The text, shortened with an ellipsis if it is wider than the available space.</summary>
    public static string Fit(string text, float size, float room)
    {
        if (Width(text, size) <= room)
            return text;
        int low = 0, high = text.Length;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (Width(text[..middle].TrimEnd() + "…", size) <= room)
                low = middle;
            else
                high = middle - 1;
        }

        // Must not split a surrogate pair.
        if (low > 0 && char.IsHighSurrogate(text[low - 1]))
            low--;
        return low == 0 ? "" : text[..low].TrimEnd() + "…";
    }
}
