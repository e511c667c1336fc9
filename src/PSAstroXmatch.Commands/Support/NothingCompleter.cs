using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Offers nothing, for numbers, angles, times and free text. Without a completer, PowerShell would offer the files of the current folder; an
/// empty result prevents that, while null would not.
/// </summary>
public sealed class NothingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
