namespace PSAstroXmatch;

/// <summary>A query that a service runs as a job that outlives the session.</summary>
public sealed class TapQueryJob
{
    /// <summary>Short id of the job on this machine.</summary>
    [AstroColumn("id", Ucd = "meta.id;meta.main", Description = "Short id of the job on this machine")]
    public required string Id { get; init; }

    /// <summary>Name given by the user; empty for none.</summary>
    [AstroColumn("name", Ucd = "meta.id", Description = "Name given by the user")]
    public string Name { get; init; } = "";

    /// <summary>Name of the archive or service.</summary>
    [AstroColumn("service", Ucd = "meta.id", Description = "Name of the archive or service")]
    public string Service { get; init; } = "";

    /// <summary>The UWS phase: PENDING, QUEUED, EXECUTING, COMPLETED, ERROR, ABORTED, HELD, SUSPENDED, ARCHIVED, UNKNOWN.</summary>
    [AstroColumn("phase", Ucd = "meta.code.status", Description = "UWS phase")]
    public required string Phase { get; init; }

    /// <summary>When it was created, UTC.</summary>
    [AstroColumn("created", Ucd = "time.creation", Description = "When it was created (UTC)")]
    public DateTime Created { get; init; }

    /// <summary>When it started to execute, UTC; null before that, or if the service does not tell.</summary>
    [AstroColumn("started", Ucd = "time.start", Description = "When it started to execute (UTC)")]
    public DateTime? Started { get; init; }

    /// <summary>When it finished, UTC; null before that, or if the service does not tell.</summary>
    [AstroColumn("ended", Ucd = "time.end", Description = "When it finished (UTC)")]
    public DateTime? Ended { get; init; }

    /// <summary>When the service will delete it, UTC; null if the service does not tell.</summary>
    [AstroColumn("destruction", Ucd = "time.expiration", Description = "When the service will delete it (UTC)")]
    public DateTime? Destruction { get; init; }

    /// <summary>Maximum execution time; null if there is no limit or the service does not tell.</summary>
    [AstroColumn("execution_duration", Ucd = "time.duration", Description = "Maximum execution time, as d.hh:mm:ss")]
    public TimeSpan? ExecutionDuration { get; init; }

    /// <summary>Why it failed or can't be reached; null if there is no error.</summary>
    [AstroColumn("error", Ucd = "meta.note", Description = "Why it failed or cannot be reached")]
    public string? Error { get; init; }

    /// <summary>The query; empty if unknown.</summary>
    [AstroColumn("query", Ucd = "meta.note", Description = "The query")]
    public string Query { get; init; } = "";

    /// <summary>The address of the job, which is all that another machine needs to continue with it.</summary>
    [AstroColumn("uri", Ucd = "meta.ref.url", Description = "Address of the job")]
    public required Uri Uri { get; init; }

    /// <summary>Id and phase.</summary>
    public override string ToString() => $"{Id} ({Phase})";
}
