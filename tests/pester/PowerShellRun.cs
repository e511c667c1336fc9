using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Testing.Platform.CommandLine;

namespace PSAstroXmatch.PesterTests;

/// <summary>What Invoke-Tests.ps1 -AsJson writes of a test.</summary>
internal sealed record PesterResult(string File, string Id, string Path, string Result, string Message, double Milliseconds, int Line);

/// <summary>PowerShell did not get to the end of the tests.</summary>
internal sealed class PowerShellRunException(string message) : Exception(message);

/// <summary>Runs the Pester tests of this folder in a process of PowerShell: the dotnet tool, and Pester, as NuGet restored them.</summary>
internal sealed class PowerShellRun(ICommandLineOptions options)
{
    private const char RecordSeparator = '\x1e';
    private const int ShownLines = 100;

    /// <summary>Far longer than the tests take on a busy machine: only a test that hangs comes to it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(45);

    /// <summary>The versions of Pester that the project restores; the first is the default.</summary>
    public static string[] PesterVersions { get; } = [.. Built("PesterVersions").Split(';').Select(version => version.Trim('[', ']'))];

    /// <summary>The folder of the tests.</summary>
    public static string Folder => Built("Tests");

    /// <summary>Runs the tests, or only finds them, and returns each as soon as its file is done.</summary>
    /// <exception cref="PowerShellRunException">PowerShell ended before the tests did, or was ended after 45 minutes.</exception>
    public async IAsyncEnumerable<PesterResult> RunAsync(bool listOnly, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(Patience);
        using Process process = Process.Start(StartInfo(listOnly))!;
        using CancellationTokenRegistration kill = stop.Token.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        Queue<string> shown = [];
        Task errors = KeepAsync(process.StandardError, shown);
        bool ended = false;
        while (await process.StandardOutput.ReadLineAsync(CancellationToken.None) is { } line)
        {
            if (Parse(line) is not { } result)
                Keep(line, shown);
            else if (result.Result == "End")
                ended = true;
            else
                yield return result;
        }

        await errors;
        await process.WaitForExitAsync(CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        if (!ended)
        {
            string what = stop.IsCancellationRequested ? $"was ended after {Patience.TotalMinutes} minutes" : $"ended with exit code {process.ExitCode}";
            throw new PowerShellRunException($"PowerShell {what} before the tests were over. The end of its output:\n{string.Join('\n', shown)}");
        }
    }

    // A line without the separator is what a test or PowerShell itself prints. A program that a test started may have left a line unfinished.
    private static PesterResult? Parse(string line)
    {
        int start = line.IndexOf(RecordSeparator);
        return start < 0 ? null : JsonSerializer.Deserialize<PesterResult>(line.AsSpan(start + 1));
    }

    private static string Built(string key) =>
        typeof(PowerShellRun).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(metadata => metadata.Key == key).Value!;

    private ProcessStartInfo StartInfo(bool listOnly)
    {
        string tool = Path.Combine(Built("PowerShell"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll");
        string version = options.TryGetOptionArgumentList(PesterOptions.Pester, out string[]? versions) ? versions[0] : PesterVersions[0];
        string pester = Path.Combine(Built("Pester"), version, "tools", "Pester.psd1");
        string names = options.TryGetOptionArgumentList(PesterOptions.Name, out string[]? wanted) ? string.Join(',', wanted.Select(Quote)) : "*";
        string script = $"& {Quote(Path.Combine(Folder, "Invoke-Tests.ps1"))} -Name {names} -Pester {Quote(pester)} -AsJson {(listOnly ? "-List" : "")}";
        // The dotnet that this program runs on: <root>/shared/Microsoft.NETCore.App/<version>/.
        string dotnet = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", "dotnet"));
        return new ProcessStartInfo(dotnet, [tool, "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass", "-Command", script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            Environment = { ["POWERSHELL_TELEMETRY_OPTOUT"] = "1", ["POWERSHELL_UPDATECHECK"] = "Off", ["NO_COLOR"] = "1" },
        };
    }

    private static string Quote(string text) => $"'{text.Replace("'", "''")}'";

    private static async Task KeepAsync(StreamReader reader, Queue<string> shown)
    {
        while (await reader.ReadLineAsync() is { } line)
            Keep(line, shown);
    }

    private static void Keep(string line, Queue<string> shown)
    {
        // PowerShell's own frames would fill the report of a crash.
        if (line.StartsWith("   at System.", StringComparison.Ordinal))
            return;
        lock (shown)
        {
            shown.Enqueue(line);
            if (shown.Count > ShownLines)
                shown.Dequeue();
        }
    }
}
