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

/// <summary>Deletes TAP jobs and their results from their services, and removes them from the list.</summary>
[Cmdlet(VerbsCommon.Remove, "TapJob", SupportsShouldProcess = true)]
public sealed class RemoveTapJobCommand : NamedTapJobCmdlet
{
    /// <summary>
    /// Removes a job from the list even if its service cannot be asked to delete it. The service deletes it in its own time.
    /// </summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEachJob(FindJobs(Id), "Delete the job", Remove);

    private void Remove(StoredTapJob stored)
    {
        TapJob job = Attach(stored);
        try
        {
            RunQuery($"Deleting the job {stored.Id}", async (log, stopping) =>
            {
                await Logging(job, log).DeleteAsync(stopping).ConfigureAwait(false);
                return true;
            });
        }
        catch (AstroException problem) when (Force)
        {
            WriteProblem(problem);
        }

        Store.Forget(stored);
    }
}
