using System.Globalization;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A job in a service's list of jobs (UWS 1.1, section 2.2.2.1).</summary>
/// <param name="JobId">The service's name for the job.</param>
/// <param name="Phase">Phase when the list was made.</param>
/// <param name="Address">The job's address, for <see cref="TapJob.Attach"/>: it comes from the service, so a credential needs the service too.</param>
/// <param name="RunId">The name given by its user; null for none.</param>
/// <param name="OwnerId">Its owner; null if unknown.</param>
/// <param name="CreationTime">When it was created; null if unknown.</param>
public sealed record UwsJobReference(string JobId, UwsPhase Phase, Uri Address, string? RunId, string? OwnerId, DateTimeOffset? CreationTime);

/// <summary>Reads a service's list of jobs (UWS 1.1, section 3.1; UWS 1.0 gives less about each job).</summary>
internal static class UwsJobListDocument
{
    /// <summary>Reads a document.</summary>
    /// <param name="stream">The document.</param>
    /// <param name="jobs">Address of the list, to which addresses are relative.</param>
    /// <exception cref="FormatException">It is not a list of jobs.</exception>
    public static IReadOnlyList<UwsJobReference> Read(Stream stream, Uri jobs)
    {
        MarkupElement root = MarkupElement.ReadDocument(stream);
        if (root.Name != "jobs")
            throw new FormatException($"it is not a list of jobs: its root element is <{root.Name}>");
        return [.. root.ChildrenOf("jobref").Where(job => job.Attribute("id") is { Length: > 0 }).Select(job => Reference(job, jobs))];
    }

    private static UwsJobReference Reference(MarkupElement job, Uri jobs)
    {
        string id = job.Attribute("id")!;
        // According to the standard a job is located below its list, whether or not its address is given.
        Uri usual = TapAddress.Endpoint(jobs, Uri.EscapeDataString(id));
        string? href = job.Attribute("href")?.Trim();
        Uri address = href is { Length: > 0 } && Uri.TryCreate(jobs, href, out Uri? told) && TapAddress.IsHttp(told) ? told : usual;
        DateTimeOffset? created = DateTimeOffset.TryParse(
            job.TextOf("creationTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : null;
        return new UwsJobReference(id, UwsPhases.Parse(job.TextOf("phase")), address, job.TextOf("runId"), job.TextOf("ownerId"), created);
    }
}
