using System.Net;
using System.Text;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// The words of an answer that is meant for people: a web page, an error page, plain text. Every text is gone through once, since whoever
/// sends it chooses it: an expression that looks for the end of each tag anew takes seconds for some thousand tags without one.
/// </summary>
internal static class PageText
{
    /// <summary>The words of an answer without words.</summary>
    public const string Nothing = "nothing";

    private const int MaxWords = 1000;

    /// <summary>Markup removed, blanks joined, not endless; <see cref="Nothing"/> for nothing.</summary>
    public static string Words(string text)
    {
        string plain = string.Join(' ', WebUtility.HtmlDecode(WithoutMarkup(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length == 0)
            return Nothing;
        return plain.Length <= MaxWords ? plain : plain[..MaxWords] + " …";
    }

    /// <summary>What a web page is about: its title, else its words.</summary>
    public static string Describe(string html)
    {
        string title = Words(Title(html));
        return title != Nothing ? $"the web page '{title}'" : $"a web page: {Words(html)}";
    }

    private static string Title(string html)
    {
        int tag = html.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        int from = tag < 0 ? -1 : html.IndexOf('>', tag);
        int to = from < 0 ? -1 : html.IndexOf("</title", from, StringComparison.OrdinalIgnoreCase);
        return to < 0 ? "" : html[(from + 1)..to];
    }

    // A blank for each tag, comment and declaration, and for scripts and styles with what is in them. What has no end is text.
    private static string WithoutMarkup(string text)
    {
        StringBuilder plain = new(text.Length);
        int at = 0;
        for (int tag; (tag = text.IndexOf('<', at)) >= 0;)
        {
            plain.Append(text, at, tag - at);
            int end = EndOfElement(text, tag, "script") ?? EndOfElement(text, tag, "style") ?? EndOfTag(text, tag);
            if (end == text.Length + 1)
            {
                // No tag from here on can have an end.
                return plain.Append(text, tag, text.Length - tag).ToString();
            }

            plain.Append(end == tag ? '<' : ' ');
            at = end == tag ? tag + 1 : end;
        }

        return plain.Append(text, at, text.Length - at).ToString();
    }

    // Behind the tag; the tag's own place where none begins there, and behind the end of the text where it has no end.
    private static int EndOfTag(string text, int tag)
    {
        if (tag + 1 == text.Length || !(text[tag + 1] is '!' or '?' or '/' || char.IsAsciiLetter(text[tag + 1])))
            return tag;
        int close = text.IndexOf('>', tag);
        return close < 0 ? text.Length + 1 : close + 1;
    }

    // Behind the end tag of an element; null where none of this name begins there. Without an end tag it goes on to the end of the text, as browsers have it.
    private static int? EndOfElement(string text, int tag, string name)
    {
        int behind = tag + 1 + name.Length;
        if (string.Compare(text, tag + 1, name, 0, name.Length, StringComparison.OrdinalIgnoreCase) != 0 || (behind < text.Length && char.IsLetterOrDigit(text[behind])))
            return null;
        int end = text.IndexOf("</" + name, behind, StringComparison.OrdinalIgnoreCase);
        int close = end < 0 ? -1 : text.IndexOf('>', end);
        return close < 0 ? text.Length : close + 1;
    }
}
