using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.ModuleTests;

/// <summary>A whole PowerShell in a process of its own, with an empty folder as the user's home: what is installed for the user is out of its sight.</summary>
internal static class PwshProcess
{
    /// <summary>What a run may take before a test gives up on it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>The folder in which the staged module lies: as a path of modules, it makes the module one that is installed.</summary>
    public static string StagedModules { get; } = Path.GetDirectoryName(Path.GetDirectoryName(ModuleSession.StagedManifest()))!;

    private static readonly string Pwsh = typeof(PwshProcess).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "PowerShell").Value!;

    /// <summary>Runs pwsh to its end; what is typed into it is the end of a file.</summary>
    /// <param name="home">The user's home, and the current folder.</param>
    /// <param name="modules">A folder of modules besides those that come with PowerShell; none where it is null.</param>
    /// <param name="arguments">The command line behind -NoProfile.</param>
    public static async Task<PwshResult> RunAsync(string home, string? modules, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Pwsh, "-NoProfile", .. arguments])
        {
            WorkingDirectory = home,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["HOME"] = home,
                ["XDG_DATA_HOME"] = null,
                ["XDG_CONFIG_HOME"] = null,
                ["XDG_CACHE_HOME"] = null,
                ["PSModulePath"] = modules,
                ["PSASTROXMATCH_HOME"] = Path.Combine(home, "user"),
                ["NO_COLOR"] = "1",
            },
        };
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        using CancellationTokenSource deadline = new(Patience);
        try
        {
            Task<string> error = process.StandardError.ReadToEndAsync(deadline.Token);
            string output = await process.StandardOutput.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new PwshResult(process.ExitCode, output.ReplaceLineEndings("\n"), (await error).ReplaceLineEndings("\n"));
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}

/// <summary>What a PowerShell process left; lines end in \n.</summary>
internal sealed record PwshResult(int ExitCode, string Output, string Error)
{
    /// <summary>The errors in one line: PowerShell breaks them, and draws a line beside.</summary>
    public string ErrorText => Regex.Replace(Error, @"\s*\n\s*(\|\s)?\s*", " ");
}
