using System.Globalization;
using System.Xml;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A result of a job.</summary>
/// <param name="Id">Its name; "result" for the table of a TAP query.</param>
/// <param name="Href">Its address as given in the job's document: absolute, or relative to the job.</param>
/// <param name="MimeType">Its format, if the service gives it.</param>
/// <param name="Size">Its size in bytes, if the service gives it.</param>
public sealed record UwsResult(string Id, string Href, string? MimeType = null, long? Size = null);

/// <summary>The service's description of why a job failed.</summary>
/// <param name="Message">The service's message.</param>
/// <param name="IsTransient">Whether the service expects the same job to succeed later.</param>
/// <param name="HasDetail">Whether there is more at the job's /error.</param>
public sealed record UwsErrorSummary(string Message, bool IsTransient, bool HasDetail);

/// <summary>A job as its service describes it (UWS 1.1; 1.0 has less).</summary>
public sealed record UwsJob
{
    /// <summary>The description of a job about which nothing is known yet.</summary>
    internal static UwsJob Unseen { get; } = new();

    /// <summary>UWS version of the document: "1.1", or "1.0" if it gives none.</summary>
    public string Version { get; init; } = "1.0";

    /// <summary>The service's name for the job.</summary>
    public string JobId { get; init; } = "";

    /// <summary>The name given by its owner; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>Its owner; null if unknown.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The phase.</summary>
    public UwsPhase Phase { get; init; }

    /// <summary>When the service expects it to finish.</summary>
    public DateTimeOffset? Quote { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When it started executing.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it finished.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>Maximum execution time; null for no limit.</summary>
    public TimeSpan? ExecutionDuration { get; init; }

    /// <summary>When the service deletes it.</summary>
    public DateTimeOffset? Destruction { get; init; }

    /// <summary>The parameters of its request, such as "query".</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Its results; none before it is completed.</summary>
    public IReadOnlyList<UwsResult> Results { get; init; } = [];

    /// <summary>Why it failed; null if it did not.</summary>
    public UwsErrorSummary? ErrorSummary { get; init; }

    /// <summary>Further information from the service: path of the element within jobInfo, and its text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> JobInfo { get; init; } = [];
}

/// <summary>The phase of a job, as defined by UWS 1.1 (https://www.ivoa.net/documents/UWS/, section 2.1.3).</summary>
public enum UwsPhase
{
    /// <summary>The service currently cannot tell, or used a word that is not defined by UWS: ask again.</summary>
    Unknown,

    /// <summary>Accepted, waiting to be started by its owner.</summary>
    Pending,

    /// <summary>Started by its owner, waiting for its turn.</summary>
    Queued,

    /// <summary>Running.</summary>
    Executing,

    /// <summary>Finished: the result is available.</summary>
    Completed,

    /// <summary>Failed.</summary>
    Error,

    /// <summary>Stopped by its owner or by the service.</summary>
    Aborted,

    /// <summary>Held: its owner has to start it again.</summary>
    Held,

    /// <summary>Suspended by the service, which will resume it by itself.</summary>
    Suspended,

    /// <summary>Finished long ago; its results were deleted.</summary>
    Archived,
}

/// <summary>What a phase means while waiting.</summary>
internal static class UwsPhases
{
    /// <summary>Parses a word such as EXECUTING.</summary>
    public static UwsPhase Parse(string? text) =>
        Enum.TryParse(text?.Trim(), ignoreCase: true, out UwsPhase phase) && Enum.IsDefined(phase) && !char.IsDigit(text!.Trim()[0])
            ? phase
            : UwsPhase.Unknown;

    /// <summary>Whether the phase is final.</summary>
    public static bool IsFinal(this UwsPhase phase) => phase is UwsPhase.Completed or UwsPhase.Error or UwsPhase.Aborted or UwsPhase.Archived;

    /// <summary>Whether a UWS 1.1 service delays its answer until a job leaves this phase.</summary>
    public static bool CanBlock(this UwsPhase phase) => phase is UwsPhase.Pending or UwsPhase.Queued or UwsPhase.Executing;
}

/// <summary>Reads the document that describes a job (UWS 1.1, section 3.1; UWS 1.0 has the same elements).</summary>
internal static class UwsJobDocument
{
    /// <summary>Reads a document.</summary>
    /// <exception cref="XmlException">It is not well-formed.</exception>
    /// <exception cref="FormatException">It does not describe a job.</exception>
    public static UwsJob Read(Stream stream)
    {
        MarkupElement job = MarkupElement.ReadDocument(stream);
        if (job.Name != "job")
            throw new FormatException($"it does not describe a job: its root element is <{job.Name}>");
        return new UwsJob
        {
            Version = job.Attribute("version") ?? "1.0",
            JobId = job.TextOf("jobId") ?? "",
            RunId = job.TextOf("runId"),
            OwnerId = job.TextOf("ownerId"),
            Phase = UwsPhases.Parse(job.TextOf("phase")),
            Quote = Time(job.TextOf("quote")),
            CreationTime = Time(job.TextOf("creationTime")),
            StartTime = Time(job.TextOf("startTime")),
            EndTime = Time(job.TextOf("endTime")),
            ExecutionDuration = Duration(job.TextOf("executionDuration")),
            Destruction = Time(job.TextOf("destruction")),
            Parameters = Parameters(job.Child("parameters")),
            Results = [.. Results(job.Child("results"))],
            ErrorSummary = ErrorSummary(job.Child("errorSummary")),
            JobInfo = [.. JobInfo(job.Child("jobInfo"), "")],
        };
    }

    // UWS 1.1 requires UTC with a Z; times without one are UTC as well. An invalid time is treated as unknown.
    private static DateTimeOffset? Time(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
        ? time
        : null;

    // Seconds; 0 means no limit.
    private static TimeSpan? Duration(string? text) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long seconds) && seconds is > 0 and < 10_000_000_000
            ? TimeSpan.FromSeconds(seconds)
            : null;

    private static Dictionary<string, string> Parameters(MarkupElement? element)
    {
        Dictionary<string, string> parameters = new(StringComparer.OrdinalIgnoreCase);
        foreach (MarkupElement parameter in element?.ChildrenOf("parameter") ?? [])
            parameters.TryAdd(parameter.Attribute("id") ?? "", parameter.Text);
        return parameters;
    }

    private static IEnumerable<UwsResult> Results(MarkupElement? element) =>
        (element?.ChildrenOf("result") ?? [])
            .Where(result => !string.IsNullOrWhiteSpace(result.Attribute("href")))
            .Select(result => new UwsResult(
                result.Attribute("id") ?? "",
                result.Attribute("href")!.Trim(),
                result.Attribute("mime-type"),
                long.TryParse(result.Attribute("size"), NumberStyles.None, CultureInfo.InvariantCulture, out long size) ? size : null));

    private static UwsErrorSummary? ErrorSummary(MarkupElement? element) => element is null
        ? null
        : new UwsErrorSummary(
            element.TextOf("message") ?? element.Text,
            string.Equals(element.Attribute("type"), "transient", StringComparison.OrdinalIgnoreCase),
            element.Attribute("hasDetail") is "true" or "1");

    private static IEnumerable<KeyValuePair<string, string>> JobInfo(MarkupElement? element, string path)
    {
        foreach (MarkupElement child in element?.Children ?? [])
        {
            string name = path + child.Name;
            if (child.Children.Count == 0)
                yield return new(name, child.Text);
            foreach (KeyValuePair<string, string> inner in JobInfo(child, name + "/"))
                yield return inner;
        }
    }
}

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
