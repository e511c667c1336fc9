using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Finds candidate optical and infrared counterparts of Fermi sources, Chandra sources or any objects with a position.</summary>
[Cmdlet(VerbsCommon.Add, "OpticalCounterpart")]
[OutputType(typeof(FermiCounterpart), typeof(Counterpart), typeof(FermiCandidateCounterpart), typeof(CandidateCounterpart))]
public sealed class AddOpticalCounterpartCommand : AstroCmdlet
{
    private readonly CounterpartInput _input = new();

    // Written by the search, read by the pipeline.
    private double _share;

    /// <summary>
    /// <para>Groups from Group-FermiMatch, matches from Find-FermiCscMatch, sources from Get-FermiSource or Get-ChandraSource, or any
    /// objects with RA and Dec, such as rows from Import-AstroTable or Import-Csv.</para>
    /// <para>The position errors of objects with RA and Dec are read from ErrorSemiMajor, ErrorSemiMinor (95 %, in the unit
    /// of the column or in arcsec) and ErrorAngle, if they have these properties. Right
    /// ascensions that are all below 24, with declinations that span more than 48 degrees, give a warning: they are probably hours.
    /// Any other object is an error (InputInvalid), and the rest are processed.</para>
    /// <para>Objects from Select-Object, a job, a remote session or Clixml are used like the originals. If properties that are needed are
    /// missing, that is an error that ends the command and names them.</para>
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [AllowNull]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// Catalogs to search: Gaia (DR3), TwoMass (2MASS point sources), and those added with Register-AstroCatalog. Defaults to Gaia and
    /// TwoMass. An unknown name is an error (CatalogUnknown).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(CounterpartCatalogCompleter))]
    [ValidateNotNullOrEmpty]
    public string[] Catalog { get; set; } = [.. CounterpartCatalogs.Usual];

    /// <summary>
    /// <para>What to search around.</para>
    /// <list type="bullet">
    /// <item>Fermi: the Fermi source, as in the notebook that this module replaces. Along the galactic plane the nearest stars are there by
    /// chance. This is the default.</item>
    /// <item>Chandra: each Chandra source, where a counterpart can be told from a chance star.</item>
    /// </list>
    /// <para>This is about groups and matches. Sources and other objects that are piped in by themselves are searched around their own
    /// position. A centre that the input does not have is an error (CentreMissing), and so is a mixture of Fermi sources with Chandra
    /// sources or other objects.</para>
    /// </summary>
    [Parameter]
    public SearchCentre Around { get; set; }

    /// <summary>
    /// Search radius: 3arcsec, 0.03deg, or a number in degrees, above 0 and up to 180. The edge is included. Defaults to 0.03 degrees
    /// around a Fermi source, and to the joint 95 % position error around any other object, or 1 arcsec if its error is unknown.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? Radius { get; set; }

    /// <summary>
    /// <para>Also says how probable each source is as the counterpart: Reliability, MatchProbability, AnyProbability and ChanceDensity of each,
    /// and their lists GaiaReliabilities and TwoMassReliabilities. All sources within 99.9 % of the joint position error (or within
    /// -Radius) are candidates, and the most probable are kept. For groups and matches it needs -Around Chandra (ArgumentsConflict).</para>
    /// <para>The prior is fitted to all sources of the call, so give them in one call. Fewer than 20 with a known position error are too few:
    /// a fixed one is used, and a warning says so. A source without a position error has no probabilities.</para>
    /// </summary>
    [Parameter]
    public SwitchParameter Probability { get; set; }

    /// <summary>
    /// Maximum number of sources to keep per catalog and centre: the nearest ones, or the most probable with -Probability. Ties are broken in a
    /// fixed order.
    /// </summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Top { get; set; } = 3;

