using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Ctrl+C ends every cmdlet that asks a TAP service, and loses no job.</summary>
[Collection("user folder")]
public sealed class TapStopTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly ModuleSession _session = new();

    public TapStopTests() => _session.Invoke(
        "$env:PSASTROXMATCH_HOME = $folder; $PSDefaultParameterValues = @{ '*-Tap*:Service' = $uri }",
        ("folder", _folder.FullName),
        ("uri", _service.BaseUri.ToString()));

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Async", 0)]
    [InlineData("Start-TapJob 'SELECT 1' | Receive-TapJob -Wait", 1)]
    public async Task While_a_job_runs_and_leaves_none_that_nobody_knows(string script, int kept)
    {
        _service.PhaseOfJobs = "EXECUTING";
        await _session.StopWhenAsync(script, () => _service.Requests.Any(request => request.Method == "GET" && request.Path.StartsWith("/tap/async/j1", StringComparison.Ordinal)));
        string jobs = Path.Combine(_folder.FullName, "Jobs");
        Assert.Equal(kept, Directory.Exists(jobs) ? Directory.GetFiles(jobs).Length : 0);
        // Who stopped the command is not kept waiting for a server that is slow to delete a job.
        Assert.True(await Eventually.HoldsAsync(() => _service.Jobs.Count == kept, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("Get-TapJob")]
    [InlineData("Receive-TapJob *")]
    [InlineData("Stop-TapJob *")]
    [InlineData("Remove-TapJob *")]
    [InlineData("Start-TapJob 'SELECT 1'")]
    [InlineData("Get-TapTable")]
    [InlineData("Get-TapColumn csc")]
    [InlineData("Invoke-TapQuery 'SELECT 1'")]
    public async Task While_the_service_is_silent(string script)
    {
        _session.Invoke("$null = Start-TapJob 'SELECT 1'");
        int asked = _service.Requests.Count;
        _service.IsSilent = true;
        await _session.StopWhenAsync(script, () => _service.Requests.Count > asked);
    }
}
