using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Commands;

/// <summary>Finds the Chandra sources that lie in the error region of each Fermi source.</summary>
[Cmdlet(VerbsCommon.Find, "FermiCscMatch")]
[OutputType(typeof(FermiCscMatch))]
public sealed class FindFermiCscMatchCommand : AstroCmdlet
{
    private const double PlaneLatitude = 10;
    private const int NamesShown = 5;

    private readonly List<FermiSource> _fermi = [];
    private ChandraSource[]? _chandra;

    /// <summary>Fermi sources of Get-FermiSource; all of the archive where none are given.</summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyCollection]
    public PSObject[]? FermiSource { get; set; }

    /// <summary>Chandra sources of Get-ChandraSource; all of the archive where none are given.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public PSObject[]? ChandraSource { get; set; }

    /// <summary>
    /// Greatest distance of the Fermi source from the galactic plane, degrees. 10 by default; where Fermi sources are given, all of
    /// them are used by default. 90 is the whole sky.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? MaxLatitude { get; set; }

    /// <summary>Only Chandra sources with a greater flux, 0.5–7 keV, erg/cm²/s.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double MinFlux { get; set; }

    /// <summary>Circle: within the semi-major axis of the 95 % error ellipse, as the reference notebook has it. Ellipse: within the ellipse.</summary>
    [Parameter]
    public ErrorShape ErrorShape { get; set; }

    /// <summary>
    /// Radius within which Chandra sources are matched with extended Fermi sources, which have no error ellipse: 0.5deg, 10arcmin.
    /// Without it they are left out, and a warning names them.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? ExtendedRadius { get; set; }

    /// <summary>Where to match: here, at the archive, or wherever it is best. The result is the same.</summary>
    [Parameter]
    public MatchEngine Engine { get; set; }

    /// <inheritdoc/>
    protected override void Begin() => _chandra = ChandraSource is null ? null : Array.ConvertAll(ChandraSource, ToChandra);

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
        };
        Archive archive = CurrentArchive.Get();
        FermiCscResult result = Run("Matching Fermi and Chandra sources", (log, stopping) =>
            new FermiCscSearch(archive).Find(options, given ? _fermi : null, chandra, log, stopping));
        foreach (AstroException problem in result.Problems)
            WriteProblem(problem);
        WarnOfExtended(result.WithoutErrorRegion);
        int matches = 0;
        HashSet<string> sources = [];
        foreach (FermiCscMatch match in result.Matches)
        {
            matches++;
            sources.Add(match.FermiName);
            WriteObject(match);
        }

        WriteVerbose($"{matches} Chandra sources lie in the error regions of {sources.Count} Fermi sources.");
    }

    // A parameter declared with the type itself would give a binding error of PowerShell per object, possibly thousands, in unhelpful words.
    private static FermiSource ToFermi(PSObject? item) => item?.BaseObject switch
    {
        FermiSource source => source,
        ChandraSource source => throw Errors.InvalidArgument(
            "InputInvalid",
            "Find-FermiCscMatch takes Fermi sources through the pipeline, not Chandra sources.",
            "Pass the Chandra sources with -ChandraSource; without input, all Fermi sources of the archive are used.",
            source),
        var other => throw Errors.WrongInput("Find-FermiCscMatch", "Fermi sources of Get-FermiSource", other),
    };

    private static ChandraSource ToChandra(PSObject? item) => item?.BaseObject switch
    {
        ChandraSource source => source,
        var other => throw Errors.InvalidArgument(
            "InputInvalid",
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
