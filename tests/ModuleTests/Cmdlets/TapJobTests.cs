using System.Management.Automation;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Jobs outlive the session that started them.</summary>
[Collection("user folder")]
public sealed class TapJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly ModuleSession _session = new();

    public TapJobTests() => Prepare(_session);

    private string JobFolder => Path.Combine(_folder.FullName, "Jobs");

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    private void Prepare(ModuleSession session) => session.Invoke(
        "$env:PSASTROXMATCH_HOME = $folder; $PSDefaultParameterValues = @{ '*-Tap*:Service' = $uri }", ("folder", _folder.FullName), ("uri", _service.Uri.ToString()));

    [Fact]
    public void A_job_is_received_in_another_session_and_then_gone()
    {
        PSObject job = Assert.Single(_session.Invoke("Start-TapJob 'SELECT * FROM csc' -Name mine").Output);
        Assert.Equal("COMPLETED", job.Properties["Phase"].Value);
        Assert.Single(Directory.GetFiles(JobFolder));
        using ModuleSession other = new();
        Prepare(other);
        PSObject listed = Assert.Single(other.Invoke("Get-TapJob").Output);
        Assert.Equal("SELECT * FROM csc", listed.Properties["Query"].Value);
        Assert.Equal(new DateTime(2026, 12, 4, 5, 0, 0, DateTimeKind.Utc), listed.Properties["Destruction"].Value);
        Invocation rows = other.Invoke("Receive-TapJob mine");
        Assert.Empty(rows.Errors);
        Assert.Equal(3, rows.Output.Count);
        Assert.Empty(_service.Jobs);
        Assert.Empty(Directory.GetFiles(JobFolder));
        Assert.StartsWith("JobUnknown", Assert.Single(other.Invoke("Receive-TapJob mine").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_job_that_is_kept_is_received_again()
    {
        Assert.Equal(6, _session.Invoke("$job = Start-TapJob 'SELECT 1'; $job | Receive-TapJob -Keep; $job | Receive-TapJob -Keep").Output.Count);
        Assert.Single(_service.Jobs);
        _session.Invoke("Remove-TapJob $job.Id");
        Assert.Empty(_service.Jobs);
        Assert.Empty(Directory.GetFiles(JobFolder));
    }

    [Fact]
    public void A_job_that_is_not_finished_stays()
    {
        _service.PhaseOfJobs = "EXECUTING";
        Invocation result = _session.Invoke("Start-TapJob 'SELECT 1' | Receive-TapJob");
        Assert.StartsWith("JobNotFinished", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.Single(_service.Jobs);
        Assert.Single(Directory.GetFiles(JobFolder));
        Assert.Equal("ABORTED", Assert.Single(_session.Invoke("Get-TapJob | Stop-TapJob -PassThru").Output).Properties["Phase"].Value);
        Assert.StartsWith("JobAborted", Assert.Single(_session.Invoke("Get-TapJob | Receive-TapJob -Wait").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_failed_job_tells_its_own_words_and_stays_until_it_is_removed()
    {
        _service.PhaseOfJobs = "ERROR";
        Invocation result = _session.Invoke("Start-TapJob 'SELECT 1' | Receive-TapJob -Wait");
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("ServiceError", error.FullyQualifiedErrorId);
        Assert.Contains("the job's own words", error.ToString());
        Assert.Equal("it failed", Assert.Single(_session.Invoke("Get-TapJob").Output).Properties["Error"].Value);
    }

    [Fact]
    public void A_cut_result_is_not_delivered_and_not_deleted()
    {
        _service.Answer = _ => FakeTapService.Table(3, "OVERFLOW");
        string file = Path.Combine(_folder.FullName, "cut.csv");
        Invocation result = _session.Invoke("Start-TapJob 'SELECT 1' | Receive-TapJob -OutFile $file", ("file", file));
        Assert.StartsWith("ResultTruncated", Assert.Single(result.Errors).FullyQualifiedErrorId);
        Assert.False(File.Exists(file));
        Assert.Single(_service.Jobs);
        Assert.Equal(3, _session.Invoke("Get-TapJob | Receive-TapJob -AllowTruncated").Output.Count);
        Assert.Empty(_service.Jobs);
    }

    [Fact]
    public void A_job_that_was_started_elsewhere_is_taken_by_its_address()
    {
        _session.Invoke("$job = Start-TapJob 'SELECT 1'");
        Directory.Delete(JobFolder, recursive: true);
        Assert.Empty(_session.Invoke("Get-TapJob").Output);
        Assert.Equal("COMPLETED", Assert.Single(_session.Invoke("Get-TapJob -Uri $job.Uri").Output).Properties["Phase"].Value);
        Assert.Equal(3, _session.Invoke("Receive-TapJob $job.Id").Output.Count);
    }

    [Fact]
    public void A_job_that_the_service_destroyed_is_told_and_forgotten()
    {
        _session.Invoke("$job = Start-TapJob 'SELECT 1'");
        _session.Invoke("[Net.Http.HttpClient]::new().DeleteAsync($job.Uri).Wait()");
        PSObject listed = Assert.Single(_session.Invoke("Get-TapJob").Output);
        Assert.Contains("no longer has this job", (string)listed.Properties["Error"].Value);
        Assert.Empty(_session.Invoke("Get-TapJob | Remove-TapJob").Errors);
        Assert.Empty(Directory.GetFiles(JobFolder));
    }

    [Fact]
    public void Nothing_happens_with_WhatIf()
    {
        Assert.Single(_session.Invoke("Start-TapJob 'SELECT 1'; Remove-TapJob * -WhatIf; Stop-TapJob * -WhatIf; Receive-TapJob * -WhatIf").Output);
        Assert.Single(_service.Jobs);
        Assert.DoesNotContain(_service.Requests, request => request.StartsWith("DELETE", StringComparison.Ordinal));
    }

    [Fact]
    public void The_rows_that_a_job_was_started_for_are_all_of_them_and_a_part_leaves_the_job()
    {
        _service.Answer = _ => FakeTapService.Table(3, "OVERFLOW");
        Invocation own = _session.Invoke("Start-TapJob 'SELECT 1' -MaxRow 3 | Receive-TapJob");
        Assert.Empty(own.Errors);
        Assert.Equal(3, own.Output.Count);
        Assert.Empty(_service.Jobs);
        _service.Answer = _ => FakeTapService.Table(50);
        Assert.Equal(5, _session.Invoke("$job = Start-TapJob 'SELECT 1'; Receive-TapJob $job.Id -MaxRow 5").Output.Count);
        Assert.Single(_service.Jobs);
        Assert.Equal(50, _session.Invoke("Receive-TapJob ($job.Id.Substring(0, 4) + '*')").Output.Count);
        Assert.Empty(_service.Jobs);
    }

    [Fact]
    public void A_damaged_file_is_one_error_and_the_other_jobs_are_listed()
    {
        _session.Invoke("Start-TapJob 'SELECT 1'");
        File.WriteAllText(Path.Combine(JobFolder, "half.json"), "{ \"Uri\": \"http://");
        Invocation result = _session.Invoke("Get-TapJob");
        Assert.Single(result.Output);
        Assert.StartsWith("JobFileDamaged", Assert.Single(result.Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_file_with_nothing_but_an_address_is_a_job_too()
    {
        _session.Invoke("Start-TapJob 'SELECT 1'");
        File.WriteAllText(
            Assert.Single(Directory.GetFiles(JobFolder)),
            $"{{ \"Uri\": \"{_service.Uri}/async/{_service.Jobs.Single()}\", \"ServiceUri\": \"x\", \"Name\": null, \"Service\": null, \"Query\": null }}");
        Assert.Equal("COMPLETED", Assert.Single(_session.Invoke("Get-TapJob").Output).Properties["Phase"].Value);
        Assert.Empty(_session.Invoke("Get-TapJob -NoRefresh").Errors);
    }

    [Theory]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Async")]
    [InlineData("Start-TapJob 'SELECT 1' | Receive-TapJob -Wait")]
    public async Task Ctrl_C_while_a_job_runs_leaves_none_that_nobody_knows(string script)
    {
        _service.PhaseOfJobs = "EXECUTING";
        int kept = script.StartsWith("Start", StringComparison.Ordinal) ? 1 : 0;
        await _session.StopWhenAsync(script, () => _service.Requests.Any(request => request.StartsWith("GET /async/j1", StringComparison.Ordinal)));
        Assert.Equal(kept, KeptJobs());
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
    public async Task Ctrl_C_ends_every_command_while_the_service_is_silent(string script)
    {
        _session.Invoke("$null = Start-TapJob 'SELECT 1'");
        _service.IsSilent = true;
        TimeSpan time = (await _session.StopAsync(script, TimeSpan.FromMilliseconds(400))).TimeToStop;
        Assert.InRange(time, TimeSpan.Zero, AtOnce.Limit);
    }

    private int KeptJobs() => Directory.Exists(JobFolder) ? Directory.GetFiles(JobFolder).Length : 0;
}
