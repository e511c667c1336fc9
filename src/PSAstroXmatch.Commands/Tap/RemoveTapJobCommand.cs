using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Deletes jobs and their results from their services, and forgets them here. Jobs that run are stopped.</summary>
[Cmdlet(VerbsCommon.Remove, "TapJob", SupportsShouldProcess = true)]
public sealed class RemoveTapJobCommand : NamedTapJobCmdlet
{
    /// <summary>Forgets a job here even where its service can't be asked to delete it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process() => ForEachJob(FindJobs(Id), "Delete the job", Remove);

    private void Remove(StoredTapJob stored)
    {
        TapJob job = Attach(stored);
        try
        {
            RunQuery($"Deleting the job {stored.Id}", (log, stopping) =>
            {
                Logging(job, log).Delete(stopping);
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
