using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Plotting;

/// <summary>Content and style of a sky map.</summary>
public sealed record SkyMapOptions
{
    /// <summary>Frame, centre and projection.</summary>
    public required SkyView View { get; init; }

    /// <summary>Size, resolution, theme and title.</summary>
    public FigureOptions Figure { get; init; } = new();

    /// <summary>Width and height of the field in degrees; null for the whole sky, or for 60° × 40° if the projection can't show it.</summary>
    public (double Width, double Height)? Field { get; init; }

    /// <summary>Number of panels, one above the other, into which the field is split in longitude.</summary>
    public int Panels { get; init; } = 1;

    /// <summary>Whether lines of equal longitude and latitude are drawn.</summary>
    public bool HasGrid { get; init; } = true;
}
