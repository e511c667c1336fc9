using System.Diagnostics;
using System.Runtime.InteropServices;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Host;

/// <summary>Ctrl+C, which is SIGINT, and SIGTERM stop what runs.</summary>
public sealed partial class SignalTests : HostTestBase
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    [Theory]
    [InlineData(Interrupt, 130)]
    [InlineData(Terminate, 143)]
    public async Task A_signal_stops_the_script(int signal, int exitCode)
    {
        SkipWithoutSignals();
        Folder.Write("script.ps1", "try { Wait-Star } finally { [Console]::Out.WriteLine('tidied up') }\n'not reached'");
        using HostProcess host = StartHost("script.ps1");
        Assert.Equal("waiting", await host.Output.ReadLineAsync(TestContext.Current.CancellationToken));

        Stopwatch watch = Stopwatch.StartNew();
        Send(host, signal);
        HostResult result = await host.FinishWithOpenInputAsync();

        Assert.Equal(("tidied up\n", "", exitCode), (result.Output, result.Error, result.ExitCode));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce.Limit);
    }

    [Fact]
    public async Task At_the_prompt_Ctrl_C_stops_the_statement_only()
    {
        SkipWithoutSignals();
        using HostProcess host = StartHost();
        await host.TypeAsync("Wait-Star\n");
        Assert.Equal("waiting", await host.Output.ReadLineAsync(TestContext.Current.CancellationToken));

        Send(host, Interrupt);
        HostResult result = await host.FinishAsync("'next'\nexit 5\n");

        Assert.Equal(("next\n", 5), (result.Output, result.ExitCode));
    }

    private static void Send(HostProcess host, int signal) => Assert.Equal(0, Kill(host.Id, signal));

    private static void SkipWithoutSignals()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals that one process could send to another.");
        Assert.SkipWhen(
            InterruptIsIgnored(),
            "This test run was started in the background with Ctrl+C ignored, which its child processes inherit.");
    }

    private static bool InterruptIsIgnored()
    {
        if (!File.Exists("/proc/self/status"))
            return false;
        string mask = File.ReadLines("/proc/self/status").First(line => line.StartsWith("SigIgn:", StringComparison.Ordinal));
        return (Convert.ToUInt64(mask["SigIgn:".Length..].Trim(), 16) & (1UL << (Interrupt - 1))) != 0;
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int processId, int signal);
}
