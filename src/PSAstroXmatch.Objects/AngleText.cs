using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch;

/// <summary>How an angle was written.</summary>
internal enum AngleNotation
{
    /// <summary>A number without a unit.</summary>
    Plain,

    /// <summary>With a unit other than hours, or with letters between sexagesimal parts that are not hours.</summary>
    WithUnit,

    /// <summary>Hours, according to its letters.</summary>
    Hours,

    /// <summary>Sexagesimal parts separated by colons or blanks.</summary>
    Sexagesimal,
}

/// <summary>Parses the notations for angles that <see cref="Angle"/> and <see cref="SkyCoordinate"/> share.</summary>
internal static partial class AngleText
{
    private const string Number = @"\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+(?:[eE][+-]?\d+)?";

    internal static bool HasDecimalComma(string text) => DecimalCommaPattern().IsMatch(text);

    internal static AstroException DecimalComma(string text)
    {
        string number = DecimalCommaPattern().Match(text) is { Success: true } found ? found.Value : "0,5";
        return new(
            ErrorIds.AngleDecimalComma,
            $"'{text}' is written with a decimal comma.",
            $"Write {number.Replace(',', '.')}, not {number}: numbers need a decimal point in every culture.",
            text);
    }

    /// <summary>Parses an angle into degrees; on failure, gives the reason in words that follow "is not an angle:".</summary>
    internal static bool TryRead(
        string text, AngleUnit plainUnit, AngleUnit sexagesimalUnit, out double degrees, out AngleNotation notation, out string problem)
    {
        // Text pasted from papers contains typographic minus signs and non-breaking spaces.
        string trimmed = text.Trim().Replace('\u2212', '-').Replace('\u00a0', ' ');
        degrees = 0;
        notation = AngleNotation.Plain;
        problem = "it is empty";
        if (trimmed.Length == 0)
            return false;
        // The sign is kept separately: -00:30:00 is negative although its first part is zero.
        double sign = trimmed[0] == '-' ? -1 : 1;
        if (trimmed[0] is '+' or '-')
            trimmed = trimmed[1..].TrimStart();

        bool read;
        if (SingleNumberPattern().Match(trimmed) is { Success: true } single)
            read = ReadSingle(single, plainUnit, out degrees, out notation, out problem);
        else if (LetteredPattern().Match(trimmed) is { Success: true } lettered)
        {
            notation = char.ToLowerInvariant(lettered.Groups["unit"].Value[0]) == 'h' ? AngleNotation.Hours : AngleNotation.WithUnit;
            AngleUnit unit = notation == AngleNotation.Hours ? AngleUnit.Hour : AngleUnit.Degree;
            read = ReadParts(lettered, unit, out degrees, out problem);
        }
        else if (SeparatedPattern().Match(trimmed) is { Success: true } separated)
        {
            notation = AngleNotation.Sexagesimal;
            read = ReadParts(separated, sexagesimalUnit, out degrees, out problem);
        }
        else
        {
            problem = "it is neither a number with a unit nor sexagesimal";
            return false;
        }
        degrees *= sign;
        if (read && !double.IsFinite(degrees))
        {
            problem = "the number is too large";
            return false;
        }
        return read;
    }

    private static bool ReadSingle(Match match, AngleUnit plainUnit, out double degrees, out AngleNotation notation, out string problem)
    {
        string unitText = match.Groups["unit"].Value;
        degrees = 0;
        problem = "";
        notation = AngleNotation.Plain;
        AngleUnit unit = plainUnit;
        if (unitText.Length > 0)
        {
            if (FindUnit(unitText) is not { } named)
            {
                problem = $"'{unitText}' is not a unit of angle";
                return false;
            }
            unit = named;
            notation = unit == AngleUnit.Hour ? AngleNotation.Hours : AngleNotation.WithUnit;
        }
        degrees = Angle.ToDegrees(ParseNumber(match.Groups["number"].Value), unit);
        return true;
    }

    private static bool ReadParts(Match match, AngleUnit unit, out double degrees, out string problem)
    {
        double whole = ParseNumber(match.Groups["first"].Value);
        double minutes = match.Groups["minutes"].Success ? ParseNumber(match.Groups["minutes"].Value) : 0;
        double seconds = match.Groups["seconds"].Success ? ParseNumber(match.Groups["seconds"].Value) : 0;
        degrees = 0;
        problem = "";
        if (minutes >= 60)
            problem = $"{match.Groups["minutes"].Value} minutes are not less than 60";
        // Catalogs that round seconds write 60 for the start of the next minute.
        else if (seconds > 60)
            problem = $"{match.Groups["seconds"].Value} seconds are more than 60";
        else
            degrees = Angle.ToDegrees((whole * 3600 + minutes * 60 + seconds) / 3600, unit);
        return problem.Length == 0;
    }

    private static AngleUnit? FindUnit(string text) => text.ToLowerInvariant() switch
    {
        "deg" or "degree" or "degrees" or "d" or "°" => AngleUnit.Degree,
        "h" or "hr" or "hour" or "hours" or "hourangle" => AngleUnit.Hour,
        "arcmin" or "arcmins" or "arcminute" or "arcminutes" or "amin" or "'" or "′" or "’" => AngleUnit.Arcminute,
        "arcsec" or "arcsecs" or "arcsecond" or "arcseconds" or "asec" or "\"" or "″" or "”" or "''" => AngleUnit.Arcsecond,
        "mas" or "milliarcsec" or "milliarcsecond" or "milliarcseconds" => AngleUnit.Milliarcsecond,
        "rad" or "radian" or "radians" => AngleUnit.Radian,
        _ => null,
    };

    private static double ParseNumber(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+,\d+", RegexOptions.CultureInvariant)]
    private static partial Regex DecimalCommaPattern();

    [GeneratedRegex($@"^(?<number>{Number})\s*(?<unit>[^\d\s.,:+-]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex SingleNumberPattern();

    // 5h34m31.9s, 22d00m52s, 22°00′52″, 5h34.5m
    [GeneratedRegex(
        @"^(?<first>\d+)\s*(?<unit>h|d|°|deg)\s*(?:(?<minutes>\d+)\s*[m'′’]\s*(?:(?<seconds>\d+\.?\d*|\.\d+)\s*(?:s|""|″|”|''))?"
        + @"|(?<minutes>\d+\.\d*)\s*[m'′’])$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex LetteredPattern();

    // 05:34:31.9, 05 34 31.9, 05:34.5
    [GeneratedRegex(
        @"^(?<first>\d+)(?:\s*:\s*|\s+)(?:(?<minutes>\d+)(?:\s*:\s*|\s+)(?<seconds>\d+\.?\d*|\.\d+)|(?<minutes>\d+\.?\d*))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex SeparatedPattern();
}
