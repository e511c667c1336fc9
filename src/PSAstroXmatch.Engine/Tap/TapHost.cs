using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// What all calls of this process to one host share: a number of queries at a time, and a circuit breaker. Some archives shut out
/// whoever sends too many queries at once, and one that is down is not helped by further ones.
/// </summary>
internal sealed class TapHost
{
    private const int FailuresInTurn = 10;
    private static readonly TimeSpan Sampling = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    // A clock of its own comes from tests alone: its calls must not open the breaker of others.
    private static readonly ConcurrentDictionary<(string Authority, int Limit, TimeProvider Clock), TapHost> Hosts = new();

    private readonly SemaphoreSlim _free;
    private readonly ResiliencePipeline _breaker;

    private TapHost(int limit, TimeProvider clock)
    {
        _free = new SemaphoreSlim(limit);
        _breaker = new ResiliencePipelineBuilder { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                // Only a host that answers nothing at all is left alone: every call of a minute has to fail.
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

    /// <summary>Waits until the host may get a further query; disposing the result lets the next one go.</summary>
    public async Task<IDisposable> EnterAsync(Action<string>? log, TapRequestInfo request, CancellationToken cancellationToken)
    {
        if (!_free.Wait(0, CancellationToken.None))
        {
            log?.Invoke($"{request.Service}: waiting until earlier queries to this host are done.");
            await _free.WaitAsync(cancellationToken).ConfigureAwait(false);
        }

        return new Slot(_free);
    }

    /// <summary>Makes an attempt, unless the last ones all failed.</summary>
    /// <exception cref="AstroException">ServiceUnavailable: the host is left alone for some seconds.</exception>
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
