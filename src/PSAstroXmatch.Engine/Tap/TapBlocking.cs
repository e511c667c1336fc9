using System.Collections.Concurrent;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>Waits for a call on the calling thread, which receives the log meanwhile: a cmdlet may write only from its own thread.</summary>
internal static class TapBlocking
{
    /// <summary>Runs a call to completion; an exception from the log ends the call.</summary>
    public static T Run<T>(Func<TapQueryOptions, CancellationToken, Task<T>> call, TapQueryOptions? options, CancellationToken cancellationToken)
    {
        options ??= TapQueryOptions.Default;
        using BlockingCollection<string> messages = [];
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // On the thread pool: the caller is blocked, so the call must not depend on the caller's synchronization context.
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
            // The worker still writes to objects that this method is about to dispose.
            ((IAsyncResult)work).AsyncWaitHandle.WaitOne();
            throw;
        }

        return work.GetAwaiter().GetResult();
    }
}
