using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Base of all cmdlets for jobs: how jobs are stored, named and shown.</summary>
public abstract class TapJobCmdlet : TapCmdlet
{
    private protected static TapJobStore Store => TapJobStore.OfUser;

    /// <summary>Finds stored jobs by id, by name (with wildcards), or by address, which need not be known yet.</summary>
    /// <exception cref="AstroException">CredentialAmbiguous: a credential is given, and the jobs belong to several services.</exception>
    private protected IReadOnlyList<StoredTapJob> FindJobs(IEnumerable<string> wanted)
    {
        List<AstroException> problems = [];
        IReadOnlyList<StoredTapJob> known = Store.List(problems);
        problems.ForEach(WriteProblem);
        List<StoredTapJob> jobs = [];
        foreach (string text in wanted)
        {
            StoredTapJob[] found = [.. known.Where(job => Matches(job, text))];
            if (found.Length == 0 && AddressIn(text) is Uri address)
                found = [new StoredTapJob(address) { Created = DateTimeOffset.UtcNow }];
            // Who gives the whole address trusts the host in it, unless it is known to belong to another service.
            found = [.. found.Select(job => AddressIn(text) == job.Uri ? job with { ServiceUri = job.ServiceUri ?? job.Uri } : job)];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(text))
                WriteProblem(JobUnknown(text));
            jobs.AddRange(found);
        }

        RequireOneService(jobs);
        return jobs;
    }

    /// <summary>
    /// Attaches to a job at its service. A credential is sent to the service that the user names or at which the job was started; if the
    /// job is at another host, a warning says that it is not sent.
    /// </summary>
    private protected TapJob Attach(StoredTapJob job)
    {
        TapServiceOptions options = ServiceOptions();
        if (options.Credential is null)
            return TapJob.Attach(job.Uri, options);
        Uri? trusted = Service is null ? job.ServiceUri : TapSession.Address(Service);
        if (trusted is not null && TapJob.IsAt(job.Uri, trusted))
            return TapJob.Attach(job.Uri, options, trusted);
        WriteWarning(trusted is null
            ? $"It is not known at which service the job {job.Id} was started, so the credential is not sent to {job.Uri.Authority}. "
                + $"-Service {job.Uri.GetLeftPart(UriPartial.Authority)} allows it."
            : $"The job {job.Id} is at {job.Uri.Authority}, not at the service {trusted.Authority}: the credential is not sent there.");
        return TapJob.Attach(job.Uri, options with { Credential = null });
    }

    /// <summary>Logs what the job does from now on.</summary>
    private protected static TapJob Logging(TapJob job, Action<string> log)
    {
        job.Log = log;
        return job;
    }

    private protected static TapQueryJob ToObject(StoredTapJob stored, TapJob? job = null, string? problem = null)
    {
        UwsJob? seen = job?.Description;
        return new TapQueryJob
        {
            Id = stored.Id,
            Name = VisibleText.Of(stored.Name),
            Service = stored.Service.Length > 0 ? VisibleText.Of(stored.Service) : stored.Uri.Authority,
            Phase = stored.Phase.ToString().ToUpperInvariant(),
            Created = stored.Created.UtcDateTime,
            Started = seen?.StartTime?.UtcDateTime,
            Ended = seen?.EndTime?.UtcDateTime,
            Destruction = stored.Destruction?.UtcDateTime,
            ExecutionDuration = seen?.ExecutionDuration,
            Error = problem ?? seen?.ErrorSummary?.Message,
            Query = VisibleText.Of(stored.Query),
            Uri = stored.Uri,
        };
    }

    // The secret of one service is not for the others.
    private void RequireOneService(List<StoredTapJob> jobs)
    {
        if (Service is not null || (Credential is null && Token is null))
            return;
        string[] services = [.. jobs.Select(job => job.ServiceUri?.Authority).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)];
        if (services.Length > 1)
        {
            throw new AstroException(
                ErrorIds.CredentialAmbiguous,
                $"The jobs belong to {services.Length} services ({string.Join(", ", services)}), but a credential is for one.",
                "Name the service of the credential with -Service.");
        }
    }

    private static bool Matches(StoredTapJob job, string text) =>
        new TextFilter(text).IsLike(job.Id)
        || (job.Name.Length > 0 && new TextFilter(text).IsLike(job.Name))
        || AddressIn(text) == job.Uri;

    // The address of a job, without any user name and password in it; null if the text is not an address.
    private static Uri? AddressIn(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"
        ? new UriBuilder(address!) { UserName = "", Password = "" }.Uri
        : null;

    private static AstroException JobUnknown(string text) => new(
        ErrorIds.JobUnknown,
        $"There is no stored job with the id or name '{text}'.",
        "Get-TapJob lists the stored jobs; give a job that was started elsewhere by its address.",
        text);
}

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
