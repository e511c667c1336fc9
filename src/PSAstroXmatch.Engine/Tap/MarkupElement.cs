using System.Text;
using System.Xml;

namespace PSAstroXmatch.Engine.Tap;

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
