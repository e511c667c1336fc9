using System.Globalization;
using System.Management.Automation;
using System.Numerics;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Converts a duration: a number with a unit (90s, 5min, 2h, 3d, 50.5ks), hours and minutes (00:05:00), a TimeSpan, or a number of seconds.
/// </summary>
public sealed partial class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null or TimeSpan => value,
            string text => Parse(text.Trim()),
            _ when QuantityArgument.Convert(inputData, "s", "a duration") is double seconds => FromSeconds(seconds, value),
            _ when NumberLiteral.TypedWithLetters(inputData) is { } typed => Parse(typed),
            // $age = 1d, or @{ CacheAge = 1d }: the d is gone.
            decimal or short or sbyte or byte or ushort or uint or ulong or BigInteger => throw NumberLiteral.UnitLost(value, "a duration", "d", "s"),
            _ when NumberLiteral.IsNumber(value) => FromSeconds(NumberLiteral.ToDouble(value), value),
            _ => throw Invalid(value),
        };
    }

    private static TimeSpan Parse(string text)
    {
        if (NumberWithUnit().Match(text) is { Success: true } match)
        {
            double number = double.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture);
            return UnitOf(match.Groups["unit"].Value) is double seconds ? FromSeconds(number * seconds, text) : throw Invalid(text);
        }

        return Clock().Match(text) is { Success: true } clock ? FromClock(clock, text) : throw Invalid(text);
    }

    // Case matters where a letter is a prefix: ms are thousandths of a second, Ms are millions. A year is a Julian one of 365.25 days.
    private static double? UnitOf(string unit) => unit switch
    {
        "" => 1,
        "ms" => 0.001,
        "Ms" => 1e6,
        _ => unit.ToLowerInvariant() switch
        {
            "s" or "sec" or "second" or "seconds" => 1,
            "ks" or "kilosecond" or "kiloseconds" => 1000,
            "m" or "min" or "minute" or "minutes" => 60,
            "h" or "hr" or "hour" or "hours" => 3600,
            "d" or "day" or "days" => 86_400,
            "w" or "week" or "weeks" => 604_800,
            "y" or "yr" or "year" or "years" => 31_557_600,
            _ => null,
        },
    };

    // .NET itself reads 24:00:00 as 24 days.
    private static TimeSpan FromClock(Match clock, string text)
    {
        double Part(string name) => clock.Groups[name] is { Success: true } part ? double.Parse(part.Value, CultureInfo.InvariantCulture) : 0;
        if (Part("minutes") >= 60 || Part("seconds") >= 60 || (clock.Groups["days"].Success && Part("hours") >= 24))
            throw Invalid(text);
        return FromSeconds(((Part("days") * 24 + Part("hours")) * 60 + Part("minutes")) * 60 + Part("seconds"), text);
    }

    private static TimeSpan FromSeconds(double seconds, object given) =>
        seconds >= 0 && seconds <= TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(seconds) : throw Invalid(given);

    private static ArgumentTransformationMetadataException Invalid(object? value) => DecimalComma.Error(value, "duration") ?? new(
        $"'{ValueText.Format(value)}' is not a duration. Write a number and a unit, such as 90s, 50.5ks, 5min, 2h, 3d, "
        + "1week or 1y, with a decimal point, or 00:05:00; a number without a unit is in seconds.");

    [GeneratedRegex(@"^(?<number>[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)\s*(?<unit>[A-Za-z]*)$", RegexOptions.CultureInvariant)]
    private static partial Regex NumberWithUnit();

    [GeneratedRegex(@"^(?:(?<days>[0-9]+)\.)?(?<hours>[0-9]+):(?<minutes>[0-9]{1,2})(?::(?<seconds>[0-9]{1,2}(?:\.[0-9]+)?))?$", RegexOptions.CultureInvariant)]
    private static partial Regex Clock();
}
