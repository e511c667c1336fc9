using System.Management.Automation;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.Commands;

/// <summary>Gathers the matches of each Fermi source into one object with lists of its Chandra sources.</summary>
[Cmdlet(VerbsData.Group, "FermiMatch")]
[OutputType(typeof(FermiMatchGroup))]
public sealed class GroupFermiMatchCommand : AstroCmdlet
{
    private readonly List<FermiCscMatch> _matches = [];

    /// <summary>Matches of Find-FermiCscMatch, in any order. A pair that comes twice counts once.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, Position = 0)]
    [AllowEmptyCollection]
    public FermiCscMatch[] InputObject { get; set; } = [];

    /// <inheritdoc/>
    protected override void Process() => _matches.AddRange(InputObject);

    /// <inheritdoc/>
    protected override void End()
    {
        int groups = 0;
        foreach (FermiMatchGroup group in FermiMatchGrouper.Group(_matches))
        {
            groups++;
            WriteObject(group);
        }

        WriteVerbose($"{_matches.Count} matches are those of {groups} Fermi sources.");
    }
}
