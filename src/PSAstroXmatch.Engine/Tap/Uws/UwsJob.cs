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
