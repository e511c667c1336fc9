using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Stops jobs on their services. What they did is lost; they stay listed until they are removed.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TapJob", SupportsShouldProcess = true)]
[OutputType(typeof(TapQueryJob))]
public sealed class StopTapJobCommand : NamedTapJobCmdlet
{
    /// <summary>Emits the jobs as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEachJob(FindJobs(Id), "Stop the job", StopJob);

    private void StopJob(StoredTapJob stored)
    {
        TapJob job = Attach(stored);
        TapQueryJob stopped = RunQuery($"Stopping the job {stored.Id}", (log, stopping) =>
        {
            Logging(job, log).Abort(stopping);
            Store.Update(stored.Seen(job));
            return ToObject(stored.Seen(job), job);
        });
        if (PassThru)
            WriteObject(stopped);
    }
}
