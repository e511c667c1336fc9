using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// What all calls of this process to one host share: a limit on simultaneous queries, and a circuit breaker. Some archives block
/// users who send too many queries at once, and further queries do not help an archive that is down.
/// </summary>
internal sealed class TapHost
{
    private const int FailuresInTurn = 10;
    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    // Only tests use a different clock: their calls must not open the breaker of others.
    private static readonly ConcurrentDictionary<(string Authority, int Limit, TimeProvider Clock), TapHost> Hosts = new();

    private readonly SemaphoreSlim _free;
    private readonly ResiliencePipeline _breaker;

    private TapHost(int limit, TimeProvider clock)
    {
        _free = new SemaphoreSlim(limit);
        _breaker = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // The breaker opens only for a host that does not answer at all: every call within a minute has to fail.
                FailureRatio = 1,
                MinimumThroughput = FailuresInTurn,
                SamplingDuration = Sampling,
                BreakDuration = Pause,
                ShouldHandle = arguments => ValueTask.FromResult(arguments.Outcome.Exception is TapTransientException),
            })
            .Build();
    }

    /// <summary>The host of an address.</summary>
    public static TapHost Of(Uri address, int limit, TimeProvider clock) =>
        Hosts.GetOrAdd((address.Authority, limit, clock), key => new TapHost(key.Limit, key.Clock));

    /// <summary>Waits until the host may receive another query; disposing the result admits the next one.</summary>
    public async Task<IDisposable> EnterAsync(Action<string>? log, TapRequestInfo request, CancellationToken cancellationToken)
    {
        if (!_free.Wait(0, CancellationToken.None))
        {
            log?.Invoke($"{request.Service}: waiting for earlier queries to this host to finish.");
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return new Slot(_free);
    }

    /// <summary>Makes an attempt, unless the last ones all failed.</summary>
    /// <exception cref="AstroException">ServiceUnavailable: the breaker is open for some seconds.</exception>
    public async Task<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> attempt, TapRequestInfo request, CancellationToken cancellationToken)
    {
        try
        {
            return await _breaker.ExecuteAsync(async token => await attempt(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (BrokenCircuitException exception)
        {
            throw TapErrors.CircuitOpen(request, FailuresInTurn, exception.RetryAfter ?? Pause, exception);
        }
    }

    private sealed class Slot(SemaphoreSlim free) : IDisposable
    {
        private SemaphoreSlim? _free = free;

        public void Dispose() => Interlocked.Exchange(ref _free, null)?.Release();
    }
}
