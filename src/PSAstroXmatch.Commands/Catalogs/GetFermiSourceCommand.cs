using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Commands;

/// <summary>Gets gamma-ray sources of Fermi's 4FGL catalog from the current archive.</summary>
[Cmdlet(VerbsCommon.Get, "FermiSource")]
[OutputType(typeof(FermiSource))]
public sealed class GetFermiSourceCommand : CatalogCmdlet
{
    /// <summary>Source names, with wildcards: '4FGL J18*'. Case does not matter.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Classes, with wildcards. Case does not matter: psr finds identified (PSR) and associated (psr) pulsars. '' finds unassociated
    /// sources.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(FermiClassCompleter))]
    [SupportsWildcards]
    public string[]? Class { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteCatalog(
        Engine.Archives.Catalogs.Fermilpsc,
        [.. Like("name", Name), .. Like("source_type", Class)],
        CatalogObjects.Fermi);

    private protected override AstroException? NotFound(string column, string name, string where) => column == "name"
        ? new AstroException(
            ErrorIds.SourceNotFound,
            $"There is no Fermi source with the name '{name}'{where}.",
            $"-Name is the catalog name, such as '4FGL J0534.5+2200'; try a wildcard such as '*{name}*'. "
                + $"To search by association, use Get-FermiSource | Where-Object Association -like '*{name}*'; by position, use -Position and -Radius.",
            name)
        : FermiClassErrors.NotFoundIfUnknown(name);
}
