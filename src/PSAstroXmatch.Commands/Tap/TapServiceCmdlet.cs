using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that query a service directly. In the cmdlets for jobs, -Uri is the address of the job, not of the service.</summary>
public abstract class TapServiceCmdlet : TapCmdlet
{
    /// <inheritdoc/>
    [Parameter]
    [Alias("Uri")]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }
}
