using System.Management.Automation;
using System.Text.RegularExpressions;
using PSAstroXmatch.ModuleTests.Cmdlets;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>
/// Each script of examples runs alone: copied to an empty folder, in a PowerShell that has the module on its path. A new script is tested
/// without any change here.
/// </summary>
public sealed partial class ExampleRunTests : IDisposable
{
    // A few dots; everything around them is grey.
    private const int FewestColoredPixels = 40;

    // What the output must say besides: several runs of a long script would only be slow.
    private static readonly Dictionary<string, string[]> MustSay = new()
    {
        ["Association.ps1"] =
        [
            @"^With a probability of 0\.5 or more, [1-9]\d* of \d+ Fermi sources have an X-ray counterpart; \d+\.\d of these are expected to be wrong\.",
            @"\n4FGL J\S+ +2CXO J\S+ +(0\.[5-9]|1\.0)\d\d",
            @"Why the first: \d+\.\d sigma from the Fermi source; \d+\.\d X-ray sources as bright per square degree",
        ],
        ["ErrorHandling.ps1"] =
        [
            @"CatalogNotFound \(ObjectNotFound\): .+\n    What to do: ",
            @"and 1 object was refused:\n    \w+ \(",
            @"\b(\d+) of \1 rows were searched in \(gaia_source\) alone",
            @"\b(\d+) rows were searched again in \(gaia_source fp_psc\); 0 still have an error",
            @"ServiceUnreachable \(ConnectionError\): ",
            @"FileExists \(WriteError\): ",
        ],
        ["Notebook.ps1"] =
        [
            @"^Steps 1 and 2\. [\s\S]+\nStep 3\. [\s\S]+\nSteps 4 and 5\. [\s\S]+\nStep 6\. [\s\S]+\nStep 7\. [\s\S]+\nStep 8\. [\s\S]+\nStep 9\. [\s\S]+\nStep 10\. ",
            @"\nStep 7\. (\d+) pairs; \d+ of them within the error ellipse too\.[\s\S]+\n    table: chandra_fermi_pairs\.csv, \1 rows\n",
            @"(\n    figure: [\s\S]+){16}",
        ],
    };

    // All figures: those whose pictures are in the repository.
    private static readonly string[] Figures = [.. Stems(Directory.EnumerateFiles(ExampleFolder.PathOf("figures"), "*.png"))];

    private static readonly string[] AssociationFigures =
        [.. Stems(Directory.EnumerateFiles(ExampleFolder.PathOf("figures/association"), "*.png"))];

    private readonly TemporaryFolder _folder = new();

    public static IEnumerable<TheoryDataRow<string>> Scripts => ExampleFolder.Scripts.Select(script => new TheoryDataRow<string>(script));

    private string Output => Path.Combine(_folder.FullName, "out");

