using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using PSAstroXmatch;

namespace HelpBuilder;

/// <summary>
/// Writes the views of Format-List: all properties of each type that describes its columns with <see cref="AstroColumnAttribute"/>, with
/// all digits and with the units of the columns. A list that is written by hand stays as it is.
/// </summary>
internal static class ListViews
{
    private const int ShownValues = 4;
    private const int ShownObjects = 10;

    /// <summary>Writes the views.</summary>
    /// <param name="file">The file to write.</param>
    /// <param name="byHand">The file with the views that are written by hand.</param>
    public static void Write(string file, string byHand)
    {
        HashSet<string> done = [.. XDocument.Load(byHand).Descendants("View").Where(view => view.Element("ListControl") is not null).Select(TypeName)];
        IEnumerable<Type> types = typeof(AstroColumnAttribute).Assembly.GetExportedTypes()
            .Where(type => !type.IsAbstract && !done.Contains(type.FullName!) && DescribedColumns.Of(type).Count > 0)
            .OrderBy(type => type.FullName, StringComparer.Ordinal);
        using XmlWriter writer = XmlWriter.Create(file, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n" });
        new XElement("Configuration", new XElement("ViewDefinitions", types.Select(View))).Save(writer);
    }

    private static string TypeName(XElement view) => view.Descendants("TypeName").First().Value;

    private static XElement View(Type type) => new(
        "View",
        new XElement("Name", type.Name + "List"),
        new XElement("ViewSelectedBy", new XElement("TypeName", type.FullName)),
        new XElement(
            "ListControl",
            new XElement(
                "ListEntries",
                new XElement("ListEntry", new XElement("ListItems", Properties(type).Select(property => Item(type, property)))))));

    // What names the object, then the properties of the base class; each in the order of the source code.
    private static IEnumerable<PropertyInfo> Properties(Type type) => type.GetProperties()
        .OrderBy(property => property.GetCustomAttribute<AstroColumnAttribute>() is { LeadsList: true } ? 0 : 1)
        .ThenBy(DescribedColumns.Depth);

    private static XElement Item(Type type, PropertyInfo property)
    {
        string? text = Text(property, DescribedColumns.Of(type).FirstOrDefault(column => column.Property.Name == property.Name)?.Attribute);
        return text is null
            ? new XElement("ListItem", new XElement("PropertyName", property.Name))
            : new XElement("ListItem", new XElement("Label", property.Name), new XElement("ScriptBlock", $"[PSAstroXmatch.DisplayText]::{text}"));
    }

    // How DisplayText shows a property; null where PowerShell shows it as well.
    private static string? Text(PropertyInfo property, AstroColumnAttribute? column)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        string value = "$_." + property.Name;
        if (type == typeof(double))
            return UnitOf(column) is { } unit ? $"Quantity({value}, '{unit}')" : $"Value({value})";
        if (type == typeof(DateTime))
            return $"Time({value})";
        if (type == typeof(object))
            return $"Label({value})";
        if (type == typeof(ValueList<object>))
            return $"Labels({value}, {ShownObjects})";
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ValueList<>))
            return $"Start({value}, {ShownValues})";
        return type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(Uri) ? null : $"Value({value})";
    }

    // A year or a Julian date is a date, which nobody writes with a unit.
    private static string? UnitOf(AstroColumnAttribute? column) =>
        column?.Ucd?.Contains("time.epoch", StringComparison.Ordinal) == true ? null : column?.UnitRowText ?? column?.Unit;
}
