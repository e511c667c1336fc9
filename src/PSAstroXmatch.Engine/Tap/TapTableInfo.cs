using System.Globalization;
using System.Xml;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A column of a table, as the service describes it (VODataService 1.1, TAP_SCHEMA.columns).</summary>
/// <param name="Name">Name.</param>
/// <param name="Table">Name of its table.</param>
public sealed record TapColumnInfo(string Name, string Table)
{
    /// <summary>Type in the service's own terms, such as "double" or "VARCHAR"; null if unknown.</summary>
    public string? Datatype { get; init; }

    /// <summary>Shape of a cell, such as "*"; null for one value.</summary>
    public string? ArraySize { get; init; }

    /// <summary>Unit; null for none.</summary>
    public string? Unit { get; init; }

    /// <summary>IVOA unified content descriptor; null for none.</summary>
    public string? Ucd { get; init; }

    /// <summary>IVOA data model path; null for none.</summary>
    public string? Utype { get; init; }

    /// <summary>What the column means; null if unknown.</summary>
    public string? Description { get; init; }

    /// <summary>Whether a condition on this column is fast.</summary>
    public bool IsIndexed { get; init; }

    /// <summary>Whether the column is one of the most important.</summary>
    public bool IsPrincipal { get; init; }

    /// <summary>Whether a standard defines the column.</summary>
    public bool IsStandard { get; init; }
}

/// <summary>A table of a service, as the service describes it (VODataService 1.1, TAP_SCHEMA.tables).</summary>
/// <param name="Name">Name as written in a query.</param>
/// <param name="Schema">Name of its schema; null if it has none.</param>
public sealed record TapTableInfo(string Name, string? Schema)
{
    /// <summary>What the table holds; null if unknown.</summary>
    public string? Description { get; init; }

    /// <summary>IVOA data model path; null for none.</summary>
    public string? Utype { get; init; }

    /// <summary>The kind of table: "table", "view", "output"; null if unknown.</summary>
    public string? Type { get; init; }

    /// <summary>Number of rows, often rounded; null if unknown.</summary>
    public long? RowCount { get; init; }

    /// <summary>The columns; null if only the tables were requested: <see cref="TapService.GetTableAsync"/> returns them.</summary>
    public IReadOnlyList<TapColumnInfo>? Columns { get; init; }
}

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

/// <summary>The TAP_SCHEMA tables that describe a service's tables and columns (TAP 1.1, section 4), for services without VOSI's /tables.</summary>
internal static class TapSchema
{
    // Only columns common to TAP 1.0 and 1.1, which excludes "size" and arraysize.
    public const string TablesQuery = "SELECT schema_name, table_name, table_type, utype, description FROM TAP_SCHEMA.tables";

    public static string ColumnsQuery(string table) =>
        "SELECT column_name, datatype, unit, ucd, utype, description, indexed, principal, std FROM TAP_SCHEMA.columns"
        + $" WHERE table_name = '{table.Replace("'", "''", StringComparison.Ordinal)}'";

    public static IReadOnlyList<TapTableInfo> ToTables(AstroTable rows) => [.. Enumerable.Range(0, rows.RowCount).Select(row =>
        new TapTableInfo(Text(rows, "table_name", row) ?? "", Text(rows, "schema_name", row))
        {
            Type = Text(rows, "table_type", row),
            Utype = Text(rows, "utype", row),
            Description = Text(rows, "description", row),
        })];

    public static IReadOnlyList<TapColumnInfo> ToColumns(AstroTable rows, string table) => [.. Enumerable.Range(0, rows.RowCount).Select(row =>
        new TapColumnInfo(Text(rows, "column_name", row) ?? "", table)
        {
            Datatype = Text(rows, "datatype", row),
            Unit = Text(rows, "unit", row),
            Ucd = Text(rows, "ucd", row),
            Utype = Text(rows, "utype", row),
            Description = Text(rows, "description", row),
            IsIndexed = Flag(rows, "indexed", row),
            IsPrincipal = Flag(rows, "principal", row),
            IsStandard = Flag(rows, "std", row),
        })];

    /// <summary>Finds a table by name, ignoring case, with or without its schema; null if there is none, or if a name without schema is ambiguous.</summary>
    public static TapTableInfo? Find(IReadOnlyList<TapTableInfo> tables, string name)
    {
        TapTableInfo? exact = tables.FirstOrDefault(table => Same(table.Name, name));
        if (exact is not null)
            return exact;
        TapTableInfo[] bare = [.. tables.Where(table => Same(table.Name[(table.Name.LastIndexOf('.') + 1)..], name))];
        return bare.Length == 1 ? bare[0] : null;
    }

    private static bool Same(string first, string second) => string.Equals(first.Trim('"'), second.Trim('"'), StringComparison.OrdinalIgnoreCase);

    private static string? Text(AstroTable rows, string column, int row) =>
        rows.TryGetColumn(column, out AstroColumn? found) && found.GetText(row) is { Length: > 0 } text ? VisibleText.Of(text) : null;

    private static bool Flag(AstroTable rows, string column, int row) => Text(rows, column, row) is "1" or "True" or "true" or "T" or "t";
}
