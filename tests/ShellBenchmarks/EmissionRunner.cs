using System.Globalization;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// What Get-ChandraSource takes to emit the 407,806 sources of the simulated sky, which the archive has at hand, beside a cmdlet that
/// writes the same objects from an array: both in turn, in one process.
/// </summary>
internal static class EmissionRunner
{
    private static readonly (string Name, string Script)[] Consumers =
    [
        ("into a variable", "$x = {0}"),
        ("into Out-Null", "{0} | Out-Null"),
        ("into Where-Object", "$x = {0} | Where-Object B -gt 89"),
    ];

    internal static int Run(int runs, TextWriter output)
    {
        using Shell shell = new();
        shell.Import(Shell.Manifest);
        shell.Invoke("Use-AstroArchive -Simulated");
        object[] sources = [.. shell.Invoke("Get-ChandraSource").Select(source => source.BaseObject)];
        shell.SetVariable("prebuilt", sources);
        output.WriteLine("consumer\tobjects\tbare_ms\tours_ms\tratio");
        foreach ((string name, string script) in Consumers)
        {
            string bare = string.Format(CultureInfo.InvariantCulture, script, "Write-Prebuilt -InputObject $prebuilt");
            string ours = string.Format(CultureInfo.InvariantCulture, script, "Get-ChandraSource");
            double[] bareTimes = new double[runs], ourTimes = new double[runs];
            shell.Invoke(bare);
            shell.Invoke(ours);
            for (int i = 0; i < runs; i++)
            {
                bareTimes[i] = Timing.Once(() => shell.Invoke(bare));
                ourTimes[i] = Timing.Once(() => shell.Invoke(ours));
            }

            double bareMedian = new Timing(bareTimes).Median, ourMedian = new Timing(ourTimes).Median;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{name}\t{sources.Length}\t{bareMedian:F0}\t{ourMedian:F0}\t{ourMedian / bareMedian:F2}"));
        }

        return 0;
    }
}
