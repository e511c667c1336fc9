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
