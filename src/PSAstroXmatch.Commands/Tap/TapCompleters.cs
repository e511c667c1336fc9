using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
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

/// <summary>Completes the common response formats of TAP services; a service may have others.</summary>
public sealed class ResponseFormatCompleter : TapCompleter
{
    private static readonly string[] Formats = ["votable", "csv", "tsv", "fits", "json", "text"];

    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) => Formats.Select(format => Result(format, null, null));
}

/// <summary>Completes the ids and names of the stored jobs.</summary>
public sealed class TapJobCompleter : TapCompleter
{
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound) => TapJobStore.OfUser.List([])
        .SelectMany(job => new[] { job.Id, job.Name }.Where(CompletionText.IsOffered).Select(text => Result(text, null, $"{job.Service}: {job.Query}")));
}

/// <summary>
/// Completes the last word of an ADQL query: tables after FROM, JOIN or a comma in such a list; elsewhere the columns of the tables in the
/// query. Uses only stored tables and columns, never the network.
/// </summary>
public sealed partial class TapQueryCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // PowerShell gives the value of what was typed, between quotation marks of the kind that was typed: all of it is escaped anew.
        bool isDouble = wordToComplete.StartsWith('"');
        string text = Unquoted(wordToComplete);
        if (IsExpanded(commandAst, text))
            return [];
        string word = LastWord().Match(text).Value, before = text[..^word.Length];
        IReadOnlyList<TapTableInfo> tables;
        try
        {
            tables = SchemaStore.OfUser.Find(TapSession.Address(fakeBoundParameters["Service"] as string));
        }
        catch (AstroException)
        {
            // Unknown service; the command itself will report it.
            return [];
        }

        IEnumerable<(string Name, string? Tip)> names = AfterFrom().IsMatch(before)
            ? Named(tables, word).Select(table => (table.Name, table.Description))
            : Columns(tables, text, ref word, ref before);
        string start = before;
        return
        [
            .. from name in names.DistinctBy(name => name.Name)
               where CompletionText.IsOffered(name.Name)
               let query = start + name.Name
               select CompletionText.Result(isDouble ? CompletionText.QuoteDouble(query) : CompletionText.Quote(query), name.Name, name.Tip),
        ];
    }

    private static string Unquoted(string word)
    {
        if (word.Length == 0 || word[0] is not ('\'' or '"'))
            return word;
        return word.Length > 1 && word[^1] == word[0] ? word[1..^1] : word[1..];
    }

    // A text with variables in it has lost them here: it can't be put back.
    private static bool IsExpanded(CommandAst command, string text) =>
        command.CommandElements.OfType<ExpandableStringExpressionAst>().Any()
        && !command.CommandElements.OfType<StringConstantExpressionAst>().Any(constant => constant.Value == text);

    private static IEnumerable<TapTableInfo> Named(IReadOnlyList<TapTableInfo> tables, string word) => tables.Where(table =>
        table.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase) || TapBrowsing.BareName(table).StartsWith(word, StringComparison.OrdinalIgnoreCase));

    // A column may follow an alias or table name and a dot, which are kept.
    private static IEnumerable<(string Name, string? Tip)> Columns(IReadOnlyList<TapTableInfo> tables, string text, ref string word, ref string before)
    {
        int dot = word.LastIndexOf('.');
        if (dot >= 0)
        {
            before += word[..(dot + 1)];
            word = word[(dot + 1)..];
        }

        string given = word;
        TapTableInfo[] named = [.. tables.Where(table => Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(table.Name)}(?![\w.])", RegexOptions.IgnoreCase)
            || Regex.IsMatch(text, $@"(?<![\w.]){Regex.Escape(TapBrowsing.BareName(table))}(?![\w.])", RegexOptions.IgnoreCase))];
        return (named.Length > 0 ? named : tables)
            .SelectMany(table => table.Columns ?? [])
            .Where(column => column.Name.StartsWith(given, StringComparison.OrdinalIgnoreCase))
            .Select(column => (column.Name, (string?)TapColumnCompleter.Tip(column)));
    }

    [GeneratedRegex(@"[\w.]*$")]
    private static partial Regex LastWord();

    [GeneratedRegex(@"\b(FROM|JOIN)\s+([\w.""]+(\s+(AS\s+)?\w+)?\s*,\s*)*$", RegexOptions.IgnoreCase)]
    private static partial Regex AfterFrom();
}
