using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>A cmdlet that asks a service itself. Those that take jobs have -Uri for the job's address, so that it can't mean the service there.</summary>
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
