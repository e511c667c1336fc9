using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace PSAstroXmatch.Commands;

/// <summary>Offers examples of an argument.</summary>
public abstract class ExampleCompleter : IArgumentCompleter
{
    private protected abstract IReadOnlyList<(string Example, string Meaning)> Examples { get; }

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        // An example is a whole argument, not another item of a list.
        bool isFurther = commandAst.Extent.Text.TrimEnd().EndsWith(',') || commandAst.Extent.Text.EndsWith("," + wordToComplete, StringComparison.Ordinal);
        return isFurther
            ? []
            : [.. Examples.Where(item => item.Example.Trim('\'').StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Select(item => new CompletionResult(item.Example, item.Example, CompletionResultType.ParameterValue, item.Meaning))];
    }
}

/// <summary>Offers a galactic and an equatorial position.</summary>
public sealed class PositionExampleCompleter : ExampleCompleter
{
    private protected override IReadOnlyList<(string, string)> Examples { get; } =
    [
        ("'l=0 b=0'", "galactic longitude and latitude, degrees"),
        ("'17:45:40 -29:00:28'", "right ascension in hours and declination in degrees, ICRS"),
    ];
}

/// <summary>Offers widths and heights of a field.</summary>
public sealed class FieldExampleCompleter : ExampleCompleter
{
    private protected override IReadOnlyList<(string, string)> Examples { get; } =
    [
        ("360deg,20deg", "the whole galactic plane, 10° to each side"),
        ("40deg,20deg", "40° wide and 20° high"),
        ("2deg", "2° wide and high"),
    ];
}
