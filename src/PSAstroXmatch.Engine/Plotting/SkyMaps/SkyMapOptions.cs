using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>What a sky map shows, and how.</summary>
public sealed record SkyMapOptions
{
    /// <summary>Frame, centre and projection.</summary>
    public required SkyView View { get; init; }

    /// <summary>Size, resolution, theme and title.</summary>
    public FigureOptions Figure { get; init; } = new();

    /// <summary>Width and height of the part of the sky that is shown, degrees; null for the whole of it, or for 60° × 40° where the projection has no whole.</summary>
    public (double Width, double Height)? Field { get; init; }

    /// <summary>Number of panels, one above the other, into which the field is cut along the longitude.</summary>
    public int Panels { get; init; } = 1;

    /// <summary>Whether lines of equal longitude and latitude are drawn.</summary>
    public bool HasGrid { get; init; } = true;
}
