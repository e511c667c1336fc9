using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>The implementation of the public calls, without blocking.</content>
public sealed partial class TapJob
{
    internal async Task RunAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        AstroException? refusal = null;
        try
        {
            await PostAsync("phase", "PHASE", "RUN", log, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (error.ErrorId != ErrorIds.JobNotFound)
        {
            // The answer to the first attempt may have been lost, and services refuse to start a job twice.
            refusal = error;
        }

        try
        {
            await RefreshAsync(log, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (refusal is null && error.ErrorId != ErrorIds.JobNotFound)
        {
            // The job has been started, which is all that was required; waiting for it checks again.
            log?.Invoke($"The job could not be checked ({error.ErrorId}) but keeps running: {error.Message}");
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
                TapAnswer answer = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                using TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
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
        // The reader outlives this call, during which messages are passed to the waiting caller.
        TapCall call = _call with { Query = options with { Log = laterLog } };
        return await RetryAsync(
            async token =>
            {
                TapAnswer answer = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
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
            async token =>
            {
                using TapAnswer answer = await _client.OpenResultAsync(_address, Description, call, token).ConfigureAwait(false);
                return await answer.CopyToAsync(target).ConfigureAwait(false);
            },
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

    /// <summary>Keeps or deletes the job according to <see cref="KeepJob"/>, within a second.</summary>
    internal async Task LeaveAsync(Action<string>? log)
    {
        if (_deleted)
            return;
        if (MustGo)
            await CleanUpAsync(log).ConfigureAwait(false);
        else
            log?.Invoke($"{_call.Request.Service}: the job remains at {_call.Request.Address}.");
    }

    // Deletes the job even if the caller was cancelled, since nobody needs it any more. The caller regains control within a second; a
    // deletion that takes longer continues in the background.
    internal async Task CleanUpAsync(Action<string>? log)
    {
        _deleted = true;
        CancellationTokenSource last = new(StopBudget.Default.Deletion);
        Task<string?> deletion = TryDeleteAsync(last);
        if (await Task.WhenAny(deletion, Task.Delay(StopBudget.Default.CleanUp, CancellationToken.None)).ConfigureAwait(false) != deletion)
            log?.Invoke($"{_call.Request.Service}: the job {_call.Request.Address} is still being deleted.");
        else if (await deletion.ConfigureAwait(false) is string problem)
            log?.Invoke($"{_call.Request.Service}: the job {_call.Request.Address} could not be deleted; the service will destroy it in due course. {problem}");
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
                throw TapErrors.JobAborted(_call.Request, Description.ErrorSummary?.Message ?? "no reason given");
            case UwsPhase.Archived:
                throw TapErrors.JobNotFound(_call.Request, "the job is ARCHIVED and its results were deleted", null);
            default:
                throw TapErrors.JobUnfinished(_call.Request, Phase);
        }
    }

    // The summary is a single line and often truncated; the error document has the complete message.
    private async Task<string> FindErrorWordsAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        string summary = Description.ErrorSummary?.Message ?? "";
        if (Description.ErrorSummary is { HasDetail: false } && summary.Length > 0)
            return summary;
        try
        {
            string? words = await RetryAsync(token => _client.GetErrorAsync(_address, _call, token), log, cancellationToken).ConfigureAwait(false);
            if (words is null)
                return summary;
            return words.Contains(summary, StringComparison.Ordinal) ? words : $"{summary} {words}";
        }
        catch (AstroException error)
        {
            log?.Invoke($"{_call.Request.Service}: the job's error document cannot be read: {error.Message}");
            return summary.Length > 0 ? summary : "no reason given";
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
