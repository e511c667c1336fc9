using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Groups the matches of each Fermi source into one object with lists of its Chandra sources.</summary>
[Cmdlet(VerbsData.Group, "FermiMatch")]
[OutputType(typeof(FermiMatchGroup))]
public sealed class GroupFermiMatchCommand : AstroCmdlet
{
    private readonly List<FermiCscMatch> _matches = [];

    /// <summary>
    /// Matches from Find-FermiCscMatch, in any order, also from a selection, a job, Import-Clixml or a file (Import-AstroTable pairs.csv); a
    /// pair that appears twice counts once. Any other object is an error that ends the command (InputInvalid).
    /// </summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    [AllowEmptyCollection]
    public PSObject[] InputObject { get; set; } = [];

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
        foreach (FermiMatchGroup group in FermiMatchGrouper.Group(_matches))
        {
            groups++;
            WriteObject(group);
        }

        WriteVerbose($"{_matches.Count} matches belong to {groups} Fermi sources.");
    }

    // A parameter declared with the type itself would give a binding error of PowerShell per object, possibly thousands, in unhelpful words.
    private static FermiCscMatch ToMatch(PSObject? item) => OriginalObject.As<FermiCscMatch>(item, StoredMatch.Derive, StoredMatch.Needed) ?? (item?.BaseObject switch
    {
        FermiSource source => throw new AstroException(
            ErrorIds.InputInvalid,
            "Group-FermiMatch takes matches of Find-FermiCscMatch, not Fermi sources.",
            "Pipe the sources into Find-FermiCscMatch and its output into Group-FermiMatch.",
            source),
        var other => throw Errors.WrongInput("Group-FermiMatch", "matches of Find-FermiCscMatch", other),
    });
}
