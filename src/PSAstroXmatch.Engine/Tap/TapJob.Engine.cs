using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>What the public calls do, without blocking.</content>
public sealed partial class TapJob
{
    internal async Task RunAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        AstroException? refusal = null;
        try
        {
            await PostAsync("phase", "PHASE", "RUN", log, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (error.ErrorId != "JobNotFound")
        {
            // The answer to a first attempt may have been lost: services refuse to start a job twice.
            refusal = error;
        }

        try
        {
            await RefreshAsync(log, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (refusal is null && error.ErrorId != "JobNotFound")
        {
            // The job is started, and that was all to be done here: who waits for it looks again.
            log?.Invoke($"A look at the job failed ({error.ErrorId}); the job runs on: {error.Message}");
            return;
        }

        if (refusal is not null && Phase is (UwsPhase.Pending or UwsPhase.Held or UwsPhase.Unknown))
            throw refusal;
    }

    internal Task RefreshAsync(Action<string>? log, CancellationToken cancellationToken) => RetryAsync(
        async token =>
        {
            See(await _client.GetAsync(_address, _call, null, Phase, token).ConfigureAwait(false));
            return true;
        },
        log,
        cancellationToken);

    internal Task SetExecutionDurationAsync(TimeSpan duration, Action<string>? log, CancellationToken cancellationToken) =>
        SetAsync("executionduration", "EXECUTIONDURATION", ValueText.Format((long)duration.TotalSeconds), log, cancellationToken);

    internal async Task WaitAsync(TimeSpan? budget, Action<string>? log, CancellationToken cancellationToken) =>
        See(await new UwsWaiter(_client, _address, _call, log).WaitAsync(Description, budget, cancellationToken).ConfigureAwait(false));

    internal async Task<AstroTable> ReadResultAsync(TapQueryOptions options, CancellationToken cancellationToken)
    {
        await RequireCompletedAsync(options.Log, cancellationToken).ConfigureAwait(false);
        TapCall call = _call with { Query = options };
        return await RetryAsync(
            async token =>
            {
                long start = Stopwatch.GetTimestamp();
                using TapResultReader reader = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                AstroTable table = reader.ReadWhole(token);
                options.Log?.Invoke(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{call.Request.Service}: {table.RowCount:N0} rows of the job in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s."));
                return table;
            },
            options.Log,
            cancellationToken).ConfigureAwait(false);
    }

    internal async Task<TapResultReader> OpenResultAsync(TapQueryOptions options, Action<string>? laterLog, CancellationToken cancellationToken)
    {
        await RequireCompletedAsync(options.Log, cancellationToken).ConfigureAwait(false);
        // The reader outlives this call, and with it the messages that are passed on while the caller waits.
        TapCall call = _call with { Query = options with { Log = laterLog } };
        return await RetryAsync(
            async token =>
            {
                TapResultReader reader = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                reader.ReleaseToken();
                return reader;
            },
            options.Log,
            cancellationToken).ConfigureAwait(false);
    }

    internal async Task<TapDownload> DownloadAsync(Stream target, TapQueryOptions options, CancellationToken cancellationToken)
    {
        await RequireCompletedAsync(options.Log, cancellationToken).ConfigureAwait(false);
        TapCall call = _call with { Query = options };
        return await RetryAsync(
            async token => await TapRawAnswer.CopyAsync(
                await _client.GetResultAsync(_address, Description, call, token).ConfigureAwait(false), call, target, token).ConfigureAwait(false),
            options.Log,
            cancellationToken).ConfigureAwait(false);
    }

    internal async Task DeleteAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        await RetryAsync(
            async token =>
            {
                await _client.DeleteAsync(_address, _call, token).ConfigureAwait(false);
                return true;
            },
            log,
            cancellationToken).ConfigureAwait(false);
        _deleted = true;
    }

    /// <summary>Leaves the job as <see cref="KeepJob"/> says, within a second.</summary>
    internal async Task LeaveAsync(Action<string>? log)
    {
        if (_deleted)
            return;
        if (MustGo)
            await CleanUpAsync(log).ConfigureAwait(false);
        else
            log?.Invoke($"{_call.Request.Service}: the job stays at {_call.Request.Address}.");
    }

    // Deletes the job even if the caller was cancelled: nobody is left who wants it. Who waits gets the control back within a second;
    // a deletion that takes longer goes on in the background.
    internal async Task CleanUpAsync(Action<string>? log)
    {
        _deleted = true;
        CancellationTokenSource last = new(LastCleanUpTime);
        Task<string?> deletion = TryDeleteAsync(last);
        if (await Task.WhenAny(deletion, Task.Delay(CleanUpTime, CancellationToken.None)).ConfigureAwait(false) != deletion)
            log?.Invoke($"{_call.Request.Service}: the job {_call.Request.Address} is still being deleted.");
        else if (await deletion.ConfigureAwait(false) is string problem)
            log?.Invoke($"{_call.Request.Service}: the job {_call.Request.Address} could not be deleted; it will be destroyed in time. {problem}");
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

    private async Task RequireCompletedAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        if (!Phase.IsFinal())
            await RefreshAsync(log, cancellationToken).ConfigureAwait(false);
        switch (Phase)
        {
            case UwsPhase.Completed:
                return;
            case UwsPhase.Error:
                throw TapErrors.ServiceError(_call.Request, await FindErrorWordsAsync(log, cancellationToken).ConfigureAwait(false), null);
            case UwsPhase.Aborted:
                throw TapErrors.JobAborted(_call.Request, Description.ErrorSummary?.Message ?? "it does not say why");
            case UwsPhase.Archived:
                throw TapErrors.JobNotFound(_call.Request, "the job is ARCHIVED, its results were deleted", null);
            default:
                throw TapErrors.JobUnfinished(_call.Request, Phase);
        }
    }

    // The summary is one line and often cut; the error document has all that the service says.
    private async Task<string> FindErrorWordsAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        string summary = Description.ErrorSummary?.Message ?? "";
        if (Description.ErrorSummary is { HasDetail: false } && summary.Length > 0)
            return summary;
        try
        {
            string words = await RetryAsync(token => _client.GetErrorAsync(_address, _call, token), log, cancellationToken).ConfigureAwait(false);
            if (words == "nothing")
                return summary;
            return words.Contains(summary, StringComparison.Ordinal) ? words : $"{summary} {words}";
        }
        catch (AstroException error)
        {
            log?.Invoke($"{_call.Request.Service}: the job's error document can't be read: {error.Message}");
            return summary.Length > 0 ? summary : "it does not say why";
        }
    }

    private async Task SetAsync(string endpoint, string name, string value, Action<string>? log, CancellationToken cancellationToken)
    {
        await PostAsync(endpoint, name, value, log, cancellationToken).ConfigureAwait(false);
        await RefreshAsync(log, cancellationToken).ConfigureAwait(false);
    }

    private Task PostAsync(string endpoint, string name, string value, Action<string>? log, CancellationToken cancellationToken) => RetryAsync(
        async token =>
        {
            await _client.PostAsync(_address, endpoint, name, value, _call, token).ConfigureAwait(false);
            return true;
        },
        log,
        cancellationToken);

    private Task<T> RetryAsync<T>(Func<CancellationToken, Task<T>> attempt, Action<string>? log, CancellationToken cancellationToken) =>
        TapRetry.ExecuteAsync(attempt, _call.Options, _call.Request, log, cancellationToken);

    private void See(UwsJob description)
    {
        Description = description;
        if (_call.Request.Adql.Length == 0 && description.Parameters.TryGetValue("query", out string? query) && query.Length > 0)
            _call = _call with { Request = _call.Request with { Adql = query } };
    }
}
