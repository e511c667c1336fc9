namespace PSAstroXmatch;

/// <summary>A query that a service runs as a job, and that outlives the session.</summary>
public sealed class TapQueryJob
{
    /// <summary>A short name of this machine for the job.</summary>
    public required string Id { get; init; }

    /// <summary>The name that its user gave it; empty for none.</summary>
    public string Name { get; init; } = "";

    /// <summary>Name of the archive or service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The phase as UWS names it: PENDING, QUEUED, EXECUTING, COMPLETED, ERROR, ABORTED, HELD, SUSPENDED, ARCHIVED, UNKNOWN.</summary>
    public required string Phase { get; init; }

    /// <summary>When it was made, UTC.</summary>
    public DateTime Created { get; init; }

    /// <summary>When it began to execute, UTC; null before, or where the service does not tell.</summary>
    public DateTime? Started { get; init; }

    /// <summary>When it finished, UTC; null before, or where the service does not tell.</summary>
    public DateTime? Ended { get; init; }

    /// <summary>When the service deletes it, UTC; null where it does not tell.</summary>
    public DateTime? Destruction { get; init; }

    /// <summary>The longest time that it may execute; null for no limit, or where the service does not tell.</summary>
    public TimeSpan? ExecutionDuration { get; init; }

    /// <summary>Why it failed, or can't be asked, in words; null where all is well.</summary>
    public string? Error { get; init; }

    /// <summary>The query; empty where it is not known.</summary>
    public string Query { get; init; } = "";

    /// <summary>The job's address: all that another machine needs to go on with it.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Id and phase.</summary>
    public override string ToString() => $"{Id} ({Phase})";
}
