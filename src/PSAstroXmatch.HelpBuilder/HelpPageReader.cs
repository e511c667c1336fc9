using Markdig;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PSAstroXmatch.HelpBuilder;

/// <summary>
/// Reads a page in the layout that platyPS made usual: the cmdlet's name as title; SYNOPSIS, DESCRIPTION, EXAMPLES, PARAMETERS, INPUTS,
/// OUTPUTS, NOTES and RELATED LINKS below it; an example or a parameter under a heading of its own.
/// </summary>
public sealed class HelpPageReader
{
    private static readonly string[] Sections = ["SYNOPSIS", "DESCRIPTION", "EXAMPLES", "PARAMETERS", "INPUTS", "OUTPUTS", "NOTES", "RELATED LINKS"];

    private readonly string _file;
    private readonly Dictionary<string, List<string>> _paragraphs = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _parameters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HelpExample> _examples = [];
    private readonly List<HelpLink> _links = [];
    private string? _name;
    private string _section = "";
    private List<string>? _parameter;
    private bool _inExample;

    private HelpPageReader(string file) => _file = file;

    /// <summary>Reads the page of a cmdlet.</summary>
    /// <param name="file">Path of the Markdown file.</param>
    /// <exception cref="HelpPageException">It is not laid out as help is.</exception>
    public static HelpPage Read(string file)
    {
        HelpPageReader reader = new(file);
        foreach (Block block in Markdown.Parse(File.ReadAllText(file)))
        {
            try
            {
                reader.Add(block);
            }
            catch (NotSupportedException problem)
            {
                throw new HelpPageException(file, block.Line, problem.Message);
            }
        }

        return reader.ToPage();
    }

    private HelpPage ToPage() => new()
    {
        Name = _name ?? throw new HelpPageException(_file, 0, "The page has no title, which is the name of the cmdlet."),
        Synopsis = string.Join(' ', Section("SYNOPSIS")),
        Description = Section("DESCRIPTION"),
        Examples = _examples,
        Parameters = _parameters,
        Inputs = Section("INPUTS"),
        Outputs = Section("OUTPUTS"),
        Notes = Section("NOTES"),
        Links = _links,
    };

    private IReadOnlyList<string> Section(string name) => _paragraphs.GetValueOrDefault(name) ?? [];

    private void Add(Block block)
    {
        switch (block)
        {
            case HeadingBlock { Level: 1 } title when _name is null:
                _name = MarkdownText.Of(title);
                break;
            case HeadingBlock { Level: 2 } section when _name is not null:
                StartSection(section);
                break;
            case HeadingBlock { Level: 3 } item:
                StartItem(item);
                break;
            case HeadingBlock heading:
                throw new HelpPageException(_file, heading.Line, "A page has one title, sections, and items in EXAMPLES and PARAMETERS; this heading is none of them.");
            default:
                AddText(block);
                break;
        }
    }

    private void StartSection(HeadingBlock heading)
    {
        _section = MarkdownText.Of(heading).ToUpperInvariant();
        _parameter = null;
        _inExample = false;
        if (!Sections.Contains(_section))
            throw new HelpPageException(_file, heading.Line, $"There is no section '{_section}'. The sections are {string.Join(", ", Sections)}.");
        if (!_paragraphs.TryAdd(_section, []))
            throw new HelpPageException(_file, heading.Line, $"The section {_section} is there twice.");
    }

    private void StartItem(HeadingBlock heading)
    {
        string text = MarkdownText.Of(heading);
        if (_section == "EXAMPLES")
        {
            _examples.Add(new HelpExample(text, "", "", []));
            _inExample = true;
        }
        else if (_section == "PARAMETERS" && text.StartsWith('-'))
        {
            _parameter = [];
            if (!_parameters.TryAdd(text[1..], _parameter))
                throw new HelpPageException(_file, heading.Line, $"{text} is there twice.");
        }
        else
        {
            throw new HelpPageException(_file, heading.Line, "Headings of the third level are for examples and for parameters, which begin with a dash.");
        }
    }

    private void AddText(Block block)
    {
        if (_inExample && block is FencedCodeBlock code)
            AddCode(code);
        else if (_section == "RELATED LINKS")
            AddLinks(block);
        else
            Paragraphs(block).AddRange(MarkdownText.Paragraphs(block) ?? throw new HelpPageException(_file, block.Line, $"Help can't show a {block.GetType().Name}: write it in words."));
    }

    private List<string> Paragraphs(Block block)
    {
        if (_inExample)
        {
            List<string> remarks = [.. _examples[^1].Remarks];
            _examples[^1] = _examples[^1] with { Remarks = remarks };
            return remarks;
        }

        if (_section is "" or "EXAMPLES" || (_section == "PARAMETERS" && _parameter is null))
            throw new HelpPageException(_file, block.Line, "This text stands under no section, example or parameter.");
        return _parameter ?? _paragraphs[_section];
    }

    private void AddCode(FencedCodeBlock code)
    {
        HelpExample example = _examples[^1];
        _examples[^1] = code.Info switch
        {
            "powershell" when example.Code.Length == 0 => example with { Code = MarkdownText.Code(code) },
            "output" when example.Code.Length > 0 && example.Output.Length == 0 => example with { Output = MarkdownText.Code(code) },
            _ => throw new HelpPageException(_file, code.Line, "An example is one block of powershell, and one of output after it where that is shown."),
        };
    }

    private void AddLinks(Block block)
    {
        LinkInline[] links = [.. block.Descendants<LinkInline>()];
        if (links.Length == 0)
            throw new HelpPageException(_file, block.Line, "RELATED LINKS holds links alone.");
        _links.AddRange(links.Select(link => new HelpLink(string.Concat(link.Descendants<LiteralInline>().Select(text => text.Content.ToString())), link.Url ?? "")));
    }
}
