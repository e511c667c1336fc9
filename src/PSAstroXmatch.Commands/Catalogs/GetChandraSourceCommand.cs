using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using Comparison = PSAstroXmatch.Engine.Archives.Comparison;

namespace PSAstroXmatch.Commands;

/// <summary>Gets X-ray sources of the Chandra Source Catalog from the current archive.</summary>
[Cmdlet(VerbsCommon.Get, "ChandraSource")]
[OutputType(typeof(ChandraSource))]
public sealed class GetChandraSourceCommand : CatalogCmdlet
{
    /// <summary>Source names, with wildcards: '2CXO J1745*'. Case does not matter.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? Name { get; set; }

    /// <summary>
    /// Flux limit, 0.5 to 7 keV, in erg/cm²/s: only sources with a larger flux are returned. 0 leaves out sources whose flux is missing or
    /// zero; without -MinFlux they are returned too. Use a decimal point, not a comma: 1.5e-14.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MinFlux { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteCatalog(
        Engine.Archives.Catalogs.Csc,
        [.. Like("name", Name), .. Compare("b_flux_ap", Comparison.GreaterThan, MinFlux)],
        CatalogObjects.Chandra);

    private protected override AstroException NotFound(string column, string name, string where) => new AstroException(
        ErrorIds.SourceNotFound,
        $"There is no Chandra source with the name '{name}'{where}.",
        $"-Name is the catalog name, such as '2CXO J053431.9+220052'; try a wildcard such as '*{name}*', or search by position with -Position and -Radius.",
        name);
}
