using System.Globalization;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// A query that a service runs as a job (UWS 1.1, https://www.ivoa.net/documents/UWS/). The job lives on the service and outlives this
/// object: its address is all that another process needs to continue with it. Not safe for use by several threads at once.
/// </summary>
/// <remarks>
/// Calls may throw an <see cref="AstroException"/> like those of <see cref="TapService"/>, and with these ids: <c>JobNotFound</c>
/// (deleted, or destroyed when it expired), <c>JobAborted</c>, <c>JobNotFinished</c>. A failed job's message is a <c>ServiceError</c>.
/// </remarks>
public sealed partial class TapJob : IDisposable
{
    private readonly Uri _address;
    private readonly UwsClient _client;
    private TapCall _call;
    private bool _deleted;

    internal TapJob(Uri address, UwsClient client, TapCall call)
    {
        _address = address;
        _client = client;
        JobUri = new UriBuilder(address) { UserName = "", Password = "" }.Uri;
        _call = call with
        {
            IsJob = true,
            Request = new TapRequestInfo(call.Request.Service, TapAddress.Show(address), call.Request.Adql) { IsJob = true },
        };
        KeepJob = call.Query.KeepJob;
    }

    /// <summary>The job's address, without credentials.</summary>
    public Uri JobUri { get; }

    /// <summary>The service's name for the job.</summary>
    public string JobId => Description.JobId.Length > 0 ? Description.JobId : Uri.UnescapeDataString(JobUri.Segments[^1].Trim('/'));

    /// <summary>The job as last described by the service; <see cref="Refresh"/> updates it.</summary>
    public UwsJob Description { get; private set; } = UwsJob.Unseen;

    /// <summary>The phase as last seen.</summary>
    public UwsPhase Phase => Description.Phase;

    /// <summary>When the service expects the job to finish; null if unknown.</summary>
    public DateTimeOffset? Quote => Description.Quote;

    /// <summary>Why the job failed, in the service's words; null if it did not.</summary>
    public UwsErrorSummary? ErrorSummary => Description.ErrorSummary;

    /// <summary>The results that the job lists.</summary>
    public IReadOnlyList<UwsResult> Results => Description.Results;

    /// <summary>The query; null if another process created the job and the service does not report it.</summary>
    public string? Query => _call.Request.Adql.Length > 0 ? _call.Request.Adql : null;

    /// <summary>When <see cref="Dispose"/> leaves the job on the service.</summary>
    public TapJobKeeping KeepJob { get; set; }

    /// <summary>Receives messages about phases, repeated attempts and the like, on the calling thread.</summary>
    public Action<string>? Log { get; set; }

    /// <summary>Attaches to an existing job, perhaps created by another process; nothing is sent yet. The job stays on the service.</summary>
    /// <param name="jobUri">The job's address. A user and password in it are sent as basic authentication and never shown.</param>
    /// <param name="options">Dialect, contact, credential, time limits.</param>
    /// <param name="service">
    /// Address of the service that the credential in the options is for: it is sent to that host only, and so not to a job that the service
    /// has put on another host. Null to trust the job's own host, as when a user names it.
    /// </param>
    /// <exception cref="AstroException">ServiceAddressInvalid or TapOptionInvalid.</exception>
    public static TapJob Attach(Uri jobUri, TapServiceOptions? options = null, Uri? service = null)
    {
        options ??= new TapServiceOptions();
        options.Validate();
        TapTransport.UserAgent(options.Contact);
        if (!jobUri.IsAbsoluteUri || !TapAddress.IsHttp(jobUri) || jobUri.Host.Length == 0)
            throw TapErrors.AddressInvalid(jobUri);
        TapDialect dialect = options.Dialect ?? TapDialects.ForUri(jobUri);
        TapRequestInfo request = new(dialect.Name, TapAddress.Show(jobUri), "");
        TapCall call = new(request, new TapQueryOptions { KeepJob = TapJobKeeping.Always }, options, dialect);
        return new TapJob(jobUri, new UwsClient(new TapTransport(service ?? jobUri, options)), call);
    }

    /// <summary>Whether a job is at the server of a service, so that a credential for the service may be sent to it.</summary>
    public static bool IsAt(Uri jobUri, Uri service) => TapAddress.IsSameServer(jobUri, service);

