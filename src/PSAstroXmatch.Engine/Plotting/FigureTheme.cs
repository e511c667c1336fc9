using ScottPlot;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Colours and sizes of a figure. Lengths are in 1/96 inch, whatever the resolution.</summary>
internal sealed record FigureTheme
{
    /// <summary>Font size of titles.</summary>
    public const float TitleSize = 15;

    /// <summary>Font size of axis labels.</summary>
    public const float LabelSize = 13;

    /// <summary>Font size of tick labels and legends.</summary>
    public const float TickSize = 11.5f;

    private FigureTheme(string background, string text, string grid, string outline, string missing, string[] palette)
    {
        Background = Color.FromHex(background);
        Text = Color.FromHex(text);
        Grid = Color.FromHex(grid);
        Outline = Color.FromHex(outline);
        Missing = Color.FromHex(missing);
        Palette = Color.FromHex(palette);
    }

    /// <summary>Colour of the background.</summary>
    public Color Background { get; }

    /// <summary>Colour of titles, labels and ticks.</summary>
    public Color Text { get; }

    /// <summary>Colour of grid lines, which should be inconspicuous.</summary>
    public Color Grid { get; }

    /// <summary>Colour of frames and of the edge of a map.</summary>
    public Color Outline { get; }

    /// <summary>Colour of points without a value for their colour.</summary>
    public Color Missing { get; }

    /// <summary>Colours of series, in order of use: those of Okabe and Ito, which colour-blind people can distinguish.</summary>
    public Color[] Palette { get; }

    /// <summary>The theme of a kind.</summary>
    public static FigureTheme Of(FigureThemeKind kind) => kind == FigureThemeKind.Dark ? Dark : Light;

    private static FigureTheme Light { get; } = new(
        "#FFFFFF", "#1E1E1E", "#D9D9D9", "#4D4D4D", "#B0B0B0",
        ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#000000", "#8C8C00"]);

    // On a dark background, the dark blue and the black of the palette would not be visible; the light yellow is.
    private static FigureTheme Dark { get; } = new(
        "#14171C", "#E6E6E6", "#383D45", "#9AA0A8", "#5F6670",
        ["#56B4E9", "#E69F00", "#009E73", "#CC79A7", "#F0E442", "#D55E00", "#0072B2", "#FFFFFF"]);
}
