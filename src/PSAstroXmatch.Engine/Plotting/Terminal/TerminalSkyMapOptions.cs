using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>Size and style of a sky map in a terminal.</summary>
public sealed record TerminalSkyMapOptions
{
    /// <summary>Minimum number of characters per line.</summary>
    public const int SmallestWidth = 30;

    /// <summary>Minimum number of lines.</summary>
    public const int SmallestHeight = 10;

    /// <summary>Frame, centre and projection.</summary>
    public required SkyView View { get; init; }

    /// <summary>Width and height of the field in degrees; null for the whole sky, or for 60° × 40° if the projection can't show it.</summary>
    public (double Width, double Height)? Field { get; init; }

    /// <summary>Maximum number of characters per line, at least 30.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Maximum number of lines including text, at least 10.</summary>
    public int Height { get; init; } = 24;

    /// <summary>Label of the colour values, with unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether the colour scale is logarithmic.</summary>
    public bool IsLog { get; init; }

    /// <summary>The colour map.</summary>
    public ColorMap ColorMap { get; init; }

    /// <summary>Number of colours of the terminal.</summary>
    public TerminalColorDepth ColorDepth { get; init; }

    /// <summary>Whether the background is light.</summary>
    public bool IsLight { get; init; }

    /// <summary>Values of the first and the last colour; null for the range of the values.</summary>
    public (double Min, double Max)? ValueRange { get; init; }

    /// <summary>Checks the size.</summary>
    /// <exception cref="AstroException">FigureSizeInvalid: the size is too small.</exception>
    internal void Check()
    {
        if (Width < SmallestWidth || Height < SmallestHeight)
        {
            throw new AstroException(
                ErrorIds.FigureSizeInvalid,
                FormattableString.Invariant($"A map of {Width} × {Height} characters is too small."),
                FormattableString.Invariant($"Give at least {SmallestWidth} characters and {SmallestHeight} lines."));
        }
    }
}

/// <summary>A sky map as lines of text, with the number of points drawn and not drawn.</summary>
/// <param name="Lines">The lines from the top, none longer than the requested width, not counting escape sequences.</param>
/// <param name="Drawn">Number of points on the map.</param>
/// <param name="Outside">Number of points outside the map: beyond its edges, or on the far side of a gnomonic map.</param>
/// <param name="WithoutPosition">Number of points whose longitude or latitude is NaN, infinite or out of range.</param>
/// <param name="WithoutValue">Number of points on the map without a value for the colour scale; they are grey.</param>
public sealed record TerminalSkyMapResult(IReadOnlyList<string> Lines, int Drawn, int Outside, int WithoutPosition, int WithoutValue);
