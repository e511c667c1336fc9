using System.Diagnostics;
using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Finds candidate optical and infrared counterparts of Fermi or Chandra sources.</summary>
[Cmdlet(VerbsCommon.Add, "OpticalCounterpart")]
[OutputType(typeof(FermiCounterpart))]
public sealed class AddOpticalCounterpartCommand : AstroCmdlet
{
    private readonly List<IReadOnlyList<FermiCscMatch>> _groups = [];
    private bool _withoutFermi;
    private bool _withoutChandra;
    private bool _hasStoredGroups;

    /// <summary>
    /// <para>Groups from Group-FermiMatch, matches from Find-FermiCscMatch, sources from Get-FermiSource or Get-ChandraSource, or any
    /// objects with RA and Dec, such as rows from Import-AstroTable or Import-Csv.</para>
    /// <para>Objects with RA and Dec are treated like Chandra sources. Their position errors are read from ErrorSemiMajor, ErrorSemiMinor
    /// (95 %, in the unit of the column or in arcsec) and ErrorAngle, if they have these properties. Any other object is an error (InputInvalid), and the rest are
    /// processed.</para>
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
    /// <item>Chandra: each Chandra source, where a counterpart can be told from a chance star. This is the default for Chandra sources, and
    /// objects treated like them, that are piped in by themselves.</item>
    /// </list>
    /// <para>A centre that the input does not have is an error (CentreMissing), and so is a mixture of Fermi sources with Chandra sources
    /// or other objects.</para>
    /// </summary>
    [Parameter]
    public SearchCentre Around { get; set; }

    /// <summary>
    /// Search radius: 3arcsec, 0.03deg, or a number in degrees, above 0 and up to 180. The edge is included. Defaults to 0.03 degrees
    /// around a Fermi source, and to the joint 95 % position error around a Chandra source, or 1 arcsec if its error is unknown.
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? Radius { get; set; }

    /// <summary>Maximum number of sources to keep per catalog and centre: the nearest ones. Ties are broken in a fixed order.</summary>
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

    /// <inheritdoc/>
    protected override void Begin()
    {
        foreach (string name in Catalog)
            _ = SessionCatalogs.Find(name);
        if (Radius is { Degrees: var degrees } && !(degrees is > 0 and <= 180))
            throw new AstroException(ErrorIds.RadiusInvalid, $"A radius of {ValueText.Format(degrees)} degrees is not valid.", "Give a radius greater than 0, such as 3arcsec.", degrees);
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        try
        {
            Add(InputObject);
        }
        catch (AstroException problem)
        {
            // One bad object does not stop the search for the others.
            WriteProblem(problem);
        }
    }

    private void Add(PSObject? item)
    {
        switch (Original(item))
        {
            case null:
                break;
            case IReadOnlyList<FermiCscMatch> stored:
                _withoutChandra |= stored.Count == 1 && double.IsNaN(stored[0].CscRA);
                _hasStoredGroups = true;
                _groups.Add(stored);
                break;
            case FermiMatchGroup group:
                _withoutChandra |= group.NumCscMatches == 0;
                _groups.Add(group.GetMatches());
                break;
            case FermiSource source:
                _withoutChandra = true;
                _groups.Add([FermiCscMatches.OfFermi(source)]);
                break;
            case FermiCscMatch match:
                _groups.Add([match]);
                break;
            case ChandraSource source:
                _withoutFermi = true;
                _groups.Add([FermiCscMatches.OfChandra(source)]);
                break;
            default:
                AddPlaced(item!);
                break;
        }
    }

    // Objects that came from a job, a remote session or Clixml without the module, or from a selection, are known by their type names.
    private object? Original(PSObject? item)
    {
        if (item?.BaseObject is not PSCustomObject)
            return item?.BaseObject;
        Type? type = OriginalType.Of(item).Type;
        if (typeof(FermiMatchGroup).IsAssignableFrom(type))
            return StoredGroup.ToMatches(item);
        return type == typeof(FermiCscMatch) ? OriginalObject.As<FermiCscMatch>(item, StoredMatch.Derive, StoredMatch.Needed)
            : type == typeof(FermiSource) ? OriginalObject.As<FermiSource>(item)
            : type == typeof(ChandraSource) ? OriginalObject.As<ChandraSource>(item)
            : item.BaseObject;
    }

