using System.Collections.Concurrent;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Waits for a call on the calling thread, which meanwhile gets the log: a cmdlet may only write from its own thread.</summary>
internal static class TapBlocking
{
    /// <summary>Runs a call to its end; what the log throws ends the call.</summary>
    public static T Run<T>(Func<TapQueryOptions, CancellationToken, Task<T>> call, TapQueryOptions? options, CancellationToken cancellationToken)
    {
        options ??= TapQueryOptions.Default;
        using BlockingCollection<string> messages = [];
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On the thread pool: a synchronization context of the caller, which now waits, must not be waited for in turn.
        Task<T> work = Task.Run(
            async () =>
            {
                try
                {
                    return await call(options with { Log = messages.Add }, stop.Token).ConfigureAwait(false);
                }
                finally
                {
                    messages.CompleteAdding();
                }
            },
            CancellationToken.None);
        try
        {
            foreach (string message in messages.GetConsumingEnumerable(CancellationToken.None))
                options.Log?.Invoke(message);
        }
        catch
        {
            stop.Cancel();
            // The worker still writes to what this method is about to dispose.
            ((IAsyncResult)work).AsyncWaitHandle.WaitOne();
            throw;
        }

        return work.GetAwaiter().GetResult();
    }
}
