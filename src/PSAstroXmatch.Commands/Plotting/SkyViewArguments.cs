using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>What Export-SkyMap and Show-SkyMap make of -Projection, -Frame, -Center and -Field.</summary>
internal static class SkyViewArguments
{
    /// <summary>The view of a frame, about an ICRS position or the frame's origin.</summary>
    public static SkyView View(ProjectionKind projection, SkyFrame frame, SkyCoordinate? center)
    {
        if (center is not { } position)
            return new SkyView(frame, projection);
        (double lon, double lat) = SkyFrames.FromIcrs(frame, position.Ra, position.Dec);
        // A centre on the equator is meant to be there, whatever the last digits of its way through ICRS.
        return new SkyView(frame, projection, Math.Round(lon, 9), Math.Round(lat, 9));
    }

    /// <summary>Width and height of a field in degrees; one angle is both.</summary>
    /// <exception cref="AstroException">AngleInvalid: a text is no angle.</exception>
    public static (double Width, double Height)? Field(string[]? field) =>
        field is null ? null : (Angle.Parse(field[0]).Degrees, Angle.Parse(field[^1]).Degrees);
}
