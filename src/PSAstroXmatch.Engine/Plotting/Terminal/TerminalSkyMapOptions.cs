using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting.Terminal;

/// <summary>What a map of the sky in a terminal looks like.</summary>
public sealed record TerminalSkyMapOptions
{
    /// <summary>Fewest characters in a line.</summary>
    public const int SmallestWidth = 30;

    /// <summary>Fewest lines.</summary>
    public const int SmallestHeight = 10;

    /// <summary>Frame, centre and projection.</summary>
    public required SkyView View { get; init; }

    /// <summary>Width and height of the part of the sky that is shown, degrees; null for the whole of it, or for 60° × 40° where the projection has no whole.</summary>
    public (double Width, double Height)? Field { get; init; }

    /// <summary>Characters in a line at most, from 30.</summary>
    public int Width { get; init; } = 80;

    /// <summary>Lines at most, from 10, those of text included.</summary>
    public int Height { get; init; } = 24;

    /// <summary>What the colours stand for, with its unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether equal ratios of values are equal distances of colour.</summary>
    public bool IsLog { get; init; }

    /// <summary>Colours of the values.</summary>
    public ColorMap ColorMap { get; init; }

    /// <summary>How many colours the terminal shows.</summary>
    public TerminalColorDepth ColorDepth { get; init; }

    /// <summary>Whether the background is light.</summary>
    public bool IsLight { get; init; }

    /// <summary>Values of the first and the last colour; null for the range of the values.</summary>
    public (double Min, double Max)? ValueRange { get; init; }

    /// <summary>Checks the size.</summary>
    /// <exception cref="AstroException">FigureSizeInvalid: it is too small.</exception>
    internal void Check()
    {
        if (Width < SmallestWidth || Height < SmallestHeight)
        {
            throw new AstroException(
                "FigureSizeInvalid",
                AstroErrorKind.InvalidArgument,
                FormattableString.Invariant($"A map of {Width} × {Height} characters is too small."),
                FormattableString.Invariant($"Give at least {SmallestWidth} characters and {SmallestHeight} lines."));
        }
    }
}

/// <summary>A map of the sky as lines of text, and what became of the points.</summary>
/// <param name="Lines">The lines from above, none longer than the width that was asked for, escape sequences aside.</param>
/// <param name="Drawn">Points that are on the map.</param>
/// <param name="Outside">Points that the map does not show: beyond its edges, or on the far side of a gnomonic map.</param>
/// <param name="WithoutPosition">Points whose longitude or latitude is NaN, infinite or no latitude.</param>
/// <param name="WithoutValue">Points on the map that have no place on the colour scale; they are grey.</param>
public sealed record TerminalSkyMapResult(IReadOnlyList<string> Lines, int Drawn, int Outside, int WithoutPosition, int WithoutValue);
