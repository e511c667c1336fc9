using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Commands;

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
