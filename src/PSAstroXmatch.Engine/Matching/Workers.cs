using System.Runtime.ExceptionServices;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Runs the parts of a job on several threads.</summary>
internal static class Workers
{
    /// <summary>Runs parts 0 to <paramref name="parts"/> − 1, each once, on a limited number of threads, including the caller's.</summary>
    /// <param name="threads">Maximum number of threads.</param>
    /// <param name="parts">Number of parts. Each thread takes the next part as it becomes free.</param>
    /// <param name="cancellationToken">Stops before the next part.</param>
    /// <param name="run">Receives the number of the worker, from 0, to select its own data, and the part.</param>
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
            // Rethrows the original error, as with a single thread.
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

    /// <summary>The bounds of a part, all parts being of nearly equal size: from the first (inclusive) to the second (exclusive).</summary>
    internal static (int From, int End) Bounds(int count, int part, int parts) =>
        ((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts));
}