    /// <summary>
    /// Epoch to which positions of Gaia, and of registered catalogs with proper motions, are moved before separations are measured: a
    /// Julian year (2008.5) or a date (2008-07-02). A source whose proper motion is unknown gets a larger position error. By default, each
    /// catalog is used at its own epoch, which is 2016.0 for Gaia.
    /// </summary>
    [Parameter]
    [EpochTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Epoch { get; set; }

    /// <summary>
    /// What does the searching.
    /// <list type="bullet">
    /// <item>Auto, Archive: the current archive.</item>
    /// <item>CdsXMatch: the cross-match service of CDS, which searches VizieR's copies of the catalogs out to 180 arcsec. Please
    /// acknowledge its use, in the words that -Verbose shows.</item>
    /// <item>Local: this computer, using whole catalogs.</item>
    /// </list>
    /// </summary>
    [Parameter]
    public CounterpartEngine Engine { get; set; }

    /// <summary>Address of another cross-match service with the same interface, for -Engine CdsXMatch.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Uri? XMatchUri { get; set; }

    /// <summary>Maximum number of simultaneous requests if a service has to be queried for each position.</summary>
    [Parameter]
    [ValidateRange(1, 100)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int ThrottleLimit { get; set; } = 4;

    /// <summary>Reuses what an earlier, interrupted call for the same positions received, and requests only the rest.</summary>
    [Parameter]
    public SwitchParameter Resume { get; set; }

    private protected override string WithoutService => Engine == CounterpartEngine.CdsXMatch
        ? base.WithoutService
        : "To search VizieR's copies of the catalogs instead, add -Engine CdsXMatch. " + base.WithoutService;

    /// <inheritdoc/>
    protected override void Begin()
    {
        foreach (string name in Catalog)
            _ = SessionCatalogs.Find(name);
        if (Radius is { Degrees: var degrees } && !(degrees is > 0 and <= 180))
            throw new AstroException(ErrorIds.RadiusInvalid, $"A radius of {ValueText.Format(degrees)} degrees is not valid.",
                "Give a radius greater than 0, such as 3arcsec.", degrees);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (PSObject item in Items(InputObject).SelectMany(Rows))
        {
            try
            {
                _input.Add(item);
            }
            catch (AstroException problem) when (!CounterpartInput.IsStoredMatch(item))
            {
                // One bad object does not stop the search for the others. What was cut from a match is cut from all.
                WriteProblem(problem);
            }
        }
    }

    private static IEnumerable<PSObject> Rows(PSObject item) =>
        OriginalType.Table(item) is { } table ? table.GetRows().Select(row => PSObject.AsPSObject(row)) : [item];

    /// <inheritdoc/>
    protected override void End()
    {
        if (_input.Count == 0)
            return;
        SearchCentre around = Centre();
        if (Probability && around == SearchCentre.Fermi)
        {
            throw new AstroException(
                ErrorIds.ArgumentsConflict, "A star around a Fermi source has no probability: only X-ray positions tell it from the others.",
                "Add -Around Chandra, or leave -Probability out.");
        }

        IReadOnlyList<CounterpartTarget> targets = _input.Targets(around);
        SearchCentres centres = CounterpartTarget.CentresOf(targets);
        Archive archive = CurrentArchive.Get();
        CatalogDescription[] catalogs = [.. Catalog.Select(SessionCatalogs.Find).Distinct()];
        CounterpartResult result = Run($"Searching for counterparts of {_input.Count} sources", (log, stopping) =>
            new CounterpartSearch(archive).FindAsync(centres, Options(catalogs, log), stopping), () => Volatile.Read(ref _share) is > 0 and var share ? share : null);
        result = result with
        {
            Provenance = result.Provenance.With(
            "around", _input.HasFermiAlone || !_input.HasOthers ? around.ToString() : "Position", comment: "what was searched around")
        };
        foreach (AstroException problem in result.Problems)
            WriteProblem(problem);
        TellOfUnknownErrors(around, centres);
        TellOfPriors(result);
        if (Epoch is null)
        {
            WriteVerbose(
                "Positions are compared at the epoch of each catalog, because no input object has an observation epoch. "
                + "Use -Epoch to propagate proper motions to one.");
        }

        foreach (object counterpart in CounterpartTarget.ToObjects(targets, result))
            WriteObject(counterpart);
        // After the results: a warning that stops the pipeline must not take them away.
        WriteWarnings(_input.HourWarning is { } warning ? [warning, .. result.Warnings] : result.Warnings);
    }

    private CounterpartOptions Options(CatalogDescription[] catalogs, Action<string> log) => new()
    {
        Catalogs = catalogs,
        Engine = Engine,
        XMatchUri = XMatchUri,
        Radius = Radius?.Degrees,
        Top = Top,
        HasProbabilities = Probability,
        Epoch = Epoch,
        Nearby = new NearbyOptions { ThrottleLimit = ThrottleLimit, Resume = Resume, Log = log, Progress = Follow(catalogs.Length, log) },
    };

    // The catalogs are searched one after the other, each beginning with few positions again.
    private Action<int, int> Follow(int catalogs, Action<string> log)
    {
        int before = 0, finished = 0;
        return (done, all) =>
        {
            if (done < before && finished < catalogs - 1)
                finished++;
            before = done;
            if (all > 0)
                Volatile.Write(ref _share, (finished + ((double)done / all)) / catalogs);
            log($"{done} of {all} positions searched.");
        };
    }

    private SearchCentre Centre()
    {
        if (_input.HasFermiAlone && (_input.HasOthers || Around == SearchCentre.Chandra))
        {
            throw new AstroException(
                ErrorIds.CentreMissing,
                _input.HasOthers
                    ? "Fermi sources can't be mixed with Chandra sources or other objects: there is no common kind of position to search around."
                    : "These Fermi sources have no Chandra sources to search around.",
                _input.HasOthers ? "Use a separate call for each kind." : "Pipe the Fermi sources into Find-FermiCscMatch first, or leave -Around out.",
                SearchCentre.Chandra);
        }

        if (_input.HasOthers && Around == SearchCentre.Fermi && MyInvocation.BoundParameters.ContainsKey(nameof(Around)))
            throw new AstroException(ErrorIds.CentreMissing, "These sources have no Fermi source to search around.", "Leave -Around out, or give -Around Chandra.", Around);
        return _input.HasOthers ? SearchCentre.Chandra : Around;
    }

    private void TellOfPriors(CounterpartResult result)
    {
        foreach ((string title, NeighbourModel model) in result.Catalogs.Where(near => near.Model is not null).Select(near => (near.Catalog.Description.Title, near.Model!)))
            WriteVerbose($"{title}: {model.Describe()}");
        if (result.Catalogs.FirstOrDefault(near => near.Model is { Prior.IsFitted: false })?.Model is { } unfitted)
        {
            WriteWarning($"Only {unfitted.CentreCount} sources have a known position error, too few to fit the prior: a fixed one is used. "
                + "For better probabilities, search around all your sources in one call.");
        }
    }

    private void TellOfUnknownErrors(SearchCentre around, SearchCentres centres)
    {
        int unknown = centres.Radius.Count(radius => !double.IsNaN(radius));
        if (around == SearchCentre.Chandra && Radius is null && unknown > 0)
            WriteVerbose($"{unknown} sources have no known position error; a radius of 1 arcsec is used for them.");
    }
}
