using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PSAstroXmatch.ModuleTests.Shell;

/// <summary>tools/shell starts a whole PowerShell with the staged module; arguments, exit codes and signals are PowerShell's own.</summary>
public sealed partial class ShellTests : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_script_gets_its_arguments_and_the_module()
    {
        _folder.Write("sub [1]/script.ps1", """
            param([string] $Name, [switch] $Force, [double] $Flux)
            "$Name|$Force|$Flux|$($args -join ';')"
            [PSAstroXmatch.FermiSource].Assembly.Location
            (Get-Item .).Name
            exit 3
            """);

        ShellResult result = await RunAsync(
            Path.Combine("sub [1]", "script.ps1"), "-Force", "-Name", "two \"words\" $x", "-Flux:-1e-3", "more");

        string objects = Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "bin", "PSAstroXmatch.Objects.dll");
        Assert.Equal(
            ($"two \"words\" $x|True|-0.001|more\n{objects}\n{Path.GetFileName(_folder.FullName)}\n", "", 3),
            (result.Output, result.Error, result.ExitCode));
    }

    [Fact]
    public async Task A_command_has_the_standard_verbs()
    {
        ShellResult result = await RunAsync(
            "-Command",
            "1..3 | % { [pscustomobject]@{a=$_} } | Sort-Object a -Descending | Export-Csv x.csv; (Get-Module PSAstroXmatch).Name");

        Assert.Equal(("PSAstroXmatch\n", "", 0), (result.Output, result.Error, result.ExitCode));
        Assert.Equal(["\"a\"", "\"3\"", "\"2\"", "\"1\""], File.ReadAllLines(Path.Combine(_folder.FullName, "x.csv")));
    }

    [Fact]
    public async Task Jobs_and_parallel_runspaces_find_the_same_module()
    {
        ShellResult result = await RunAsync("-Command", """
            Start-Job { (Get-Command Get-FermiSource).Module.ModuleBase } | Receive-Job -Wait
            1 | ForEach-Object -Parallel { (Get-Command Get-FermiSource).Module.ModuleBase }
            """);

        string folder = Path.GetDirectoryName(ModuleSession.StagedManifest())!;
        Assert.Equal(($"{folder}\n{folder}\n", ""), (result.Output, result.Error));
    }

    [Theory]
    [InlineData("'a'; throw 'clouds'", "clouds")]
    [InlineData("'a'; $ErrorActionPreference = 'Stop'; Import-AstroTable nowhere.csv", "nowhere.csv does not exist")]
    public async Task A_script_that_fails_gives_1_and_says_why(string script, string expected)
    {
        _folder.Write("script.ps1", script);

        ShellResult result = await RunAsync("script.ps1");

        Assert.Equal(("a\n", 1), (result.Output, result.ExitCode));
        Assert.Contains(expected, result.Error);
        Assert.Contains("script.ps1:1", result.Error);
    }

    [Fact]
    public async Task A_script_that_is_not_there_is_an_error_that_names_it()
    {
        ShellResult result = await RunAsync("nowhere.ps1");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("nowhere.ps1", result.Error);
    }

    [Fact]
    public async Task Without_arguments_commands_are_read_from_the_input()
    {
        using ShellProcess shell = ShellProcess.Start(_folder.FullName);
        await shell.Input.WriteAsync("(Get-FermiClass psr).Identified + '!'\nexit 5\n");

        ShellResult result = await shell.FinishAsync();

        Assert.Contains("PSR!\n", result.Output);
        Assert.Equal(("", 5), (result.Error, result.ExitCode));
    }

    [Fact]
    public async Task Ctrl_C_ends_the_command_and_lets_it_tidy_up()
    {
        (ShellProcess shell, int powerShell) = await StartWaitingAsync();
        using (shell)
        {
            // A terminal sends it to both.
            Send(shell.Id, Interrupt);
            Send(powerShell, Interrupt);
            ShellResult result = await shell.FinishAsync();

            Assert.Equal(("tidied up\n", ""), (result.Output, result.Error));
        }
    }

    [Fact]
    public async Task A_request_to_terminate_ends_PowerShell_too()
    {
        (ShellProcess shell, int powerShell) = await StartWaitingAsync();
        using (shell)
        {
            Send(shell.Id, Terminate);
            ShellResult result = await shell.FinishAsync();

            Assert.Equal(128 + Terminate, result.ExitCode);
            Assert.Throws<ArgumentException>(() => Process.GetProcessById(powerShell));
        }
    }

    private Task<ShellResult> RunAsync(params string[] arguments) => ShellProcess.RunAsync(_folder.FullName, arguments);

    private async Task<(ShellProcess Shell, int PowerShell)> StartWaitingAsync()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals that one process could send to another.");
        Assert.SkipWhen(InterruptIsIgnored(), "This test run was started with Ctrl+C ignored, which its child processes inherit.");
        _folder.Write("script.ps1", "try { $PID; Start-Sleep 600 } finally { [Console]::WriteLine('tidied up') }\n'not reached'");
        ShellProcess shell = ShellProcess.Start(_folder.FullName, "script.ps1");
        string? processId = await shell.Output.ReadLineAsync(TestContext.Current.CancellationToken);
        return (shell, int.Parse(processId!, System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Send(int processId, int signal) => Assert.Equal(0, Kill(processId, signal));

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
