using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Reads positions as text, also of other frames than ICRS: "00:40:00 +41:00:00 B1950", "84.1 -1.3 ecliptic".</summary>
internal static partial class FramedPosition
{
    /// <summary>The ICRS position of a text that may end with the name of a frame.</summary>
    /// <exception cref="AstroException">As for <see cref="SkyCoordinate.Parse"/>, and FrameUnknown.</exception>
    public static SkyCoordinate Parse(string text) => WithFrame().Match(text.Trim()) is { Success: true } match
        ? Of(PositionFrame.Parse(match.Groups["frame"].Value), match.Groups["angles"].Value)
        : SkyCoordinate.Parse(text);

    /// <summary>The ICRS position of two angles in a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="angles">The two angles; a sexagesimal right ascension is in hours, and a longitude in degrees.</param>
    /// <exception cref="AstroException">As for <see cref="SkyCoordinate.Parse"/>.</exception>
    public static SkyCoordinate Of(PositionFrame frame, string angles)
    {
        // The galactic frame stands for any with longitude and latitude.
        SkyCoordinate read = SkyCoordinate.Parse(frame.IsEquatorial ? angles : angles + " galactic");
        if (frame.Kind is PositionFrameKind.Icrs or PositionFrameKind.Galactic)
            return read;
        (double longitude, double latitude) = frame.IsEquatorial ? (read.Ra, read.Dec) : read.Galactic;
        (double ra, double dec) = new FrameConversion(frame).ToIcrs(longitude, latitude);
        return new SkyCoordinate(ra, dec);
    }

    // Angles with names, such as l=1 b=2, or with another frame are left to SkyCoordinate, which refuses them with two frames. J2000 alone is
    // taken as ICRS everywhere.
    [GeneratedRegex(
        @"^(?<angles>[^=a-z]*(?:[hdms][^=a-z]*)*?)\s+"
        + @"(?<frame>(?!J2000(?:\.0*)?$)(?:(?:FK4(?:-NO-E)?|FK5|ecliptic|supergalactic)(?:\s*[JB]?\d{4}(?:\.\d*)?)?|[JB]\d{4}(?:\.\d*)?))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex WithFrame();
}
