using System.Collections.ObjectModel;
using System.Diagnostics;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests;

/// <summary>
/// A runspace of the embedded engine with the staged module imported. The tests see the module as a user does: its types are
/// reached through the objects that its commands emit. A session is for one test at a time.
/// </summary>
public sealed class ModuleSession : IDisposable
{
    /// <summary>What a stopped command may take at most before a test gives up on it.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly WindowHost _host;

    /// <summary>Opens a runspace and imports the module.</summary>
    /// <param name="culture">Culture of the commands; the invariant one where it is null: tests don't depend on the machine.</param>
    /// <param name="manifestPath">The module's psd1; the staged module where it is null.</param>
    /// <exception cref="InvalidOperationException">The module is not staged.</exception>
    public ModuleSession(CultureInfo? culture = null, string? manifestPath = null)
    {
        string manifest = manifestPath ?? StagedManifest();
        _host = new WindowHost(culture ?? CultureInfo.InvariantCulture);
        InitialSessionState state = InitialSessionState.CreateDefault2();
        state.ThreadOptions = PSThreadOptions.ReuseThread;
        if (OperatingSystem.IsWindows())
            state.ExecutionPolicy = Microsoft.PowerShell.ExecutionPolicy.Bypass;
        Runspace = RunspaceFactory.CreateRunspace(_host, state);
        Runspace.Open();
        // The engine doesn't carry its host's culture over to the thread that runs the commands; that thread stays the same.
        Invoke("[cultureinfo]::CurrentCulture = $Host.CurrentCulture");
        Module = Import(manifest);
    }

    /// <summary>The runspace, for what this class has no method for.</summary>
    public Runspace Runspace { get; }

    /// <summary>The imported module.</summary>
    public PSModuleInfo Module { get; }

    /// <summary>Runs a script and returns all that it wrote.</summary>
    /// <exception cref="RuntimeException">A terminating error.</exception>
    public Invocation Invoke(string script, params (string Name, object? Value)[] variables)
    {
        using PowerShell shell = Shell(script, variables);
        Collection<PSObject> output = shell.Invoke();
        return new Invocation(output, shell.Streams);
    }

    /// <summary>Runs a script that must end with a terminating error, and returns that.</summary>
    public ErrorRecord InvokeFailing(string script, params (string Name, object? Value)[] variables) =>
        Assert.ThrowsAny<RuntimeException>(() => Invoke(script, variables)).ErrorRecord;

    /// <summary>Starts a script, stops it after a while as Ctrl+C does, and measures how long it took to stop.</summary>
    /// <param name="script">A script that runs longer than <paramref name="runFor"/>.</param>
    /// <param name="runFor">Time from the start to the request to stop.</param>
    /// <param name="variables">Variables that the script uses.</param>
    /// <exception cref="InvalidOperationException">The script ended before it was stopped.</exception>
    /// <exception cref="TimeoutException">The script did not stop within a minute.</exception>
    public async Task<StoppedInvocation> StopAsync(string script, TimeSpan runFor, params (string Name, object? Value)[] variables)
    {
        using PowerShell shell = Shell(script, variables);
        using PSDataCollection<PSObject> output = [];
        Task running = shell.InvokeAsync<PSObject, PSObject>(null, output);
        if (await Task.WhenAny(running, Task.Delay(runFor)) == running)
        {
            await running;
            throw new InvalidOperationException($"The script ended within {runFor.TotalMilliseconds} ms, before it was stopped.");
        }
        Stopwatch watch = Stopwatch.StartNew();
        await shell.StopAsync(null, null).WaitAsync(Patience);
        TimeSpan elapsed = watch.Elapsed;
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => running);
        return new StoppedInvocation(elapsed, new Invocation(output, shell.Streams));
    }

    /// <summary>
    /// Runs a script and returns its output as a console shows it, without colours: through Out-String and the module's views.
    /// </summary>
    /// <param name="script">The script.</param>
    /// <param name="width">Characters in a line of the console.</param>
    /// <param name="variables">Variables that the script uses.</param>
    public string Render(string script, int width = WindowHost.DefaultWidth, params (string Name, object? Value)[] variables)
    {
        _host.Width = width;
        using PowerShell shell = Shell(script, variables);
        return string.Concat(shell.AddCommand("Out-String").AddParameter("Width", width).Invoke<string>()).ReplaceLineEndings("\n");
    }

    /// <summary>What the Tab key offers.</summary>
    /// <param name="input">The line that was typed.</param>
    /// <param name="cursor">Where the cursor stands, counted from 0; at the end where it is null.</param>
    public CommandCompletion Complete(string input, int? cursor = null)
    {
        using PowerShell shell = PowerShell.Create(Runspace);
        return CommandCompletion.CompleteInput(input, cursor ?? input.Length, null, shell);
    }

    public void Dispose() => Runspace.Dispose();

    /// <summary>Path of the manifest in output/PSAstroXmatch of this repository.</summary>
    /// <exception cref="InvalidOperationException">The module is not staged there.</exception>
    public static string StagedManifest()
    {
        string manifest = Repository.PathOf("output", "PSAstroXmatch", "PSAstroXmatch.psd1");
        return File.Exists(manifest)
            ? manifest
            : throw new InvalidOperationException($"The module is not staged: there is no '{manifest}'. Build the solution first.");
    }

    private PowerShell Shell(string script, (string Name, object? Value)[] variables)
    {
        foreach ((string name, object? value) in variables)
            Runspace.SessionStateProxy.SetVariable(name, value);
        PowerShell shell = PowerShell.Create(Runspace);
        return shell.AddScript(script);
    }

    private PSModuleInfo Import(string manifest)
    {
        using PowerShell shell = PowerShell.Create(Runspace);
        shell.AddCommand("Import-Module")
            .AddParameter("Name", WildcardPattern.Escape(manifest))
            .AddParameter("PassThru")
            .AddParameter("ErrorAction", ActionPreference.Stop);
        return Assert.Single(shell.Invoke<PSModuleInfo>());
    }
}
