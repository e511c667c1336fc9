using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace PSAstroXmatch.Benchmarks;

/// <summary>
/// How long a command takes to end after Ctrl+C, which stops a pipeline: while it waits for a service that does not answer, while it
/// computes, and while it emits.
/// </summary>
internal static class StopRunner
{
    private static readonly TimeSpan BeforeStop = TimeSpan.FromMilliseconds(500);

    private static readonly (string Name, string Script)[] Cases =
    [
        ("a query that nobody answers", "Get-ChandraSource"),
        ("a match in an archive", "Find-FermiCscMatch -Engine Archive"),
        ("a job that nobody answers", "Invoke-TapQuery 'SELECT 1' -Async -Service $address"),
        ("simulating and matching", "while ($true) { Use-AstroArchive -Simulated -Seed (++$seed); Find-FermiCscMatch }"),
        ("emitting sources", "Use-AstroArchive -Simulated; while ($true) { Get-ChandraSource }"),
        ("drawing a map", "Use-AstroArchive -Simulated; $sources = Get-ChandraSource; while ($true) { $sources | Export-SkyMap $file -Force }"),
    ];

    internal static int Run(int runs, TextWriter output)
    {
        using TcpListener silent = new(IPAddress.Loopback, 0);
        silent.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/tap";
        DirectoryInfo folder = Directory.CreateTempSubdirectory("psastroxmatch-");
        output.WriteLine("stopped while\tmedian_ms\tmaximum_ms");
        foreach ((string name, string script) in Cases)
        {
            double[] times = [.. Enumerable.Range(0, runs).Select(_ => Stop(script, address, Path.Combine(folder.FullName, "map.png"))).Order()];
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}\t{times[times.Length / 2]:F0}\t{times[^1]:F0}"));
        }

        folder.Delete(recursive: true);
        return 0;
    }

    private static double Stop(string script, string address, string file)
    {
        using Shell shell = new(ownThread: true);
        shell.Import(Shell.Manifest);
        shell.SetVariable("address", address);
        shell.SetVariable("file", file);
        shell.Invoke("Use-AstroArchive -Uri $address");
        return shell.Stop(script, BeforeStop);
    }
}
