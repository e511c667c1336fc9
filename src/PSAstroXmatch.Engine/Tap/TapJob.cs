using System.Diagnostics;
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
public sealed class TapJob : IAsyncDisposable
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
        Log = call.Query.Log;
    }

    /// <summary>The job's address, without credentials.</summary>
    public Uri JobUri { get; }

    /// <summary>The service's name for the job.</summary>
    public string JobId => Description.JobId.Length > 0 ? Description.JobId : Uri.UnescapeDataString(JobUri.Segments[^1].Trim('/'));

    /// <summary>The job as last described by the service; <see cref="RefreshAsync"/> updates it.</summary>
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

    /// <summary>When <see cref="DisposeAsync"/> leaves the job on the service.</summary>
    public TapJobKeeping KeepJob { get; set; }

    /// <summary>Receives messages about phases, repeated attempts and the like.</summary>
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
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        AstroException? refusal = null;
        try
        {
            await PostAsync("phase", "PHASE", "RUN", cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (error.ErrorId != ErrorIds.JobNotFound)
        {
            // The answer to the first attempt may have been lost, and services refuse to start a job twice.
            refusal = error;
        }

        try
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (refusal is null && error.ErrorId != ErrorIds.JobNotFound)
        {
            // The job has been started, which is all that was required; waiting for it checks again.
            Log?.Invoke($"The job could not be checked ({error.ErrorId}) but keeps running: {error.Message}");
            return;
        }

        if (refusal is not null && Phase is (UwsPhase.Pending or UwsPhase.Held or UwsPhase.Unknown))
            throw refusal;
    }

    /// <summary>Requests the current state of the job.</summary>
    /// <returns>The phase.</returns>
    public Task<UwsPhase> RefreshAsync(CancellationToken cancellationToken = default) => RetryAsync(
        async token =>
        {
            See(await _client.GetAsync(_address, _call, null, Phase, token).ConfigureAwait(false));
            return Phase;
        },
        cancellationToken);

    /// <summary>Waits until the job finishes, successfully or not.</summary>
    /// <param name="budget">How long to wait; null for as long as it takes. An unfinished job keeps running.</param>
    /// <param name="cancellationToken">Cancels the wait; the job keeps running.</param>
    /// <returns>The phase: a final one, unless the time ran out.</returns>
    public async Task<UwsPhase> WaitAsync(TimeSpan? budget = null, CancellationToken cancellationToken = default)
    {
        if (budget < TimeSpan.Zero)
            throw TapErrors.OptionInvalid(nameof(budget), ValueText.Format(budget), "a time that is not negative");
        See(await new UwsWaiter(_client, _address, _call, Log).WaitAsync(Description, budget, cancellationToken).ConfigureAwait(false));
        return Phase;
    }

    /// <summary>Aborts the job; its work is lost.</summary>
    public Task AbortAsync(CancellationToken cancellationToken = default) => SetAsync("phase", "PHASE", "ABORT", cancellationToken);

    /// <summary>Asks the service to destroy the job at a given time; it may choose another, shown in <see cref="Description"/>.</summary>
    public Task SetDestructionAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        string text = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return SetAsync("destruction", "DESTRUCTION", text, cancellationToken);
    }

    /// <summary>Asks the service to limit the execution time of the job; it may choose another limit, shown in <see cref="Description"/>.</summary>
    public Task SetExecutionDurationAsync(TimeSpan duration, CancellationToken cancellationToken = default) =>
        SetAsync("executionduration", "EXECUTIONDURATION", ValueText.Format((long)duration.TotalSeconds), cancellationToken);

    /// <summary>Opens the table of a completed job; rows are returned as they arrive. The caller disposes the reader.</summary>
    /// <param name="options">MaxRow, and whether a truncated result is accepted.</param>
    /// <param name="cancellationToken">Cancels the opening; each block has its own token.</param>
    /// <exception cref="AstroException">The job failed, was aborted, is gone or is not finished; or as for a query.</exception>
    public async Task<TableReader> OpenResultAsync(TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapCall call = await PlanResultAsync(options, cancellationToken).ConfigureAwait(false);
        return await RetryAsync<TableReader>(
            async token =>
            {
                TapAnswer answer = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
                reader.ReleaseToken();
                return reader;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the whole table of a completed job.</summary>
    /// <param name="options">MaxRow, and whether a truncated result is accepted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">The job failed, was aborted, is gone or is not finished; or as for a query.</exception>
    public async Task<AstroTable> ReadResultAsync(TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapCall call = await PlanResultAsync(options, cancellationToken).ConfigureAwait(false);
        return await RetryAsync(
            async token =>
            {
                long start = Stopwatch.GetTimestamp();
                TapAnswer answer = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                using TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
                AstroTable table = reader.ReadWhole(token);
                call.Query.Log?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{call.Request.Service}: {table.RowCount:N0} rows of the job in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s."));
                return table;
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies the result of a completed job byte by byte, as <see cref="TapService.CopyAsync"/> does.</summary>
    /// <param name="target">The target: a stream that can be emptied.</param>
    /// <param name="options">MaxRow, and whether a truncated result is accepted.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">The job failed, was aborted, is gone or is not finished; or as for a query.</exception>
    public async Task<TapDownload> CopyResultAsync(Stream target, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapCall call = await PlanResultAsync(options, cancellationToken).ConfigureAwait(false);
        return await RetryAsync(
            async token =>
            {
                using TapAnswer answer = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                return await answer.CopyToAsync(target).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Deletes the job and its results from the service, aborting it if it is running; a job that is already gone is not an error.</summary>
    public async Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        await RetryAsync(
            async token =>
            {
                await _client.DeleteAsync(_address, _call, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        _deleted = true;
    }

    /// <summary>
    /// Keeps the job or deletes it from the service, depending on <see cref="KeepJob"/>. This takes at most a second; if it fails, the
    /// service destroys the job in due course.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        if (_deleted)
            return;
        if (KeepJob == TapJobKeeping.Never || (KeepJob == TapJobKeeping.Unfinished && Phase.IsFinal()))
            await CleanUpAsync().ConfigureAwait(false);
        else
            Log?.Invoke($"{_call.Request.Service}: the job remains at {_call.Request.Address}.");
    }

    /// <summary>The job's address.</summary>
    public override string ToString() => $"{TapAddress.Show(JobUri)} ({Phase.ToString().ToUpperInvariant()})";

    // Deletes the job even if the caller was cancelled, since nobody needs it any more. The caller regains control within a second; a
    // deletion that takes longer continues in the background.
    internal async Task CleanUpAsync()
    {
        _deleted = true;
        CancellationTokenSource last = new(StopBudget.Default.Deletion);
        Task<string?> deletion = TryDeleteAsync(last);
        if (await Task.WhenAny(deletion, Task.Delay(StopBudget.Default.CleanUp, CancellationToken.None)).ConfigureAwait(false) != deletion)
            Log?.Invoke($"{_call.Request.Service}: the job {_call.Request.Address} is still being deleted.");
        else if (await deletion.ConfigureAwait(false) is string problem)
            Log?.Invoke($"{_call.Request.Service}: the job {_call.Request.Address} could not be deleted; the service will destroy it in due course. {problem}");
    }

    private async Task<string?> TryDeleteAsync(CancellationTokenSource last)
    {
        using (last)
        {
            try
            {
                await _client.DeleteAsync(_address, _call, last.Token).ConfigureAwait(false);
                return null;
            }
            catch (Exception exception) when (exception is AstroException or TapTransientException or OperationCanceledException)
            {
                return exception.Message;
            }
        }
    }

    private async Task<TapCall> PlanResultAsync(TapQueryOptions? options, CancellationToken cancellationToken)
    {
        TapQueryOptions query = options ?? _call.Query;
        await RequireCompletedAsync(cancellationToken).ConfigureAwait(false);
        return _call with { Query = query with { Log = query.Log ?? Log } };
    }

    private async Task RequireCompletedAsync(CancellationToken cancellationToken)
    {
        if (!Phase.IsFinal())
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        switch (Phase)
        {
            case UwsPhase.Completed:
                return;
            case UwsPhase.Error:
                throw TapErrors.ServiceError(_call.Request, await FindErrorWordsAsync(cancellationToken).ConfigureAwait(false), null);
            case UwsPhase.Aborted:
                throw TapErrors.JobAborted(_call.Request, Description.ErrorSummary?.Message ?? "no reason given");
            case UwsPhase.Archived:
                throw TapErrors.JobNotFound(_call.Request, "the job is ARCHIVED and its results were deleted", null);
            default:
                throw TapErrors.JobUnfinished(_call.Request, Phase);
        }
    }

    // The summary is a single line and often truncated; the error document has the complete message.
    private async Task<string> FindErrorWordsAsync(CancellationToken cancellationToken)
    {
        string summary = Description.ErrorSummary?.Message ?? "";
        if (Description.ErrorSummary is { HasDetail: false } && summary.Length > 0)
            return summary;
        try
        {
            string? words = await RetryAsync(token => _client.GetErrorAsync(_address, _call, token), cancellationToken).ConfigureAwait(false);
            if (words is null)
                return summary;
            return words.Contains(summary, StringComparison.Ordinal) ? words : $"{summary} {words}";
        }
        catch (AstroException error)
        {
            Log?.Invoke($"{_call.Request.Service}: the job's error document cannot be read: {error.Message}");
            return summary.Length > 0 ? summary : "no reason given";
        }
    }

    private async Task SetAsync(string endpoint, string name, string value, CancellationToken cancellationToken)
    {
        await PostAsync(endpoint, name, value, cancellationToken).ConfigureAwait(false);
        await RefreshAsync(cancellationToken).ConfigureAwait(false);
    }

    private Task PostAsync(string endpoint, string name, string value, CancellationToken cancellationToken) => RetryAsync(
        async token =>
        {
            await _client.PostAsync(_address, endpoint, name, value, _call, token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        TapRetry.ExecuteAsync(attempt, _call.Options, _call.Request, Log, cancellationToken);

    private void See(UwsJob description)
    {
        Description = description;
        if (_call.Request.Adql.Length == 0 && description.Parameters.TryGetValue("query", out string? query) && query.Length > 0)
            _call = _call with { Request = _call.Request with { Adql = query } };
    }
}
