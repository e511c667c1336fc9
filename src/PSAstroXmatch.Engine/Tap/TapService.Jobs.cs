using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>Queries in the mode that suits the service, and jobs.</content>
public sealed partial class TapService
{
    /// <summary>
    /// Runs a query synchronously or as a job (see <see cref="TapQueryOptions.Mode"/>) with the service's own limits, and waits for the
    /// whole table. A job is deleted afterwards, within a second even if the call is cancelled, depending on
    /// <see cref="TapQueryOptions.KeepJob"/>.
    /// </summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">Limits, uploads, mode, the log; the log is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call, whatever it is waiting for.</param>
    /// <exception cref="AstroException">
    /// See the remarks on this class and on <see cref="TapJob"/>. UploadInvalid, UploadTooLarge: a table cannot be sent.
    /// </exception>
    public AstroTable Run(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => RunAsync(adql, query, token), options, cancellationToken);

    /// <summary>As <see cref="Run"/>, without blocking the calling thread; the log is called on any thread.</summary>
    public Task<AstroTable> RunAsync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapQueryOptions query = options ?? TapQueryOptions.Default;
        return CachedAsync("query", adql, query, () => AskAsync(adql, query, cancellationToken), cancellationToken);
    }

    private async Task<AstroTable> AskAsync(string adql, TapQueryOptions options, CancellationToken cancellationToken)
    {
        TapCall call = await PlanAsync(adql, options, cancellationToken).ConfigureAwait(false);
        return call.IsJob
            ? await WithJobAsync(call, (job, token) => job.ReadResultAsync(call.Query, token), leave: true, cancellationToken).ConfigureAwait(false)
            : await RunSyncAsync(call, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>As <see cref="Run"/>, but returns rows as they arrive. The caller disposes the reader, and with it any job.</summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">Limits, uploads, mode, the log; the log is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the opening; each block has its own token.</param>
    /// <exception cref="AstroException">As for <see cref="Run"/>. ResultTruncated is thrown after the last rows.</exception>
    public TableReader Open(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) => TapBlocking.Run(
        async (query, token) =>
        {
            TapCall call = await PlanAsync(adql, query, token).ConfigureAwait(false);
            if (!call.IsJob)
                return await OpenSyncAsync(call, options?.Log, token).ConfigureAwait(false);
            return await WithJobAsync<TableReader>(
                call,
                async (job, reading) =>
                {
                    TableReader result = await job.OpenResultAsync(call.Query, options?.Log, reading).ConfigureAwait(false);
                    return new TapJobReader(result, job, options?.Log);
                },
                leave: false,
                token).ConfigureAwait(false);
        },
        options,
        cancellationToken);

    /// <summary>Creates a job and, by default, starts it. <see cref="TapQueryOptions.KeepJob"/> determines whether it is kept.</summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">Limits, uploads, whether the job is started and kept, the log; the log is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call; a job that was just created is deleted.</param>
    /// <exception cref="AstroException">As for <see cref="Run"/>.</exception>
    public TapJob SubmitJob(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        TapJob job = TapBlocking.Run(
            async (query, token) =>
            {
                TapCall call = await PlanAsync(adql, query with { Mode = TapQueryMode.Async }, token).ConfigureAwait(false);
                return await SubmitAsync(call, query.StartJob, token).ConfigureAwait(false);
            },
            options,
            cancellationToken);
        job.Log = options?.Log;
        return job;
    }

    // Runs a job from its creation to its end, within the time limit of a whole call.
    private async Task<T> WithJobAsync<T>(TapCall call, Func<TapJob, CancellationToken, Task<T>> read, bool leave, CancellationToken cancellationToken)
    {
        using CancellationTokenSource late = new(Options.Timeout, Options.TimeProvider);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        TapJob? job = null;
        bool done = false;
        try
        {
            using IDisposable slot = await _host.EnterAsync(call.Query.Log, call.Request, either.Token).ConfigureAwait(false);
            job = await SubmitAsync(call, start: true, either.Token).ConfigureAwait(false);
            await job.WaitAsync(null, call.Query.Log, either.Token).ConfigureAwait(false);
            T result = await read(job, either.Token).ConfigureAwait(false);
            done = true;
            return result;
        }
        catch (OperationCanceledException exception) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            string where = job is null || job.KeepJob == TapJobKeeping.Never ? "" : $"; the job keeps running at {TapAddress.Show(job.JobUri)}";
            throw TapErrors.ServiceTimeout(call.Request, $"the whole call took longer than {TapRetry.Show(Options.Timeout)}{where}", exception);
        }
        finally
        {
            if (job is not null && (leave || !done))
                await job.LeaveAsync(call.Query.Log).ConfigureAwait(false);
        }
    }

    private async Task<TapJob> SubmitAsync(TapCall call, bool start, CancellationToken cancellationToken)
    {
        UwsClient client = new(_transport);
        TapForm form = CreateForm(call, cancellationToken);
        using CancellationTokenSource grace = new(Timeout.InfiniteTimeSpan, Options.TimeProvider);
        using CancellationTokenRegistration registration = cancellationToken.Register(() => grace.CancelAfter(StopBudget.Default.Creation));
        Uri address = await TapRetry.ExecuteAsync(
            async _ => await client.CreateAsync(TapAddress.Endpoint(_baseUri, "async"), form, call, grace.Token).ConfigureAwait(false),
            Options,
            call.Request,
            call.Query.Log,
            cancellationToken,
            _host).ConfigureAwait(false);
        TapJob job = new(address, client, call);
        call.Query.Log?.Invoke($"{Dialect.Name}: the job is {TapAddress.Show(address)}.");
        try
        {
            if (call.Query.ExecutionDuration is TimeSpan duration)
                await job.SetExecutionDurationAsync(duration, call.Query.Log, cancellationToken).ConfigureAwait(false);
            if (start)
                await job.RunAsync(call.Query.Log, cancellationToken).ConfigureAwait(false);
            else
                await job.RefreshAsync(call.Query.Log, cancellationToken).ConfigureAwait(false);
            return job;
        }
        catch
        {
            // The caller never learns the job's address, so nobody else could delete it.
            await job.CleanUpAsync(call.Query.Log).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<TapCall> PlanAsync(string adql, TapQueryOptions options, CancellationToken cancellationToken)
    {
        bool asJob = options.Mode == TapQueryMode.Async || (options.Mode == TapQueryMode.Auto && SuitsJob(adql, options));
        TapCall call = CreateCall(adql, options, asJob);
        TapCapabilities capabilities = await FindCapabilitiesAsync(options.Log, cancellationToken).ConfigureAwait(false);
        foreach (TapUpload upload in options.Uploads)
            RequireUpload(upload, capabilities);
        long? most = Dialect.TopToSend is null ? capabilities.OutputRows.Hard ?? Dialect.HardRowLimit : null;
        return call with
        {
            MaxRec = call.MaxRec ?? most,
            ResponseFormat = call.ResponseFormat ?? (Dialect.FormatByCapabilities ? capabilities.Binary2Format : null),
        };
    }

    // If a service truncates synchronous results, only queries that cannot reach the limit are run synchronously.
    private bool SuitsJob(string adql, TapQueryOptions options)
    {
        if (options.Uploads.Count > 0)
            return Dialect.UploadMode == TapQueryMode.Async;
        long? wanted = new[] { AdqlText.FindTop(adql), options.MaxRow, options.MaxRec }.Min();
        return Dialect.Mode == TapQueryMode.Async && !(wanted <= Dialect.DefaultRowLimit);
    }

    private void RequireUpload(TapUpload upload, TapCapabilities capabilities)
    {
        if (capabilities.TakesInlineUploads == false)
        {
            throw TapErrors.UploadInvalid(
                upload.Name, $"{Dialect.Name} does not accept uploaded tables", "Use another service, or put the positions into the query itself.");
        }

        long? most = UploadRowLimit(capabilities);
        if (upload.Table.RowCount > most)
            throw TapErrors.UploadTooLarge(Dialect.Name, upload, most.Value);
    }

    private long? UploadRowLimit(TapCapabilities capabilities) =>
        capabilities.UploadRows.Hard < Dialect.UploadRowLimit || Dialect.UploadRowLimit is null ? capabilities.UploadRows.Hard : Dialect.UploadRowLimit;
}
