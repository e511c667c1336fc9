using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Converts an epoch to a Julian year: a year (2016.5, J2016.5, B1950), a date and time of ISO 8601, or a Julian date (JD 2457388.5,
/// MJD 57388). See <see cref="AstroTime"/>.
/// </summary>
public sealed class EpochTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        TimeArgument.Read(inputData, "an epoch", "a Julian year such as 2008.5, a date such as 2008-07-02, or MJD 54649")?.JulianYear;
}

/// <summary>
/// Converts a time to a DateTime in UTC: a date and time of ISO 8601, a Julian date (MJD 58849, JD 2458849.5), or a year. A whole year is
/// its first moment, as in the calendar.
/// </summary>
public sealed class TimeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        const string Examples = "a date such as 2020-01-31 or 2020-01-31T12:00Z, MJD 58879, or a year";
        return TimeArgument.WholeYear(inputData) is int year
            ? new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc)
            : TimeArgument.Read(inputData, "a time", Examples)?.Utc;
    }
}

/// <summary>Reads the argument of a parameter that takes a point in time.</summary>
internal static class TimeArgument
{
    /// <summary>The time of an argument; null for null.</summary>
    /// <param name="argument">The argument as PowerShell passes it.</param>
    /// <param name="what">What it should be, such as "an epoch".</param>
    /// <param name="examples">What to write.</param>
    /// <exception cref="ArgumentTransformationMetadataException">The argument is not a time.</exception>
    public static AstroTime? Read(object? argument, string what, string examples)
    {
        object? value = argument is PSObject wrapped ? wrapped.BaseObject : argument;
        if (value is null)
            return null;
        AstroTime time = default;
        bool isTime = (value as string ?? NumberLiteral.TypedWithLetters(argument)) is { } text
            ? AstroTime.TryParse(text, out time)
            : value switch
            {
                DateTime date => AstroTime.TryFrom(date, out time),
                DateTimeOffset date => AstroTime.TryFrom(date.UtcDateTime, out time),
                _ => NumberLiteral.IsNumber(value) && AstroTime.TryFrom(NumberLiteral.ToDouble(value), out time),
            };
        return isTime ? time : throw DecimalComma.Error(value, what[(what.IndexOf(' ') + 1)..])
            ?? new ArgumentTransformationMetadataException($"'{Shown(argument, value)}' is not {what}. Write {examples}, with a decimal point.");
    }

    /// <summary>The year of an argument that is four digits, as text or as a number; null for everything else.</summary>
    public static int? WholeYear(object? argument) =>
        (argument is PSObject wrapped ? wrapped.BaseObject : argument) switch
        {
            int or long when int.TryParse($"{argument}", NumberStyles.None, CultureInfo.InvariantCulture, out int year) && AstroTime.IsYear(year) => year,
            string text when text.Trim().Length == 4
                && int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int year)
                && AstroTime.IsYear(year) => year,
            _ => null,
        };

    private static string Shown(object? argument, object value) => NumberLiteral.TypedWithLetters(argument) ?? ValueText.Format(value);
}
