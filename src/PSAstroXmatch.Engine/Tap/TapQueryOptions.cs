namespace PSAstroXmatch.Engine.Tap;

/// <summary>How a query is run.</summary>
public enum TapQueryMode
{
    /// <summary>As the archive's dialect, the size of the result and the uploads suggest.</summary>
    Auto,

    /// <summary>One request that is answered with the result (TAP's /sync).</summary>
    Sync,

    /// <summary>A job on the service, which is polled (TAP's /async).</summary>
    Async,
}

/// <summary>When a job stays on the service after this client is done with it.</summary>
public enum TapJobKeeping
{
    /// <summary>It is deleted, whatever became of it: also when the call was cancelled (STILTS: delete=always).</summary>
    Never,

    /// <summary>It is deleted if it finished, with success or not, and stays if it still runs (STILTS: delete=finished).</summary>
    Unfinished,

    /// <summary>It stays until the service destroys it (STILTS: delete=never).</summary>
    Always,
}

/// <summary>What can be said about one query.</summary>
public sealed record TapQueryOptions
{
    internal static TapQueryOptions Default { get; } = new();

    /// <summary>
    /// MAXREC of TAP: the most rows that the service may send. It acts after TOP; a result that it cuts is an error unless
    /// <see cref="AllowTruncated"/> is set. 0 asks for the columns alone. Null leaves the limit to the service.
    /// </summary>
    public long? MaxRec { get; init; }

    /// <summary>
    /// The most rows that the user wants: as MAXREC, but a result that reaches it is just what was asked for and no error.
    /// No more rows than this are handed out even by a service that ignores MAXREC.
    /// </summary>
    public long? MaxRow { get; init; }

    /// <summary>Take a result that a limit has cut, instead of an error; the log says so.</summary>
    public bool AllowTruncated { get; init; }

    /// <summary>Tables that go to the service with the query.</summary>
    public IReadOnlyList<TapUpload> Uploads { get; init; } = [];

    /// <summary>How <see cref="TapService.Run"/> and <see cref="TapService.Open"/> send the query.</summary>
    public TapQueryMode Mode { get; init; }

    /// <summary>Whether <see cref="TapService.SubmitJob"/> starts the job; otherwise it stays PENDING until <see cref="TapJob.Run"/>.</summary>
    public bool StartJob { get; init; } = true;

    /// <summary>When a job that this query makes stays on the service.</summary>
    public TapJobKeeping KeepJob { get; init; }

    /// <summary>The longest time that a job may run on the service; null leaves it to the service.</summary>
    public TimeSpan? ExecutionDuration { get; init; }

    /// <summary>RUNID of TAP: a name for the job by which its user finds it in the service's list; null for none.</summary>
    public string? RunId { get; init; }

    /// <summary>RESPONSEFORMAT of TAP, for <see cref="TapService.Download"/>: a name or MIME type that the service knows; null for its VOTable.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>Is told of every attempt that failed and will be repeated, and of other things that a curious user may want to know.</summary>
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
            throw TapErrors.OptionInvalid(name, ValueText.Format(limit), "0 or a larger number");
    }
}
