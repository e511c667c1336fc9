using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Lists the tables of a TAP service.</summary>
[Cmdlet(VerbsCommon.Get, "TapTable")]
[OutputType(typeof(TapTable))]
public sealed class GetTapTableCommand : TapServiceCmdlet
{
    /// <summary>Table names, with wildcards. Case does not matter, and the schema can be left out. Defaults to all tables.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(TapTableCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Wildcard pattern for the description: *x-ray*.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        TapService service = FindService();
        IReadOnlyList<TapTableInfo> tables = TapBrowsing.GetTables(this, service);
        TextFilter names = new(Name), description = new(Description);
        ExactNames asked = new(Name);
        foreach (TapTableInfo table in tables)
        {
            if (!TapBrowsing.IsNamed(table, names))
                continue;
            foreach (string spelling in TapBrowsing.Spellings(table))
                asked.MarkFound(spelling);
            if (description.IsLike(table.Description))
                WriteObject(TapBrowsing.ToObject(service, table));
        }

        foreach (string name in asked.Missing)
            WriteProblem(TapBrowsing.TableNotFound(service, name));
    }
}

/// <summary>Lists the columns of tables of a TAP service.</summary>
[Cmdlet(VerbsCommon.Get, "TapColumn")]
[OutputType(typeof(TapColumn))]
public sealed class GetTapColumnCommand : TapServiceCmdlet
{
    // Prevents an accidental request for the columns of all tables of a service with tens of thousands.
    private const int MostTables = 200;

    /// <summary>Table names, with wildcards, or tables from Get-TapTable.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(TapTableCompleter))]
    [SupportsWildcards]
    public PSObject[] Table { get; set; } = [];

    /// <summary>Column names, with wildcards. Case does not matter. Defaults to all columns.</summary>
    [Parameter(Position = 1)]
    [ArgumentCompleter(typeof(TapColumnCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Wildcard pattern for the description: *flux*.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Description { get; set; }

    /// <summary>Wildcard pattern for the UCD: pos.eq*.</summary>
    [Parameter]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Ucd { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (PSObject item in Table)
        {
            TapService service = item.BaseObject is TapTable known && Service is null ? TapSession.Find(known.Service, ServiceOptions()) : FindService();
            foreach (string name in Names(service, item))
                WriteColumns(service, name);
        }
    }

    private IEnumerable<string> Names(TapService service, PSObject item)
    {
        string name = item.BaseObject is TapTable table ? table.Name : $"{item.BaseObject}";
        if (item.BaseObject is TapTable || !WildcardPattern.ContainsWildcardCharacters(name))
            return [name];
        TextFilter filter = new([name]);
        string[] names = [.. TapBrowsing.GetTables(this, service).Where(known => TapBrowsing.IsNamed(known, filter)).Select(known => known.Name)];
        if (names.Length <= MostTables)
            return names;
        throw new AstroException(
            ErrorIds.TablesTooMany,
            $"'{name}' matches {names.Length} tables of {service}, each of which needs its own request.",
            $"Match fewer than {MostTables} tables, or query TAP_SCHEMA.columns with Invoke-TapQuery.",
            name);
    }

    private void WriteColumns(TapService service, string name)
    {
        TapTableInfo table;
        try
        {
            table = Run("Querying " + service.Dialect.Name, (log, stopping) => service.GetTableAsync(name, log, stopping));
        }
        catch (AstroException problem) when (problem.ErrorId == ErrorIds.TableNotFound)
        {
            WriteProblem(problem);
            return;
        }

        TapBrowsing.Keep(this, service, [table]);
        TextFilter names = new(Name), description = new(Description), ucd = new(Ucd);
        foreach (TapColumnInfo column in table.Columns ?? [])
        {
            if (names.IsLike(column.Name.Trim('"')) && description.IsLike(column.Description) && ucd.IsLike(column.Ucd))
                WriteObject(TapBrowsing.ToObject(service, table, column));
        }
    }
}

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
