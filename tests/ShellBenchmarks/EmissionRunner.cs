using System.Globalization;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// What Get-ChandraSource takes to emit the 407,806 sources of the simulated sky, whose columns the archive has at hand, beside a bare
/// loop of WriteObject over the same objects, and one over copies of them, which like ours makes objects: in turn, in one process.
/// </summary>
internal static class EmissionRunner
{
    private static readonly (string Name, string Script)[] Consumers =
    [
        ("into a variable", "$x = {0}"),
        ("into Out-Null", "{0} | Out-Null"),
        ("into Where-Object", "$x = {0} | Where-Object B -gt 89"),
    ];

    private static readonly string[] Producers =
        ["Write-Prebuilt -InputObject $prebuilt", "Write-Prebuilt -InputObject $prebuilt -Copy", "Get-ChandraSource"];

    internal static int Run(int runs, TextWriter output)
    {
        using Shell shell = new();
        shell.Import(Shell.Manifest);
        shell.Invoke("Use-AstroArchive -Simulated");
        object[] sources = [.. shell.Invoke("Get-ChandraSource").Select(source => source.BaseObject)];
        shell.SetVariable("prebuilt", sources);
        output.WriteLine("consumer\tobjects\tbare_ms\tcopies_ms\tours_ms\tours/bare\tours/copies");
        foreach ((string name, string script) in Consumers)
            output.WriteLine($"{name}\t{sources.Length}\t{Compare(shell, script, runs)}");
        return 0;
    }

    private static string Compare(Shell shell, string script, int runs)
    {
        string[] scripts = [.. Producers.Select(producer => string.Format(CultureInfo.InvariantCulture, script, producer))];
        double[][] times = [.. scripts.Select(_ => new double[runs])];
        foreach (string each in scripts)
            shell.Invoke(each);
        for (int run = 0; run < runs; run++)
        {
            for (int i = 0; i < scripts.Length; i++)
                times[i][run] = Timing.Once(() => shell.Invoke(scripts[i]));
        }

        double[] medians = [.. times.Select(all => new Timing(all).Median)];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{medians[0]:F0}\t{medians[1]:F0}\t{medians[2]:F0}\t{medians[2] / medians[0]:F2}\t{medians[2] / medians[1]:F2}");
    }
}
