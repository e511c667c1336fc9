using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Finds the Chandra sources in the error region of each Fermi source.</summary>
[Cmdlet(VerbsCommon.Find, "FermiCscMatch")]
[OutputType(typeof(FermiCscMatch), typeof(FermiCscCandidate))]
public sealed partial class FindFermiCscMatchCommand : AssociationCmdlet
{
    /// <summary>Latitude up to which sources of the archive are matched if nothing else is said, degrees.</summary>
    internal const double PlaneLatitude = 10;

    private const int NamesShown = 5;

    private readonly List<FermiSource> _fermi = [];
    private ChandraSource[]? _chandra;

    /// <summary>
    /// Fermi sources from Get-FermiSource. Defaults to all Fermi sources of the current archive; an empty list or an empty pipeline means
    /// none. Any other object is an error that ends the command (InputInvalid).
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[]? FermiSource { get; set; }

    /// <summary>
    /// Chandra sources from Get-ChandraSource. Defaults to all Chandra sources of the current archive; an empty list means none.
    /// </summary>
    [Parameter]
    [AllowEmptyCollection]
    public PSObject[]? ChandraSource { get; set; }

    /// <summary>
    /// Maximum distance of a Fermi source from the galactic plane: 10deg, or a number in degrees. 90 covers the whole sky. Defaults to 10
    /// degrees for the sources of the archive; sources that you pass in are all used by default. A negative value is an error
    /// (LatitudeInvalid).
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? MaxLatitude { get; set; }

    /// <summary>
    /// Flux limit of the Chandra sources, 0.5 to 7 keV, in erg/cm²/s: only sources with a larger flux are matched. The default, 0, leaves
    /// out sources whose flux is missing or zero; if no source has a flux, all are matched, and a warning says so. With -Probability,
    /// sources without a flux are candidates too, unless you give a limit.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true, Unit = "erg/cm2/s")]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? MinFlux { get; set; }

    /// <summary>
    /// The error region of a Fermi source.
    /// <list type="bullet">
    /// <item>Circle: a circle whose radius is the semi-major axis of the 95 % error ellipse, as in the notebook that this module
    /// replaces.</item>
    /// <item>Ellipse: the 95 % error ellipse itself.</item>
    /// </list>
    /// With -Probability, all candidates are returned by default, and this keeps those in the region.
    /// </summary>
    [Parameter]
    public ErrorShape ErrorShape { get; set; }

    /// <summary>
    /// Radius to use around extended Fermi sources, which have no error ellipse: 0.5deg, 10arcmin. Without it, extended sources are left
    /// out, and a warning names them.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? ExtendedRadius { get; set; }

    /// <summary>
    /// What does the matching. The result is the same.
    /// <list type="bullet">
    /// <item>Auto, Archive: the service joins the two catalogs if it can, which it can for circles and whole catalogs. Otherwise, and for a
    /// folder or the simulated sky, they are matched on this computer; with Archive, -Verbose says so.</item>
    /// <item>Local: both catalogs are downloaded and matched on this computer.</item>
    /// </list>
    /// </summary>
    [Parameter]
    public MatchEngine Engine { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        CheckProbability();
        _chandra = ChandraSource is null ? null : Array.ConvertAll(ChandraSource, ToChandra);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (PSObject item in FermiSource ?? [])
            _fermi.Add(ToFermi(item));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        // An empty pipeline means no sources, not all of them.
        bool given = MyInvocation.ExpectingInput || MyInvocation.BoundParameters.ContainsKey(nameof(FermiSource));
        ChandraSource[]? chandra = MyInvocation.BoundParameters.ContainsKey(nameof(ChandraSource)) ? _chandra ?? [] : null;
        FermiCscOptions options = new()
        {
            MaxLatitude = Region.ToLatitude(MaxLatitude) ?? (given ? null : PlaneLatitude),
            MinFlux = MinFlux,
            ErrorShape = ErrorShape,
            ExtendedRadius = ExtendedRadius?.Degrees,
            Engine = Engine,
            Association = Probability ? ShownOptions() : null,
        };
        Archive archive = CurrentArchive.Get();
        FermiCscResult result = Run("Matching Fermi and Chandra sources", (log, stopping) =>
            new FermiCscSearch(archive).FindAsync(options, given ? _fermi : null, chandra, log, stopping));
        int matches = 0;
        HashSet<string> sources = [];
        foreach (FermiCscMatch match in result.Matches)
        {
            matches++;
            sources.Add(match.FermiName);
            WriteObject(match);
        }

        // After the matches: a warning that stops the pipeline must not take them away.
        WriteProblems(result.Problems);
        WriteWarnings(result.Warnings);
        if (result.Association is not null)
            WarnOfProbabilities(result.Association);
        else if (result.IsWithoutFluxes)
            WriteWarning("The Chandra sources have no fluxes, so none was left out for its flux.");
        WarnOfExtended(result.WithoutErrorRegion);
        WriteVerbose($"{matches} Chandra sources lie in the error regions of {sources.Count} Fermi sources.");
    }

    // A parameter declared with the type itself would give a binding error of PowerShell per object, possibly thousands, in unhelpful words.
    private static FermiSource ToFermi(PSObject? item) => StoredObjects.Fermi(item) ?? item?.BaseObject switch
    {
        ChandraSource source => throw new AstroException(
            ErrorIds.InputInvalid,
            "Find-FermiCscMatch takes Fermi sources through the pipeline, not Chandra sources.",
            "Pass the Chandra sources with -ChandraSource; without input, all Fermi sources of the archive are used.",
            source),
        var other => throw Errors.WrongInput("Find-FermiCscMatch", "Fermi sources of Get-FermiSource", other),
    };

    private static ChandraSource ToChandra(PSObject? item) => StoredObjects.Chandra(item) ?? item?.BaseObject switch
    {
        var other => throw new AstroException(
            ErrorIds.InputInvalid,
            $"-ChandraSource takes Chandra sources of Get-ChandraSource, not {other?.GetType().Name ?? "null"}.",
            "Pass sources of Get-ChandraSource, or use Find-SkyMatch, which matches any objects.",
            other),
    };

    private void WarnOfExtended(IReadOnlyList<string> names)
    {
        if (names.Count == 0 || ExtendedRadius is not null)
            return;
        string shown = string.Join(", ", names.Take(NamesShown)) + (names.Count > NamesShown ? ", …" : "");
        WriteWarning($"{names.Count} Fermi sources not matched: extended sources have no error ellipse (use -ExtendedRadius to include them): {shown}");
    }
}
