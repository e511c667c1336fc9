using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The font of all figures. It is embedded in this assembly, since a machine may have no fonts, and figures should look the same everywhere.</summary>
internal sealed class FigureFont : IFontResolver
{
    /// <summary>Name of the font, as written to SVG files.</summary>
    public const string Name = "DejaVu Sans";

    private static readonly Lazy<SKTypeface> Face = new(Load);

    private static readonly Lazy<bool> Registered = new(() =>
    {
        Fonts.FontResolvers.Insert(0, new FigureFont());
        Fonts.Default = Name;
        Fonts.Sans = Name;
        return true;
    });

    private FigureFont()
    {
    }

    /// <summary>The font itself, for drawing without ScottPlot.</summary>
    public static SKTypeface Typeface => Face.Value;

    /// <summary>Registers the font with ScottPlot, once per process.</summary>
    public static void Register() => _ = Registered.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Face.Value : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Face.Value : null;

    private static SKTypeface Load()
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream("PSAstroXmatch.Engine.Plotting.Fonts.DejaVuSans.ttf")
            ?? throw new InvalidOperationException("The font is missing from the assembly.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException("The font can't be read.");
    }
}

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
