using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch;

/// <summary>A point in time, read the same way in every culture, calendar and time zone.</summary>
public readonly partial record struct AstroTime
{
    private const double MjdOfJd = 2_400_000.5;
    private const double J2000Mjd = 51_544.5;
    private const double UnixEpochMjd = 40_587;

    // Terrestrial Time was 64.184 s ahead of UTC in 2000, and has been 69.184 s since 2017: 0.0000002 years of difference.
    private const double TerrestrialDays = 64.184 / 86_400;

    private static readonly string[] Formats =
    [
        .. from time in new[] { "", "HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF" }
           from separator in time.Length == 0 ? new[] { "" } : ["'T'", " "]
           from zone in new[] { "", "'Z'", "zzz" }
           select "yyyy-MM-dd" + separator + time + zone,
    ];

    private AstroTime(double mjd, double? julianYear = null)
    {
        Mjd = mjd;
        JulianYear = julianYear ?? 2000 + (mjd + TerrestrialDays - J2000Mjd) / 365.25;
    }

    /// <summary>The modified Julian date, in UTC.</summary>
    public double Mjd { get; }

    /// <summary>The time as a date, in UTC.</summary>
    public DateTime Utc => DateTime.UnixEpoch.AddTicks((long)Math.Round((Mjd - UnixEpochMjd) * TimeSpan.TicksPerDay / 1000) * 1000);

    /// <summary>The Julian year, in Terrestrial Time: 2000.0 is 2000-01-01 12:00.</summary>
    public double JulianYear { get; }

    /// <summary>Whether a number can be a year: 1500 to 2500. No calendar but the Gregorian one is in these years now.</summary>
    public static bool IsYear(double year) => year is >= 1500 and <= 2500;

    /// <summary>The time of a date; one that is local is converted, and one of unspecified kind is in UTC, as in tables (DALI 1.1, section 3.3.3).</summary>
    /// <returns>False if the year is not from 1500 to 2500.</returns>
    public static bool TryFrom(DateTime date, out AstroTime time)
    {
        DateTime utc = date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date;
        time = new AstroTime((utc - DateTime.UnixEpoch).TotalDays + UnixEpochMjd);
        return IsYear(utc.Year);
    }

    /// <summary>
    /// The time of a number, which its size tells: a Julian year from 1500 to 2500, a modified Julian date from 15,000 to 100,000 (1899 to
    /// 2132), or a Julian date from 2,415,000 to 2,500,000 (1899 to 2132).
    /// </summary>
    /// <returns>False if the number is outside of these ranges.</returns>
    public static bool TryFrom(double number, out AstroTime time)
    {
        AstroTime? found = number switch
        {
            >= 1500 and <= 2500 => OfJulianYear(number),
            >= 15_000 and <= 100_000 => new AstroTime(number),
            >= 2_415_000 and <= 2_500_000 => new AstroTime(number - MjdOfJd),
            _ => null,
        };
        time = found ?? default;
        return found is not null;
    }

    /// <summary>
    /// Reads a time: a date of ISO 8601 (2008-07-02, 2008-07-02T12:30:00.5, with a blank for the T, with Z or an offset such as +02:00;
    /// without them in UTC), MJD 54649.5, JD 2454650, J2008.5, B1950.0 (Besselian year), or a number alone, as in
    /// <see cref="TryFrom(double, out AstroTime)"/>. What depends on a culture, such as 02.07.2008 or 7/2/2008, is not read.
    /// </summary>
    /// <returns>False if the text is not a time, or not in the years 1500 to 2500.</returns>
    public static bool TryParse(string? text, out AstroTime time)
    {
        string trimmed = (text ?? "").Trim();
        if (Numeric().Match(trimmed) is { Success: true } match)
        {
            double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            return TryFrom(match.Groups["scale"].Value.ToUpperInvariant(), number, out time);
        }

        time = default;
        return DateTime.TryParseExact(
            MoreThanTicks().Replace(trimmed, "$1"), Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date)
            && TryFrom(date, out time);
    }

    /// <summary>The date of ISO 8601, in UTC.</summary>
    public override string ToString() => ValueText.Format(Utc) + "Z";

    private static bool TryFrom(string scale, double number, out AstroTime time)
    {
        if (scale.Length == 0)
            return TryFrom(number, out time);
        time = scale switch
        {
            "MJD" => new AstroTime(number),
            "JD" => new AstroTime(number - MjdOfJd),
            "J" => OfJulianYear(number),
            _ => OfBesselianYear(number),
        };
        return IsYear(time.JulianYear);
    }

    private static AstroTime OfJulianYear(double year) => new(J2000Mjd + (year - 2000) * 365.25 - TerrestrialDays, year);

    // Lieske 1979, A&A 73, 282: a tropical year of 365.242198781 days, and B1900.0 = JD 2415020.31352.
    private static AstroTime OfBesselianYear(double year) =>
        new(2_415_020.31352 - MjdOfJd + (year - 1900) * 365.242198781 - TerrestrialDays);

    [GeneratedRegex(@"^(?<scale>MJD|JD|J|B)?\s*(?<number>[0-9]+(?:\.[0-9]*)?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Numeric();

    // Other programs write nanoseconds; a DateTime has 7 decimals.
    [GeneratedRegex(@"(\.[0-9]{7})[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex MoreThanTicks();
}
