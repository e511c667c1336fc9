using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text;

namespace PSAstroXmatch.Host;

/// <summary>The few lines that the console prints of an error.</summary>
internal static class ErrorText
{
    /// <summary>The text of a terminating error; of a parse error one message for each place.</summary>
    public static string Of(RuntimeException error) =>
        error is ParseException { Errors.Length: > 0 } parseException
            ? string.Join(Environment.NewLine, parseException.Errors.Select(OfParseError))
            : Of(error.ErrorRecord);

    /// <summary>The message; then where in the script; then what the error recommends.</summary>
    public static string Of(ErrorRecord error)
    {
        StringBuilder text = new();
        string? command = error.InvocationInfo?.MyCommand?.Name;
        if (!string.IsNullOrEmpty(command) && error.InvocationInfo!.MyCommand.CommandType is CommandTypes.Cmdlet or CommandTypes.Function)
            text.Append(command).Append(": ");
        text.Append(error.ErrorDetails?.Message is { Length: > 0 } details ? details : error.Exception.Message);
        AppendPlace(text, error.InvocationInfo?.ScriptName, error.InvocationInfo?.ScriptLineNumber ?? 0);
        if (error.ErrorDetails?.RecommendedAction is { Length: > 0 } action)
            text.AppendLine().Append("  ").Append(action);
        return text.ToString();
    }

    private static string OfParseError(ParseError error)
    {
        StringBuilder text = new(error.Message);
        AppendPlace(text, error.Extent.File, error.Extent.StartLineNumber);
        return text.ToString();
    }

    private static void AppendPlace(StringBuilder text, string? script, int line)
    {
        if (line <= 0)
            return;
        text.AppendLine().Append("  at ");
        text.Append(string.IsNullOrEmpty(script) ? "line " : script + ":").Append(line.ToString(CultureInfo.InvariantCulture));
    }
}
