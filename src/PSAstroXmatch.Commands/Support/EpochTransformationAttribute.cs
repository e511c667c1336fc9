using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Converts an epoch given as a Julian year (2008.5, J2008.5) or a date to a Julian year.</summary>
public sealed class EpochTransformationAttribute : ArgumentTransformationAttribute
{
    // J2000.0 is 2000-01-01 12:00 TT, which is 64.184 s before 12:00 UTC.
    private static readonly DateTime J2000 = new DateTime(2000, 1, 1, 12, 0, 0, DateTimeKind.Utc).AddSeconds(-64.184);

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null => null,
            DateTime date => YearOf(date.ToUniversalTime()),
            DateTimeOffset date => YearOf(date.UtcDateTime),
            string text => Parse(text.Trim()),
            IConvertible number => Checked(Convert.ToDouble(number, CultureInfo.InvariantCulture), value),
            _ => throw Invalid(value),
        };
    }

    private static double Parse(string text)
    {
        string year = text.StartsWith('J') || text.StartsWith('j') ? text[1..] : text;
        if (double.TryParse(year, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            return Checked(number, text);
        return DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date) && !text.Contains(',')
            ? YearOf(date)
            : throw Invalid(text);
    }

    private static double YearOf(DateTime date) => 2000 + (date - J2000).TotalDays / 365.25;

    private static double Checked(double year, object given) => year is >= 1500 and <= 2500 ? year : throw Invalid(given);

    private static ArgumentTransformationMetadataException Invalid(object? value) =>
        DecimalComma.Error(value, "epoch") ?? new($"'{value}' is not an epoch. Write a Julian year such as 2008.5, with a decimal point, or a date such as 2008-07-02.");
}
