using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>Completes the properties of the pipeline's objects, as far as the command line and the session's variables reveal them.</summary>
public sealed class PropertyNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        PropertyNames.Complete(UpstreamProperties.Of(commandAst), wordToComplete);
}
