using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Completes the categories or groups of a chart where their property is the class of Fermi's sources. Of another property they are not
/// known before the pipeline has run.
/// </summary>
public sealed class CategoryOrderCompleter : IArgumentCompleter
{
    private static readonly string[] ClassProperties = [nameof(FermiCscMatch.FermiClass), nameof(FermiSource.Class)];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // -Category is the property of a bar chart, and a switch of a scatter plot, whose categories are -X.
        string[] properties = parameterName == nameof(ChartCmdlet.GroupOrder) ? [nameof(ChartCmdlet.GroupBy)] : ["Category", "X"];
        return properties.Any(property => ClassProperties.Contains($"{fakeBoundParameters[property]}", StringComparer.OrdinalIgnoreCase))
            ? new FermiClassCompleter().CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters)
            : [];
    }
}
