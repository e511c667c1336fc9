using System.ComponentModel;
using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Commands;

/// <summary>Converts an angle given as text with a unit (3arcsec, 0.5deg, 1.5') or as a number of degrees.</summary>
public sealed class AngleTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            Angle angle => angle,
            string text => Parse(text),
            double or float or decimal or int or long or short or byte =>
                Angle.FromDegrees(Convert.ToDouble(value, CultureInfo.InvariantCulture)),
            object[] => throw DecimalComma.Error(value, "angle")!,
            _ => throw new ArgumentTransformationMetadataException($"'{value ?? "null"}' is not an angle. Write a number of degrees or a text such as 3arcsec."),
        };
    }

    private static Angle Parse(string text)
    {
        try
        {
            return Angle.Parse(text);
        }
        catch (AstroException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Recommendation}", problem);
        }
    }
}

/// <summary>Converts a position given as text ("05:34:31.9 +22:00:52", "83.63 22.01", "l=184.56 b=-5.78") or as an object with RA and Dec.</summary>
public sealed class SkyCoordinateTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        PSObject wrapped = PSObject.AsPSObject(inputData);
        try
        {
            return wrapped.BaseObject switch
            {
                SkyCoordinate coordinate => coordinate,
                string text => FramedPosition.Parse(text),
                object[] list => FromList(list),
                _ => FromProperties(wrapped),
            };
        }
        catch (AstroException problem)
        {
            throw new ArgumentTransformationMetadataException($"{problem.Message} {problem.Recommendation}", problem);
        }
    }

    // Without quotes, PowerShell reads 83.6,22.0 as a list of two.
    private static SkyCoordinate FromList(object[] list)
    {
        string[] parts = [.. list.Select(part => ValueText.Format(part is PSObject wrapped ? wrapped.BaseObject : part))];
        return parts.Length == 2
            ? SkyCoordinate.Parse(string.Join(' ', parts))
            : throw new ArgumentTransformationMetadataException(
                $"A list of {parts.Length} values is not a position: PowerShell reads a comma as a list separator. Write the position in quotes and with decimal points: '83.63 22.01'.");
    }

    private static SkyCoordinate FromProperties(PSObject wrapped) => ObjectPosition.Find(wrapped) ?? throw new ArgumentTransformationMetadataException(
        "This is not a position. Write text such as '05:34:31.9 +22:00:52' or '83.63 22.01' (degrees), or give an object with the properties RA and Dec.");
}

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

/// <summary>Converts a duration written as 90s, 5min, 2h, 3d or 00:05:00, a TimeSpan, or a number of seconds.</summary>
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly (string Unit, double Seconds)[] Units =
        [("ms", 0.001), ("min", 60), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null or TimeSpan => value,
            string text => Parse(text.Trim()),
            // PowerShell takes 1d for a decimal number and 5s for a short one. What was typed is still known where it is typed as an argument.
            IConvertible when inputData is PSObject && $"{inputData}" is { Length: > 0 } typed && char.IsLetter(typed[^1]) => Parse(typed),
            decimal => throw new ArgumentTransformationMetadataException(
                $"{value} may be a number of days that was written without quotation marks. Write '{value}d' for days, '{value}s' for seconds."),
            IConvertible number => Seconds(Convert.ToDouble(number, CultureInfo.InvariantCulture), value),
            _ => throw Invalid(value),
        };
    }

    private static TimeSpan Parse(string text)
    {
        foreach ((string unit, double seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.OrdinalIgnoreCase) && TryNumber(text[..^unit.Length].TrimEnd(), out double count))
                return Seconds(count * seconds, text);
        }

        if (TryNumber(text, out double plain))
            return Seconds(plain, text);
        return text.Contains(':') && TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out TimeSpan time) ? time : throw Invalid(text);
    }

    private static bool TryNumber(string text, out double number) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static TimeSpan Seconds(double seconds, object given) =>
        seconds >= 0 && seconds <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : throw Invalid(given);

    private static ArgumentTransformationMetadataException Invalid(object? value) =>
        DecimalComma.Error(value, "duration") ?? new($"'{value}' is not a duration. Write 90s, 5min, 2h, 3d or 00:05:00, with a decimal point; a plain number is in seconds.");
}

/// <summary>
/// Reads one or more numbers given as text in invariant culture. PowerShell itself takes the comma of '0,5' for a thousands separator and
/// silently reads 5.
/// </summary>
public sealed class NumberTransformationAttribute : ArgumentTransformationAttribute
{
    /// <summary>Whether the parameter takes a single number, so that a list of two is a number with a decimal comma.</summary>
    public bool IsScalar { get; set; }

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            double.NaN => throw new ArgumentTransformationMetadataException("NaN is not a valid limit."),
            string text => Parse(text),
            object[] several when IsScalar => throw DecimalComma.Error(several, "number")!,
            object[] several => Array.ConvertAll(several, item => Transform(engineIntrinsics, item)),
            _ => inputData,
        };
    }

    private static double Parse(string text)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && !double.IsNaN(number))
            return number;
        throw DecimalComma.Error(text, "number") ?? new ArgumentTransformationMetadataException($"'{text}' is not a number.");
    }
}

/// <summary>Reads a figure length such as 1600, 17cm, 120mm, 7in or 500px.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FigureLengthTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is FigureLength)
            return value;
        try
        {
            return TypeDescriptor.GetConverter(typeof(FigureLength)).ConvertFrom(value)!;
        }
        catch (FormatException problem)
        {
            throw new ArgumentTransformationMetadataException(problem.Message, problem);
        }
    }
}

/// <summary>
/// Detects a number written with a decimal comma: '5,5' is a string, and 5,5 without quotes is a list of two numbers to PowerShell.
/// </summary>
internal static partial class DecimalComma
{
    /// <summary>The advice for an argument with a decimal comma; null if it has none.</summary>
    /// <param name="value">A string, or the list that PowerShell makes from a number with a comma.</param>
    public static string? Advice(object? value) => value switch
    {
        string text when Written().Match(text) is { Success: true } number => Advice(number.Value),
        object[] parts when Joined(parts) is string text && Written().IsMatch(text) =>
            $"PowerShell reads a comma as a list separator, here between {string.Join(" and ", text.Split(','))}. {Advice(Written().Match(text).Value)}",
        _ => null,
    };

    /// <summary>The error for a list where a single value is expected, or for a decimal comma; null if the value is neither.</summary>
    public static ArgumentTransformationMetadataException? Error(object? value, string wanted)
    {
        if (Advice(value) is string advice)
            return new(value is string text ? $"'{text}' has a decimal comma. {advice}" : advice);
        return value is object[] list ? new($"Give one {wanted}, not a list of {list.Length}.") : null;
    }

    private static string Advice(string number) => $"Use a decimal point: write {number.Replace(',', '.')}, not {number}.";

    private static string? Joined(object[] parts) => parts.Length == 2
        ? string.Join(',', parts.Select(part => ValueText.Format(part is PSObject wrapped ? wrapped.BaseObject : part)))
        : null;

    // Includes the exponent, so that 1,5e-14 is shown whole.
    [GeneratedRegex(@"[+-]?\d+,\d+([eE][+-]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
