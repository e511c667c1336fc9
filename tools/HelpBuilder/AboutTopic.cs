using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace HelpBuilder;

/// <summary>
/// A page of docs that Get-Help shows as a topic too. Its first line says which, <c>&lt;!-- Get-Help about_CrossMatching --&gt;</c>; below the
/// title its first paragraph is the short description. Sections named Examples and See also become the parts that Get-Help expects.
/// </summary>
/// <param name="Name">The topic: about_CrossMatching.</param>
/// <param name="Page">Path of the Markdown file.</param>
/// <param name="Text">Plain text in lines of at most 80 columns.</param>
public sealed partial record AboutTopic(string Name, string Page, string Text)
{
    private const int Width = 80;
    private const int TextIndent = 4;
    private const int CodeIndent = 8;
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().Build();

    /// <summary>The topics among the pages of a folder, in order of the pages' names.</summary>
    /// <exception cref="HelpException">A page holds what plain text can't show.</exception>
    public static IReadOnlyList<AboutTopic> Read(string folder) =>
    [
        .. from page in Directory.EnumerateFiles(folder, "*.md").Order(StringComparer.Ordinal)
           let markdown = File.ReadAllText(page).ReplaceLineEndings("\n")
           let topic = FirstLine().Match(markdown)
           where topic.Success
           select new AboutTopic(topic.Groups[1].Value, page, ToText(topic.Groups[1].Value, page, markdown)),
    ];

    /// <summary>Writes every topic to its file, such as about_CrossMatching.help.txt.</summary>
    public static void Write(IEnumerable<AboutTopic> topics, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (AboutTopic topic in topics)
            File.WriteAllText(Path.Combine(folder, $"{topic.Name}.help.txt"), topic.Text);
    }

    private static string ToText(string name, string page, string markdown)
    {
        List<Block> blocks = [.. Markdown.Parse(markdown, Pipeline).Where(block => block is not HtmlBlock { Line: 0 })];
        if (blocks is not [HeadingBlock { Level: 1 }, ParagraphBlock summary, ..] || MarkdownText.Of(summary).Length > Width - TextIndent)
            throw new HelpException(page, 0, $"A topic begins with a title and a short description of one line of at most {Width - TextIndent} characters.");
        List<string> lines = ["TOPIC", "    " + name, "", "SHORT DESCRIPTION", "    " + MarkdownText.Of(summary), "", "LONG DESCRIPTION"];
        foreach (Block block in blocks[2..])
        {
            IReadOnlyList<string> rendered = Rendered(block, page);
            if (rendered.FirstOrDefault(line => line.Length > Width) is { } wide)
                throw new HelpException(page, block.Line, $"A line of a topic has at most {Width} columns: {wide.Trim()}");
            if (lines[^1] != "LONG DESCRIPTION" && !IsHeading(lines[^1]))
                lines.Add("");
            lines.AddRange(rendered);
        }

        return string.Join('\n', lines) + "\n";
    }

    // Text follows a heading without an empty line between them.
    private static bool IsHeading(string line) => line.Length > 0 && !line.StartsWith("    ", StringComparison.Ordinal);

    private static IReadOnlyList<string> Rendered(Block block, string page)
    {
        try
        {
            return Render(block) ?? throw new NotSupportedException($"A topic can't show a {block.GetType().Name}: write it in words.");
        }
        catch (NotSupportedException problem)
        {
            throw new HelpException(page, block.Line, problem.Message);
        }
    }

    private static IReadOnlyList<string>? Render(Block block) => block switch
    {
        HeadingBlock { Level: 2 } heading => [MarkdownText.Of(heading) is "Examples" or "See also" ? MarkdownText.Of(heading).ToUpperInvariant() : "  " + MarkdownText.Of(heading)],
        ParagraphBlock paragraph => Wrap(MarkdownText.Of(paragraph), Spaces(TextIndent), Spaces(TextIndent)),
        CodeBlock code => [.. MarkdownText.Code(code).Split('\n').Select(line => (Spaces(CodeIndent) + line).TrimEnd())],
        ListBlock list when list.OfType<ListItemBlock>().All(item => item.All(part => part is LeafBlock)) =>
        [
            .. MarkdownText.Paragraphs(list)
                .SelectMany(text => text.Split('\n'))
                .SelectMany(item => Wrap(item, Spaces(TextIndent), Spaces(TextIndent + item.IndexOf(' ') + 1))),
        ],
        Table table => RenderTable(table),
        _ => null,
    };

    // Columns as wide as their longest cell; the last one is wrapped in what is left. An empty header row is left out.
    private static List<string> RenderTable(Table table)
    {
        string[][] rows = [.. table.OfType<TableRow>()
            .Select(row => row.OfType<TableCell>().Select(cell => string.Join(' ', cell.OfType<LeafBlock>().Select(MarkdownText.Of))).ToArray())];
        rows = [.. rows.Where(row => row.Any(cell => cell.Length > 0))];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length - 1).Select(column => rows.Max(row => row[column].Length) + 2)];
        string indent = Spaces(TextIndent + widths.Sum());
        return [.. rows.SelectMany(row => Wrap(row[^1], Spaces(TextIndent) + string.Concat(row[..^1].Zip(widths, (cell, width) => cell.PadRight(width))), indent))];
    }

    private static List<string> Wrap(string text, string firstIndent, string indent)
    {
        List<string> lines = [];
        StringBuilder line = new(firstIndent);
        bool isEmpty = true;
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!isEmpty && line.Length + 1 + word.Length > Width)
            {
                lines.Add(line.ToString());
                line.Clear().Append(indent);
                isEmpty = true;
            }

            line.Append(isEmpty ? "" : " ").Append(word);
            isEmpty = false;
        }

        lines.Add(line.ToString().TrimEnd());
        return lines;
    }

    private static string Spaces(int count) => new(' ', count);

    [GeneratedRegex(@"\A<!-- Get-Help (about_\w+) -->\n")]
    private static partial Regex FirstLine();
}
