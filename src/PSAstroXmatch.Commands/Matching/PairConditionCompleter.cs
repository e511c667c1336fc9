using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Offers script blocks for -Where: an example of a difference, and, for each column that both sides have, that it is equal.
/// </summary>
public sealed class PairConditionCompleter : IArgumentCompleter
{
    private const string Example = "{ [Math]::Abs($_.Left.mag - $_.Right.mag) -lt 1 }";

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        HashSet<string> right = new(Names(nameof(FindSkyMatchCommand.Right), commandAst, fakeBoundParameters), StringComparer.OrdinalIgnoreCase);
        IEnumerable<(string Script, string Meaning)> offers =
        [
            (Example, "a difference of two columns; $_ is the match"),
            .. Names(nameof(FindSkyMatchCommand.Left), commandAst, fakeBoundParameters).Where(right.Contains)
                .Select(name => ($"{{ $_.Left.{Member(name)} -eq $_.Right.{Member(name)} }}", $"{name} is equal")),
        ];
        return [.. offers.Where(offer => offer.Script.StartsWith(wordToComplete, StringComparison.OrdinalIgnoreCase))
            .Select(offer => CompletionText.Result(offer.Script, offer.Script, offer.Meaning))];
    }

    private static IEnumerable<string> Names(string side, CommandAst command, IDictionary bound) =>
        SkyMatchColumnCompleter.Properties(side, bound[side], command).Select(property => property.Name).Where(CompletionText.IsOffered);

    private static string Member(string name) => CompletionText.Argument(name, bare: "_") is var text && !char.IsDigit(text[0]) ? text : CompletionText.Quote(name);
}
