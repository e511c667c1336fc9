using System.ComponentModel;
using System.Diagnostics;

namespace PSAstroXmatch.Benchmarks;

/// <summary>Runs other programs: Python's packages and STILTS.</summary>
internal static class PeerProcess
{
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3"];

    /// <summary>What a script of the folder "peers" prints, line by line.</summary>
    internal static string[] Python(string script, params string[] arguments)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "peers", script);
        foreach (string python in Pythons)
        {
            if (TryRun(python, [path, .. arguments]) is string[] lines)
                return lines;
        }

        throw Failed("There is no python3.");
    }

    /// <summary>What a program prints, line by line; null where there is no such program.</summary>
    /// <exception cref="InvalidOperationException">It ended with an error.</exception>
    internal static string[]? TryRun(string program, string[] arguments)
    {
        Process? process;
        try
        {
            process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            return null;
        }

        using (process)
        {
            string[] lines = process!.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
            process.WaitForExit();
            return process.ExitCode == 0 ? lines : throw Failed($"{program} {arguments[0]} ended with exit code {process.ExitCode}.");
        }
    }

    private static InvalidOperationException Failed(string message) =>
        new($"{message} Install Python 3 with numpy, scipy, astropy and pyvo.");
}
