using System.Management.Automation;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>The documentation comments of parameters, from the XML file that the compiler writes, as the paragraphs that Get-Help shows.</summary>
/// <remarks>A list is one paragraph, with a line for each item.</remarks>
public sealed partial class ParameterDocumentation
{
    private readonly string _file;
    private readonly Dictionary<string, XElement> _members;

    /// <summary>Reads the XML file of an assembly.</summary>
    public ParameterDocumentation(string file)
    {
        _file = file;
        _members = XDocument.Load(file, LoadOptions.PreserveWhitespace | LoadOptions.SetLineInfo)
            .Descendants("member").ToDictionary(member => member.Attribute("name")!.Value);
    }

    /// <summary>The paragraphs of the summary of a property, or of the property whose documentation it inherits.</summary>
    /// <exception cref="HelpException">There is none, or it has an element that help cannot show.</exception>
    public IReadOnlyList<string> Of(PropertyInfo property)
    {
        XElement member = _members.GetValueOrDefault(Id(property)) ?? throw new HelpException(_file, 0, $"{Id(property)} has no documentation comment.");
        if (member.Element("inheritdoc") is { } inherit)
            return Of(Inherited(property, inherit));
        string[] paragraphs = member.Element("summary") is { } summary ? [.. Paragraphs(summary, property)] : [];
        return paragraphs.Length > 0 ? paragraphs : throw Problem(member, $"{Id(property)} has no description.");
    }

    private static string Id(PropertyInfo property) => $"P:{property.DeclaringType!.FullName}.{property.Name}";

    private PropertyInfo Inherited(PropertyInfo property, XElement inherit) => inherit.Attribute("cref") is { } reference
        ? Find(reference.Value, property) ?? throw Problem(inherit, $"{Id(property)} inherits from {reference.Value}, which is not a property of its assembly.")
        : property.DeclaringType!.BaseType?.GetProperty(property.Name) ?? throw Problem(inherit, $"{Id(property)} overrides nothing: name the property in cref.");

    private static PropertyInfo? Find(string reference, PropertyInfo from) => reference.StartsWith("P:", StringComparison.Ordinal)
        ? from.DeclaringType!.Assembly.GetType(reference[2..reference.LastIndexOf('.')])?.GetProperty(reference[(reference.LastIndexOf('.') + 1)..])
        : null;

    private HelpException Problem(XObject place, string problem) => new(_file, ((IXmlLineInfo)place).LineNumber - 1, problem);

    private IEnumerable<string> Paragraphs(XElement element, PropertyInfo property)
    {
        StringBuilder text = new();
        foreach (XNode node in element.Nodes())
        {
            if (node is not XElement { Name.LocalName: "para" or "list" } block)
            {
                text.Append(Inline(node, property));
                continue;
            }

            foreach (string paragraph in Flush().Concat(block.Name.LocalName == "para" ? Paragraphs(block, property) : [string.Join('\n', Items(block, property))]))
                yield return paragraph;
        }

        foreach (string paragraph in Flush())
            yield return paragraph;

        string[] Flush()
        {
            string paragraph = Spaces().Replace(text.ToString(), " ").Trim();
            text.Clear();
            return paragraph.Length > 0 ? [paragraph] : [];
        }
    }

    private IEnumerable<string> Items(XElement list, PropertyInfo property)
    {
        bool isNumbered = list.Attribute("type")?.Value == "number";
        foreach ((int index, XElement item) in list.Elements("item").Index())
        {
            IEnumerable<string> parts = new[] { item.Element("term"), item.Element("description") }.OfType<XElement>().Select(part => string.Join(' ', Paragraphs(part, property)));
            string text = item.HasElements ? string.Join(": ", parts) : string.Join(' ', Paragraphs(item, property));
            yield return (isNumbered ? $"{index + 1}. " : "- ") + text;
        }
    }

    private string Inline(XNode node, PropertyInfo property) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "c" } code => code.Value,
        XElement { Name.LocalName: "paramref" } parameter => parameter.Attribute("name")!.Value,
        XElement { Name.LocalName: "see" } see => See(see, property),
        XElement other => throw Problem(other, $"Help cannot show a <{other.Name.LocalName}> in {Id(property)}: write it in words."),
        _ => "",
    };

    // A reference to another parameter is written as a user types it.
    private static string See(XElement see, PropertyInfo property)
    {
        if (see.Value.Trim() is { Length: > 0 } words)
            return words;
        if ((see.Attribute("langword") ?? see.Attribute("href")) is { } plain)
            return plain.Value;
        string reference = see.Attribute("cref")!.Value;
        bool isParameter = Find(reference, property)?.IsDefined(typeof(ParameterAttribute)) == true;
        return (isParameter ? "-" : "") + reference[(reference.LastIndexOfAny([':', '.']) + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
