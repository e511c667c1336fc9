using System.Globalization;

namespace PSAstroXmatch;

/// <summary>Epochs and equinoxes as Julian years (TT): J2000.0 is JD 2451545.0, and a year has 365.25 days.</summary>
/// <remarks>Besselian years are those of Lieske (1979, A&amp;A 73, 282): B1900.0 is JD 2415020.31352, and a year has 365.242198781 days.</remarks>
public static class JulianYear
{
    private const double J2000 = 2_451_545.0, DaysPerYear = 365.25;
    private const double B1900 = 2_415_020.31352, DaysPerBesselianYear = 365.242198781;
    private const double Mjd0 = 2_400_000.5;

    /// <summary>Julian date of a Julian year.</summary>
    public static double ToJulianDate(double year) => J2000 + (year - 2000) * DaysPerYear;

    /// <summary>Julian year of a Julian date.</summary>
    public static double OfJulianDate(double jd) => 2000 + (jd - J2000) / DaysPerYear;

    /// <summary>Julian year of a modified Julian date.</summary>
    public static double OfModifiedJulianDate(double mjd) => OfJulianDate(mjd + Mjd0);

    /// <summary>Julian year of a date in UTC, taken as TT.</summary>
    public static double OfDate(DateTime date) => OfModifiedJulianDate(40_587 + (date - DateTime.UnixEpoch).TotalDays);

    /// <summary>Julian year of a Besselian year.</summary>
    public static double OfBesselian(double year) => OfJulianDate(B1900 + (year - 1900) * DaysPerBesselianYear);

    /// <summary>Besselian year of a Julian year.</summary>
    public static double ToBesselian(double year) => 1900 + (ToJulianDate(year) - B1900) / DaysPerBesselianYear;

    /// <summary>Reads an epoch: "J2016.0", "B1950", "2016.5" (a Julian year), or a date such as "2015-07-01" or "2015-07-01T12:00:00" (UTC, taken as TT).</summary>
    /// <param name="text">The text.</param>
    /// <param name="year">The Julian year.</param>
    public static bool TryParse(string? text, out double year)
    {
        text = text?.Trim() ?? "";
        year = double.NaN;
        char letter = text.Length > 0 ? char.ToUpperInvariant(text[0]) : '\0';
        string number = letter is 'J' or 'B' ? text[1..].TrimStart() : text;
        if (double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value))
        {
            year = letter == 'B' ? OfBesselian(value) : value;
            return true;
        }

        if (!DateTime.TryParseExact(
            text.TrimEnd('Z'), ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-ddTHH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date))
            return false;
        year = OfDate(date);
        return true;
    }

    /// <summary>A Julian year as text: "J2016.0".</summary>
    public static string Format(double year) => "J" + year.ToString("0.0###", CultureInfo.InvariantCulture);
}
