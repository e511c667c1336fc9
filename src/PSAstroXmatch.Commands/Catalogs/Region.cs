using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>The region of the sky given by the parameters Position, Radius and MaxLatitude.</summary>
internal static class Region
{
    /// <summary>The maximum absolute galactic latitude in degrees, from 0 to 90.</summary>
    public static double? ToLatitude(Angle? maxLatitude) => maxLatitude is { Degrees: < 0 or > 90 }
        ? throw new AstroException(ErrorIds.LatitudeInvalid, $"A maximum latitude of {maxLatitude} is not valid.", "Give 0 to 90 degrees; it applies on both sides of the galactic plane.", maxLatitude)
        : maxLatitude?.Degrees;

    /// <summary>The circle; null if neither a position nor a radius is given.</summary>
    public static Cone? ToCone(SkyCoordinate? position, Angle? radius) => (position, radius) switch
    {
        (null, null) => null,
        (SkyCoordinate centre, Angle { Degrees: >= 0 and <= 180 } angle) => new Cone(centre.Ra, centre.Dec, angle.Degrees),
        (null, _) => throw new AstroException(ErrorIds.RegionIncomplete, "A radius is given without a position.", "Give -Position too, such as -Position '83.63 22.01'."),
        (_, null) => throw new AstroException(ErrorIds.RegionIncomplete, "A position is given without a radius.", "Give -Radius too, such as -Radius 5arcmin."),
        _ => throw new AstroException(ErrorIds.RadiusInvalid, $"A radius of {radius} is not valid.", "Give a radius of 0 to 180 degrees.", radius),
    };
}
