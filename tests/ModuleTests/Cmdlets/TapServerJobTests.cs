using System.Net.Http;
using PSAstroXmatch.ModuleTests.Shell;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Jobs at a real TAP server, from one process to the next. Skipped where PSASTROXMATCH_TAP names none.</summary>
public sealed class TapServerJobTests : IDisposable
{
    // 30 million pairs: some seconds of work for the server.
    private const string SlowQuery = "SELECT COUNT(*) AS n FROM csc AS a, csc AS b WHERE SIN(a.ra + b.ra) > COS(a.dec + b.dec)";

    private readonly TemporaryFolder _folder = new();
    private readonly string _server = Environment.GetEnvironmentVariable("PSASTROXMATCH_TAP") ?? "";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task One_process_starts_a_job_and_another_receives_it()
    {
        RequireServer();
        ShellResult started = await RunAsync("(Start-TapJob 'SELECT TOP 9 name, ra FROM csc ORDER BY name' -Name nine).Id");
        Assert.Equal("", started.Error);
        ShellResult received = await RunAsync("Receive-TapJob nine -Wait | & { process { $_.name } }; (Get-TapJob | & { process { $_ } }).Count");
        Assert.Equal("", received.Error);
        string[] lines = received.Output.Trim().Split('\n');
        Assert.Equal(9, lines.Count(line => line.StartsWith("2CXO J", StringComparison.Ordinal)));
        Assert.Equal("0", lines[^1]);
    }

    [Fact]
    public async Task A_process_that_is_killed_while_it_waits_loses_no_job()
    {
        RequireServer();
        string script = Write($"Start-TapJob '{SlowQuery}' -Name slow; [Console]::Out.Flush(); Receive-TapJob slow -Wait");
        using (ShellProcess process = ShellProcess.Start(_folder.FullName, script))
        {
            while (Directory.Exists(Jobs) is false || Directory.GetFiles(Jobs, "*.json").Length == 0)
                await Task.Delay(100, TestContext.Current.CancellationToken);
            process.Kill();
        }

        ShellResult received = await RunAsync("(Receive-TapJob slow -Wait).n -gt 0");
        Assert.Equal(("True", ""), (received.Output.Trim(), received.Error));
        Assert.Empty(Directory.GetFiles(Jobs, "*.json"));
    }

    [Fact]
    public async Task Ctrl_C_in_an_asynchronous_query_leaves_no_job_on_the_server()
    {
        RequireServer();
        using ModuleSession session = new();
        // Other tests have jobs on the same server at the same time; the marker tells ours.
        string marker = Guid.NewGuid().ToString("N");
        // Once the job was started the command knows it. Thousands of millions of rows: it is stopped long before they are counted.
        string query = $"SELECT COUNT(*) AS n FROM csc AS a, csc AS b, fermilpsc AS c WHERE SIN(a.ra + b.ra) > COS(c.dec) AND a.name != '{marker}'";
        await session.StopWhenAsync($"Invoke-TapQuery \"{query}\" -Service {_server} -Async", () => HasJobAsync(marker, started: true));
        // The server may need a moment to end what the job ran.
        Assert.True(await Eventually.HoldsAsync(async () => !await HasJobAsync(marker), TestContext.Current.CancellationToken));
    }

    private string Jobs => Path.Combine(_folder.FullName, "Jobs");

    private void RequireServer()
    {
        if (_server.Length == 0)
            Assert.Skip("No TAP server: PSASTROXMATCH_TAP is not set. tests/tap-server/setup.sh starts one.");
    }

    private string Write(string script) => _folder.Write(
        $"{Guid.NewGuid():N}.ps1",
        $"$env:PSASTROXMATCH_HOME = '{_folder.FullName}'; Use-AstroArchive -Uri {_server}\n{script}");

    private Task<ShellResult> RunAsync(string script) => ShellProcess.RunAsync(_folder.FullName, Write(script));

    private async Task<bool> HasJobAsync(string marker, bool started = false)
    {
        using HttpClient client = new();
        System.Xml.Linq.XDocument list = System.Xml.Linq.XDocument.Parse(
            await client.GetStringAsync(_server + "/async", TestContext.Current.CancellationToken));
        foreach (System.Xml.Linq.XElement reference in list.Descendants().Where(element => element.Name.LocalName == "jobref"))
        {
            string job = (string)reference.Attribute("id")!;
            if (started && reference.Value.Trim() == "PENDING")
                continue;
            // A job that another test has deleted meanwhile is not the one.
            using HttpResponseMessage answer = await client.GetAsync(new Uri($"{_server}/async/{job}/parameters"), TestContext.Current.CancellationToken);
            if ((await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains(marker, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
