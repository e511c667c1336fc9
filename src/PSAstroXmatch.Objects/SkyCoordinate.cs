using System.ComponentModel;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch;

/// <summary>A position on the sky: ICRS right ascension and declination in degrees.</summary>
[TypeConverter(typeof(SkyCoordinateConverter))]
public readonly partial record struct SkyCoordinate
{
    /// <summary>Makes a position.</summary>
    /// <param name="ra">Right ascension in degrees, −360 to 360; stored as 0 to less than 360.</param>
    /// <param name="dec">Declination in degrees, −90 to 90.</param>
    /// <exception cref="AstroException"><c>CoordinateInvalid</c>: NaN, infinite or out of range.</exception>
    public SkyCoordinate(double ra, double dec)
    {
        Check(ra, dec, "right ascension", "declination", null);
        Ra = Wrap(ra);
        Dec = dec;
    }

    /// <summary>ICRS right ascension in degrees, 0 to less than 360.</summary>
    public double Ra { get; }

    /// <summary>ICRS declination in degrees, −90 to 90.</summary>
    public double Dec { get; }

    /// <summary>Galactic longitude (0 to less than 360) and latitude in degrees.</summary>
    public (double L, double B) Galactic => PSAstroXmatch.Galactic.FromIcrs(Ra, Dec);

    /// <summary>The position with these galactic coordinates.</summary>
    /// <param name="l">Galactic longitude in degrees, −360 to 360.</param>
    /// <param name="b">Galactic latitude in degrees, −90 to 90.</param>
    /// <exception cref="AstroException"><c>CoordinateInvalid</c>: NaN, infinite or out of range.</exception>
    public static SkyCoordinate FromGalactic(double l, double b)
    {
        Check(l, b, "galactic longitude", "galactic latitude", null);
        (double ra, double dec) = PSAstroXmatch.Galactic.ToIcrs(l, b);
        return new SkyCoordinate(ra, dec);
    }

    /// <summary>Parses a position.</summary>
    /// <param name="text">
    /// Two angles separated by a blank or a comma: degrees ("83.63 22.01"), sexagesimal ("05:34:31.9 +22:00:52", where a right ascension
    /// without letters is in hours, "05h34m31.9s +22d00m52s", "05 34 31.9 +22 00 52"), or galactic ("l=184.56 b=-5.78",
    /// "184.56 -5.78 galactic"). "ra=… dec=…", "icrs" and "J2000" are optional.
    /// </param>
    /// <exception cref="AstroException">
    /// <c>AngleDecimalComma</c>: a number has a decimal comma. <c>CoordinateInvalid</c>: the text is not a position, or is out of range.
    /// </exception>
    public static SkyCoordinate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string rest = FrameWordPattern().Replace(text, " ", 1).Trim();
        bool galactic = GalacticWordPattern().IsMatch(text);
        string lonText, latText;
        if (NamedPattern().Match(rest) is { Success: true } named)
        {
            galactic |= named.Groups["l"].Success;
            lonText = named.Groups["lon"].Value;
            latText = named.Groups["lat"].Value;
        }
        else
            (lonText, latText) = SplitPair(text, rest);
        if (AngleText.HasDecimalComma(lonText) || AngleText.HasDecimalComma(latText))
            throw AngleText.DecimalComma(text);

        AngleUnit sexagesimalUnit = galactic ? AngleUnit.Degree : AngleUnit.Hour;
        double lon = Read(text, lonText, galactic ? "galactic longitude" : "right ascension", sexagesimalUnit, hoursAllowed: !galactic);
        double lat = Read(text, latText, galactic ? "galactic latitude" : "declination", AngleUnit.Degree, hoursAllowed: false);
        if (galactic)
        {
            Check(lon, lat, "galactic longitude", "galactic latitude", text);
            return FromGalactic(lon, lat);
        }
        Check(lon, lat, "right ascension", "declination", text);
        return new SkyCoordinate(lon, lat);
    }

    /// <summary>Parses a position; returns false if <see cref="Parse"/> would throw.</summary>
    public static bool TryParse(string? text, out SkyCoordinate coordinate)
    {
        coordinate = default;
        if (text is null)
            return false;
        try
        {
            coordinate = Parse(text);
            return true;
        }
        catch (AstroException)
        {
            return false;
        }
    }

    /// <summary>
    /// Right ascension and declination in degrees, such as "83.63 +22.01", in the invariant culture; <see cref="Parse"/> accepts this form.
    /// </summary>
    public override string ToString() => $"{ValueText.Format(Ra)} {(double.IsNegative(Dec) ? "" : "+")}{ValueText.Format(Dec)}";

    /// <summary>Right ascension in hours, minutes and seconds, and declination in degrees: "05h34m31.90s +22d00m52.0s".</summary>
    /// <param name="decimals">Decimals of the seconds of right ascension, 0 to 9; declination has one fewer, since its seconds are smaller.</param>
    public string ToSexagesimal(int decimals = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(decimals);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(decimals, 9);
        string ra = Sexagesimal(Ra / 15, decimals, 'h', 24);
        string dec = Sexagesimal(Math.Abs(Dec), Math.Max(decimals - 1, 0), 'd', int.MaxValue);
        return $"{ra} {(double.IsNegative(Dec) ? "-" : "+")}{dec}";
    }

    // Rounds once, in units of the last decimal, so that 59.9996 s becomes the next minute and never 60.
    private static string Sexagesimal(double value, int decimals, char letter, int turn)
    {
        long places = (long)Math.Pow(10, decimals);
        long total = (long)Math.Round(value * 3600 * places);
        long whole = total / (3600 * places) % turn;
        long minutes = total / (60 * places) % 60;
        long seconds = total / places % 60;
        string fraction = decimals == 0 ? "" : "." + (total % places).ToString(CultureInfo.InvariantCulture).PadLeft(decimals, '0');
        return string.Create(CultureInfo.InvariantCulture, $"{whole:00}{letter}{minutes:00}m{seconds:00}{fraction}s");
    }

    private static (string Lon, string Lat) SplitPair(string text, string rest)
    {
        string[] byComma = rest.Split(',');
        if (byComma.Length > 2)
            throw AngleText.DecimalComma(text);
        if (byComma.Length == 2)
        {
            // "83,63 22.01": a bare pair of numbers remains next to the comma, so it was a decimal comma.
            if (BarePairPattern().IsMatch(byComma[0].Trim()) || BarePairPattern().IsMatch(byComma[1].Trim()))
                throw AngleText.DecimalComma(text);
            return (byComma[0], byComma[1]);
        }
        // The sign of the latitude is the best separator: "05 34 31.9 +22 00 52". "053431.9+220052" has no other separators and is rejected later.
        if (SignedSecondPattern().Match(rest) is { Success: true } signed)
            return (signed.Groups["lon"].Value, signed.Groups["lat"].Value);
        string[] words = rest.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || words.Length % 2 != 0)
            throw Invalid(text, "two angles are needed");
        int half = words.Length / 2;
        return (string.Join(' ', words[..half]), string.Join(' ', words[half..]));
    }

    private static double Read(string text, string part, string name, AngleUnit sexagesimalUnit, bool hoursAllowed)
    {
        if (!AngleText.TryRead(part, AngleUnit.Degree, sexagesimalUnit, out double degrees, out AngleNotation notation, out string problem))
            throw Invalid(text, $"the {name} '{part.Trim()}' is not an angle: {problem}");
        if (notation == AngleNotation.Hours && !hoursAllowed)
            throw Invalid(text, $"the {name} '{part.Trim()}' is in hours");
        return degrees;
    }

    private static void Check(double lon, double lat, string lonName, string latName, string? text)
    {
        string shown = text ?? $"{ValueText.Format(lon)} {ValueText.Format(lat)}";
        if (!double.IsFinite(lon) || !double.IsFinite(lat))
            throw Invalid(shown, "both numbers must be finite");
        if (Math.Abs(lon) > 360)
            throw Invalid(shown, $"the {lonName} {ValueText.Format(lon)} is not between -360 and 360 degrees");
        if (Math.Abs(lat) > 90)
            throw Invalid(shown, $"the {latName} {ValueText.Format(lat)} is not between -90 and 90 degrees");
    }

    private static double Wrap(double lon)
    {
        double wrapped = lon < 0 ? lon + 360 : lon;
        return wrapped >= 360 ? wrapped - 360 : wrapped;
    }

    private static AstroException Invalid(string text, string problem) => new(
        ErrorIds.CoordinateInvalid,
        $"'{text}' is not a position: {problem}.",
        "Write right ascension and declination, such as '83.63 22.01' (degrees) or '05:34:31.9 +22:00:52', or galactic coordinates, such as "
        + "'l=184.56 b=-5.78'.",
        text);

    [GeneratedRegex(@"\b(?:galactic|gal|icrs|j2000)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex FrameWordPattern();

    [GeneratedRegex(@"\b(?:galactic|gal)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex GalacticWordPattern();

    [GeneratedRegex(
        @"^(?:(?<l>l)\s*=\s*(?<lon>[^=]+?)[\s,;]+b|ra\s*=\s*(?<lon>[^=]+?)[\s,;]+dec)\s*=\s*(?<lat>[^=]+)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex NamedPattern();

    [GeneratedRegex(@"^[+-]?[\d.]+\s+[+-]?[\d.]+$", RegexOptions.CultureInvariant)]
    private static partial Regex BarePairPattern();

    // A sign in an exponent ("1e-5") is not a separator.
    [GeneratedRegex(@"^(?<lon>.*[^\seE+\-−])\s*(?<lat>[+\-−].*)$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex SignedSecondPattern();
}

/// <summary>Reads positions where a type is asked for by name, such as PowerShell's <c>[PSAstroXmatch.SkyCoordinate] '83.63 22.01'</c>.</summary>
internal sealed class SkyCoordinateConverter : TypeConverter
{
    /// <inheritdoc/>
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    /// <inheritdoc/>
    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string text ? SkyCoordinate.Parse(text) : base.ConvertFrom(context, culture, value);
}
