using System.Globalization;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

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
