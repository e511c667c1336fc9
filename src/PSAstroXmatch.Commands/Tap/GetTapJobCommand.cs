using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Lists the TAP jobs that were started and not yet received or removed.</summary>
[Cmdlet(VerbsCommon.Get, "TapJob")]
[OutputType(typeof(TapQueryJob))]
public sealed class GetTapJobCommand : TapJobCmdlet
{
    /// <summary>
    /// Ids or names of jobs, with wildcards, or the address of a job that was started elsewhere, which is then added to the list. An id or
    /// name that is not in the list is an error (JobUnknown).
    /// </summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Uri")]
    [ArgumentCompleter(typeof(TapJobCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = ["*"];

    /// <summary>
    /// The service that -Credential or -Token is for: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or a base URL. By default, the service at which
    /// each job was started. The secret is sent to no other host.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }

    /// <summary>Shows what was last known, without asking the services.</summary>
    [Parameter]
    public SwitchParameter NoRefresh { get; set; }

    /// <inheritdoc/>
    protected override void Process()
    {
        HashSet<string> known = [.. Store.List([]).Select(job => job.Id)];
        foreach (StoredTapJob stored in FindJobs(Id))
            WriteObject(NoRefresh ? ToObject(stored) : Refresh(stored, isNew: !known.Contains(stored.Id)));
    }

    private TapQueryJob Refresh(StoredTapJob stored, bool isNew)
    {
        TapJob job = Attach(stored);
        try
        {
            RunQuery("Getting the state of a job", (log, stopping) => Logging(job, log).RefreshAsync(stopping));
        }
        catch (AstroException problem) when (problem.ErrorId == ErrorIds.JobNotFound && !isNew)
        {
            return ToObject(stored with { Phase = UwsPhase.Unknown }, problem: "The service no longer has this job; use Remove-TapJob to remove it from this list.");
        }
        catch (AstroException problem)
        {
            WriteProblem(problem);
            return ToObject(stored, problem: problem.Message);
        }

        StoredTapJob seen = stored.Seen(job);
        if (isNew)
            Store.Keep(seen);
        else
            Store.Update(seen);
        return ToObject(seen, job);
    }
}
