using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

public sealed class FermiClassTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("Get-FermiClass psr", "PSR")]
    [InlineData("Get-FermiClass PS*, bll", "PSR", "BLL")]
    [InlineData("Get-FermiClass ''", "")]
    [InlineData("Get-FermiClass nosuch")]
    [InlineData("Get-FermiClass | Where-Object Associated -like s* | Where-Object Origin -eq Galactic", "SNR", "SPP", "SFR")]
    public void Classes_are_found_by_name(string script, params string[] names) =>
        Assert.Equal(names, _session.Invoke(script).Output.Select(item => item.Properties["Identified"].Value));

    [Fact]
    public void The_view_shows_both_spellings_and_the_meaning_in_80_columns()
    {
        string[] lines = _session.Render("Get-FermiClass", 80).Split('\n');
        Assert.Contains("SPP        spp        Galactic      supernova remnant or pulsar wind nebula", lines);
        Assert.Contains("BCU        bcu        Extragalactic blazar candidate of uncertain type", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.All(lines, line => Assert.DoesNotContain("…", line));
    }

    [Fact]
    public void Tab_completes_both_spellings_with_their_meaning()
    {
        CompletionResult[] found = [.. _session.Complete("Get-FermiSource -Class ps").CompletionMatches];
        Assert.Equal(["PSR", "psr"], found.Select(match => match.CompletionText));
        Assert.Equal("pulsar, identified by pulsations (identified, Galactic)", found[0].ToolTip);
        Assert.Equal("pulsar, no pulsations seen by the LAT yet (associated, Galactic)", found[1].ToolTip);
        Assert.Contains("''", _session.Complete("Get-FermiSource -Class ").CompletionMatches.Select(match => match.CompletionText));
        Assert.Contains("fsrq", _session.Complete("Get-FermiClass fs").CompletionMatches.Select(match => match.CompletionText));
    }

    [Fact]
    public void Every_class_of_the_simulated_sky_is_in_the_list_and_the_unassociated_can_be_asked_for()
    {
        Invocation result = _session.Invoke("""
            Use-AstroArchive -Simulated -Scale 0.1
            $known = (Get-FermiClass).Identified + (Get-FermiClass).Associated
            Get-FermiSource | Where-Object Class -cnotin $known
            (Get-FermiSource -Class '').Count
            (Get-FermiSource | Where-Object Class -eq '').Count
            """);
        Assert.Empty(result.Errors);
        Assert.Equal(2, result.Output.Count);
        Assert.InRange((int)result.Output[0].BaseObject, 1, int.MaxValue);
        Assert.Equal(result.Output[1].BaseObject, result.Output[0].BaseObject);
    }
}
