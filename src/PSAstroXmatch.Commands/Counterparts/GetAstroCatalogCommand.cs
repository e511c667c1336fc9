using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Commands;

/// <summary>Lists the catalogs that Add-OpticalCounterpart can search.</summary>
[Cmdlet(VerbsCommon.Get, "AstroCatalog")]
[OutputType(typeof(AstroCatalog))]
public sealed class GetAstroCatalogCommand : AstroCmdlet
{
    /// <summary>Catalog names, with wildcards. Case does not matter. Defaults to all catalogs.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(CounterpartCatalogCompleter))]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <inheritdoc/>
    protected override void Process()
    {
        TextFilter names = new(Name);
        ExactNames asked = new(Name);
        foreach ((string name, CatalogDescription catalog) in SessionCatalogs.All)
        {
            if (!names.IsLike(name))
                continue;
            asked.MarkFound(name);
            WriteObject(ToObject(name, catalog));
        }

        foreach (string name in asked.Missing)
        {
            WriteProblem(new AstroException(
                ErrorIds.CatalogNotFound,
                $"There is no catalog '{name}' in this session.",
                "Get-AstroCatalog lists the available catalogs; Register-AstroCatalog adds one.",
                name));
        }
    }

    /// <summary>The object that is emitted for a catalog.</summary>
    internal static AstroCatalog ToObject(string name, CatalogDescription catalog) => new()
    {
        Name = name,
        Title = catalog.Title,
        Service = catalog.ServiceUri?.ToString() ?? catalog.Service.ToString(),
        Table = catalog.TableName,
        Epoch = catalog.Epoch ?? double.NaN,
        Columns = new ValueList<string>([.. catalog.Columns.Select(column => column.Name)]),
    };
}
