using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>How a query is planned, sent, run in parts and replaced by a stored answer.</content>
public sealed partial class TapService
{
    // Size of uploads to a service without a known limit; users of HEASARC and IRSA found it to work well.
    private const int UsualUploadRows = 50_000;

    /// <summary>The user's credentials, for cache keys only; secret.</summary>
    internal string? User => _transport.User;

    private async Task<AstroTable> AskAsync(string adql, TapQueryOptions options, CancellationToken cancellationToken)
    {
        TapCall call = await PlanAsync(adql, options, cancellationToken).ConfigureAwait(false);
        return call.IsJob
            ? await WithJobAsync(call, (job, token) => job.ReadResultAsync(call.Query, token), leave: true, cancellationToken).ConfigureAwait(false)
            : await AskSyncAsync(call, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AstroTable> AskInSlicesAsync(TapSlicedQuery query, TapQueryOptions options, CancellationToken cancellationToken)
    {
        RequireAllRows(options);
        TapCall call = await PlanAsync(query.Whole, options with { Log = null }, cancellationToken).ConfigureAwait(false);
        long? limit = call.MaxRec ?? Dialect.TopToSend ?? Dialect.HardRowLimit ?? (call.IsJob ? null : Dialect.DefaultRowLimit);
        TapSlicer slicer = new(query, options with { AllowTruncated = false }, AskAsync, call.Request);
        return await slicer.RunAsync(limit, Dialect.CountsFast, cancellationToken).ConfigureAwait(false);
    }

    private async Task<AstroTable> AskInPartsAsync(string adql, TapUpload upload, TapQueryOptions options, CancellationToken cancellationToken)
    {
        RequireAllRows(options);
        TapUpload.Validate([upload, .. options.Uploads], Dialect);
        TapCapabilities capabilities = await FindCapabilitiesAsync(options.Log, cancellationToken).ConfigureAwait(false);
        int most = (int)Math.Min(UploadRowLimit(capabilities, SuitsJob(adql, options, capabilities)) ?? UsualUploadRows, Dialect.UploadPartRows ?? int.MaxValue);
        TapRequestInfo request = new(Dialect.Name, TapAddress.Show(BaseUri), adql);
        Stack<(int Start, int Count)> waiting = [];
        int rows = upload.Table.RowCount;
        for (int start = rows == 0 ? 0 : (rows - 1) / most * most; start >= 0; start -= most)
            waiting.Push((start, Math.Min(most, rows - start)));

        List<AstroTable> parts = [];
        while (waiting.TryPop(out (int Start, int Count) part))
        {
            cancellationToken.ThrowIfCancellationRequested();
            AstroTable some = part.Count == rows ? upload.Table : upload.Table.Take([.. Enumerable.Range(part.Start, part.Count)]);
            TapQueryOptions query = options with { Uploads = [upload with { Table = some }, .. options.Uploads], AllowTruncated = false };
            try
            {
                parts.Add(await AskAsync(adql, query, cancellationToken).ConfigureAwait(false));
            }
            catch (AstroException error) when (TapSlicer.IsTooMuch(error))
            {
                if (part.Count <= 1)
                    throw TapErrors.PartTooLarge(request, $"the result for row {part.Start + 1} of the uploaded table '{upload.Name}'", error);
                options.Log?.Invoke($"{Dialect.Name}: {ValueText.Count(part.Count)} rows of '{upload.Name}' are too many ({error.ErrorId}); trying halves.");
                int half = part.Count / 2;
                waiting.Push((part.Start + half, part.Count - half));
                waiting.Push((part.Start, half));
            }
        }

        return AstroTable.Concat(parts, why => TapErrors.AnswerDamaged(request, why, null));
    }

    private Task<AstroTable> AskSyncAsync(TapCall call, CancellationToken cancellationToken)
    {
        TapForm form = CreateForm(call, cancellationToken);
        return RetryAsync(
            call,
            async attempt =>
            {
                long start = Stopwatch.GetTimestamp();
                TapAnswer answer = await AskSyncAsync(call, form, attempt).ConfigureAwait(false);
                using TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
                AstroTable table = reader.ReadWhole(attempt);
                call.Query.Log?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{call.Request.Service}: {table.RowCount:N0} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s."));
                return table;
            },
            cancellationToken);
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
            job = await CreateJobAsync(call, start: true, either.Token).ConfigureAwait(false);
            await job.WaitAsync(null, either.Token).ConfigureAwait(false);
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
                await job.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async Task<TapJob> CreateJobAsync(TapCall call, bool start, CancellationToken cancellationToken)
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
                await job.SetExecutionDurationAsync(duration, cancellationToken).ConfigureAwait(false);
            if (start)
                await job.RunAsync(cancellationToken).ConfigureAwait(false);
            else
                await job.RefreshAsync(cancellationToken).ConfigureAwait(false);
            return job;
        }
        catch
        {
            // The caller never learns the job's address, so nobody else could delete it.
            await job.CleanUpAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task<TapCall> PlanAsync(string adql, TapQueryOptions options, CancellationToken cancellationToken)
    {
        // A single request, exactly as asked.
        if (options.Mode == TapQueryMode.Sync)
            return CreateCall(adql, options, asJob: false);
        RequireQuery(adql, options);
        TapCapabilities capabilities = await FindCapabilitiesAsync(options.Log, cancellationToken).ConfigureAwait(false);
        TapCall call = CreateCall(adql, options, options.Mode == TapQueryMode.Async || SuitsJob(adql, options, capabilities));
        foreach (TapUpload upload in options.Uploads)
            RequireUpload(upload, capabilities, call.IsJob);
        long? most = Dialect.TopToSend is null ? capabilities.OutputRowsOf(call.IsJob).Hard ?? Dialect.HardRowLimit : null;
        return call with
        {
            MaxRec = call.MaxRec ?? most,
            ResponseFormat = call.ResponseFormat ?? (Dialect.FormatByCapabilities ? capabilities.Binary2Format : null),
        };
    }

    // If a service truncates synchronous results, only queries that cannot reach the limit are run synchronously.
    private bool SuitsJob(string adql, TapQueryOptions options, TapCapabilities capabilities)
    {
        if (options.Uploads.Count > 0)
            return Dialect.UploadMode == TapQueryMode.Async;
        long? wanted = new[] { AdqlText.FindTop(adql), options.MaxRow, options.MaxRec }.Min();
        bool hasRoomierJobs = capabilities.OutputRows.Hard is long most && capabilities.JobOutputRows.Hard > most && !(wanted <= most);
        return hasRoomierJobs || (Dialect.Mode == TapQueryMode.Async && !(wanted <= Dialect.DefaultRowLimit));
    }

    private void RequireUpload(TapUpload upload, TapCapabilities capabilities, bool isJob)
    {
        if (capabilities.TakesInlineUploads == false)
        {
            throw TapErrors.UploadInvalid(
                upload.Name, $"{Dialect.Name} does not accept uploaded tables", "Use another service, or put the positions into the query itself.");
        }

        long? most = UploadRowLimit(capabilities, isJob);
        if (upload.Table.RowCount > most)
            throw TapErrors.UploadTooLarge(Dialect.Name, upload, most.Value);
    }

    private long? UploadRowLimit(TapCapabilities capabilities, bool isJob)
    {
        long? declared = (isJob ? capabilities.JobUploadRows : capabilities.UploadRows).Hard;
        return declared < Dialect.UploadRowLimit || Dialect.UploadRowLimit is null ? declared : Dialect.UploadRowLimit;
    }

    private void RequireQuery(string adql, TapQueryOptions options)
    {
        if (string.IsNullOrWhiteSpace(adql))
            throw TapErrors.QueryEmpty();
        options.Validate();
        TapUpload.Validate(options.Uploads, Dialect);
    }

    private TapCall CreateCall(string adql, TapQueryOptions options, bool asJob)
    {
        RequireQuery(adql, options);
        // Some services refuse TOP 0; MAXREC=0 alone then requests the columns.
        long? top = options.MaxRow is > 0 && options.MaxRow < Dialect.TopToSend ? options.MaxRow : Dialect.TopToSend;
        string query = top is long rows ? AdqlText.EnsureTop(adql, rows) : adql;
        string address = TapAddress.Show(TapAddress.Endpoint(BaseUri, asJob ? "async" : "sync"));
        options.Log?.Invoke($"{Dialect.Name} ({address}): {query}");
        return new TapCall(new TapRequestInfo(Dialect.Name, address, query), options, Options, Dialect)
        {
            MaxRec = options.MaxRec < options.MaxRow ? options.MaxRec : options.MaxRow ?? options.MaxRec,
            ResponseFormat = options.ResponseFormat ?? Dialect.ResponseFormat,
            IsJob = asJob,
        };
    }

    private TapForm CreateForm(TapCall call, CancellationToken cancellationToken)
    {
        TapForm form = new();
        form.Add("REQUEST", "doQuery");
        form.Add("LANG", "ADQL");
        form.Add("QUERY", call.Request.Adql);
        if (call.ResponseFormat is string format)
            form.Add("RESPONSEFORMAT", format);
        if (call.MaxRec is long maxRec)
            form.Add("MAXREC", maxRec.ToString(CultureInfo.InvariantCulture));
        if (call.Query.RunId is string runId)
            form.Add("RUNID", runId);
        foreach (TapUpload upload in call.Query.Uploads)
            form.AddTable(upload.Name, upload.ToVOTable(Dialect.UploadSerialization, cancellationToken));
        return form;
    }

    // One attempt at /sync. The answer holds its place among the queries to the host until it has been read.
    private async Task<TapAnswer> AskSyncAsync(TapCall call, TapForm form, CancellationToken cancellationToken)
    {
        IDisposable slot = await _host.EnterAsync(call.Query.Log, call.Request, cancellationToken).ConfigureAwait(false);
        TapMessage message = new(HttpMethod.Post, TapAddress.Endpoint(_baseUri, "sync"), form);
        return await _transport.AskAsync(message, call, cancellationToken, slot).ConfigureAwait(false);
    }

    private Task<T> RetryAsync<T>(TapCall call, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        TapRetry.ExecuteAsync(attempt, Options, call.Request, call.Query.Log, cancellationToken, _host);

    // Only whole tables are cached, never parts: parts of different ages would be inconsistent.
    private async Task<AstroTable> CachedAsync(
        string kind, string adql, TapQueryOptions options, Func<Task<AstroTable>> ask, CancellationToken cancellationToken)
    {
        if (Options.Caching is not TapCaching caching)
            return await ask().ConfigureAwait(false);
        string id = AnswerKey.Of(BaseUri, _transport.User, kind, adql, options, cancellationToken);
        if (!caching.Refresh && caching.Cache.Find(id, options.Log, cancellationToken) is var (table, notes))
        {
            TimeSpan age = DateTimeOffset.UtcNow - notes.Created;
            if (caching.Offline || age <= caching.MaxAge)
            {
                options.Log?.Invoke(string.Create(
                    CultureInfo.InvariantCulture, $"{Dialect.Name}: {table.RowCount:N0} rows from an answer stored {TapRetry.Show(age)} ago: {adql}"));
                Keep(() => caching.Cache.CountHit(notes), options);
                return table;
            }
        }

        if (caching.Offline)
            throw TapErrors.NotInCache(new TapRequestInfo(Dialect.Name, TapAddress.Show(BaseUri), adql));
        AstroTable fresh = await ask().ConfigureAwait(false);
        if (!fresh.IsTruncated)
            Keep(() => caching.Cache.Store(id, BaseUri, adql, fresh, cancellationToken), options);
        return fresh;
    }

    // The answer is still valid if it cannot be stored.
    private static void Keep(Action store, TapQueryOptions options)
    {
        try
        {
            store();
        }
        catch (AstroException problem)
        {
            options.Log?.Invoke($"The answer could not be stored: {problem.Message}");
        }
    }

    private static void RequireAllRows(TapQueryOptions options)
    {
        if (options.MaxRow is not null || options.MaxRec is not null)
            throw TapErrors.OptionInvalid("MaxRow", ValueText.Format(options.MaxRow ?? options.MaxRec), "omitted, since a query in parts fetches all rows");
    }
}
