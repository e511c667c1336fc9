using System.Management.Automation;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.Commands;

/// <summary>Base of all cmdlets for jobs: how jobs are stored, named and shown.</summary>
public abstract class TapJobCmdlet : TapCmdlet
{
    private protected static TapJobStore Store => TapJobStore.OfUser;

    /// <summary>Finds stored jobs by id, by name (with wildcards), or by address, which need not be known yet.</summary>
    private protected IEnumerable<StoredTapJob> FindJobs(IEnumerable<string> wanted)
    {
        List<AstroException> problems = [];
        IReadOnlyList<StoredTapJob> known = Store.List(problems);
        problems.ForEach(WriteProblem);
        foreach (string text in wanted)
        {
            StoredTapJob[] found = [.. known.Where(job => Matches(job, text))];
            if (found.Length == 0 && AddressIn(text) is Uri address)
                found = [new StoredTapJob(address) { Created = DateTimeOffset.UtcNow }];
            if (found.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(text))
                WriteProblem(JobUnknown(text));
            foreach (StoredTapJob job in found)
                yield return job;
        }
    }

    /// <summary>Attaches to a job at its service.</summary>
    private protected TapJob Attach(StoredTapJob job) => TapJob.Attach(job.Uri, ServiceOptions());

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
            Name = stored.Name,
            Service = stored.Service.Length > 0 ? stored.Service : stored.Uri.Authority,
            Phase = stored.Phase.ToString().ToUpperInvariant(),
            Created = stored.Created.UtcDateTime,
            Started = seen?.StartTime?.UtcDateTime,
            Ended = seen?.EndTime?.UtcDateTime,
            Destruction = stored.Destruction?.UtcDateTime,
            ExecutionDuration = seen?.ExecutionDuration,
            Error = problem ?? seen?.ErrorSummary?.Message,
            Query = stored.Query,
            Uri = stored.Uri,
        };
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
        "JobUnknown",
        AstroErrorKind.NotFound,
        $"There is no stored job with the id or name '{text}'.",
        "Get-TapJob lists the stored jobs; give a job that was started elsewhere by its address.",
        text);
}
