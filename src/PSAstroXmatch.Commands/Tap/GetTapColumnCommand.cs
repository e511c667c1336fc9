using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

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
