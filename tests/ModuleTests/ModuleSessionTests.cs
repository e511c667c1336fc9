using System.Globalization;
using System.Management.Automation;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests;

/// <summary>Tests of the harness itself, over a small module of their own.</summary>
public sealed class ModuleSessionTests : IDisposable
{
    private readonly TemporaryModule _module = new();
    private readonly ModuleSession _session;

    public ModuleSessionTests() => _session = new ModuleSession(manifestPath: _module.ManifestPath);

    [Fact]
    public void Every_stream_arrives_where_it_belongs()
    {
        Invocation invocation = _session.Invoke("""
            Get-Star -Name $name -Count 3 -Verbose
            Test-Star
            """, ("name", "Vega"));

        Assert.Equal(["Vega 1", "Vega 2", "Vega 3"], invocation.Output.Take(3).Select(star => star.Properties["Name"].Value));
        Assert.Equal("tested", invocation.Output[3].BaseObject);
        Assert.Equal(["3 rows of Gaia"], invocation.Verbose);
        Assert.Equal(["These stars are made up."], invocation.Warnings);
        ErrorRecord error = Assert.Single(invocation.Errors);
        Assert.Equal("TableTruncated,Test-Star", error.FullyQualifiedErrorId);
        Assert.Empty(invocation.ProgressRecords);
    }

    [Fact]
    public void A_terminating_error_is_thrown_and_can_be_expected()
    {
        Assert.ThrowsAny<RuntimeException>(() => _session.Invoke("throw 'clouds'"));
        Assert.Equal("clouds", _session.InvokeFailing("throw 'clouds'").Exception.Message);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => _session.InvokeFailing("'clear sky'"));
    }

    [Fact]
    public async Task A_running_script_is_stopped_and_the_time_measured()
    {
        StoppedInvocation stopped = await _session.StopAsync("Wait-Star", TimeSpan.FromMilliseconds(500));

        Assert.InRange(stopped.TimeToStop, TimeSpan.Zero, AtOnce.Limit);
        Assert.Equal("waiting", Assert.Single(stopped.Written.Output).BaseObject);
        Assert.NotEmpty(stopped.Written.ProgressRecords);
        Assert.Equal(2, _session.Invoke("1 + 1").Output[0].BaseObject);
    }

    [Fact]
    public async Task A_script_that_ends_too_early_is_no_test_of_stopping() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _session.StopAsync("1", TimeSpan.FromSeconds(30)));

    [Fact]
    public void Output_is_rendered_with_the_views_of_the_module()
    {
        string text = _session.Render("Get-Star -Name Deneb", 100);

        Assert.Equal($"""

            Star              Mag Remark
            ----              --- ------
            Deneb 1        10.250 {new string('r', 70)}
            Deneb 2        10.500 {new string('r', 70)}


            """.ReplaceLineEndings("\n"), text);
    }

    [Fact]
    public void A_narrow_console_cuts_the_last_column()
    {
        string text = _session.Render("Get-Star -Name Deneb -Count 1", 40);

        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 40));
        Assert.Contains("Deneb 1        10.250 rrrrrrrrrrr", text);
    }

    [Fact]
    public void A_session_can_have_the_culture_of_another_country()
    {
        using ModuleSession german = new(CultureInfo.GetCultureInfo("de-DE"), _module.ManifestPath);

        Assert.Equal("0,25", german.Invoke("(1/4).ToString()").Output[0].BaseObject);
        Assert.Contains("10,250", german.Render("Get-Star -Name Deneb -Count 1"));
        Assert.Equal("0.25", _session.Invoke("(1/4).ToString()").Output[0].BaseObject);
    }

    [Fact]
    public void Completion_offers_commands_and_values_of_the_module()
    {
        Assert.Equal(["Get-Star"], _session.Complete("Get-St").CompletionMatches.Select(match => match.CompletionText));
        Assert.Equal(
            ["Gaia", "TwoMass"],
            _session.Complete("Get-Star -Catalog ").CompletionMatches.Select(match => match.CompletionText));
    }

    [Fact]
    public void The_imported_module_is_the_one_that_was_asked_for() =>
        Assert.Equal(Path.GetDirectoryName(_module.ManifestPath), _session.Module.ModuleBase);

    public void Dispose()
    {
        _session.Dispose();
        _module.Dispose();
    }
}
