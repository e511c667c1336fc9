using System.Text;
using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace HelpBuilder;

/// <summary>
/// A page of help: a Markdown file in the layout of platyPS, with the name of the cmdlet as title, and the sections SYNOPSIS, DESCRIPTION,
/// EXAMPLES (each under a heading of its own), INPUTS, OUTPUTS, NOTES and RELATED LINKS. Parameters are described in the code.
/// </summary>
/// <param name="name">Name of the cmdlet.</param>
public sealed class HelpPage(string name)
{
    private static readonly string[] Sections = ["SYNOPSIS", "DESCRIPTION", "EXAMPLES", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly Dictionary<string, List<string>> _paragraphs = [];
    private readonly List<HelpExample> _examples = [];
    private readonly List<HelpLink> _links = [];

    /// <summary>Name of the cmdlet.</summary>
    public string Name { get; } = name;

    /// <summary>One sentence.</summary>
    public string Synopsis => string.Join(' ', Section("SYNOPSIS"));

    /// <summary>Paragraphs.</summary>
    public IReadOnlyList<string> Description => Section("DESCRIPTION");

    /// <summary>Examples in order.</summary>
    public IReadOnlyList<HelpExample> Examples => _examples;

    /// <summary>What can be piped into the cmdlet.</summary>
    public IReadOnlyList<string> Inputs => Section("INPUTS");

    /// <summary>What the cmdlet emits.</summary>
    public IReadOnlyList<string> Outputs => Section("OUTPUTS");

    /// <summary>Further remarks.</summary>
    public IReadOnlyList<string> Notes => Section("NOTES");

    /// <summary>Related topics.</summary>
    public IReadOnlyList<HelpLink> Links => _links;

    /// <summary>Reads all pages of a folder, in order of their names.</summary>
    /// <param name="folder">A folder with a file for each cmdlet: Find-SkyMatch.md.</param>
    /// <exception cref="HelpException">A page does not have the layout of help, or its title is not the name of its file.</exception>
    public static IReadOnlyList<HelpPage> ReadAll(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*-*.md").Order(StringComparer.Ordinal).Select(Read)];

    /// <summary>Reads the page of a cmdlet. All texts become plain text.</summary>
    /// <param name="file">Path of the Markdown file.</param>
    /// <exception cref="HelpException">It does not have the layout of help, or its title is not the name of its file.</exception>
    public static HelpPage Read(string file)
    {
        HelpPage? page = null;
        string section = "";
        foreach (Block block in Markdown.Parse(File.ReadAllText(file)))
        {
            try
            {
                switch (block)
                {
                    case HeadingBlock { Level: 1 } title when page is null:
                        page = new HelpPage(MarkdownText.Of(title));
                        break;
                    case HeadingBlock { Level: 2 } heading when page is not null:
                        section = page.StartSection(MarkdownText.Of(heading).ToUpperInvariant());
                        break;
                    case HeadingBlock { Level: 3 } heading when page is not null && section == "EXAMPLES":
                        page._examples.Add(new HelpExample(MarkdownText.Of(heading), "", "", []));
                        break;
                    case HeadingBlock:
                        throw new NotSupportedException("A page has one title, sections, and a heading for each example; this heading is none of them.");
                    default:
                        (page ?? throw new NotSupportedException("The page has no title, which is the name of the cmdlet.")).Add(block, section);
                        break;
                }
            }
            catch (NotSupportedException problem)
            {
                throw new HelpException(file, block.Line, problem.Message);
            }
        }

        if (page is null)
            throw new HelpException(file, 0, "The page has no title, which is the name of the cmdlet.");
        return page.Name == Path.GetFileNameWithoutExtension(file)
            ? page
            : throw new HelpException(file, 0, $"The title is '{page.Name}', but the file is named {Path.GetFileName(file)}.");
    }

    private IReadOnlyList<string> Section(string section) => _paragraphs.GetValueOrDefault(section) ?? [];

    private string StartSection(string section)
    {
        if (section == "PARAMETERS")
            throw new NotSupportedException("Describe parameters in the documentation comments of their properties, not on the page.");
        if (!Sections.Contains(section))
            throw new NotSupportedException($"There is no section '{section}'. The sections are {string.Join(", ", Sections)}.");
        if (!_paragraphs.TryAdd(section, []))
            throw new NotSupportedException($"The section {section} appears twice.");
        return section;
    }

    private void Add(Block block, string section)
    {
        if (section.Length == 0 || (section == "EXAMPLES" && _examples.Count == 0))
            throw new NotSupportedException("This text belongs to no section or example.");
        if (section == "RELATED LINKS")
            AddLinks(block);
        else if (section != "EXAMPLES")
            _paragraphs[section].AddRange(MarkdownText.Paragraphs(block));
        else if (block is FencedCodeBlock code)
            _examples[^1] = WithCode(_examples[^1], code);
        else
            _examples[^1] = _examples[^1] with { Remarks = [.. _examples[^1].Remarks, .. MarkdownText.Paragraphs(block)] };
    }

    private static HelpExample WithCode(HelpExample example, FencedCodeBlock code) => code.Info switch
    {
        "powershell" when example.Code.Length == 0 => example with { Code = MarkdownText.Code(code) },
        "output" when example.Code.Length > 0 && example.Output.Length == 0 => example with { Output = MarkdownText.Code(code) },
        _ => throw new NotSupportedException("An example is one block of powershell, followed by one of output where that is shown."),
    };

    private void AddLinks(Block block)
    {
        LinkInline[] links = [.. block.Descendants<LinkInline>()];
        if (links.Length == 0)
            throw new NotSupportedException("RELATED LINKS contains only links.");
        _links.AddRange(links.Select(link => new HelpLink(string.Concat(link.Descendants<LiteralInline>().Select(text => text.Content.ToString())), link.Url ?? "")));
    }
}

/// <summary>An example.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Code">The script.</param>
/// <param name="Output">What the console shows then; empty if the page does not tell.</param>
/// <param name="Remarks">Paragraphs about it.</param>
public sealed record HelpExample(string Title, string Code, string Output, IReadOnlyList<string> Remarks);

/// <summary>A related topic.</summary>
/// <param name="Text">Name of the cmdlet or topic.</param>
/// <param name="Target">Address, or path of a file relative to the page.</param>
public sealed record HelpLink(string Text, string Target);

/// <summary>Markdown as the plain text that a console shows.</summary>
internal static class MarkdownText
{
    /// <summary>The text of a heading or paragraph: code and emphasis without their marks, links by their text.</summary>
    /// <exception cref="NotSupportedException">It has an element that help cannot show.</exception>
    public static string Of(LeafBlock block)
    {
        StringBuilder text = new();
        if (block.Inline is not null)
            Append(text, block.Inline);
        return text.ToString().Trim();
    }

    /// <summary>The lines of a block of code.</summary>
    public static string Code(CodeBlock block) => block.Lines.ToString().ReplaceLineEndings("\n").TrimEnd();

    /// <summary>The paragraphs of a block; a list is one, with a line for each item.</summary>
    /// <exception cref="NotSupportedException">Help cannot show such a block.</exception>
    public static IEnumerable<string> Paragraphs(Block block) => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph)],
        ListBlock list => [string.Join('\n', list.OfType<ListItemBlock>().Select((item, index) => Mark(list, index) + string.Join(' ', item.OfType<LeafBlock>().Select(Of))))],
        CodeBlock code => [string.Join('\n', Code(code).Split('\n').Select(line => "    " + line))],
        _ => throw NotShown(block),
    };

    private static string Mark(ListBlock list, int index) => list.IsOrdered ? $"{index + 1}. " : "- ";

    private static void Append(StringBuilder text, Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                text.Append(literal.Content.ToString());
                break;
            case CodeInline code:
                text.Append(code.Content);
                break;
            case LineBreakInline:
                text.Append(' ');
                break;
            case HtmlEntityInline entity:
                text.Append(entity.Transcoded.ToString());
                break;
            case AutolinkInline link:
                text.Append(link.Url);
                break;
            // Two variables such as $_.Left and $_.Right in one paragraph: Markdown takes the text between the underscores for emphasis.
            case EmphasisInline { DelimiterChar: '_' }:
                throw new NotSupportedException("Underscores around a text are emphasis and vanish: write code such as $_ between backquotes, and emphasis with asterisks.");
            case ContainerInline container:
                foreach (Inline child in container)
                    Append(text, child);
                break;
            default:
                throw NotShown(inline);
        }
    }

    private static NotSupportedException NotShown(object element) => new($"Help cannot show a {element.GetType().Name}: write it in words.");
}
