using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Stops TAP jobs on their services.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TapJob", SupportsShouldProcess = true)]
[OutputType(typeof(TapQueryJob))]
public sealed class StopTapJobCommand : NamedTapJobCmdlet
{
    /// <summary>Returns the jobs in their new state.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEachJob(FindJobs(Id), "Stop the job", StopJob);

    private void StopJob(StoredTapJob stored)
    {
        TapJob job = Attach(stored);
        TapQueryJob stopped = RunQuery($"Stopping the job {stored.Id}", async (log, stopping) =>
        {
            await Logging(job, log).AbortAsync(stopping).ConfigureAwait(false);
            Store.Update(stored.Seen(job));
            return ToObject(stored.Seen(job), job);
        });
        if (PassThru)
            WriteObject(stopped);
    }
}
