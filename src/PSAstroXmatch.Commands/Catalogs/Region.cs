using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>The part of the sky that the parameters Position, Radius and MaxLatitude name.</summary>
internal static class Region
{
    /// <summary>The greatest galactic latitude, degrees; below 0 no source could ever be found, and above 90 there is no sky.</summary>
    public static double? ToLatitude(Angle? maxLatitude) => maxLatitude is { Degrees: < 0 or > 90 }
        ? throw Errors.InvalidArgument("LatitudeInvalid", $"A greatest latitude of {maxLatitude} is impossible on the sky.", "Give 0 to 90 degrees: it counts on both sides of the plane.", maxLatitude)
        : maxLatitude?.Degrees;

    /// <summary>The circle, or none.</summary>
    public static Cone? ToCone(SkyCoordinate? position, Angle? radius) => (position, radius) switch
    {
        (null, null) => null,
        (SkyCoordinate centre, Angle { Degrees: >= 0 and <= 180 } angle) => new Cone(centre.Ra, centre.Dec, angle.Degrees),
        (null, _) => throw Errors.InvalidArgument("RegionIncomplete", "A radius is given without a position.", "Give -Position too, such as -Position '83.63 22.01'."),
        (_, null) => throw Errors.InvalidArgument("RegionIncomplete", "A position is given without a radius.", "Give -Radius too, such as -Radius 5arcmin."),
        _ => throw Errors.InvalidArgument("RadiusInvalid", $"A radius of {radius} is impossible on the sky.", "Give a radius of 0 to 180 degrees.", radius),
    };
}
