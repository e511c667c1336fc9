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
