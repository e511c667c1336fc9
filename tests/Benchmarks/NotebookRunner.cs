using System.Globalization;

namespace PSAstroXmatch.Benchmarks;

/// <summary>What a user of the shell waits for, in processes of PowerShell with the staged module.</summary>
internal static class NotebookRunner
{
    private static string PowerShell => (string)AppContext.GetData("PSAstroXmatch.PowerShell")!;

    private static string Module => (string)AppContext.GetData("PSAstroXmatch.Module")!;

    /// <summary>
    /// The local part of the reference notebook, whole processes of PowerShell and of Python in turns: time, memory and stages, and the
    /// stages again in a process that has done them before.
    /// </summary>
    internal static int Run(Arguments arguments, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;
        try
        {
            List<double> ours = [], theirs = [];
            List<string[]> lines = [], peer = [];
            for (int run = 0; run < arguments.Runs; run++)
            {
                ours.Add(Timing.Once(() => lines.AddRange(Script("notebook.ps1", arguments.Folder, folder, "1"))));
                theirs.Add(Timing.Once(() => peer.AddRange(PeerProcess.Python("notebook.py", arguments.Folder, folder).Select(line => line.Split('\t')))));
            }

            double own = new Timing(ours).Median, other = new Timing(theirs).Median;
            Write(output, $"whole process\tPowerShell {own:F0} ms, {Memory(lines):F0} MB\tPython {other:F0} ms, {Memory(peer):F0} MB\tratio {other / own:F2}");
            output.WriteLine("stage\tPowerShell_ms\twarm_ms\tPython_ms");
            List<string[]> warm = [.. Script("notebook.ps1", arguments.Folder, folder, "6").Where(line => int.Parse(line[1], CultureInfo.InvariantCulture) > 3)];
            foreach (string stage in lines.Concat(peer).Select(line => line[0]).Where(stage => stage != "memory").Distinct())
                Write(output, $"{stage}\t{Median(lines, stage):F0}\t{Median(warm, stage):F0}\t{Median(peer, stage):F0}");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    /// <summary>The first and the second use of the cmdlets in a session, each session a process.</summary>
    internal static int RunFirst(Arguments arguments, TextWriter output)
    {
        string folder = Directory.CreateTempSubdirectory("psastroxmatch-").FullName;
        try
        {
            List<string[]> lines = [];
            for (int run = 0; run < arguments.Runs; run++)
                lines.AddRange(Script("first.ps1", arguments.Folder, folder));
            output.WriteLine("cmdlet\tfirst_ms\tcompiled\tsecond_ms\tcompiled");
            foreach (string name in lines.Select(line => line[0]).Distinct())
            {
                (double Time, double Compiled) first = Use(name, "1"), second = Use(name, "2");
                Write(output, $"{name}\t{first.Time:F0}\t{first.Compiled:F0}\t{second.Time:F0}\t{second.Compiled:F0}");
            }

            (double Time, double Compiled) Use(string name, string use)
            {
                string[][] found = [.. lines.Where(line => line[0] == name && line[1] == use)];
                return found.Length == 0 ? (double.NaN, double.NaN) : (Median(found, 2), Median(found, 3));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        return 0;
    }

    private static IEnumerable<string[]> Script(string script, params string[] arguments)
    {
        string[] lines = PeerProcess.TryRun(
            Environment.ProcessPath!, [PowerShell, "-NoProfile", "-File", Path.Combine(AppContext.BaseDirectory, "peers", script), Module, .. arguments])!;
        return lines.Select(line => line.Trim('\r').Split('\t')).Where(line => line.Length > 2);
    }

    private static double Memory(IEnumerable<string[]> lines) => Median(lines, "memory");

    private static double Median(IEnumerable<string[]> lines, string stage) => Median([.. lines.Where(line => line[0] == stage)], 2);

    private static double Median(string[][] lines, int column) =>
        lines.Length == 0 ? double.NaN : new Timing([.. lines.Select(line => double.Parse(line[column], CultureInfo.InvariantCulture))]).Median;

    private static void Write(TextWriter output, FormattableString line) => output.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
