namespace PSAstroXmatch.Engine.Tap;

/// <summary>A result of a job.</summary>
/// <param name="Id">Its name; "result" for the table of a TAP query.</param>
/// <param name="Href">Its address as the job's document gives it: absolute, or relative to the job.</param>
/// <param name="MimeType">Its format, where the service tells it.</param>
/// <param name="Size">Its size in bytes, where the service tells it.</param>
public sealed record UwsResult(string Id, string Href, string? MimeType = null, long? Size = null);

/// <summary>What the service says of a job that failed.</summary>
/// <param name="Message">The service's words.</param>
/// <param name="IsTransient">Whether the service expects the same job to work later.</param>
/// <param name="HasDetail">Whether there is more at the job's /error.</param>
public sealed record UwsErrorSummary(string Message, bool IsTransient, bool HasDetail);

/// <summary>A job as its service describes it (UWS 1.1; 1.0 has less).</summary>
public sealed record UwsJob
{
    /// <summary>What describes a job of which nothing is known yet.</summary>
    internal static UwsJob Unseen { get; } = new();

    /// <summary>Version of UWS that the document is in: "1.1", or "1.0", where it says nothing.</summary>
    public string Version { get; init; } = "1.0";

    /// <summary>The service's name for the job.</summary>
    public string JobId { get; init; } = "";

    /// <summary>The name that its owner gave it; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>Who owns it; null where the service does not tell.</summary>
    public string? OwnerId { get; init; }

    /// <summary>The phase.</summary>
    public UwsPhase Phase { get; init; }

    /// <summary>When the service expects it to be finished.</summary>
    public DateTimeOffset? Quote { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset? CreationTime { get; init; }

    /// <summary>When it began to execute.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it finished.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary>The longest time that it may execute; null for no limit.</summary>
    public TimeSpan? ExecutionDuration { get; init; }

    /// <summary>When the service deletes it.</summary>
    public DateTimeOffset? Destruction { get; init; }

    /// <summary>What it was asked to do, such as "query".</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Its results; none before it is completed.</summary>
    public IReadOnlyList<UwsResult> Results { get; init; } = [];

    /// <summary>Why it failed; null where it did not.</summary>
    public UwsErrorSummary? ErrorSummary { get; init; }

    /// <summary>What the service adds of its own: path of the element within jobInfo, and its text.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> JobInfo { get; init; } = [];
}
