using System.Diagnostics;

namespace PSAstroXmatch.Benchmarks;

/// <summary>How long something took each time, in milliseconds.</summary>
internal sealed record Timing(IReadOnlyList<double> Milliseconds)
{
    internal double Minimum => Milliseconds.Min();

    internal double Median
    {
        get
        {
            double[] sorted = [.. Milliseconds.Order()];
            return sorted.Length % 2 == 1
                ? sorted[sorted.Length / 2]
                : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
        }
    }

    /// <summary>Does something once, behind a collection of garbage.</summary>
    internal static double Once(Action action)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(before).TotalMilliseconds;
    }

    internal static Timing Of(int runs, Action action) => new([.. Enumerable.Range(0, runs).Select(_ => Once(action))]);
}
