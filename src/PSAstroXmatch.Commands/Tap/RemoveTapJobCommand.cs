using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Deletes jobs and their results from their services, and forgets them here. Jobs that run are stopped.</summary>
[Cmdlet(VerbsCommon.Remove, "TapJob", SupportsShouldProcess = true)]
public sealed class RemoveTapJobCommand : TapJobCmdlet
{
    /// <summary>Ids or names, with wildcards, or addresses of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Uri")]
    [ArgumentCompleter(typeof(TapJobCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    /// <summary>Forgets a job here even where its service can't be asked to delete it.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (StoredTapJob stored in FindJobs(Id).ToArray())
        {
            if (!ShouldProcess($"{stored.Uri}", "Delete the job"))
                continue;
            try
            {
                RunQuery($"Deleting the job {stored.Id}", (log, stopping) =>
                {
                    TapJob job = Attach(stored);
                    job.Log = log;
                    job.Delete(stopping);
                    return true;
                });
            }
            catch (AstroException problem)
            {
                WriteProblem(problem);
                if (!Force)
                    continue;
            }

            Store.Forget(stored);
        }
    }
}
