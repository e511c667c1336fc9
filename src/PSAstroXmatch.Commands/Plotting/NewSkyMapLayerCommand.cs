using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Creates a layer of a sky map, for Export-SkyMap -Layer.</summary>
[Cmdlet(VerbsCommon.New, "SkyMapLayer")]
[OutputType(typeof(SkyMapLayer))]
public sealed class NewSkyMapLayerCommand : SkyLayerStyleCmdlet
{
    /// <inheritdoc/>
    protected override void End() => WriteObject(CreateLayer());
}
