using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Finds a number that was written with a decimal comma: '5,5' is a text, and 5,5 without quotation marks a list of two for PowerShell.
/// </summary>
internal static partial class DecimalComma
{
    /// <summary>What to say of an argument that has a decimal comma; null where it has none.</summary>
    /// <param name="value">A text, or the list that PowerShell makes of a number with a comma.</param>
    public static string? Advice(object? value) => value switch
    {
        string text when Written().Match(text) is { Success: true } number => Advice(number.Value),
        object[] parts when Joined(parts) is string text && Written().IsMatch(text) =>
            $"PowerShell takes a comma for a list, here of {string.Join(" and ", text.Split(','))}. {Advice(Written().Match(text).Value)}",
        _ => null,
    };

    /// <summary>The error of a list that is given for a single value, or of a decimal comma; null where it is neither.</summary>
    public static ArgumentTransformationMetadataException? Error(object? value, string wanted)
    {
        if (Advice(value) is string advice)
            return new(value is string text ? $"'{text}' has a decimal comma. {advice}" : advice);
        return value is object[] list ? new($"Give one {wanted}, not a list of {list.Length}.") : null;
    }

    private static string Advice(string number) => $"Numbers take a decimal point: write {number.Replace(',', '.')}, not {number}.";

    private static string? Joined(object[] parts) => parts.Length == 2
        ? string.Join(',', parts.Select(part => ValueText.Format(part is PSObject wrapped ? wrapped.BaseObject : part)))
        : null;

    // The exponent too, so that 1,5e-14 is shown whole.
    [GeneratedRegex(@"[+-]?\d+,\d+([eE][+-]?\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
