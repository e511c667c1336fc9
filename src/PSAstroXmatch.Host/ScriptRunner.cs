using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.PowerShell;

namespace PSAstroXmatch.Host;

/// <summary>One session of the engine: runs scripts, commands and lines of the prompt in it, one at a time, and can stop them.</summary>
internal sealed class ScriptRunner : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConsoleHost _host;
    private readonly Runspace _runspace;
    private PowerShell? _running;
    private int? _stopCode;

    public ScriptRunner(ConsoleHost host)
    {
        _host = host;
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.ReuseThread;
        // The policy that an installed pwsh brings on Windows; without one the engine refuses every script file there.
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = ExecutionPolicy.RemoteSigned;
        host.QuestionCancelled += () => Stop(ExitCode.Interrupted);
        _runspace = RunspaceFactory.CreateRunspace(host, state);
        _runspace.Open();
        Runspace.DefaultRunspace = _runspace;
    }

    /// <summary>Imports the module for everything that runs later; returns the exit code, not 0 after an error, which is printed.</summary>
    public int ImportModule(string manifestPath) =>
        Run(shell => shell.AddCommand("Import-Module")
            .AddParameter("Name", WildcardPattern.Escape(manifestPath))
            .AddParameter("ErrorAction", ActionPreference.Stop));

    /// <summary>Runs a script file and returns the exit code of the process.</summary>
    public int RunScript(string path, IReadOnlyList<CommandParameter> arguments)
    {
        LetExitEndTheProcess();
        return Run(shell =>
        {
            Command script = new(path, isScript: false, useLocalScope: false);
            foreach (CommandParameter argument in arguments)
                script.Parameters.Add(argument);
            shell.Commands.AddCommand(script);
        });
    }

    /// <summary>Runs text as if it were typed, and returns the exit code that it means for the process.</summary>
    public int RunCommand(string text, bool addToHistory = false) =>
        Run(shell => shell.AddScript(text, useLocalScope: false), addToHistory);

    /// <summary>Runs a command and returns the text of its last output; null where it has none or fails.</summary>
    public string? Evaluate(string text)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        try
        {
            return shell.AddScript(text, useLocalScope: false).Invoke().LastOrDefault()?.ToString();
        }
        catch (RuntimeException error)
        {
            _host.ReportError(ErrorText.Of(error));
            return null;
        }
    }

    /// <summary>What may stand at a position of a line that is being typed.</summary>
    public CommandCompletion Complete(string line, int cursor)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        return CommandCompletion.CompleteInput(line, cursor, null, shell);
    }

    /// <summary>
    /// The first signal stops what runs. A second one while that is still stopping, and one while nothing runs, end the process in
    /// the way that the system foresees.
    /// </summary>
    public void OnSignal(PosixSignalContext context) =>
        context.Cancel = Stop(context.Signal == PosixSignal.SIGTERM ? ExitCode.Terminated : ExitCode.Interrupted);

    public void Dispose() => _runspace.Dispose();

    private int Run(Action<PowerShell> addCommands, bool addToHistory = false)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        addCommands(shell);
        shell.AddCommand("Out-Default");
        shell.Streams.Error.DataAdded += (_, added) => _host.ReportError(ErrorText.Of(shell.Streams.Error[added.Index]));
        lock (_lock)
        {
            _running = shell;
            _stopCode = null;
        }
        int exitCode = ExitCode.Success;
        try
        {
            shell.Invoke<object>(null, new PSInvocationSettings { AddToHistory = addToHistory });
        }
        catch (PipelineStoppedException)
        {
            exitCode = ExitCode.Failure;
        }
        catch (InvalidPowerShellStateException) when (_stopCode is not null)
        {
            // The request to stop came before the start.
            exitCode = ExitCode.Failure;
        }
        catch (RuntimeException error)
        {
            _host.ReportError(ErrorText.Of(error));
            exitCode = ExitCode.Failure;
        }
        finally
        {
            _host.EndProgress();
            lock (_lock)
                _running = null;
        }
        if (shell.InvocationStateInfo.State == PSInvocationState.Stopped && _stopCode is int stopCode)
            return stopCode;
        return _host.RequestedExitCode ?? exitCode;
    }

    /// <summary>Asks what runs to stop; false where nothing runs or it was asked before.</summary>
    private bool Stop(int stopCode)
    {
        lock (_lock)
        {
            if (_running is null || _stopCode is not null)
                return false;
            _stopCode = stopCode;
            _running.BeginStop(null, null);
            return true;
        }
    }

    /// <summary>
    /// Without this, <c>exit N</c> in a script file only sets $LASTEXITCODE, which a native program sets as well, and the two could
    /// not be told apart. pwsh sets the same flag for -File; there is no public way to it.
    /// </summary>
    private void LetExitEndTheProcess()
    {
        const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;
        object context = typeof(Runspace).GetProperty("ExecutionContext", Hidden)!.GetValue(_runspace)!;
        context.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Hidden)!.SetValue(context, true);
    }
}
