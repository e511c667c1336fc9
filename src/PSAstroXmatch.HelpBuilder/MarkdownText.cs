using System.Text;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace PSAstroXmatch.HelpBuilder;

/// <summary>Markdown as the plain text that a console shows.</summary>
internal static class MarkdownText
{
    /// <summary>The text of a heading or paragraph: code and emphasis without their marks, links by their text.</summary>
    public static string Of(LeafBlock block)
    {
        StringBuilder text = new();
        if (block.Inline is not null)
            Append(text, block.Inline);
        return text.ToString().Trim();
    }

    /// <summary>The lines of a block of code.</summary>
    public static string Code(CodeBlock block) => block.Lines.ToString().ReplaceLineEndings("\n").TrimEnd();

    /// <summary>The paragraphs of a block; null for a kind of block that help has no place for.</summary>
    public static IEnumerable<string>? Paragraphs(Block block) => block switch
    {
        ParagraphBlock paragraph => [Of(paragraph)],
        ListBlock list => list.OfType<ListItemBlock>().Select((item, index) => Mark(list, index) + string.Join(' ', item.OfType<LeafBlock>().Select(Of))),
        CodeBlock code => [string.Join('\n', Code(code).Split('\n').Select(line => "    " + line))],
        _ => null,
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
            case ContainerInline container:
                foreach (Inline child in container)
                    Append(text, child);
                break;
            default:
                throw new NotSupportedException($"Help can't show a {inline.GetType().Name}: write it in words.");
        }
    }
}
