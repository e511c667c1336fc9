using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that query a service directly. In the cmdlets for jobs, -Uri is the address of the job, not of the service.</summary>
public abstract class TapServiceCmdlet : TapCmdlet
{
    /// <summary>
    /// The TAP service: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or the base address of another one. Defaults to the one that the current
    /// archive uses for Chandra and Fermi; a folder and the simulated sky have none (ServiceMissing). If Use-AstroArchive -Uri has replaced
    /// a public service, its name means the replacement.
    /// </summary>
    [Parameter]
    [Alias("Uri")]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }
}
