using System.Diagnostics;

namespace PSAstroXmatch.ModuleTests.Host;

/// <summary>The built host as a process, with the temporary module and redirected streams.</summary>
public sealed class HostProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly Task<string> _error;

    private HostProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>The folder that the tests' program, and with it the built host, lies in.</summary>
    public static string ProgramFolder { get; } = AppContext.BaseDirectory;

    /// <summary>Starts the host.</summary>
    /// <param name="module">Where PSASTROXMATCH_MODULE points to; the variable is absent where it is null.</param>
    /// <param name="workingDirectory">The current directory of the process.</param>
    /// <param name="arguments">Its command line.</param>
    public static HostProcess Start(string? module, string workingDirectory, params string[] arguments)
    {
        string dll = Path.Combine(ProgramFolder, "PSAstroXmatch.Host.dll");
        ProcessStartInfo start = new("dotnet", [dll, .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("PSASTROXMATCH_MODULE");
        if (module is not null)
            start.Environment["PSASTROXMATCH_MODULE"] = module;
        return new HostProcess(Process.Start(start)!);
    }

    /// <summary>Gives the host a part of its input.</summary>
    public async Task TypeAsync(string input)
    {
        await _process.StandardInput.WriteAsync(input);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>Gives the host the rest of its input and waits for its end.</summary>
    public async Task<HostResult> FinishAsync(string input = "")
    {
        await _process.StandardInput.WriteAsync(input);
        _process.StandardInput.Close();
        return await FinishWithOpenInputAsync();
    }

    /// <summary>Waits for the host's end, while its input stays open.</summary>
    public async Task<HostResult> FinishWithOpenInputAsync()
    {
        using CancellationTokenSource deadline = new(Patience);
        string output = await _process.StandardOutput.ReadToEndAsync(deadline.Token);
        await _process.WaitForExitAsync(deadline.Token);
        string error = await _error;
        return new HostResult(_process.ExitCode, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"));
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}

/// <summary>What a finished host left; lines end in \n.</summary>
public sealed record HostResult(int ExitCode, string Output, string Error);
