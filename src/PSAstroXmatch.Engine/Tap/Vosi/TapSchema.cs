using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A service's own tables of its tables and columns (TAP 1.1, section 4), for services without VOSI's list.</summary>
internal static class TapSchema
{
    // The columns that TAP 1.0 and 1.1 both have; "size" and arraysize they have not in common.
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

    /// <summary>The table of a name in any case, with its schema or without; null where there is none, or more than one without.</summary>
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
