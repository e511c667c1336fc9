using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Texts of services and files on the command line, where the Tab key puts them: what Enter runs must be one argument, whatever a
/// table is called. PowerShell takes typographic quotation marks for its own.
/// </summary>
internal static class CompletionText
{
    /// <summary>Whether a name can be offered. One with control characters would be shown in another way than it runs.</summary>
    public static bool IsOffered(string name) => name.Length > 0 && VisibleText.IsPlain(name);

    /// <summary>An offer for an argument.</summary>
    /// <param name="completion">What is put on the command line, quoted.</param>
    /// <param name="shown">What the list shows.</param>
    /// <param name="tip">What is told of it; null or blank for what is shown.</param>
    /// <param name="type">The kind of argument.</param>
    public static CompletionResult Result(
        string completion, string shown, string? tip, CompletionResultType type = CompletionResultType.ParameterValue) =>
        new(completion, VisibleText.OnOneLine(shown), type, VisibleText.Of(string.IsNullOrWhiteSpace(tip) ? shown : tip));

    /// <summary>A text as one argument: between quotation marks where it has other characters than letters, digits and the given ones.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bare">Characters beside letters and digits that need no quotation marks.</param>
    public static string Argument(string text, string bare) =>
        text.Length > 0 && text[0] != '-' && text.All(c => char.IsLetterOrDigit(c) || bare.Contains(c)) ? text : Quote(text);

    /// <summary>A text between single quotation marks.</summary>
    public static string Quote(string text) => $"'{CodeGeneration.EscapeSingleQuotedStringContent(text)}'";

    /// <summary>A text between double quotation marks, of which nothing is expanded.</summary>
    public static string QuoteDouble(string text) =>
        $"\"{string.Concat(text.Select(c => c is '`' or '$' or '"' or (>= '\u201C' and <= '\u201E') ? $"`{c}" : $"{c}"))}\"";
}
