namespace PSAstroXmatch.Engine.Tap;

/// <summary>How a query is run.</summary>
public enum TapQueryMode
{
    /// <summary>Depends on the archive's dialect, the size of the result and the uploads.</summary>
    Auto,

    /// <summary>
    /// A single request that returns the result (TAP's /sync). Unlike in the other modes, the service's capabilities are not requested first.
    /// </summary>
    Sync,

    /// <summary>A job on the service, which is polled (TAP's /async).</summary>
    Async,
}

/// <summary>When a job stays on the service after this client is done with it.</summary>
public enum TapJobKeeping
{
    /// <summary>It is always deleted, even if the call was cancelled (STILTS: delete=always).</summary>
    Never,

    /// <summary>It is deleted if it finished, successfully or not, and stays if it is still running (STILTS: delete=finished).</summary>
    Unfinished,

    /// <summary>It stays until the service destroys it (STILTS: delete=never).</summary>
    Always,
}

/// <summary>Options of a single query.</summary>
public sealed record TapQueryOptions
{
    internal static TapQueryOptions Default { get; } = new();

    /// <summary>
    /// MAXREC of TAP: the maximum number of rows that the service may send. It applies after TOP; a result that it truncates is an error
    /// unless <see cref="AllowTruncated"/> is set. 0 requests only the columns. Null leaves the limit to the service.
    /// </summary>
    public long? MaxRec { get; init; }

    /// <summary>
    /// The maximum number of rows that the user wants: like MAXREC, but a result that reaches it is what was requested and not an error.
    /// No more rows than this are returned even if the service ignores MAXREC.
    /// </summary>
    public long? MaxRow { get; init; }

    /// <summary>Whether to accept a truncated result, with a log message, instead of raising an error.</summary>
    public bool AllowTruncated { get; init; }

    /// <summary>Tables that are uploaded with the query.</summary>
    public IReadOnlyList<TapUpload> Uploads { get; init; } = [];

    /// <summary>How the query is sent.</summary>
    public TapQueryMode Mode { get; init; }

    /// <summary>Whether <see cref="TapService.SubmitAsync"/> starts the job; otherwise it stays PENDING until <see cref="TapJob.RunAsync"/>.</summary>
    public bool StartJob { get; init; } = true;

    /// <summary>When a job created for this query stays on the service.</summary>
    public TapJobKeeping KeepJob { get; init; }

    /// <summary>The longest time that a job may run on the service; null leaves it to the service.</summary>
    public TimeSpan? ExecutionDuration { get; init; }

    /// <summary>RUNID of TAP: a name by which the user can find the job in the service's list; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>RESPONSEFORMAT of TAP, for <see cref="TapService.CopyAsync"/>: a name or MIME type that the service knows; null for its VOTable.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>Receives a message for each failed attempt that will be repeated, and other details for verbose output; on any thread.</summary>
    public Action<string>? Log { get; init; }

    internal void Validate()
    {
        RequireLimit(MaxRec, nameof(MaxRec));
        RequireLimit(MaxRow, nameof(MaxRow));
        if (ExecutionDuration is TimeSpan duration && (duration < TimeSpan.FromSeconds(1) || duration > TimeSpan.FromDays(365)))
            throw TapErrors.OptionInvalid(nameof(ExecutionDuration), ValueText.Format(duration), "a time from 1 second to 365 days");
    }

    private static void RequireLimit(long? limit, string name)
    {
        if (limit < 0)
            throw TapErrors.OptionInvalid(name, ValueText.Format(limit), "0 or more");
    }
}
