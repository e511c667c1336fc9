namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// Waits for a job: lets the service delay its answers if it can (UWS 1.1, WAIT), otherwise polls at increasing intervals. A failed
/// request says nothing about the job, which keeps running: only a job that is gone, or a service that stays silent, ends the wait.
/// </summary>
internal sealed class UwsWaiter(UwsClient client, Uri job, TapCall call, Action<string>? log)
{
    private const int MaxWaitSeconds = 30;
    private const int LastingFaultsInTurn = 3;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan AtOnce = TimeSpan.FromMilliseconds(200);

    private readonly TimeProvider _clock = call.Options.TimeProvider;
    private TimeSpan _pause = FirstPause;
    private bool _blocks = true;
    private int _blockingFaults;
    private int _lastingFaults;
    private long? _failingSince;

    /// <summary>Waits until the job is finished or the time runs out.</summary>
    /// <param name="seen">The last known state of the job.</param>
    /// <param name="budget">How long to wait; null for as long as it takes.</param>
    /// <param name="cancellationToken">Cancels the wait; the job keeps running.</param>
    public async Task<UwsJob> WaitAsync(UwsJob seen, TimeSpan? budget, CancellationToken cancellationToken)
    {
        using CancellationTokenSource over = new(budget ?? Timeout.InfiniteTimeSpan, _clock);
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        long start = _clock.GetTimestamp();
        try
        {
            while (!seen.Phase.IsFinal())
            {
                long asked = _clock.GetTimestamp();
                int? seconds = WaitSeconds(seen, budget - _clock.GetElapsedTime(start));
                UwsJob? now = await LookAsync(seen, seconds, either.Token).ConfigureAwait(false);
                seen = now is null ? seen : await TakeAsync(seen, now, either.Token).ConfigureAwait(false);
                bool heldBack = now is not null && seconds is not null && _clock.GetElapsedTime(asked) >= AtOnce;
                if (!heldBack && !seen.Phase.IsFinal())
                    await PauseAsync(either.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The time ran out: the caller sees that the phase is not final.
        }

        return seen;
    }

    private int? WaitSeconds(UwsJob seen, TimeSpan? left)
    {
        if (!_blocks || !seen.Phase.CanBlock() || string.CompareOrdinal(seen.Version, "1.1") < 0)
            return null;
        // Half the read timeout: the answer must arrive before the client considers the service dead.
        TimeSpan longest = call.Options.ReadTimeout / 2;
        double seconds = Math.Floor(Math.Min(MaxWaitSeconds, Math.Min(longest.TotalSeconds, left?.TotalSeconds ?? MaxWaitSeconds)));
        return seconds >= 1 ? (int)seconds : null;
    }

    // Null if the request failed.
    private async Task<UwsJob?> LookAsync(UwsJob seen, int? seconds, CancellationToken cancellationToken)
    {
        AstroException error;
        try
        {
            UwsJob now = await client.GetAsync(job, call, seconds, seen.Phase, cancellationToken).ConfigureAwait(false);
            (_lastingFaults, _failingSince) = (0, null);
            return now;
        }
        catch (TapTransientException fault)
        {
            error = fault.Error;
            if (fault.RetryAfter <= call.Options.MaxRetryDelay)
                _pause = fault.RetryAfter.Value;
        }
        catch (AstroException fault)
        {
            error = fault;
        }

        // A proxy may not tolerate such a long silence, and an old service may not accept the parameter.
        if (seconds is not null && ++_blockingFaults >= 2)
            _blocks = false;
        _lastingFaults = error.ErrorId is ErrorIds.JobNotFound or ErrorIds.ServiceForbidden or ErrorIds.ServiceRedirectInvalid ? _lastingFaults + 1 : 0;
        _failingSince ??= _clock.GetTimestamp();
        if (_lastingFaults >= LastingFaultsInTurn || _clock.GetElapsedTime(_failingSince.Value) > call.Options.Timeout)
            throw error;
        log?.Invoke($"The job could not be checked ({error.ErrorId}) but keeps running; checking again: {error.Message}");
        return null;
    }

    private async Task<UwsJob> TakeAsync(UwsJob before, UwsJob now, CancellationToken cancellationToken)
    {
        if (now.Phase != before.Phase)
        {
            log?.Invoke($"{call.Request.Service}: the job {call.Request.Address} is {now.Phase.ToString().ToUpperInvariant()}.");
            _pause = FirstPause;
        }

        if (now.Phase != UwsPhase.Held)
            return now;
        try
        {
            // UWS 1.1: a HELD job continues only if it is started again.
            await client.PostAsync(job, "phase", "PHASE", "RUN", call, cancellationToken).ConfigureAwait(false);
            log?.Invoke($"{call.Request.Service}: the job was HELD, and was started again.");
        }
        catch (Exception exception) when (exception is AstroException or TapTransientException)
        {
            log?.Invoke($"{call.Request.Service}: the job is HELD and could not be started again yet: {exception.Message}");
        }

        return now;
    }

    private async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_pause, _clock, cancellationToken).ConfigureAwait(false);
        TimeSpan longest = call.Options.MaxPollInterval;
        _pause = _pause * 1.5 < longest ? _pause * 1.5 : longest;
    }
}
