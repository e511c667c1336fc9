using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Shared code of Get-TapTable and Get-TapColumn.</summary>
internal static class TapBrowsing
{
    /// <summary>Gets the tables of a service and stores them for tab completion.</summary>
    public static IReadOnlyList<TapTableInfo> GetTables(AstroCmdlet cmdlet, TapService service)
    {
        IReadOnlyList<TapTableInfo> tables = cmdlet.RunQuery(
            "Querying " + service.Dialect.Name, (log, stopping) => service.GetTablesAsync(log, stopping));
        Keep(cmdlet, service, tables);
        return tables;
    }

    /// <summary>Stores the tables for tab completion. This is only a convenience: a failure is reported as verbose output, not as an error.</summary>
    public static void Keep(AstroCmdlet cmdlet, TapService service, IReadOnlyList<TapTableInfo> tables)
    {
        try
        {
            SchemaStore.OfUser.Keep(service.BaseUri, tables);
        }
        catch (AstroException problem)
        {
            cmdlet.WriteVerbose($"These tables are not available to tab completion: {problem.Message}");
        }
    }

    /// <summary>Whether the filter matches a table, by its full name or without its schema.</summary>
    public static bool IsNamed(TapTableInfo table, TextFilter names) =>
        Spellings(table).Any(names.IsLike);

    /// <summary>The accepted spellings of a table name: without quotes, without its schema, and as the service spells it.</summary>
    public static string[] Spellings(TapTableInfo table) => [table.Name.Replace("\"", ""), BareName(table), table.Name];

    /// <summary>The name without the schema.</summary>
    public static string BareName(TapTableInfo table)
    {
        string name = table.Name.Replace("\"", "");
        return table.Schema is { Length: > 0 } schema && name.StartsWith(schema + ".", StringComparison.OrdinalIgnoreCase) ? name[(schema.Length + 1)..] : name;
    }

    public static TapTable ToObject(TapService service, TapTableInfo table) => new()
    {
        Name = table.Name,
        Schema = table.Schema ?? "",
        Type = table.Type ?? "",
        RowCount = table.RowCount,
        Description = table.Description ?? "",
        Utype = table.Utype ?? "",
        Service = service.BaseUri.ToString(),
    };

    public static TapColumn ToObject(TapService service, TapTableInfo table, TapColumnInfo column) => new()
    {
        Table = table.Name,
        Name = column.Name,
        Datatype = column.Datatype ?? "",
        ArraySize = column.ArraySize ?? "",
        Unit = column.Unit ?? "",
        Ucd = column.Ucd ?? "",
        Description = column.Description ?? "",
        Utype = column.Utype ?? "",
        IsIndexed = column.IsIndexed,
        IsPrincipal = column.IsPrincipal,
        IsStandard = column.IsStandard,
        Service = service.BaseUri.ToString(),
    };

    public static AstroException TableNotFound(TapService service, string name) => new(
        ErrorIds.TableNotFound, $"{service} has no table '{name}'.", "Get-TapTable lists its tables. Wildcards are allowed.", name);
}
