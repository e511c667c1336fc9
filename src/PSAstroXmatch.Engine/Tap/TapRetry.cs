using System.Globalization;
using System.Runtime.CompilerServices;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A transient fault: the attempt is worth repeating. If it persists, the user sees <see cref="Error"/>.</summary>
internal sealed class TapTransientException(AstroException error, TimeSpan? retryAfter = null) : Exception(error.Message, error)
{
    /// <summary>The error if no further attempt is made.</summary>
    public AstroException Error { get; } = error;

    /// <summary>The pause requested by the service.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>Repeated attempts, the pauses between them, and their total time.</summary>
internal static class TapRetry
{
    // Calls with the same options share a pipeline; each brings its own log.
    private static readonly ConditionalWeakTable<TapServiceOptions, ResiliencePipeline> Pipelines = [];
    private static readonly ResiliencePropertyKey<Action<string>?> LogOfCall = new("log");

    /// <summary>Repeats attempts until one succeeds or fails permanently, or the time or number of attempts is used up.</summary>
    public static async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        TapServiceOptions options,
        TapRequestInfo request,
        Action<string>? log,
        CancellationToken cancellationToken,
        TapHost? host = null)
    {
        ResilienceContext context = ResilienceContextPool.Shared.Get(continueOnCapturedContext: false, cancellationToken);
        context.Properties.Set(LogOfCall, log);
        try
        {
            return await Pipelines.GetValue(options, Create).ExecuteAsync(
                async now => await (host is null ? attempt(now.CancellationToken) : host.AttemptAsync(attempt, request, now.CancellationToken)).ConfigureAwait(false),
                context).ConfigureAwait(false);
        }
        catch (TapTransientException exception)
        {
            throw exception.Error;
        }
        catch (TimeoutRejectedException exception)
        {
            throw TapErrors.ServiceTimeout(request, $"the whole call took longer than {Show(options.Timeout)}", exception);
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    /// <summary>A duration as shown in messages.</summary>
    public static string Show(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.##} minutes");

    private static ResiliencePipeline Create(TapServiceOptions options)
    {
        ResiliencePipelineBuilder builder = new() { TimeProvider = options.TimeProvider };
        builder.AddTimeout(options.Timeout);
        if (options.MaxRetryAttempts == 0)
            return builder.Build();
        return builder.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = arguments => ValueTask.FromResult(
                arguments.Outcome.Exception is TapTransientException fault && !(fault.RetryAfter > options.MaxRetryDelay)),
            MaxRetryAttempts = options.MaxRetryAttempts,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.RetryDelay,
            MaxDelay = options.MaxRetryDelay,
            DelayGenerator = arguments => ValueTask.FromResult(((TapTransientException)arguments.Outcome.Exception!).RetryAfter),
            OnRetry = arguments =>
            {
                AstroException error = ((TapTransientException)arguments.Outcome.Exception!).Error;
                arguments.Context.Properties.GetValue(LogOfCall, null)?.Invoke(
                    $"Attempt {arguments.AttemptNumber + 1} of {options.MaxRetryAttempts + 1} failed ({error.ErrorId}): {error.Message} "
                    + $"Next attempt in {Show(arguments.RetryDelay)}.");
                return default;
            },
        }).Build();
    }
}
