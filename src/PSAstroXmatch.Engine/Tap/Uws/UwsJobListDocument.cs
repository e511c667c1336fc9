using System.Globalization;

namespace PSAstroXmatch.Engine.Tap;

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
