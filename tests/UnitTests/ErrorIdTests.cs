using System.Reflection;
using System.Text.RegularExpressions;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.UnitTests;

/// <summary>The catalogue of errors: source, docs/errors.md and the categories of PowerShell say the same, and code decides by data.</summary>
public sealed partial class ErrorIdTests
{
    private static readonly string Root = Repository.Root;

    private static readonly string[] Ids = [.. typeof(ErrorIds).GetFields().Select(field => (string)field.GetRawConstantValue()!)];

    private static readonly IReadOnlyDictionary<string, string> Sources =
        Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin"))
            .ToDictionary(file => Path.GetRelativePath(Root, file), File.ReadAllText);

    [Fact]
    public void The_page_of_errors_lists_every_id_with_its_category_and_meaning()
    {
        Dictionary<string, string> meanings = Constants().Matches(Source("ErrorIds.cs"))
            .ToDictionary(match => match.Groups[2].Value, match => match.Groups[1].Value);
        Dictionary<string, string> categories = Categories().Matches(Source("Errors.cs"))
            .ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
        string[] expected = [.. Ids.Select(id => $"{id} | {categories[$"{Error(id).Kind}"]} | {meanings[id]}")];
        string[][] rows = [.. File.ReadAllLines(Path.Combine(Root, "docs", "errors.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | "))];
        Assert.Equal(expected, rows.Select(row => string.Join(" | ", row[..3]).Replace("`", "")));
        Assert.All(rows, row => Assert.EndsWith(".", row[3]));
        Assert.True(Ids.Length > 100);
    }

    [Fact]
    public void The_ids_are_in_order_and_are_called_as_they_read()
    {
        Assert.Equal(Ids.Order(StringComparer.OrdinalIgnoreCase), Ids);
        Assert.All(typeof(ErrorIds).GetFields(), (FieldInfo field) => Assert.Equal(field.Name, (string)field.GetRawConstantValue()!));
    }

    [Fact]
    public void Every_id_is_used_and_is_written_as_text_in_its_catalogue_only()
    {
        string code = string.Join('\n', Sources.Where(source => !IsCatalogue(source.Key)).Select(source => source.Value));
        Assert.All(Ids, id => Assert.Matches($@"\bErrorIds\.{id}\b", code));
        Assert.DoesNotMatch($"\"({string.Join('|', Ids)})\"", code);
    }

    [Fact]
    public void Every_error_is_made_with_an_id_of_the_catalogue()
    {
        (string File, string Id)[] made = [.. Sources.SelectMany(source => Throws().Matches(source.Value).Select(match => (source.Key, match.Groups[1].Value)))];
        Assert.True(made.Length > 100);
        Assert.DoesNotContain(made, error => !IdArgument().IsMatch(error.Id));
    }

    [Fact]
    public void An_id_that_is_not_in_the_catalogue_makes_no_error() =>
        Assert.Throws<ArgumentException>(() => Error("NoSuchId"));

    [Fact]
    public void No_code_looks_into_the_message_of_an_error() =>
        Assert.Empty(Sources.Where(source => MessageReaders().IsMatch(source.Value)).Select(source => source.Key));

    [Theory]
    [InlineData("error.Message.Contains(\"504\")")]
    [InlineData("error.Message.Split(':')[0]")]
    [InlineData("error.Message[10..]")]
    [InlineData("catch (AstroException { Message: \"x\" })")]
    public void A_look_into_a_message_is_found(string code) => Assert.Matches(MessageReaders(), code);

    private static AstroException Error(string id) => new(id, "What happened.", "What to do.");

    private static string Source(string name) => Assert.Single(Sources, source => Path.GetFileName(source.Key) == name).Value;

    private static bool IsCatalogue(string file) => Path.GetFileName(file) is "ErrorIds.cs" or "AstroException.cs";

    [GeneratedRegex(@"<summary>(.+)</summary>\s+public const string (\w+) =")]
    private static partial Regex Constants();

    [GeneratedRegex(@"AstroErrorKind\.(\w+) => ErrorCategory\.(\w+)")]
    private static partial Regex Categories();

    // The first argument of an error, also behind a target-typed new in a member of that type.
    [GeneratedRegex(@"(?:new AstroException\(|\bAstroException\??\s+\w+\([^;{}""]*=>\s*new\()\s*([^,\s)]+)")]
    private static partial Regex Throws();

    // A constant, or the parameter of a helper and the id of a cause, which come from one.
    [GeneratedRegex(@"^(ErrorIds\.\w+|errorId|id|cause\.ErrorId)$")]
    private static partial Regex IdArgument();

    [GeneratedRegex(@"\bMessage\??\.(Contains|StartsWith|EndsWith|IndexOf|LastIndexOf|Split|Equals)\b|\bMessage\[|\bMessage: """)]
    private static partial Regex MessageReaders();
}
