using System.Net;
using System.Text;
using System.Xml;

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
    private const int MaxWordsAfterTitle = 500;

    /// <summary>Markup removed, blanks joined, not endless; <see cref="Nothing"/> for nothing.</summary>
    public static string Words(string text) => Words(text, MaxWords);

    private static string Words(string text, int most)
    {
        string plain = string.Join(' ', WebUtility.HtmlDecode(WithoutMarkup(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (plain.Length == 0)
            return Nothing;
        return plain.Length <= most ? plain : plain[..most] + " …";
    }

    /// <summary>
    /// What a web page says: its title, and then its words, because the sentence that helps ("no column RAJ2000") is mostly below a title
    /// such as "HTTP Status 400". Headings that repeat the title are left out.
    /// </summary>
    public static string Describe(string html)
    {
        (string titleMarkup, int end) = Title(html);
        string title = Words(titleMarkup);
        if (title == Nothing)
            return $"a web page: {Words(html)}";
        int body = html.IndexOf("<body", end, StringComparison.OrdinalIgnoreCase);
        string words = Words(html[(body < 0 ? end : body)..], MaxWordsAfterTitle + title.Length);
        while (words.StartsWith(title, StringComparison.OrdinalIgnoreCase))
            words = words[title.Length..].TrimStart();
        return $"the web page '{title}'" + (words.Length == 0 || words == Nothing ? "" : $": {words}");
    }

    // The title, and where the page goes on.
    private static (string Markup, int End) Title(string html)
    {
        int tag = html.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        int from = tag < 0 ? -1 : html.IndexOf('>', tag);
        int to = from < 0 ? -1 : html.IndexOf("</title", from, StringComparison.OrdinalIgnoreCase);
        return to < 0 ? ("", 0) : (html[(from + 1)..to], to);
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

/// <summary>
/// An element of a service's XML document, identified by local name: services use all kinds of prefixes and namespaces, some without
/// declaring them, and the local names of the standards' elements are unambiguous. Texts have no control characters (<see cref="VisibleText"/>).
/// </summary>
internal sealed class MarkupElement
{
    /// <summary>
    /// The deepest nesting that is read. The standards' documents need about ten levels; what is read by recursion must not let a
    /// service choose how much of the stack is used, because a stack that overflows ends the process.
    /// </summary>
    public const int MaxDepth = 64;

    private readonly Dictionary<string, string> _attributes = [];
    private readonly List<MarkupElement> _children = [];

    private MarkupElement(string name) => Name = name;

    /// <summary>Name without prefix.</summary>
    public string Name { get; }

    /// <summary>Elements within, in order.</summary>
    public IReadOnlyList<MarkupElement> Children => _children;

    /// <summary>Trimmed text of the element, without that of its children; empty if none.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Opens a document; it may not have a DTD, and its elements may not be nested more deeply than <see cref="MaxDepth"/>.</summary>
    /// <exception cref="FormatException">While reading: the elements are nested too deeply.</exception>
    public static XmlReader OpenReader(Stream stream) => new ShallowReader(stream)
    {
        Namespaces = false,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        WhitespaceHandling = WhitespaceHandling.None,
    };

    /// <summary>Reads a whole document.</summary>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    /// <exception cref="FormatException">Its elements are nested too deeply.</exception>
    public static MarkupElement ReadDocument(Stream stream)
    {
        using XmlReader reader = OpenReader(stream);
        reader.MoveToContent();
        MarkupElement root = Read(reader);
        while (reader.Read())
        {
            // A second root element or text after the first is not well-formed.
        }

        return root;
    }

    /// <summary>Reads the element at which a reader is positioned, and leaves the reader after it.</summary>
    public static MarkupElement Read(XmlReader reader)
    {
        MarkupElement element = new(LocalName(reader.Name));
        if (reader.HasAttributes)
        {
            while (reader.MoveToNextAttribute())
                element._attributes.TryAdd(LocalName(reader.Name), VisibleText.Of(reader.Value));
            reader.MoveToElement();
        }

        if (reader.IsEmptyElement)
        {
            reader.Read();
            return element;
        }

        StringBuilder text = new();
        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                element._children.Add(Read(reader));
                continue;
            }

            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                text.Append(reader.Value);
            if (!reader.Read())
                throw new XmlException($"The element {element.Name} has no end.");
        }

        element.Text = VisibleText.Of(text.ToString().Trim());
        reader.Read();
        return element;
    }

    /// <summary>Reads a document to its end and refuses one whose elements are nested more deeply than <see cref="MaxDepth"/>.</summary>
    /// <exception cref="FormatException">They are.</exception>
    public static void RequireShallow(XmlReader reader)
    {
        while (reader.Read())
            CheckDepth(reader);
    }

    /// <summary>Name without prefix.</summary>
    public static string LocalName(string name) => name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];

    /// <summary>The first child element with a name; null if there is none.</summary>
    public MarkupElement? Child(string name) => _children.Find(child => child.Name == name);

    /// <summary>All child elements with a name.</summary>
    public IEnumerable<MarkupElement> ChildrenOf(string name) => _children.Where(child => child.Name == name);

    /// <summary>The text of the first child element with a name; null if there is none, or it is empty or nil.</summary>
    public string? TextOf(string name) => Child(name) is { Text.Length: > 0 } child ? child.Text : null;

    /// <summary>An attribute by its name without prefix; null if there is none.</summary>
    public string? Attribute(string name) => _attributes.GetValueOrDefault(name);

    private static void CheckDepth(XmlReader reader)
    {
        if (reader.Depth > MaxDepth)
            throw new FormatException($"its elements are nested more than {MaxDepth} levels deep");
    }

    private sealed class ShallowReader(Stream stream) : XmlTextReader(stream)
    {
        public override bool Read()
        {
            bool found = base.Read();
            CheckDepth(this);
            return found;
        }
    }
}
