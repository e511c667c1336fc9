using System.Management.Automation;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Groups the matches of each Fermi source into one object with lists of its Chandra sources.</summary>
[Cmdlet(VerbsData.Group, "FermiMatch")]
[OutputType(typeof(FermiMatchGroup), typeof(FermiCandidateGroup))]
public sealed class GroupFermiMatchCommand : AstroCmdlet
{
    private readonly List<FermiCscMatch> _matches = [];

    /// <summary>
    /// Matches from Find-FermiCscMatch, in any order, also from Select-Object, a job, Clixml or a file
    /// (Import-AstroTable pairs.csv); a pair that appears twice counts once. Any
    /// other object is an error that ends the command (InputInvalid), and so is a match that lacks properties, and a mixture of matches
    /// with probabilities and without.
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

    /// <summary>
    /// Also returns the Fermi sources in whose error region no Chandra source lies: their lists are empty. They are those of -FermiSource or,
    /// without it, those of the current archive up to -MaxLatitude. Sources without an error region, which Find-FermiCscMatch leaves out
    /// unless it has -ExtendedRadius, are left out here too.
    /// </summary>
    [Parameter]
    public SwitchParameter IncludeEmpty { get; set; }

    /// <summary>The Fermi sources that were searched, if they were not those of the archive; for -IncludeEmpty.</summary>
    [Parameter]
    [AllowEmptyCollection]
    public PSObject[]? FermiSource { get; set; }

    /// <summary>
    /// The -MaxLatitude that Find-FermiCscMatch had, for -IncludeEmpty: 10deg, or a number in degrees. Defaults to 10 degrees, as there; a
    /// match beyond it is an error (LatitudeInvalid).
    /// </summary>
    [Parameter]
    [AngleTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public Angle? MaxLatitude { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        if (!IncludeEmpty && (FermiSource is not null || MaxLatitude is not null))
        {
            throw new AstroException(
                ErrorIds.ArgumentsConflict, $"-{(FermiSource is null ? nameof(MaxLatitude) : nameof(FermiSource))} needs -IncludeEmpty.",
                "Add -IncludeEmpty, or remove the parameter.");
        }
    }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (PSObject item in InputObject)
            _matches.Add(ToMatch(item));
    }

    /// <inheritdoc/>
    protected override void End()
    {
        int groups = 0;
        IReadOnlyList<FermiSource> searched = IncludeEmpty ? Searched() : [];
        foreach (FermiMatchGroup group in FermiMatchGrouper.Group(_matches, searched))
        {
            groups++;
            WriteObject(group);
        }

        WriteVerbose($"{_matches.Count} matches belong to {groups} Fermi sources.");
    }

    private IReadOnlyList<FermiSource> Searched()
    {
        if (FermiSource is not null)
            return Array.ConvertAll(FermiSource, ToFermi);
        double limit = Region.ToLatitude(MaxLatitude) ?? FindFermiCscMatchCommand.PlaneLatitude;
        if (_matches.Find(match => Math.Abs(match.FermiB) > limit) is { } beyond)
        {
            throw new AstroException(
                ErrorIds.LatitudeInvalid,
                $"{beyond.FermiName} is farther from the galactic plane than {ValueText.Format(limit)} degrees, so that other sources were searched than those up to there.",
                "Give the -MaxLatitude that Find-FermiCscMatch had, or the sources that it was given with -FermiSource.",
                beyond);
        }

        Archive archive = CurrentArchive.Get();
        return Run("Reading Fermi's 4FGL", async (log, stopping) =>
        {
            CatalogFilter filter = new() { MaxLatitude = limit };
            CatalogTable table = await archive.GetCatalogAsync(Engine.Archives.Catalogs.Fermilpsc, filter, log, stopping).ConfigureAwait(false);
            return Array.ConvertAll(filter.Select(table, stopping), row => CatalogObjects.Fermi(table)(row));
        });
    }

    private static FermiSource ToFermi(PSObject? item) => item?.BaseObject is FermiSource source
        ? source
        : throw Errors.WrongInput("-FermiSource", "Fermi sources of Get-FermiSource", item?.BaseObject);

    // A parameter declared with the type itself would give a binding error of PowerShell per object, possibly thousands, in unhelpful words.
    private static FermiCscMatch ToMatch(PSObject? item) => StoredObjects.Match(item)
        ?? StoredMatch.OfRow(item) ?? item?.BaseObject switch
        {
            FermiSource source => throw new AstroException(
                ErrorIds.InputInvalid,
                "Group-FermiMatch takes matches of Find-FermiCscMatch, not Fermi sources.",
                "Pipe the sources into Find-FermiCscMatch and its output into Group-FermiMatch.",
                source),
            var other => throw Errors.WrongInput("Group-FermiMatch", "matches of Find-FermiCscMatch", other),
        };
}
