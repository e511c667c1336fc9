using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Stored answers as a user meets them.</summary>
[Collection("user folder")]
public sealed class CacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly ModuleSession _session = new();

    public CacheTests() => _session.Invoke(
        "$env:PSASTROXMATCH_HOME = $folder; $PSDefaultParameterValues = @{ '*-Tap*:Service' = $uri }", ("folder", _folder.FullName), ("uri", _service.Uri.ToString()));

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Nothing_is_stored_unasked()
    {
        Assert.Equal(3, _session.Invoke("Invoke-TapQuery 'SELECT 1'").Output.Count);
        Assert.Empty(_session.Invoke("Get-AstroCache").Output);
        _service.Answer = _ => FakeTapService.Table(5);
        Assert.Equal(5, _session.Invoke("Invoke-TapQuery 'SELECT 1'").Output.Count);
    }

    [Fact]
    public void A_stored_answer_is_taken_counted_and_cleared()
    {
        Assert.Equal(3, _session.Invoke("Invoke-TapQuery 'SELECT 1' -CacheAge 1h").Output.Count);
        _service.Answer = _ => FakeTapService.Table(5);
        Invocation hit = _session.Invoke("Invoke-TapQuery 'SELECT 1' -CacheAge 1h -Verbose");
        Assert.Equal(3, hit.Output.Count);
        Assert.Contains(hit.Verbose, line => line.Contains("stored"));
        PSObject entry = Assert.Single(_session.Invoke("Get-AstroCache *SELECT*").Output);
        Assert.Equal((1, 3L), (entry.Properties["Hits"].Value, entry.Properties["Rows"].Value));
        Assert.True((long)entry.Properties["SizeBytes"].Value > 100);
        Assert.Equal(5, _session.Invoke("Invoke-TapQuery 'SELECT 1' -Refresh").Output.Count);
        Assert.Equal(5, _session.Invoke("Invoke-TapQuery 'SELECT 1' -Offline").Output.Count);
        _session.Invoke("Get-AstroCache | Clear-AstroCache -WhatIf; Clear-AstroCache -OlderThan 1d");
        Assert.Single(_session.Invoke("Get-AstroCache").Output);
        _session.Invoke("@() | Clear-AstroCache");
        Assert.Single(_session.Invoke("Get-AstroCache").Output);
        _session.Invoke("Get-AstroCache | Clear-AstroCache");
        Assert.Empty(_session.Invoke("Get-AstroCache").Output);
        Assert.StartsWith("NotInCache", Assert.Single(_session.Invoke("Invoke-TapQuery 'SELECT 1' -Offline").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void What_a_killed_process_left_behind_is_cleared_and_WhatIf_keeps_it()
    {
        _session.Invoke("Invoke-TapQuery 'SELECT 1' -CacheAge 1h");
        string left = Path.Combine(_folder.FullName, "Cache", "0123-ffffffff.vot.gz"), written = Path.Combine(_folder.FullName, "Cache", ".0123.json.0.tmp");
        foreach (string path in new[] { left, written })
        {
            File.WriteAllText(path, "rows");
            File.SetLastWriteTimeUtc(path, DateTime.UtcNow.AddHours(-2));
        }

        _session.Invoke("Clear-AstroCache -WhatIf");
        Assert.True(File.Exists(left) && File.Exists(written));
        Assert.Empty(_session.Invoke("Clear-AstroCache -OlderThan 1d").Errors);
        Assert.False(File.Exists(left) || File.Exists(written));
        Assert.Single(_session.Invoke("Get-AstroCache").Output);
    }

    [Fact]
    public void Saved_catalogs_are_an_archive()
    {
        using SmallArchive archive = new();
        Invocation saved = _session.Invoke("Use-AstroArchive -Path $path; $before = Find-FermiCscMatch; Save-AstroCatalog csc, fermilpsc, nosuch", ("path", archive.Path));
        Assert.Equal(2, saved.Output.Count);
        Assert.StartsWith("CatalogUnknown", Assert.Single(saved.Errors, error => error.FullyQualifiedErrorId.Contains("Catalog")).FullyQualifiedErrorId);
        Invocation after = _session.Invoke(
            "Use-AstroArchive -Saved; $after = Find-FermiCscMatch; for ($i = 0; $i -lt $before.Count; $i++) { foreach ($p in $before[$i].psobject.Properties) { if ($p.Value -ne $after[$i].($p.Name)) { $p.Name } } }; $before.Count -eq $after.Count");
        Assert.Equal(true, Assert.Single(after.Output).BaseObject);
    }
}
