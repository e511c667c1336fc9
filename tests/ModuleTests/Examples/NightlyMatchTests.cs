using PSAstroXmatch.ModuleTests.Cmdlets;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>The nightly job: exit codes, the log, and what it leaves when something is wrong.</summary>
public sealed class NightlyMatchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SmallArchive _archive = new();

    public NightlyMatchTests()
    {
        _archive.Write("gaia_source.csv", "source_id,ra,dec,ra_error,dec_error\n5,10.0900003,0,0.1,0.1\n");
        _archive.Write("fp_psc.csv", "designation,ra,dec\nA,10.0901,0\n");
    }

    private string Table => Path.Combine(_folder.FullName, "out", "plane.csv");

    private string Part => Path.Combine(_folder.FullName, "out", "plane.part.csv");

    private string Log => File.ReadAllText(Path.Combine(_folder.FullName, "out", "nightly.log"));

    public void Dispose()
    {
        _archive.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_good_night_says_nothing_and_leaves_a_table_and_a_log_in_UTC()
    {
        Assert.Equal((0, ""), await RunAsync());
        Assert.Contains("4FGL J0040.0+0000", File.ReadAllText(Table));
        Assert.Matches(@"\A\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ info Begins\. Archive: ", Log);
        Assert.Contains("info 3 pairs of 1 Fermi sources.", Log);
        Assert.Contains("no table of an earlier night", Log);
        Assert.EndsWith("info Ends with exit code 0.", Log.TrimEnd());
    }

    [Theory]
    [InlineData(20, true)]
    [InlineData(40, false)]
    public async Task A_number_that_differs_much_from_the_last_is_a_warning(int percent, bool warns)
    {
        await RunAsync();
        // One of the three matches is gone: 33 %.
        _archive.Write("csc.csv", File.ReadAllText(_archive.File("csc.csv")).Replace("2CXO J003936.0+000000,9.9,0,4.000000000000001e-14", "2CXO J003936.0+000000,9.9,0,0").TrimEnd());
        (int exitCode, string told) = await RunAsync("-MaxChangePercent", $"{percent}");
        Assert.Equal(0, exitCode);
        Assert.Equal(warns, told.Contains($"warning 2 pairs differ by more than {percent} % from the 3 of the last table."));
        Assert.DoesNotContain("003936", File.ReadAllText(Table));
    }

    [Fact]
    public async Task A_failed_catalog_leaves_the_last_table_and_a_part_that_the_next_good_night_removes()
    {
        await RunAsync();
        string before = File.ReadAllText(Table);
        File.Delete(_archive.File("fp_psc.csv"));
        (int exitCode, string told) = await RunAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("error CatalogNotFound: ", told);
        Assert.Contains("warning 1 of 1 sources were not searched in all catalogs.", told);
        Assert.Contains("4FGL J0040.0+0000 was searched in (gaia_source) only.", Log);
        Assert.Equal(before, File.ReadAllText(Table));
        Assert.True(File.Exists(Part));

        _archive.Write("fp_psc.csv", "designation,ra,dec\nA,10.0901,0\n");
        Assert.Equal((0, ""), await RunAsync());
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task What_can_not_be_done_is_exit_code_2_with_the_reason_in_the_log()
    {
        await RunAsync();
        string before = File.ReadAllText(Table);
        File.Delete(_archive.File("csc.csv"));
        (int exitCode, string told) = await RunAsync();
        Assert.Equal(2, exitCode);
        Assert.Matches(@"Z error CatalogNotFound: .+ Put a file there named csc\.csv", told);
        Assert.Contains(told, Log);
        Assert.Equal(before, File.ReadAllText(Table));

        _archive.Dispose();
        Assert.Equal(2, (await RunAsync()).ExitCode);
        Assert.Contains("error ArchiveFolderNotFound: ", Log);
        Directory.CreateDirectory(_archive.Path);
    }

    [Fact]
    public async Task A_second_run_beside_one_that_still_works_does_nothing()
    {
        await RunAsync();
        string before = File.ReadAllText(Table);
        File.Delete(_archive.File("fp_psc.csv"));
        using (File.Open(Path.Combine(_folder.FullName, "out", "nightly.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None))
        {
            (int exitCode, string told) = await RunAsync();
            Assert.Equal(2, exitCode);
            Assert.EndsWith("Z error Another run is still at work in this folder.", told);
        }

        Assert.Equal(before, File.ReadAllText(Table));
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public async Task The_line_for_cron_in_its_help_works_with_a_copy_of_the_script_alone()
    {
        string line = Assert.Single(ExampleFolder.HelpOf("NightlyMatch.ps1").Notes.Split('\n'), line => line.Contains("* * *", StringComparison.Ordinal)).Trim();
        Assert.StartsWith("15 3 * * * pwsh -NoProfile ", line, StringComparison.Ordinal);
        string astro = Path.Combine(_folder.FullName, "opt"), tables = Path.Combine(_folder.FullName, "srv");
        ExampleFolder.CopyAlone("NightlyMatch.ps1", astro);
        string[] arguments = [.. line.Split(' ').Skip("15 3 * * * pwsh -NoProfile".Split(' ').Length)];
        Assert.Equal(["-File", "/opt/astro/NightlyMatch.ps1", "-Archive", "Live", "-OutputFolder", "/srv/astro"], arguments);
        (arguments[1], arguments[3], arguments[5]) = (Path.Combine(astro, "NightlyMatch.ps1"), _archive.Path, tables);
        PwshResult result = await PwshProcess.RunAsync(_folder.FullName, PwshProcess.StagedModules, arguments);
        Assert.Equal(new PwshResult(0, "", ""), result);
        Assert.True(File.Exists(Path.Combine(tables, "plane.csv")));
    }

    private async Task<(int ExitCode, string Told)> RunAsync(params string[] arguments)
    {
        PwshResult result = await PwshProcess.RunAsync(
            _folder.FullName,
            PwshProcess.StagedModules,
            ["-File", ExampleFolder.PathOf("NightlyMatch.ps1"), "-Archive", _archive.Path, "-OutputFolder", "out", .. arguments]);
        Assert.Equal("", result.Error);
        return (result.ExitCode, result.Output.TrimEnd());
    }
}
