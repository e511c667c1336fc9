using System.Globalization;
using System.Management.Automation;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace HelpBuilder;

/// <summary>Writes MAML, the XML that Get-Help reads, from the pages and from what the code says.</summary>
internal static class MamlWriter
{
    private static readonly XNamespace Help = "http://msh";
    private static readonly XNamespace Maml = "http://schemas.microsoft.com/maml/2004/10";
    private static readonly XNamespace Command = "http://schemas.microsoft.com/maml/dev/command/2004/10";
    private static readonly XNamespace Dev = "http://schemas.microsoft.com/maml/dev/2004/10";

    /// <summary>Writes the help of all cmdlets. One without a page gets what the code says of it.</summary>
    public static void Write(string file, IReadOnlyList<CmdletDescription> cmdlets, IReadOnlyDictionary<string, HelpPage> pages)
    {
        XElement root = new(
            Help + "helpItems",
            new XAttribute("schema", "maml"),
            cmdlets.Select(cmdlet => CommandElement(cmdlet, pages.GetValueOrDefault(cmdlet.Info.Name) ?? new HelpPage(cmdlet.Info.Name))));
        XmlWriterSettings settings = new() { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" };
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
        using XmlWriter writer = XmlWriter.Create(file, settings);
        root.Save(writer);
    }

    private static XElement CommandElement(CmdletDescription cmdlet, HelpPage page)
    {
        ParameterDescription[] parameters = [.. cmdlet.ParameterSets.SelectMany(set => set).DistinctBy(parameter => parameter.Info.Name)];
        IEnumerable<string> inputs = parameters.Where(parameter => parameter.Info.ValueFromPipeline || parameter.Info.ValueFromPipelineByPropertyName)
            .Select(parameter => parameter.Type);
        return new XElement(
            Command + "command",
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Info.Name),
                new XElement(Command + "verb", cmdlet.Info.Verb),
                new XElement(Command + "noun", cmdlet.Info.Noun),
                Paragraphs(Maml + "description", [page.Synopsis])),
            Paragraphs(Maml + "description", page.Description),
            new XElement(Command + "syntax", cmdlet.ParameterSets.Select(set => SyntaxItem(cmdlet, set))),
            new XElement(Command + "parameters", parameters.OrderBy(parameter => parameter.Info.Name, StringComparer.Ordinal).Select(Parameter)),
            new XElement(Command + "inputTypes", Types(Command + "inputType", inputs, page.Inputs)),
            new XElement(Command + "returnValues", Types(Command + "returnValue", cmdlet.Info.OutputType.Select(type => type.Name), page.Outputs)),
            page.Notes.Count == 0 ? null : new XElement(Maml + "alertSet", Paragraphs(Maml + "alert", page.Notes)),
            new XElement(Command + "examples", page.Examples.Select(Example)),
            new XElement(Command + "relatedLinks", page.Links.Select(Link)));
    }

    private static XElement SyntaxItem(CmdletDescription cmdlet, IReadOnlyList<ParameterDescription> set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", cmdlet.Info.Name),
        set.Select(parameter => new XElement(
            Command + "parameter",
            Traits(parameter),
            new XElement(Maml + "name", parameter.Info.Name),
            IsSwitch(parameter) ? null : Value(parameter),
            parameter.AcceptedValues.Count == 0 ? null : new XElement(
                Command + "parameterValueGroup",
                parameter.AcceptedValues.Select(value => new XElement(
                    Command + "parameterValue", new XAttribute("required", "false"), new XAttribute("variableLength", "false"), value))))));

    private static XElement Parameter(ParameterDescription parameter) => new(
        Command + "parameter",
        Traits(parameter),
        new XElement(Maml + "name", parameter.Info.Name),
        Paragraphs(Maml + "description", parameter.Description),
        Value(parameter),
        new XElement(Dev + "type", new XElement(Maml + "name", parameter.Type), new XElement(Maml + "uri")),
        new XElement(Dev + "defaultValue", parameter.Default.Length == 0 ? "None" : parameter.Default));

    private static XAttribute[] Traits(ParameterDescription parameter) =>
    [
        new("required", parameter.Info.IsMandatory ? "true" : "false"),
        new("variableLength", parameter.Info.ParameterType.IsArray ? "true" : "false"),
        new("globbing", parameter.TakesWildcards ? "true" : "false"),
        new("pipelineInput", (parameter.Info.ValueFromPipeline, parameter.Info.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "True (ByPropertyName, ByValue)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        }),
        new("position", parameter.Info.Position >= 0 ? parameter.Info.Position.ToString(CultureInfo.InvariantCulture) : "named"),
        new("aliases", parameter.Info.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Info.Aliases)),
    ];

    private static bool IsSwitch(ParameterDescription parameter) => parameter.Info.ParameterType == typeof(SwitchParameter);

    private static XElement Value(ParameterDescription parameter) => new(
        Command + "parameterValue", new XAttribute("required", IsSwitch(parameter) ? "false" : "true"), new XAttribute("variableLength", "false"), parameter.Type);

    // Get-Help lists the types one below the other; their description follows the last.
    private static IEnumerable<XElement> Types(XName name, IEnumerable<string> types, IReadOnlyList<string> text)
    {
        string[] shown = [.. types.Distinct().DefaultIfEmpty("None")];
        return shown.Select((type, index) => new XElement(
            name,
            new XElement(Dev + "type", new XElement(Maml + "name", type), new XElement(Maml + "uri")),
            Paragraphs(Maml + "description", index == shown.Length - 1 ? text : [])));
    }

    private static XElement Example(HelpExample example, int index) => new(
        Command + "example",
        new XElement(Maml + "title", $"---- Example {index + 1}: {example.Title} ----"),
        new XElement(Dev + "code", example.Output.Length == 0 ? example.Code : $"{example.Code}\n\n{example.Output}"),
        Paragraphs(Dev + "remarks", example.Remarks));

    private static XElement Link(HelpLink link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        new XElement(Maml + "uri", link.Target.StartsWith("http", StringComparison.Ordinal) ? link.Target : ""));

    private static XElement Paragraphs(XName name, IEnumerable<string> texts) => new(name, texts.Where(text => text.Length > 0).Select(text => new XElement(Maml + "para", text)));
}
