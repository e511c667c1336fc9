using System.Diagnostics;

namespace PSAstroXmatch.ModuleTests.Shell;

/// <summary>The PowerShell of tools/shell as a process of its own, with redirected streams.</summary>
internal sealed class ShellProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly Task<string> _error;

    private ShellProcess(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Id of the program that has started PowerShell.</summary>
    public int Id => _process.Id;

    public StreamWriter Input => _process.StandardInput;

    public StreamReader Output => _process.StandardOutput;

    /// <summary>Starts it.</summary>
    /// <param name="workingDirectory">The current directory of the process.</param>
    /// <param name="arguments">Its command line, such as a script and its arguments.</param>
    public static ShellProcess Start(string workingDirectory, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "PSAstroXmatch.Shell.dll"), .. arguments])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["NO_COLOR"] = "1";
        return new ShellProcess(Process.Start(start)!);
    }

    /// <summary>Starts it without input, and waits for its end.</summary>
    public static async Task<ShellResult> RunAsync(string workingDirectory, params string[] arguments)
    {
        using ShellProcess shell = Start(workingDirectory, arguments);
        shell._process.StandardInput.Close();
        return await shell.FinishAsync();
    }

    /// <summary>Waits for its end.</summary>
    public async Task<ShellResult> FinishAsync()
    {
        using CancellationTokenSource deadline = new(Patience);
        string output = await _process.StandardOutput.ReadToEndAsync(deadline.Token);
        await _process.WaitForExitAsync(deadline.Token);
        string error = await _error;
        return new ShellResult(_process.ExitCode, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"));
    }

    /// <summary>Ends it, and the PowerShell that it has started, without giving them time for anything.</summary>
    public void Kill()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill();
        _process.Dispose();
    }
}

/// <summary>What a finished shell left; lines end in \n.</summary>
internal sealed record ShellResult(int ExitCode, string Output, string Error);
