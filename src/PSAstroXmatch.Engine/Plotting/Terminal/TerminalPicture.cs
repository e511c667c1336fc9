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
