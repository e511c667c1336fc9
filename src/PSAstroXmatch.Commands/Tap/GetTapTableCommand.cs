using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Lists the tables of a TAP service.</summary>
[Cmdlet(VerbsCommon.Get, "TapTable")]
[OutputType(typeof(TapTable))]
public sealed class GetTapTableCommand : TapCmdlet
{
    /// <summary>Names, with wildcards; the schema may be left out. All tables without it.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(TapTableCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>What the description must be like, with wildcards: *x-ray*.</summary>
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
        bool any = false;
        foreach (TapTableInfo table in tables)
        {
            if (!TapBrowsing.IsNamed(table, names) || !description.IsLike(table.Description))
                continue;
            any = true;
            WriteObject(TapBrowsing.ToObject(service, table));
        }

        foreach (string name in any ? [] : Name.Where(name => !WildcardPattern.ContainsWildcardCharacters(name)))
            WriteProblem(TapBrowsing.TableNotFound(service, name));
    }
}
