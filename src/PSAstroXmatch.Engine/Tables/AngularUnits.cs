namespace PSAstroXmatch.Engine.Tables;

/// <summary>Units of angle as HEASARC, CXC, VizieR and FITS files spell them.</summary>
public static class AngularUnits
{
    /// <summary>The size of a unit in degrees; null if it is not a unit of angle.</summary>
    public static double? InDegrees(string unit) => Plain(unit) switch
    {
        "deg" or "degree" or "degrees" or "d°" or "°" => 1,
        "arcmin" or "arcminute" or "arcminutes" => 1.0 / 60,
        "arcsec" or "arcsecs" or "arcsecond" or "arcseconds" or "\"" => 1.0 / 3600,
        "mas" => 1.0 / 3_600_000,
        "rad" or "radian" or "radians" => 180 / Math.PI,
        "h" or "hour" or "hours" or "hourangle" => 15,
        _ => null,
    };

    /// <summary>The unit in lower case, without spaces and the characters * ^ . ( ).</summary>
    public static string Plain(string unit) =>
        string.Concat(unit.Where(c => !char.IsWhiteSpace(c) && c is not ('*' or '^' or '.' or '(' or ')'))).ToLowerInvariant();
}
