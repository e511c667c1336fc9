using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Converts -Projection, -Frame, -Center and -Field of Export-SkyMap and Show-SkyMap.</summary>
internal static class SkyViewArguments
{
    /// <summary>The view of a frame, centred on an ICRS position or on the origin of the frame.</summary>
    public static SkyView View(ProjectionKind projection, SkyFrame frame, SkyCoordinate? center)
    {
        if (center is not { } position)
            return new SkyView(frame, projection);
        (double lon, double lat) = SkyFrames.FromIcrs(frame, position.Ra, position.Dec);
        // Rounds away the last digits lost in the conversion to ICRS and back: a centre given on the equator must stay there.
        return new SkyView(frame, projection, Math.Round(lon, 9), Math.Round(lat, 9));
    }

    /// <summary>Width and height of a field in degrees; a single angle gives both.</summary>
    /// <exception cref="AstroException">AngleInvalid: a text is not an angle.</exception>
    public static (double Width, double Height)? Field(string[]? field) =>
        field is null ? null : (Angle.Parse(field[0]).Degrees, Angle.Parse(field[^1]).Degrees);
}
