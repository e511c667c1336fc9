using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace PSAstroXmatch.Benchmarks;

/// <summary>Runs the same matches in Python, with scipy's cKDTree and astropy, in the same minute, and prints the ratios.</summary>
internal static class Peers
{
    internal static int Run(Arguments arguments, TextWriter output)
    {
        List<Measurement> own = MatchRunner.Run(arguments, output);
        output.WriteLine("case\tpeer\tpairs\tmedian_ms\tratio");
        foreach (Measurement measurement in own)
        {
            foreach (string line in Python(arguments.Folder, measurement.Name, Math.Min(arguments.Runs, 3)))
            {
                // peer, pairs, milliseconds
                string[] fields = line.Split('\t');
                double peer = double.Parse(fields[2], CultureInfo.InvariantCulture);
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{measurement.Name}\t{fields[0]}\t{fields[1]}\t{peer:F0}\t{peer / measurement.Median:F1}"));
            }
        }
        return 0;
    }

    private static string[] Python(string folder, string name, int runs)
    {
        string script = Path.Combine(AppContext.BaseDirectory, "peers", "match.py");
        foreach (string python in (string[])["/usr/bin/python3", "python3"])
        {
            try
            {
                using Process process = Process.Start(new ProcessStartInfo(
                    python, [script, folder, name, runs.ToString(CultureInfo.InvariantCulture)])
                { RedirectStandardOutput = true })!;
                string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
                process.WaitForExit();
                return process.ExitCode == 0 ? lines : throw Failed($"{python} {script} ended with exit code {process.ExitCode}.");
            }
            catch (Win32Exception) when (python != "python3")
            {
                // No such program: the next name is tried.
            }
        }
        throw Failed("There is no python3.");
    }

    private static AstroException Failed(string message) => new(
        "PeerFailed", AstroErrorKind.NotFound, message, "Install Python 3 with numpy, scipy and astropy.");
}
