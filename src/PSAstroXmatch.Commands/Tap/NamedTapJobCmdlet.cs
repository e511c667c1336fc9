using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>What the cmdlets share that do something with jobs named by the user, one after the other.</summary>
public abstract class NamedTapJobCmdlet : TapJobCmdlet
{
    /// <summary>Ids or names, with wildcards, or addresses of jobs.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Name", "Uri")]
    [ArgumentCompleter(typeof(TapJobCompleter))]
    [SupportsWildcards]
    public string[] Id { get; set; } = [];

    /// <summary>
    /// The service that -Credential or -Token is for: Heasarc, Gaia, Irsa, Mast, Vizier, Cxc, or a base URL. Without it that at which each
    /// job was started. The secret is sent to no other host.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(TapServiceCompleter))]
    [ValidateNotNullOrEmpty]
    public override string? Service { get; set; }

    /// <summary>Does it with each job. One that fails does not keep the others: its error is written.</summary>
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
