using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using Comparison = PSAstroXmatch.Engine.Archives.Comparison;

namespace PSAstroXmatch.Commands;

/// <summary>Gets X-ray sources of the Chandra Source Catalog from the archive of the session.</summary>
[Cmdlet(VerbsCommon.Get, "ChandraSource")]
[OutputType(typeof(ChandraSource))]
public sealed class GetChandraSourceCommand : CatalogCmdlet
{
    /// <summary>Names, with wildcards.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? Name { get; set; }

    /// <summary>Only sources with a greater flux, 0.5–7 keV, erg/cm²/s. Without it sources without a flux are emitted too.</summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MinFlux { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteCatalog(
        Engine.Archives.Catalogs.Csc,
        [.. Like("name", Name), .. Compare("b_flux_ap", Comparison.GreaterThan, MinFlux)],
        CatalogObjects.Chandra);
}
