using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

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
