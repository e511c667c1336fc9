using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>What Get-TapTable and Get-TapColumn share.</summary>
internal static class TapBrowsing
{
    /// <summary>Asks a service for its tables, and keeps them for tab completion.</summary>
    public static IReadOnlyList<TapTableInfo> GetTables(AstroCmdlet cmdlet, TapService service)
    {
        IReadOnlyList<TapTableInfo> tables = cmdlet.RunQuery(
            "Asking " + service.Dialect.Name, (log, stopping) => service.GetTables(new TapQueryOptions { Log = log }, stopping));
        Keep(cmdlet, service, tables);
        return tables;
    }

    /// <summary>Keeps what a service told. That is a convenience: where it can't be kept, the answer is as good.</summary>
    public static void Keep(AstroCmdlet cmdlet, TapService service, IReadOnlyList<TapTableInfo> tables)
    {
        try
        {
            SchemaStore.OfUser.Keep(service.BaseUri, tables);
        }
        catch (AstroException problem)
        {
            cmdlet.WriteVerbose($"Tab completion will not know these tables: {problem.Message}");
        }
    }

    /// <summary>Whether a table is meant, by its whole name or without its schema.</summary>
    public static bool IsNamed(TapTableInfo table, TextFilter names) =>
        Spellings(table).Any(names.IsLike);

    /// <summary>The names by which a table may be asked for: without quotation marks, without its schema, as the service spells it.</summary>
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
        "TableNotFound", AstroErrorKind.NotFound, $"{service} has no table '{name}'.", "Get-TapTable lists what it has; names take wildcards.", name);
}
