using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.ServerTests;

/// <summary>Other TAP clients, run as programs: pyvo and STILTS. A test that needs one is skipped where it is not installed.</summary>
internal static class Peer
{
    // Debian's own Python comes first: its packages are what .ci/run installs.
    private static readonly string[] Pythons = ["/usr/bin/python3", "python3"];

    private static readonly Lazy<string?> Python = new(() => Array.Find(Pythons, python => Works(python, "-c", "import pyvo, astropy")));

    private static readonly Lazy<bool> HasStilts = new(() => Works("stilts", "-version"));

    /// <summary>Skips the running test where a peer is missing.</summary>
    public static void Require(string peer)
    {
        if (Python.Value is null)
            Assert.Skip("No Python with pyvo and astropy: the comparison needs the packages python3-pyvo and python3-astropy.");
        if (peer.StartsWith("stilts", StringComparison.Ordinal) && !HasStilts.Value)
            Assert.Skip("No STILTS: the comparison needs the package stilts.");
    }

    /// <summary>Compares a table with what a peer gets, row by row; see peers/compare.py.</summary>
    /// <returns>Number of rows that both have.</returns>
    public static int Compare(AstroTable table, string peer, params string[] arguments)
    {
        Require(peer);
        string path = Path.GetTempFileName();
        try
        {
            Write(table, path);
            string output = RunScript("compare.py", [path, peer, .. arguments], out int exitCode);
            Assert.True(exitCode == 0, $"{peer}: {output}");
            return int.Parse(output.Trim(), CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>What pyvo says of a job; see peers/jobs.py.</summary>
    public static string Jobs(params string[] arguments)
    {
        Require("pyvo");
        string output = RunScript("jobs.py", arguments, out int exitCode);
        Assert.True(exitCode == 0, output);
        return output.Trim();
    }

    /// <summary>What STILTS prints, line by line.</summary>
    public static string[] Stilts(params string[] arguments)
    {
        Require("stilts");
        return Run("stilts", arguments, out _).Split('\n');
    }

    private static string RunScript(string script, string[] arguments, out int exitCode) =>
        Run(Python.Value!, [Path.Combine(AppContext.BaseDirectory, "peers", script), .. arguments], out exitCode);

    private static string Run(string program, string[] arguments, out int exitCode)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        exitCode = process.ExitCode;
        return exitCode == 0 ? output : output + errors.Result;
    }

    private static bool Works(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            Task<string> errors = process.StandardError.ReadToEndAsync();
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static void Write(AstroTable table, string path)
    {
        using StreamWriter writer = new(path, append: false, new UTF8Encoding(false));
        writer.Write(string.Join('\t', table.Columns.Select(column => column.Name)) + "\n");
        writer.Write(string.Join('\t', table.Columns.Select(column => column.Unit ?? "")) + "\n");
        for (int row = 0; row < table.RowCount; row++)
            writer.Write(string.Join('\t', table.Columns.Select(column => Cell(column, row))) + "\n");
    }

    private static string Cell(AstroColumn column, int row) => column.GetValue(row) switch
    {
        null or "" => "\\N",
        double number => double.IsNaN(number) ? "\\N" : Bits(number),
        float number => float.IsNaN(number) ? "\\N" : Bits(number),
        object value => ValueText.Format(value),
    };

    private static string Bits(double number) => BitConverter.DoubleToInt64Bits(number).ToString("x16", CultureInfo.InvariantCulture);
}
