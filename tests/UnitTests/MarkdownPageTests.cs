using System.Text.RegularExpressions;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.UnitTests;

/// <summary>The README and the other pages for readers: their links lead somewhere, the README is short and names every cmdlet.</summary>
public sealed partial class MarkdownPageTests
{
    private const int LongestReadme = 200;
    private static readonly string Root = Repository.Root;

    /// <summary>Paths of all pages, relative to the root of the repository.</summary>
    public static IEnumerable<TheoryDataRow<string>> Pages =>
        from folder in new[] { "", "docs", "examples", Path.Combine("module", "help") }
        from page in Directory.EnumerateFiles(Path.Combine(Root, folder), "*.md").Order(StringComparer.Ordinal)
        select new TheoryDataRow<string>(Path.GetRelativePath(Root, page));

    [Fact]
    public void The_pages_for_readers_are_there()
    {
        string[] pages = [.. Pages.Select(row => row.Data.Replace('\\', '/'))];
        Assert.Superset(
            (HashSet<string>)["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/matching.md", "docs/tap.md", "module/help/Find-SkyMatch.md"],
            pages.ToHashSet());
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file_and_every_anchor_to_a_heading(string page)
    {
        string path = Path.Combine(Root, page);
        Assert.Empty(BrokenLinks(path, File.ReadAllText(path)));
    }

    [Theory]
    [InlineData("[a](docs/matching.md#chance) ![b](examples/figures/cluster-map.png) [c](https://example.org/x) [d](#here)\n\n## Here", 0)]
    [InlineData("[a](docs/nothing.md)", 1)]
    [InlineData("[a](docs/matching.md#no-such-heading)", 1)]
    [InlineData("[a](#here)\n\n```\n## Here\n```", 1)]
    [InlineData("`[a](docs/nothing.md)`", 0)]
    [InlineData("![a picture\nof two lines](nothing.png)", 1)]
    public void A_broken_link_is_found(string markdown, int count) =>
        Assert.Equal(count, BrokenLinks(Path.Combine(Root, "README.md"), markdown).Count());

    [Fact]
    public void The_README_has_at_most_200_lines() =>
        Assert.InRange(File.ReadAllLines(Path.Combine(Root, "README.md")).Length, 1, LongestReadme);

    [Fact]
    public void The_README_links_to_every_page_of_docs()
    {
        string readme = File.ReadAllText(Path.Combine(Root, "README.md"));
        Assert.All(Directory.GetFiles(Path.Combine(Root, "docs"), "*.md"), page => Assert.Contains($"](docs/{Path.GetFileName(page)})", readme));
    }

    [Fact]
    public void The_table_of_the_README_names_every_cmdlet_of_the_manifest_and_no_other()
    {
        string manifest = File.ReadAllText(Path.Combine(Root, "module", "PSAstroXmatch.psd1"));
        string exported = manifest[manifest.IndexOf("CmdletsToExport", StringComparison.Ordinal)..manifest.IndexOf("AliasesToExport", StringComparison.Ordinal)];
        string[] cmdlets = [.. CmdletNames().Matches(exported).Select(match => match.Value).Order(StringComparer.Ordinal)];
        string[] rows = [.. File.ReadAllText(Path.Combine(Root, "README.md")).Split("\n## Cmdlets\n")[1].Split("\n## ")[0].Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))];
        string[] named = [.. rows.SelectMany(row => CmdletNames().Matches(row.Split('|')[1])).Select(match => match.Value).Order(StringComparer.Ordinal)];
        Assert.True(cmdlets.Length > 30);
        Assert.Equal(cmdlets, named);
    }

    private static IEnumerable<string> BrokenLinks(string page, string markdown)
    {
        foreach (Match link in Links().Matches(WithoutCode(markdown)))
        {
            string target = link.Groups[1].Value;
            if (target.StartsWith("https://", StringComparison.Ordinal))
                continue;
            string[] parts = target.Split('#', 2);
            string file = parts[0].Length == 0 ? page : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(page)!, parts[0]));
            if (!File.Exists(file) && !Directory.Exists(file))
                yield return $"{target}: there is no such file";
            else if (parts.Length == 2 && !Anchors(file == page ? markdown : File.ReadAllText(file)).Contains(parts[1]))
                yield return $"{target}: there is no such heading";
        }
    }

    // The anchor of a heading: lower case, without punctuation, with hyphens for blanks.
    private static HashSet<string> Anchors(string markdown) =>
        [.. Headings().Matches(Fences().Replace(markdown, "")).Select(match => Punctuation().Replace(match.Groups[1].Value.Trim().ToLowerInvariant(), "").Replace(' ', '-'))];

    private static string WithoutCode(string markdown) => InlineCode().Replace(Fences().Replace(markdown, ""), "");

    [GeneratedRegex(@"\[[^\]]*\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex("^```.*?^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fences();

    [GeneratedRegex("`[^`\n]+`")]
    private static partial Regex InlineCode();

    [GeneratedRegex(@"^#{1,6} (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex(@"[^\w\- ]")]
    private static partial Regex Punctuation();

    [GeneratedRegex(@"\b[A-Z][a-z]+-[A-Z]\w+")]
    private static partial Regex CmdletNames();
}
