namespace PSAstroXmatch.Engine.Plotting;

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
