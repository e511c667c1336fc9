using System.Runtime.ExceptionServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Runs the parts of a job on some threads.</summary>
internal static class Workers
{
    /// <summary>Runs parts 0 to below <paramref name="parts"/>, each once, on at most so many threads, the caller's among them.</summary>
    /// <param name="threads">The most threads.</param>
    /// <param name="parts">Number of parts. Threads take the next as they become free.</param>
    /// <param name="cancellationToken">Stops before the next part.</param>
    /// <param name="run">Gets the number of the worker, from 0, for what each has of its own, and the part.</param>
    internal static void Run(int threads, int parts, CancellationToken cancellationToken, Action<int, int> run)
    {
        int next = -1;
        int workers = Math.Min(threads, parts);
        if (workers <= 1)
        {
            Work(0);
            return;
        }
        try
        {
            Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, Work);
        }
        catch (AggregateException errors)
        {
            // The caller sees the error itself, as with one thread.
            ExceptionDispatchInfo.Throw(errors.Flatten().InnerExceptions[0]);
        }

        void Work(int worker)
        {
            for (int part; (part = Interlocked.Increment(ref next)) < parts;)
            {
                cancellationToken.ThrowIfCancellationRequested();
                run(worker, part);
            }
        }
    }

    /// <summary>The bounds of a part, of nearly the same size as the others: from the first, below the second.</summary>
    internal static (int From, int End) Bounds(int count, int part, int parts) =>
        ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
}
