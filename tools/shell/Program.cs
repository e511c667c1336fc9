// Starts PowerShell with the staged module imported, and passes on its exit code:
//
//     dotnet run --project tools/shell                                  a prompt
//     dotnet run --project tools/shell -- script.ps1 -Parameter value   a script
//     dotnet run --project tools/shell -- -Command "Get-FermiClass"     a command; any other option of pwsh does too
//
// A script or a command runs without the user's profile, so that it does the same everywhere.
using System.Diagnostics;
using System.Runtime.InteropServices;

const string Banner = """
    "PSAstroXmatch $((Get-Module PSAstroXmatch).Version) in PowerShell $($PSVersionTable.PSVersion). " +
    'Begin with: Use-AstroArchive -Simulated. Help: Get-Help about_PSAstroXmatch.'
    """;

string[] arguments = args.Length > 0 || Console.IsInputRedirected ? ["-NoProfile", .. args] : ["-NoLogo", "-NoExit", "-Command", Banner];
ProcessStartInfo start = new(Environment.ProcessPath!, [Setting("PowerShell"), "-ConfigurationFile", Setting("Session"), .. arguments]);

// Ctrl+C reaches PowerShell as well, which knows what to stop. SIGTERM reaches this process alone.
using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, context => context.Cancel = true);
using Process powerShell = Process.Start(start)!;
using PosixSignalRegistration terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
{
    context.Cancel = true;
    if (!OperatingSystem.IsWindows())
        _ = Signals.Kill(powerShell.Id, Signals.Terminate);
});
powerShell.WaitForExit();
return powerShell.ExitCode;

static string Setting(string name) => (string)AppContext.GetData($"PSAstroXmatch.{name}")!;

internal static partial class Signals
{
    internal const int Terminate = 15;

    [LibraryImport("libc", EntryPoint = "kill")]
    internal static partial int Kill(int processId, int signal);
}
