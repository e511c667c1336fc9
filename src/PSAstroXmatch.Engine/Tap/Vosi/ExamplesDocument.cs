using System.Net;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Reads DALI's /examples: a web page in XHTML whose elements of type "example" have the properties "name" and "query" (RDFa Lite).
/// </summary>
internal static partial class ExamplesDocument
{
    /// <summary>Reads a page; the list is empty if it has no examples.</summary>
    /// <exception cref="XmlException">It is not XHTML.</exception>
    /// <exception cref="FormatException">Its elements are nested too deeply.</exception>
    public static IReadOnlyList<TapExample> Read(Stream stream)
    {
        using StreamReader text = new(stream);
        // HTML's named entities are defined in a DTD that is not loaded.
        string page = Entity().Replace(text.ReadToEnd(), match => WebUtility.HtmlDecode(match.Value));
        page = page.TrimStart();
        // A deep document takes XDocument a time that grows with the square of the depth, so the depth is looked at first.
        using (XmlReader first = OpenReader(page))
            MarkupElement.RequireShallow(first);
        using XmlReader reader = OpenReader(page);
        XElement root = XDocument.Load(reader).Root!;
        return [.. root.DescendantsAndSelf().Where(element => Words(element, "typeof").Any(IsExample)).Select(Example)];
    }

    private static XmlReader OpenReader(string page) =>
        XmlReader.Create(new StringReader(page), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });

    private static TapExample Example(XElement element)
    {
        string[] paragraphs = [.. element.Descendants().Where(inner => inner.Name.LocalName == "p").Select(inner => Join(inner.Value))];
        string description = string.Join(' ', paragraphs.Where(paragraph => paragraph.Length > 0));
        return new TapExample(
            Join(Property(element, "name") ?? (string?)element.Attribute("id") ?? ""),
            Property(element, "query")?.Trim(),
            description.Length > 0 ? description : null);
    }

    private static string? Property(XElement element, string name)
    {
        XElement? found = element.Descendants().FirstOrDefault(inner => Words(inner, "property").Contains(name));
        return found is null ? null : (string?)found.Attribute("content") ?? found.Value;
    }

    // Older pages have the prefix of a vocabulary: "ex:example".
    private static bool IsExample(string type) => type == "example" || type.EndsWith(":example", StringComparison.Ordinal);

    private static string[] Words(XElement element, string attribute) =>
        ((string?)element.Attribute(attribute) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Join(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("&(?!(amp|lt|gt|quot|apos);)[A-Za-z]\\w*;")]
    private static partial Regex Entity();
}
