using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSAstroXmatch.Engine.Plotting;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the CSS colour names.</summary>
public sealed class ColorNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        [.. ColorNames.All.Where(name => name.StartsWith(wordToComplete.Trim('\'', '"'), StringComparison.OrdinalIgnoreCase)).Select(name => new CompletionResult(name))];
}
