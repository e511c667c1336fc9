using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Completes the categories or groups of a chart if their property is the Fermi source class. The values of any other property are not
/// known until the pipeline has run.
/// </summary>
public sealed class CategoryOrderCompleter : IArgumentCompleter
{
    private static readonly string[] ClassProperties = [nameof(FermiCscMatch.FermiClass), nameof(FermiSource.Class)];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // -Category is a property in a bar chart but a switch in a scatter plot, where -X holds the categories.
        string[] properties = parameterName == nameof(ChartCmdlet.GroupOrder) ? [nameof(ChartCmdlet.GroupBy)] : ["Category", "X"];
        return properties.Any(property => ClassProperties.Contains($"{fakeBoundParameters[property]}", StringComparer.OrdinalIgnoreCase))
            ? new FermiClassCompleter().CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters)
            : [];
    }
}
