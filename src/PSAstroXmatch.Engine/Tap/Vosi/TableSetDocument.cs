using System.Globalization;
using System.Xml;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Reads VOSI's /tables: a tableset, or one table for /tables/name (VOSI 1.1, VODataService 1.1). Documents break the standards in many
/// ways: repeated elements count once, unknown elements are ignored, and a table or column without a name is left out.
/// </summary>
internal static class TableSetDocument
{
    /// <summary>Reads a document; only one table's elements are held at a time.</summary>
    /// <param name="stream">The document.</param>
    /// <exception cref="FormatException">It is not such a document.</exception>
    public static IReadOnlyList<TapTableInfo> Read(Stream stream)
    {
        using XmlReader reader = MarkupElement.OpenReader(stream);
        reader.MoveToContent();
        List<TapTableInfo> tables = [];
        string root = MarkupElement.LocalName(reader.Name);
        if (root == "table")
            Add(tables, MarkupElement.Read(reader), null);
        else if (root is "tableset" or "schema")
            ReadSchemas(reader, tables);
        else
            throw new FormatException($"it does not list tables: its root element is <{root}>");
        while (reader.Read())
        {
            // Reads to the end: what follows the last table must be well-formed too, otherwise the document is truncated.
        }

        return tables;
    }

    private static void ReadSchemas(XmlReader reader, List<TapTableInfo> tables)
    {
        string? schema = null;
        while (reader.NodeType != XmlNodeType.None)
        {
            string name = reader.NodeType == XmlNodeType.Element ? MarkupElement.LocalName(reader.Name) : "";
            switch (name)
            {
                case "schema":
                    schema = null;
                    break;
                case "name":
                    string text = MarkupElement.Read(reader).Text;
                    schema ??= text.Length > 0 ? text : null;
                    continue;
                case "table":
                    Add(tables, MarkupElement.Read(reader), schema);
                    continue;
                case "description" or "title" or "utype":
                    MarkupElement.Read(reader);
                    continue;
            }

            if (!reader.Read())
                break;
        }
    }

    private static void Add(List<TapTableInfo> tables, MarkupElement table, string? schema)
    {
        if (table.TextOf("name") is not string name)
            return;
        IEnumerable<MarkupElement> named = table.ChildrenOf("column").Where(column => column.TextOf("name") is not null);
        TapColumnInfo[] columns = [.. named.Select(column => Column(column, name))];
        tables.Add(new TapTableInfo(name, schema ?? (name.Contains('.', StringComparison.Ordinal) ? name[..name.LastIndexOf('.')] : null))
        {
            Description = table.TextOf("description") ?? table.TextOf("title"),
            Utype = table.TextOf("utype"),
            Type = table.Attribute("type"),
            RowCount = long.TryParse(table.TextOf("nrows"), NumberStyles.None, CultureInfo.InvariantCulture, out long rows) ? rows : null,
            Columns = columns.Length > 0 ? columns : null,
        });
    }

    private static TapColumnInfo Column(MarkupElement column, string table)
    {
        HashSet<string> flags = new(column.ChildrenOf("flag").Select(flag => flag.Text), StringComparer.OrdinalIgnoreCase);
        MarkupElement? type = column.Child("dataType");
        return new TapColumnInfo(column.TextOf("name")!, table)
        {
            Datatype = type is { Text.Length: > 0 } ? type.Text : null,
            // VOTable types use "1" for a single value, old TAP types a separate size.
            ArraySize = type?.Attribute("arraysize") is string size and not "1" ? size : null,
            Unit = column.TextOf("unit"),
            Ucd = column.TextOf("ucd"),
            Utype = column.TextOf("utype"),
            Description = column.TextOf("description"),
            IsIndexed = flags.Contains("indexed") || flags.Contains("primary"),
            IsPrincipal = flags.Contains("principal"),
            IsStandard = string.Equals(column.Attribute("std"), "true", StringComparison.OrdinalIgnoreCase) || column.Attribute("std") == "1",
        };
    }
}