    private string[] Written => Directory.GetFiles(Output, "*", SearchOption.AllDirectories);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task A_script_runs_alone_and_writes_what_it_names(string script)
    {
        string copy = ExampleFolder.CopyAlone(script, Path.Combine(_folder.FullName, "alone"));
        // This sky has pulsars, and a counterpart that Gaia knows to be variable, so that no figure is empty.
        PwshResult result = await PwshProcess.RunAsync(
            _folder.FullName,
            PwshProcess.StagedModules,
            "-Command",
            $"Use-AstroArchive -Simulated -Scale 0.05 -Seed 9; & '{copy}' -Archive Current -OutputFolder out; exit $LASTEXITCODE");
        Assert.Equal("", result.Error);
        Assert.Equal(0, result.ExitCode);
        Assert.All(MustSay.GetValueOrDefault(script, []), pattern => Assert.Matches(pattern, result.Output));
        Assert.NotEmpty(Written);
        string[] named = [.. FileName().Matches(ExampleFolder.HelpOf(script).Parameters["OUTPUTFOLDER"]).Select(match => match.Value)];
        Assert.Empty(named.Except(Written.Select(Path.GetFileName)));
        using ModuleSession session = new();
        foreach (string file in Written)
            CheckFile(file, session);
        // The scripts that draw figures agree with the pictures in the repository on what these are.
        if (script is "figures/AllFigures.ps1" or "Notebook.ps1")
            Assert.Equal(Figures, Stems(Directory.EnumerateFiles(Output, "*.png")));
        else if (script == "figures/AssociationFigures.ps1")
            Assert.Equal(AssociationFigures, Stems(Directory.EnumerateFiles(Output, "*.png")));
        else if (script == "Association.ps1")
            Assert.Contains("\"counterpart_density_mean\"", await File.ReadAllTextAsync(Path.Combine(Output, "associations.csv.provenance.json"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Figures_that_cannot_be_drawn_do_not_stop_the_others_and_are_named_at_the_end()
    {
        using SmallArchive archive = new();
        string copy = ExampleFolder.CopyAlone("figures/AllFigures.ps1", Path.Combine(_folder.FullName, "alone"));
        // This archive has no X-ray sources in the plane, so that three figures would be empty, and no optical ones.
        File.Delete(archive.File("chanmaster.csv"));
        PwshResult result = await PwshProcess.RunAsync(_folder.FullName, PwshProcess.StagedModules, "-File", copy, "-Archive", archive.Path, "-OutputFolder", "out", "-Format", "svg");
        Assert.Equal(1, result.ExitCode);
        string[] missing =
            ["observations", "plane-sources", "longitude-histogram", "plane-strip", "counterparts-by-class", "variability-by-class", "variable-fraction"];
        Assert.EndsWith($"7 of 16 figures could not be drawn: {string.Join(", ", missing)}.", result.ErrorText.TrimEnd(), StringComparison.Ordinal);
        Assert.Matches(@"WARNING: observations cannot be drawn\. .+chanmaster\.csv", result.Output);
        Assert.Equal(Figures.Except(missing), Stems(Directory.EnumerateFiles(Output, "*.svg")));
    }

    [Theory]
    [InlineData("flux-ratio-*", 0, "flux-ratio-by-class flux-ratio-by-position flux-ratio-strip")]
    [InlineData("no-such-figure", 1, "")]
    public async Task Figures_are_chosen_by_name(string name, int exitCode, string written)
    {
        PwshResult result = await PwshProcess.RunAsync(
            _folder.FullName,
            PwshProcess.StagedModules,
            "-Command",
            $"Use-AstroArchive -Simulated -Scale 0.05 -Seed 9; & '{ExampleFolder.PathOf("figures/AllFigures.ps1")}' -Archive Current -OutputFolder out -Format svg -Name {name}");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(written, string.Join(' ', Stems(Written)));
        if (exitCode != 0)
            Assert.Matches(@"No figure is named no-such-figure\. There are: observations, ", result.ErrorText);
    }

    [Fact]
    public void The_galactic_plane_ends_with_the_sources_that_have_the_most_matches_in_that_order()
    {
        using ModuleSession session = new();
        Invocation run = session.Invoke(
            "Use-AstroArchive -Simulated -Scale 0.05 -Seed 9; & $script -Archive Current -OutputFolder $out",
            ("script", ExampleFolder.PathOf("GalacticPlane.ps1")),
            ("out", Output));
        string table = Path.Combine(Output, "grouped_csc_fermi_pairs.csv");
        IEnumerable<double> all = Numbers(session.Invoke("Import-AstroTable $table", ("table", table)).Output, "num_csc_matches");
        Assert.Equal(all.OrderDescending().Take(5), Numbers(run.Output, "NumCscMatches"));
    }

    private static IEnumerable<double> Numbers(IEnumerable<PSObject> rows, string property) =>
        rows.Select(row => row.Properties[property]?.Value).OfType<IConvertible>().Select(value => value.ToDouble(null));

    [Theory]
    [InlineData("GalacticPlane.ps1", 1, @"no valid module file.+ Install PSAstroXmatch; or, in a clone of it, type: dotnet run --project tools/shell -- '.+GalacticPlane\.ps1'")]
    [InlineData("NightlyMatch.ps1", 2, @"error .+no valid module file.+ Install PSAstroXmatch for the user who runs this job\.")]
    public async Task Without_the_module_a_script_says_what_to_do(string script, int exitCode, string message)
    {
        string copy = ExampleFolder.CopyAlone(script, Path.Combine(_folder.FullName, "alone"));
        PwshResult result = await PwshProcess.RunAsync(_folder.FullName, modules: null, "-File", copy, "-OutputFolder", "out");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Matches(message, result.Output + result.ErrorText);
    }

    // The same lines in each, which nothing but this keeps equal.
    [Fact]
    public void The_scripts_load_the_module_in_the_same_way()
    {
        string[] loading = [.. ExampleFolder.Scripts
            .Where(script => script != "NightlyMatch.ps1")
            .Select(script => Loading().Match(File.ReadAllText(ExampleFolder.PathOf(script))).Value)];
        Assert.NotEqual("", Assert.Single(loading.Distinct()));
    }

    private static IEnumerable<string> Stems(IEnumerable<string> files) =>
        files.Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static void CheckFile(string path, ModuleSession session)
    {
        string name = Path.GetFileName(path);
        switch (Path.GetExtension(path))
        {
            case ".png":
                PngPicture picture = PngPicture.Read(path);
                Assert.Equal(1600, picture.Width);
                // A map in panels is as high as they need.
                if (name.EndsWith("-strip.png", StringComparison.Ordinal))
                    Assert.InRange(picture.Height, 480, 2080);
                else
                    Assert.Equal(900, picture.Height);
                Assert.True(picture.ColoredPixels >= FewestColoredPixels, $"{name} has {picture.ColoredPixels} pixels in colour.");
                break;
            case ".csv":
                Assert.NotEmpty(session.Invoke("Import-AstroTable $path", ("path", path)).Output);
                break;
            default:
                Assert.NotEmpty(File.ReadAllBytes(path));
                break;
        }
    }

    [GeneratedRegex(@"[\w-]+\.(csv|png|svg|log)\b")]
    private static partial Regex FileName();

    [GeneratedRegex(@"(?m)^try \{ if \(-not \(Get-Module PSAstroXmatch.+\ncatch .+\nswitch \(\$Archive\) \{\n    'Current' \{ \}\n    'Simulated' .+\n    'Live' \{ Use-AstroArchive -Live")]
    private static partial Regex Loading();
}
