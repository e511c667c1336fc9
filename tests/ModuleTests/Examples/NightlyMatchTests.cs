using PSAstroXmatch.ModuleTests.Cmdlets;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>The nightly job: exit codes, the log, and what it leaves when something is wrong.</summary>
[Collection("user folder")]
public sealed class NightlyMatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public NightlyMatchTests()
    {
        _session.Invoke("$env:PSASTROXMATCH_HOME = $userFolder", ("userFolder", Path.Combine(_folder.FullName, "user")));
        _archive.Write("gaia_source.csv", "source_id,ra,dec,ra_error,dec_error\n5,10.0900003,0,0.1,0.1\n");
        _archive.Write("fp_psc.csv", "designation,ra,dec\nA,10.0901,0\n");
    }

    private string Table => Path.Combine(_folder.FullName, "out", "plane.csv");

    private string Part => Path.Combine(_folder.FullName, "out", "plane.part.csv");

    private string Log => File.ReadAllText(Path.Combine(_folder.FullName, "out", "nightly.log"));

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_good_night_says_nothing_and_leaves_a_table_and_a_log_in_UTC()
    {
        Assert.Equal((0, ""), Run());
        Assert.Contains("4FGL J0040.0+0000", File.ReadAllText(Table));
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ info Begins\. Archive: ", Log);
        Assert.Contains("info 3 pairs of 1 Fermi sources.", Log);
        Assert.Contains("no table of an earlier night", Log);
        Assert.EndsWith("info Ends with exit code 0.", Log.TrimEnd());
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(40, false)]
    public void A_number_that_differs_much_from_the_last_is_a_warning(int percent, bool warns)
    {
        Run();
        // One of the three matches is gone: 33 %.
        _archive.Write("csc.csv", File.ReadAllText(_archive.File("csc.csv")).Replace("2CXO J003936.0+000000,9.9,0,4.000000000000001e-14", "2CXO J003936.0+000000,9.9,0,0").TrimEnd());
        (int exitCode, string told) = Run($"-MaxChangePercent {percent}");
        Assert.Equal(0, exitCode);
        Assert.Equal(warns, told.Contains($"warning 2 pairs differ by more than {percent} % from the 3 of the last table."));
        Assert.DoesNotContain("003936", File.ReadAllText(Table));
    }

    [Fact]
    public void A_failed_catalog_leaves_the_last_table_and_a_part_that_the_next_good_night_removes()
    {
        Run();
        string before = File.ReadAllText(Table);
        File.Delete(_archive.File("fp_psc.csv"));
        (int exitCode, string told) = Run();
        Assert.Equal(1, exitCode);
        Assert.Contains("error CatalogNotFound: ", told);
        Assert.Contains("warning 1 of 1 sources were not searched in all catalogs.", told);
        Assert.Contains("4FGL J0040.0+0000 was searched in (gaia_source) only.", Log);
        Assert.Equal(before, File.ReadAllText(Table));
        Assert.True(File.Exists(Part));

        _archive.Write("fp_psc.csv", "designation,ra,dec\nA,10.0901,0\n");
        Assert.Equal((0, ""), Run());
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public void What_can_not_be_done_is_exit_code_2_with_the_reason_in_the_log()
    {
        Run();
        string before = File.ReadAllText(Table);
        File.Delete(_archive.File("csc.csv"));
        (int exitCode, string told) = Run();
        Assert.Equal(2, exitCode);
        Assert.Matches(@"Z error CatalogNotFound: .+ Put a file there named csc\.csv", told);
        Assert.Contains(told, Log);
        Assert.Equal(before, File.ReadAllText(Table));

        _archive.Dispose();
        Assert.Equal(2, Run().ExitCode);
        Assert.Contains("error FolderNotFound: ", Log);
        Directory.CreateDirectory(_archive.Path);
    }

    [Fact]
    public void A_second_run_beside_one_that_still_works_does_nothing()
    {
        Run();
        string before = File.ReadAllText(Table);
        File.Delete(_archive.File("fp_psc.csv"));
        using (File.Open(Path.Combine(_folder.FullName, "out", "nightly.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None))
        {
            (int exitCode, string told) = Run();
            Assert.Equal(2, exitCode);
            Assert.EndsWith("Z error Another run is still at work in this folder.", told);
        }

        Assert.Equal(before, File.ReadAllText(Table));
        Assert.False(File.Exists(Part));
    }

    private (int ExitCode, string Told) Run(string arguments = "")
    {
        Invocation result = _session.Invoke(
            $"& $script -Archive $archive -OutputFolder $out {arguments}; $LASTEXITCODE",
            ("script", ExampleFolder.PathOf("NightlyMatch.ps1")),
            ("archive", _archive.Path),
            ("out", Path.Combine(_folder.FullName, "out")));
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        return ((int)result.Output[^1].BaseObject, string.Join('\n', result.Output.SkipLast(1)));
    }
}
