using ScottPlot;
using SkiaSharp;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>The font of all figures. It is part of this assembly: a bare machine may have none, and figures should look alike everywhere.</summary>
internal sealed class FigureFont : IFontResolver
{
    /// <summary>Name of the font, as it stands in an SVG file.</summary>
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

    /// <summary>The font itself, for what is drawn without ScottPlot.</summary>
    public static SKTypeface Typeface => Face.Value;

    /// <summary>Makes the font known to ScottPlot, once a process.</summary>
    public static void Register() => _ = Registered.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Name ? Face.Value : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Name ? Face.Value : null;

    private static SKTypeface Load()
    {
        using Stream stream = typeof(FigureFont).Assembly.GetManifestResourceStream("PSAstroXmatch.Engine.Plotting.Fonts.DejaVuSans.ttf")
            ?? throw new InvalidOperationException("The font is not part of the assembly.");
        return SKTypeface.FromStream(stream) ?? throw new InvalidOperationException("The font can't be read.");
    }
}