    /// <summary>Starts the job; a running or finished job is left unchanged.</summary>
    public void Run(CancellationToken cancellationToken = default) => Block(RunAsync, cancellationToken);

    /// <summary>Requests the current state of the job.</summary>
    /// <returns>The phase.</returns>
    public UwsPhase Refresh(CancellationToken cancellationToken = default)
    {
        Block(RefreshAsync, cancellationToken);
        return Phase;
    }

    /// <summary>Waits until the job finishes, successfully or not.</summary>
    /// <param name="budget">How long to wait; null for as long as it takes. An unfinished job keeps running.</param>
    /// <param name="cancellationToken">Cancels the wait; the job keeps running.</param>
    /// <returns>The phase: a final one, unless the time ran out.</returns>
    public UwsPhase Wait(TimeSpan? budget = null, CancellationToken cancellationToken = default)
    {
        if (budget < TimeSpan.Zero)
            throw TapErrors.OptionInvalid(nameof(budget), ValueText.Format(budget), "a time that is not negative");
        Block((log, token) => WaitAsync(budget, log, token), cancellationToken);
        return Phase;
    }

    /// <summary>Aborts the job; its work is lost.</summary>
    public void Abort(CancellationToken cancellationToken = default) =>
        Block((log, token) => SetAsync("phase", "PHASE", "ABORT", log, token), cancellationToken);

    /// <summary>Asks the service to destroy the job at a given time; it may choose another, shown in <see cref="Description"/>.</summary>
    public void SetDestruction(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        string text = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Block((log, token) => SetAsync("destruction", "DESTRUCTION", text, log, token), cancellationToken);
    }

    /// <summary>Asks the service to limit the execution time of the job; it may choose another limit, shown in <see cref="Description"/>.</summary>
    public void SetExecutionDuration(TimeSpan duration, CancellationToken cancellationToken = default) => Block(
        (log, token) => SetExecutionDurationAsync(duration, log, token), cancellationToken);

    /// <summary>Opens the table of a completed job; rows are returned as they arrive. The caller disposes the reader.</summary>
    /// <param name="options">MaxRow, and whether a truncated result is accepted.</param>
    /// <param name="cancellationToken">Cancels the opening; each block has its own token.</param>
    /// <exception cref="AstroException">The job failed, was aborted, is gone or is not finished; or as for a query.</exception>
    public TableReader OpenResult(TapQueryOptions? options = null, CancellationToken cancellationToken = default) => TapBlocking.Run(
        async (query, token) => (TableReader)await OpenResultAsync(query, options?.Log ?? Log, token).ConfigureAwait(false),
        WithLog(options),
        cancellationToken);

    /// <summary>Reads the whole table of a completed job.</summary>
    /// <param name="options">MaxRow, and whether a truncated result is accepted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">The job failed, was aborted, is gone or is not finished; or as for a query.</exception>
    public AstroTable ReadResult(TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => ReadResultAsync(query, token), WithLog(options), cancellationToken);

    /// <summary>Deletes the job and its results from the service, aborting it if it is running; a job that is already gone is not an error.</summary>
    public void Delete(CancellationToken cancellationToken = default) => Block(DeleteAsync, cancellationToken);

    /// <summary>
    /// Deletes the job from the service, depending on <see cref="KeepJob"/>. This takes at most a second; if it fails, the service
    /// destroys the job in due course.
    /// </summary>
    public void Dispose()
    {
        if (!_deleted && MustGo)
            Block((log, _) => CleanUpAsync(log), CancellationToken.None);
    }

    /// <summary>The job's address.</summary>
    public override string ToString() => $"{TapAddress.Show(JobUri)} ({Phase.ToString().ToUpperInvariant()})";

    private bool MustGo => KeepJob == TapJobKeeping.Never || (KeepJob == TapJobKeeping.Unfinished && Phase.IsFinal());

    private TapQueryOptions WithLog(TapQueryOptions? options) => (options ?? _call.Query) with { Log = options?.Log ?? Log };

    private void Block(Func<Action<string>?, CancellationToken, Task> call, CancellationToken cancellationToken) => TapBlocking.Run(
        async (query, token) =>
        {
            await call(query.Log, token).ConfigureAwait(false);
            return true;
        },
        TapQueryOptions.Default with { Log = Log },
        cancellationToken);
}