    // Any other object with a position is treated like a Chandra source.
    private void AddPlaced(PSObject item)
    {
        ChandraSource source = PlacedObject.ToSource(item)
            ?? throw Errors.WrongInput("Add-OpticalCounterpart", "groups of Group-FermiMatch, matches, Fermi or Chandra sources, or objects with RA and Dec", item.BaseObject);
        _withoutFermi = true;
        _groups.Add([FermiCscMatches.OfChandra(source)]);
    }

    /// <inheritdoc/>
    protected override void End()
    {
        if (_groups.Count == 0)
            return;
        SearchCentre around = Centre();
        Archive archive = CurrentArchive.Get();
        CatalogDescription[] catalogs = [.. Catalog.Select(SessionCatalogs.Find).Distinct()];
        CounterpartResult result = Run($"Searching for counterparts of {_groups.Count} sources", (log, stopping) => new CounterpartSearch(archive).FindAsync(
            _groups,
            new CounterpartOptions
            {
                Catalogs = catalogs,
                Around = around,
                Engine = Engine,
                XMatchUri = XMatchUri,
                Radius = Radius?.Degrees,
                Top = Top,
                Epoch = Epoch,
                Nearby = new NearbyOptions
                {
                    ThrottleLimit = ThrottleLimit,
                    Resume = Resume,
                    Log = log,
                    Progress = Estimate(log),
                },
            },
            stopping));
        foreach (AstroException problem in result.Problems)
            WriteProblem(problem);
        TellOfUnknownErrors(around);
        if (Epoch is null)
            WriteVerbose("Positions are compared at the epoch of each catalog, because no input object has an observation epoch. Use -Epoch to propagate proper motions to one.");
        foreach (FermiCounterpart counterpart in result.Counterparts)
            WriteObject(counterpart);
    }

    // The remaining time is estimated from the rate so far, catalog by catalog.
    private static Action<int, int> Estimate(Action<string> log)
    {
        Stopwatch clock = Stopwatch.StartNew();
        int before = 0;
        return (done, all) =>
        {
            if (done <= before)
                clock.Restart();
            before = done;
            string left = done >= all ? "" : $", about {DisplayText.Duration(clock.Elapsed * ((double)(all - done) / done))} left";
            log($"{done} of {all} positions searched{left}.");
        };
    }

    private SearchCentre Centre()
    {
        if (_withoutChandra && (_withoutFermi || Around == SearchCentre.Chandra))
        {
            throw new AstroException(
                ErrorIds.CentreMissing,
                _withoutFermi
                    ? "Fermi sources can't be mixed with Chandra sources or other objects: there is no common kind of position to search around."
                    : "These Fermi sources have no Chandra sources to search around.",
                _withoutFermi ? "Use a separate call for each kind." : "Pipe the Fermi sources into Find-FermiCscMatch first, or leave -Around out.",
                SearchCentre.Chandra);
        }
        if (!_withoutFermi || Around == SearchCentre.Chandra)
            return Around;
        if (MyInvocation.BoundParameters.ContainsKey(nameof(Around)))
            throw new AstroException(ErrorIds.CentreMissing, "These Chandra sources have no Fermi source to search around.", "Leave -Around out, or give -Around Chandra.", Around);
        return SearchCentre.Chandra;
    }

    private void TellOfUnknownErrors(SearchCentre around)
    {
        int unknown = _groups.Sum(matches => matches.Count(match => match.CscErrorSemiMajor is null));
        if (around != SearchCentre.Chandra || Radius is not null || unknown == 0)
            return;
        if (_hasStoredGroups)
        {
            WriteWarning("A group that came from a job, a remote session or Clixml does not hold the position errors of its Chandra sources; a radius of 1 arcsec was "
                + "used for them. Pass on the matches of Find-FermiCscMatch instead, or give -Radius.");
        }
        else
            WriteVerbose($"{unknown} Chandra sources have no position error in this archive; a radius of 1 arcsec is used for them.");
    }
}
