using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.Benchmarks;

/// <summary>A runspace of the embedded engine, without the module.</summary>
internal sealed class Shell : IDisposable
{
    private readonly Runspace _runspace;

    /// <param name="ownThread">Whether scripts run on a thread of their own, as they must to be stopped.</param>
    internal Shell(bool ownThread = false)
    {
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = ownThread ? PSThreadOptions.ReuseThread : PSThreadOptions.UseCurrentThread;
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        state.Commands.Add(new SessionStateCmdletEntry("Write-Prebuilt", typeof(WritePrebuiltCommand), null));
        _runspace = RunspaceFactory.CreateRunspace(state);
        _runspace.Open();
    }

    /// <summary>Path of the manifest in output/PSAstroXmatch of this repository.</summary>
    internal static string Manifest => Repository.PathOf("output", "PSAstroXmatch", "PSAstroXmatch.psd1");

    public void Dispose() => _runspace.Dispose();

    internal void Import(string path) => Invoke($"Import-Module '{path.Replace("'", "''", StringComparison.Ordinal)}' -ErrorAction Stop");

    internal IReadOnlyList<PSObject> Invoke(string script)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        IReadOnlyList<PSObject> output = shell.AddScript(script).Invoke();
        return shell.Streams.Error.Count == 0 ? output : throw shell.Streams.Error[0].Exception;
    }

    /// <summary>Starts a script, stops it after a while as Ctrl+C does, and gives the milliseconds until it has ended.</summary>
    internal double Stop(string script, TimeSpan after)
    {
        using PowerShell shell = PowerShell.Create(_runspace);
        IAsyncResult work = shell.AddScript(script).BeginInvoke();
        if (work.AsyncWaitHandle.WaitOne(after))
            throw new InvalidOperationException($"'{script}' ended before it was stopped.");
        Stopwatch watch = Stopwatch.StartNew();
        shell.Stop();
        return watch.Elapsed.TotalMilliseconds;
    }

    internal void SetVariable(string name, object value) => _runspace.SessionStateProxy.SetVariable(name, value);
}
