using System.Diagnostics;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Ctrl+C ends every cmdlet at once, whatever it is waiting for.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly TimeSpan RunFor = TimeSpan.FromMilliseconds(400);

    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    [Theory]
    [InlineData("Get-ChandraObservation")]
    [InlineData("Get-ChandraSource -Name x")]
    [InlineData("Get-FermiSource")]
    [InlineData("Find-FermiCscMatch -Engine Archive")]
    [InlineData("Find-FermiCscMatch -Engine Local")]
    public async Task While_a_server_does_not_answer(string script)
    {
        using FakeTapService silent = new() { IsSilent = true };
        _session.Invoke("Use-AstroArchive -Uri $uri", ("uri", silent.BaseUri));
        await _session.StopWhenAsync(script, () => silent.Requests.Count > 0);
    }

    [Theory]
    [InlineData("$group | Add-OpticalCounterpart")]
    [InlineData("$group | Add-OpticalCounterpart -Around Chandra -ThrottleLimit 1")]
    public async Task While_counterparts_are_asked_of_a_server_that_does_not_answer(string script)
    {
        using FakeTapService silent = new() { IsSilent = true };
        _session.Invoke("Use-AstroArchive -Path $path; $group = Find-FermiCscMatch | Group-FermiMatch", ("path", _archive.Path));
        _session.Invoke("Use-AstroArchive -Uri $uri", ("uri", silent.BaseUri));
        await _session.StopWhenAsync(script, () => silent.Requests.Count > 0);
    }

    [Theory]
    [InlineData("while ($true) { Use-AstroArchive -Simulated -Seed (++$seed); Find-FermiCscMatch }")]
    [InlineData("Use-AstroArchive -Simulated; while ($true) { Get-ChandraSource }")]
    [InlineData("while ($true) { Get-AstroArchive }")]
    public async Task While_it_computes_or_emits(string script) =>
        Assert.InRange((await _session.StopAsync(script, RunFor)).TimeToStop, TimeSpan.Zero, AtOnce.Limit);

    [Fact]
    public async Task While_it_gathers_matches()
    {
        _session.Invoke("Use-AstroArchive -Path $path; $matches = Find-FermiCscMatch", ("path", _archive.Path));
        Assert.InRange((await _session.StopAsync("& { while ($true) { $matches } } | Group-FermiMatch", RunFor)).TimeToStop, TimeSpan.Zero, AtOnce.Limit);
    }

    [Theory]
    [InlineData("& { while ($true) { $object } } | Find-SkyMatch -Right $many -Radius 1")]
    [InlineData("Find-SkyMatch $many $many -Radius 60deg")]
    [InlineData("Find-SkyMatch $many $many -Radius 60deg -OutFile $out")]
    [InlineData("while ($true) { Find-SkyMatch $few 2arcsec }")]
    [InlineData("Find-SkyMatch $many $many -Radius 10deg -Where { $pair = $_; $pair.SepArcsec -gt 1 }")]
    [InlineData("Find-SkyMatch $few -Radius 2arcsec -Where { while ($true) { } }")]
    [InlineData("while ($true) { Find-SkyMatch $many $many -Key ra }")]
    public async Task While_it_matches_and_leaves_no_file(string script)
    {
        _archive.Write("few.csv", "ra,dec\n10,0\n10.0005,0");
        _archive.Write("many.csv", "ra,dec\n" + string.Join('\n', Enumerable.Range(0, 60_000).Select(i => FormattableString.Invariant($"{i * 0.006},{i % 100 - 50}"))));
        _session.Invoke("$object = [pscustomobject]@{ ra = 1; dec = 2 }");
        StoppedInvocation stopped = await _session.StopAsync(
            script, RunFor, ("few", _archive.File("few.csv")), ("many", _archive.File("many.csv")), ("out", _archive.File("never.csv")));
        Assert.InRange(stopped.TimeToStop, TimeSpan.Zero, AtOnce.Limit);
        Assert.False(File.Exists(_archive.File("never.csv")));
    }

    [Fact]
    public async Task While_it_gathers_what_it_will_write_and_leaves_no_file()
    {
        string file = _archive.File("never.csv");
        TimeSpan time = (await _session.StopAsync("& { while ($true) { [pscustomobject]@{ a = 1 } } } | Export-AstroTable $file", RunFor, ("file", file))).TimeToStop;
        Assert.InRange(time, TimeSpan.Zero, AtOnce.Limit);
        Assert.Equal(3, Directory.GetFiles(_archive.Path).Length);
    }

    [Fact]
    public async Task While_it_makes_columns_of_what_it_gathered()
    {
        string file = _archive.File("never.csv");
        object[] objects = Enumerable.Repeat<object>(new Slow(), 100_000).ToArray();
        TimeSpan time = (await _session.StopAsync("$objects | Export-AstroTable $file", TimeSpan.FromSeconds(3), ("objects", objects), ("file", file))).TimeToStop;
        Assert.InRange(time, TimeSpan.Zero, AtOnce.Limit);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public async Task While_it_reads_a_file_that_does_not_end()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no named pipes in the file system.");
        string pipe = _archive.File("endless.csv");
        using (System.Diagnostics.Process make = System.Diagnostics.Process.Start("mkfifo", pipe))
            await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        Task<FileStream> writer = Task.Run(() => new FileStream(pipe, FileMode.Open, FileAccess.Write));
        TimeSpan time = (await _session.StopAsync("Import-AstroTable -LiteralPath $pipe", RunFor, ("pipe", pipe))).TimeToStop;
        (await writer).Dispose();
        Assert.InRange(time, TimeSpan.Zero, AtOnce.Limit);
    }

    /// <summary>Takes 2 ms to tell its value, as 400,000 objects with many properties take many seconds together.</summary>
    public sealed class Slow
    {
        public int Value
        {
            get
            {
                long start = Stopwatch.GetTimestamp();
                SpinWait.SpinUntil(() => Stopwatch.GetElapsedTime(start).TotalMilliseconds >= 2);
                return 1;
            }
        }
    }
}
