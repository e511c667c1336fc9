using System.Management.Automation;

namespace PSAstroXmatch.Commands;

/// <summary>A cmdlet that asks a service itself. Those that take jobs have -Uri for the job's address, so that it can't mean the service there.</summary>
public abstract class TapServiceCmdlet : TapCmdlet
{
    /// <inheritdoc/>
    [Parameter]
    [Alias("Uri")]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }
}
