using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that act on the jobs that the user names, one after the other.</summary>
public abstract class NamedTapJobCmdlet : TapJobCmdlet
{
    /// <summary>
    /// Ids or names of jobs, with wildcards, or addresses of jobs. An id or name that is not in the list of Get-TapJob is an error
    /// (JobUnknown).
    /// </summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Uri")]
    [ArgumentCompleter(typeof(TapJobCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    /// <summary>
    /// The service that -Credential or -Token is for: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or a base URL. By default, the service at which
    /// each job was started. The secret is sent to no other host.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }

    /// <summary>Runs an action for each job. If it fails for one job, the error is written and the others follow.</summary>
    private protected void ForEachJob(IEnumerable<StoredTapJob> jobs, string action, Action<StoredTapJob> process)
    {
        foreach (StoredTapJob stored in jobs)
        {
            if (!ShouldProcess($"{stored.Uri}", action))
                continue;
            try
            {
                process(stored);
            }
            catch (AstroException problem)
            {
                WriteProblem(problem);
            }
        }
    }
}
