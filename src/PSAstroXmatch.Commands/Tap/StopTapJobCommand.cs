using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Stops jobs on their services. What they did is lost; they stay listed until they are removed.</summary>
[Cmdlet(VerbsLifecycle.Stop, "TapJob", SupportsShouldProcess = true)]
[OutputType(typeof(TapQueryJob))]
public sealed class StopTapJobCommand : TapJobCmdlet
{
    /// <summary>Ids or names, with wildcards, or addresses of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Uri")]
    [ArgumentCompleter(typeof(TapJobCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    /// <summary>Emits the jobs as they are then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        foreach (StoredTapJob stored in FindJobs(Id).ToArray())
        {
            if (!ShouldProcess($"{stored.Uri}", "Stop the job"))
                continue;
            try
            {
                TapQueryJob stopped = RunQuery($"Stopping the job {stored.Id}", (log, stopping) =>
                {
                    TapJob job = Attach(stored);
                    job.Log = log;
                    job.Abort(stopping);
                    Store.Update(stored.Seen(job));
                    return ToObject(stored.Seen(job), job);
                });
                if (PassThru)
                    WriteObject(stopped);
            }
            catch (AstroException problem)
            {
                WriteProblem(problem);
            }
        }
    }
}
