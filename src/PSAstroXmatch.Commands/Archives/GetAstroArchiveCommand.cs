using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Tells which archive the cmdlets of this session ask, and where each catalog comes from.</summary>
[Cmdlet(VerbsCommon.Get, "AstroArchive")]
[OutputType(typeof(AstroArchive))]
public sealed class GetAstroArchiveCommand : AstroCmdlet
{
    /// <inheritdoc/>
    protected override void End() => WriteObject(ArchiveDisplay.Describe(CurrentArchive.Get()));
}
