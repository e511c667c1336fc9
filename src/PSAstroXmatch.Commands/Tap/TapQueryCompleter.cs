using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

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
