using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Benchmarks;

/// <summary>What a case took, in milliseconds.</summary>
internal sealed record Measurement(string Name, long Pairs, double Median, double Minimum, double Cpu, double First, double AllocatedMegabytes);

/// <summary>Measures the matcher: index, search and sorted result, without reading the files.</summary>
internal static class MatchRunner
{
    internal static List<Measurement> Run(Arguments arguments, TextWriter output)
    {
        List<Measurement> measurements = [];
        output.WriteLine("case\tpairs\tmedian_ms\tmin_ms\tcpu_ms\tfirst_ms\tallocated_mb");
        foreach (MatchCase match in MatchCases.Load(arguments))
        {
            Measurement measured = Measure(match, arguments);
            measurements.Add(measured);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{measured.Name}\t{measured.Pairs}\t{measured.Median:F1}\t{measured.Minimum:F1}\t{measured.Cpu:F1}\t{measured.First:F1}\t"
                + $"{measured.AllocatedMegabytes:F0}"));
        }
        return measurements;
    }

    private static Measurement Measure(MatchCase match, Arguments arguments)
    {
        MatchOptions options = new() { MaxThreads = arguments.Threads };
        List<double> wall = [], cpu = [];
        int pairs = 0;
        double allocated = 0;
        for (int run = 0; run <= arguments.Runs; run++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            TimeSpan cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            long allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
            long before = Stopwatch.GetTimestamp();
            pairs = SkyMatcher.Match(match.Left, match.Right, match.Criterion, options).Count;
            wall.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            // The most of all runs: later ones get memory of the first again.
            allocated = Math.Max(allocated, (GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore) / 1e6);
            cpu.Add((Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalMilliseconds);
        }
        // The first run compiles the code; it counts apart.
        double first = wall[0];
        wall.RemoveAt(0);
        cpu.RemoveAt(0);
        return new Measurement(match.Name, pairs, new Timing(wall).Median, wall.Min(), new Timing(cpu).Median, first, allocated);
    }
}
