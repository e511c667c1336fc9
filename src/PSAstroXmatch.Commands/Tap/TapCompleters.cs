using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>
/// Base of the completers. They use only the tables and columns stored by Get-TapTable and Get-TapColumn, never the network.
/// </summary>
public abstract class TapCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = wordToComplete.Trim('\'', '"');
        return Complete(word, fakeBoundParameters).Where(found => found.ListItemText.StartsWith(word, StringComparison.OrdinalIgnoreCase)
            || found.CompletionText.Trim('\'').StartsWith(word, StringComparison.OrdinalIgnoreCase));
    }

    private protected abstract IEnumerable<CompletionResult> Complete(string word, IDictionary bound);

    private protected static IReadOnlyList<TapTableInfo> Tables(IDictionary bound)
    {
        try
        {
            return SchemaStore.OfUser.Find(TapSession.Address(bound["Service"] as string));
        }
        catch (AstroException)
        {
            // Unknown service; the command itself will report it.
            return [];
        }
    }

    private protected static CompletionResult Result(string text, string? shown, string? tip) =>
        CompletionText.Result(CompletionText.Argument(text, bare: "_.-:/"), string.IsNullOrEmpty(shown) ? text : shown, tip);
}

/// <summary>Completes the names of services.</summary>
public sealed class TapServiceCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        TapServices.Known.Select(service => Result(service.Key, null, $"{service.Value.Name}: {service.Value.BaseUri}"));
}

/// <summary>Completes the names of tables, with their schema or without.</summary>
public sealed class TapTableCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) =>
        from table in Tables(bound)
        where CompletionText.IsOffered(table.Name)
        select Result(table.Name, TapBrowsing.BareName(table), table.Description);
}

/// <summary>Completes the names of the columns of the tables that the command names.</summary>
public sealed class TapColumnCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound)
    {
        TextFilter names = new([.. LanguagePrimitives.GetEnumerable(bound["Table"])?.Cast<object>().Select(item => $"{item}") ?? [$"{bound["Table"]}"]]);
        return from table in Tables(bound)
               where TapBrowsing.IsNamed(table, names)
               from column in table.Columns ?? []
               where CompletionText.IsOffered(column.Name)
               select Result(column.Name, null, Tip(column));
    }

    /// <summary>The tooltip of a column.</summary>
    internal static string Tip(TapColumnInfo column) =>
        string.Join(", ", new[] { column.Description, column.Unit, column.Ucd }.Where(text => !string.IsNullOrWhiteSpace(text)));
}
