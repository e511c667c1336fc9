namespace PSAstroXmatch;

/// <summary>A query that a service runs as a job that outlives the session.</summary>
public sealed class TapQueryJob
{
    /// <summary>Short id of the job on this machine.</summary>
    public required string Id { get; init; }

    /// <summary>Name given by the user; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name of the archive or service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The UWS phase: PENDING, QUEUED, EXECUTING, COMPLETED, ERROR, ABORTED, HELD, SUSPENDED, ARCHIVED, UNKNOWN.</summary>
    public required string Phase { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTime Created { get; init; }

    /// <summary>When it started to execute, UTC; null before that, or if the service does not tell.</summary>
    public DateTime? Started { get; init; }

    /// <summary>When it finished, UTC; null before that, or if the service does not tell.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>When the service will delete it, UTC; null if the service does not tell.</summary>
    public DateTime? Destruction { get; init; }

    /// <summary>Maximum execution time; null if there is no limit or the service does not tell.</summary>
    public TimeSpan? ExecutionDuration { get; init; }

    /// <summary>Why it failed or can't be reached; null if there is no error.</summary>
    public string? Error { get; init; }

    /// <summary>The query; empty if unknown.</summary>
    public string Query { get; init; } = "";

    /// <summary>The address of the job, which is all that another machine needs to continue with it.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Id and phase.</summary>
    public override string ToString() => $"{Id} ({Phase})";
}
