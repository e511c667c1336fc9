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
    [ValidateNotNull]
    [ValidateCount(1, int.MaxValue)]
    public string[]? Name { get; set; }

    /// <summary>
    /// Flux limit, 0.5 to 7 keV, in erg/cm²/s: only sources with a larger flux are returned. 0 leaves out sources whose flux is missing or
    /// zero; without -MinFlux they are returned too. Use a decimal point, not a comma: 1.5e-14.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true, Unit = "erg/cm2/s")]
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

/// <summary>Gets Chandra observations from the current archive.</summary>
[Cmdlet(VerbsCommon.Get, "ChandraObservation")]
[OutputType(typeof(ChandraObservation))]
public sealed class GetChandraObservationCommand : CatalogCmdlet
{
    /// <summary>Detectors, with wildcards: ACIS-I, ACIS-S, HRC-I, HRC-S, or ACIS-*.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DetectorCompleter))]
    [SupportsWildcards]
    [ValidateNotNull]
    [ValidateCount(1, int.MaxValue)]
    public string[]? Detector { get; set; }

    /// <summary>Target names, with wildcards. Case does not matter. An observation is returned if its target matches any of them.</summary>
    [Parameter(Position = 0)]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [ValidateNotNull]
    [ValidateCount(1, int.MaxValue)]
    public string[]? Target { get; set; }

    /// <summary>Minimum exposure: 50ks, 30h, or a number in seconds.</summary>
    [Parameter]
    [DurationTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public TimeSpan? MinExposure { get; set; }

    /// <summary>
    /// Earliest start: 2020-01-31, 2020-01-31T12:00, 2020, or MJD 58879. A time without a time zone is in UTC, also that of a [datetime]
    /// of unspecified kind, such as [datetime] '2020-01-31'; one in local time is converted.
    /// </summary>
    [Parameter]
    [TimeTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? After { get; set; }

    /// <summary>Latest start, given in the same way as -After, and not earlier than that (RangeInvalid).</summary>
    [Parameter]
    [TimeTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public DateTime? Before { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (After is not DateTime after || Before is not DateTime before || CatalogObjects.ToMjd(after) <= CatalogObjects.ToMjd(before))
            return;
        throw new AstroException(
            ErrorIds.RangeInvalid,
            $"No observation starts after {ValueText.Format(after)} and before {ValueText.Format(before)}: the first time is the later one.",
            "Give the earlier time with -After, and the later one with -Before.",
            after);
    }

    /// <inheritdoc/>
    protected override void Process() => WriteCatalog(
        Engine.Archives.Catalogs.Chanmaster,
        [
            .. Like("detector", Detector),
            .. Like("name", Target),
            .. Compare("exposure", Comparison.AtLeast, MinExposure?.TotalSeconds),
            .. Compare("time", Comparison.AtLeast, After is DateTime after ? CatalogObjects.ToMjd(after) : null),
            .. Compare("time", Comparison.AtMost, Before is DateTime before ? CatalogObjects.ToMjd(before) : null),
            .. Before is null ? [] : Compare("time", Comparison.GreaterThan, 0),
        ],
        CatalogObjects.Observations);

    private protected override AstroException? NotFound(string column, string name, string where) => column switch
    {
        "detector" when DetectorCompleter.IsDetector(name) => null,
        "detector" => new AstroException(
            ErrorIds.DetectorNotFound,
            $"Chandra has no detector '{name}'.",
            "Use ACIS-I, ACIS-S, HRC-I or HRC-S, or a wildcard such as 'ACIS-*'.",
            name),
        _ => new AstroException(
            ErrorIds.TargetNotFound,
            $"There is no observation with the target '{name}'{where}.",
            $"-Target is the name that the observer gave; try a wildcard such as '*{name}*', or search by position with -Position and -Radius.",
            name),
    };
}
