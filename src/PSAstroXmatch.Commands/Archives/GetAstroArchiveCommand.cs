using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Shows which archive the cmdlets of this session use, and where each catalog comes from.</summary>
[Cmdlet(VerbsCommon.Get, "AstroArchive")]
[OutputType(typeof(AstroArchive))]
public sealed class GetAstroArchiveCommand : AstroCmdlet
{
    /// <inheritdoc/>
    protected override void End() => WriteObject(ArchiveDisplay.Describe(CurrentArchive.Get()));
}
