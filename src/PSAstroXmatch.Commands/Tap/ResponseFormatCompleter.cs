using System.Collections;
using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the common response formats of TAP services; a service may have others.</summary>
public sealed class ResponseFormatCompleter : TapCompleter
{
    private static readonly string[] Formats = ["votable", "csv", "tsv", "fits", "json", "text"];

    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) => Formats.Select(format => Result(format, null, null));
}
