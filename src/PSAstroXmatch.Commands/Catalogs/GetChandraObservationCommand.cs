using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using Comparison = PSAstroXmatch.Engine.Archives.Comparison;

namespace PSAstroXmatch.Commands;

/// <summary>Gets Chandra's observations from the archive of the session.</summary>
[Cmdlet(VerbsCommon.Get, "ChandraObservation")]
[OutputType(typeof(ChandraObservation))]
public sealed class GetChandraObservationCommand : CatalogCmdlet
{
    /// <summary>Detectors, with wildcards: ACIS-I, ACIS-S, HRC-I, HRC-S, ACIS-*.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DetectorCompleter))]
    [SupportsWildcards]
    public string[]? Detector { get; set; }

    /// <summary>Targets, with wildcards, in any case.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[]? Target { get; set; }

    /// <summary>Least exposure in seconds.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MinExposure { get; set; }

    /// <summary>Earliest start; a time without a zone is local.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? After { get; set; }

    /// <summary>Latest start; a time without a zone is local.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void Process() => WriteCatalog(
        Engine.Archives.Catalogs.Chanmaster,
        [
            .. Like("detector", Detector),
            .. Like("name", Target),
            .. Compare("exposure", Comparison.AtLeast, MinExposure),
            .. Compare("time", Comparison.AtLeast, After is DateTime after ? CatalogObjects.ToMjd(after) : null),
            .. Compare("time", Comparison.AtMost, Before is DateTime before ? CatalogObjects.ToMjd(before) : null),
            .. Before is null ? [] : Compare("time", Comparison.GreaterThan, 0),
        ],
        CatalogObjects.Observations);

    private protected override AstroException? NotFound(string column, string name, string where) => column switch
    {
        "detector" when DetectorCompleter.IsDetector(name) => null,
        "detector" => Errors.NotFound(
            "DetectorNotFound",
            $"Chandra has no detector '{name}'.",
            "Use ACIS-I, ACIS-S, HRC-I or HRC-S, or a wildcard such as 'ACIS-*'.",
            name),
        _ => Errors.NotFound(
            "TargetNotFound",
            $"There is no observation with the target '{name}'{where}.",
            $"-Target is the name that the observer gave; try a wildcard such as '*{name}*', or search by position with -Position and -Radius.",
            name),
    };
}
