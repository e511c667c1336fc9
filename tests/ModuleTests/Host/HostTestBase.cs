using PSAstroXmatch.Host;

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

    /// <summary>Runs a script as the host does but within this process, which is many times faster than to start one.</summary>
    internal HostResult RunScriptHere(string script, params string[] arguments)
    {
        string path = Folder.Write("script.ps1", script);
        using StringWriter output = new();
        using StringWriter error = new();
        using ConsoleHost host = new(new Terminal(TextReader.Null, output, error));
        using ScriptRunner runner = new(host);
        Assert.Equal(0, runner.ImportModule(Module.ManifestPath));
        int exitCode = runner.RunScript(path, ScriptArguments.Parse(arguments));
        return new HostResult(exitCode, output.ToString().ReplaceLineEndings("\n"), error.ToString().ReplaceLineEndings("\n"));
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
