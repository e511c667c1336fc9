namespace PSAstroXmatch.ModuleTests.Host;

/// <summary>A temporary module and a temporary folder for scripts, which is the current directory of the host.</summary>
public abstract class HostTestBase : IDisposable
{
    protected TemporaryModule Module { get; } = new();

    protected TemporaryFolder Folder { get; } = new();

    /// <summary>Writes a script, runs it and waits for its end.</summary>
    protected Task<HostResult> RunScriptAsync(string script, params string[] arguments)
    {
        Folder.Write("script.ps1", script);
        return RunAsync(["script.ps1", .. arguments]);
    }

    /// <summary>Runs the host without input and waits for its end.</summary>
    protected async Task<HostResult> RunAsync(params string[] arguments)
    {
        using HostProcess host = StartHost(arguments);
        return await host.FinishAsync();
    }

    protected HostProcess StartHost(params string[] arguments) => HostProcess.Start(Module.ManifestPath, Folder.FullName, arguments);

    public void Dispose()
    {
        Module.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
