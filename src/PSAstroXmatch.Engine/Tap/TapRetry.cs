using System.Globalization;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>A fault that may pass: the attempt is worth repeating. What the user sees in the end is <see cref="Error"/>.</summary>
internal sealed class TapTransientException(AstroException error, TimeSpan? retryAfter = null) : Exception(error.Message, error)
{
    /// <summary>The error if no further attempt is made.</summary>
    public AstroException Error { get; } = error;

    /// <summary>The pause that the service asks for.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>Attempts, pauses between them and the time for all of them.</summary>
internal static class TapRetry
{
    /// <summary>Runs attempts until one succeeds, fails for good, or time or number of attempts are used up.</summary>
    public static async Task<T> ExecuteAsync<T>(
        Func<CancellationToken, Task<T>> attempt,
        TapServiceOptions options,
        TapRequestInfo request,
        Action<string>? log,
        CancellationToken cancellationToken,
        TapHost? host = null)
    {
        ResiliencePipeline pipeline = Create(options, request, log);
        try
        {
            return await pipeline.ExecuteAsync(
                async token => await (host is null ? attempt(token) : host.AttemptAsync(attempt, request, token)).ConfigureAwait(false),
                cancellationToken).ConfigureAwait(false);
        }
        catch (TapTransientException exception)
        {
            throw exception.Error;
        }
        catch (TimeoutRejectedException exception)
        {
            throw TapErrors.ServiceTimeout(request, $"the whole call took longer than {Show(options.Timeout)}", exception);
        }
    }

    /// <summary>A time as messages show it.</summary>
    public static string Show(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.##} minutes");

    private static ResiliencePipeline Create(TapServiceOptions options, TapRequestInfo request, Action<string>? log)
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
                log?.Invoke(
                    $"Attempt {arguments.AttemptNumber + 1} of {options.MaxRetryAttempts + 1} failed ({error.ErrorId}): {error.Message} "
                    + $"Next attempt in {Show(arguments.RetryDelay)}.");
                return default;
            },
        }).Build();
    }
}
