using System.Management.Automation;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>
/// Every script of examples runs on a small simulated sky, and writes what it says. A new script is tested without a word here, unless it
/// needs parameters.
/// </summary>
[Collection("user folder")]
public sealed partial class ExampleRunTests : IDisposable
{
    // A few dots; what surrounds them has no colour.
    private const int FewestColoredPixels = 40;

    private static readonly Dictionary<string, string> OtherArguments = new() { ["figures/Start-Figure.ps1"] = "-Name map.png" };

    // What the output must tell besides: several runs of a long script would only be slow.
    private static readonly Dictionary<string, string[]> MustTell = new()
    {
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

    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    // This sky has pulsars, and a counterpart that Gaia knows to be variable, so that no figure is empty.
    public ExampleRunTests() => _session.Invoke(
        "$env:PSASTROXMATCH_HOME = $userFolder; Use-AstroArchive -Simulated -Scale 0.05 -Seed 9",
        ("userFolder", Path.Combine(_folder.FullName, "user")));

    public static IEnumerable<TheoryDataRow<string>> Scripts => ExampleFolder.Scripts.Select(script => new TheoryDataRow<string>(script));

    private string Output => Path.Combine(_folder.FullName, "out");

    private IEnumerable<string> Written => Directory.EnumerateFiles(Output, "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_runs_and_writes_what_it_names(string script)
    {
        Invocation result = Run(script, OtherArguments.GetValueOrDefault(script, ""));
        Assert.Empty(result.Errors);
        Assert.All(result.Output.Select(item => item.BaseObject).OfType<FileInfo>(), file => Assert.StartsWith(Output, file.FullName));
        string told = string.Join('\n', result.Output);
        Assert.All(MustTell.GetValueOrDefault(script, []), pattern => Assert.Matches(pattern, told));
        string named = ExampleFolder.HelpOf(script).Parameters["OUTPUTFOLDER"];
        string[] expected =
        [
            .. FileName().Matches(named).Select(match => match.Value),
            .. result.Output.Select(item => item.BaseObject).OfType<FileInfo>().Select(file => file.Name),
        ];
        Assert.Empty(expected.Except(Written.Select(Path.GetFileName)));
        Assert.Equal(ExampleFolder.IsPrelude(script), !Written.Any());
        Assert.All(Written, CheckFile);
    }

    [Fact]
    public void All_figures_are_sixteen_and_a_table()
    {
        Assert.Empty(Run("figures/AllFigures.ps1", "-Format svg").Errors);
        string[] written = [.. Written.Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];
        Assert.Equal(16, written.Count(name => name.EndsWith(".svg", StringComparison.Ordinal)));
        Assert.Equal("class-PSR.csv", Assert.Single(written, name => !name.EndsWith(".svg", StringComparison.Ordinal)));

        // No script of a figure is forgotten there.
        int scripts = ExampleFolder.Scripts.Count(script => script.StartsWith("figures/", StringComparison.Ordinal)
            && !ExampleFolder.IsPrelude(script) && !script.EndsWith("AllFigures.ps1", StringComparison.Ordinal));
        Assert.Equal(scripts, written.Length);
    }

    [Fact]
    public void The_galactic_plane_ends_with_the_sources_that_have_the_most_matches_in_that_order()
    {
        double[] shown = [.. Numbers(Run("GalacticPlane.ps1").Output, "NumCscMatches")];
        string table = Path.Combine(Output, "grouped_csc_fermi_pairs.csv");
        IEnumerable<double> all = Numbers(_session.Invoke("Import-AstroTable $table", ("table", table)).Output, "num_csc_matches");
        Assert.Equal(all.OrderDescending().Take(5), shown);
    }

    private static IEnumerable<double> Numbers(IEnumerable<PSObject> rows, string property) =>
        rows.Select(row => row.Properties[property]?.Value).OfType<IConvertible>().Select(value => value.ToDouble(null));

    private Invocation Run(string script, string arguments = "") => _session.Invoke(
        $"& $script -Archive Current -OutputFolder $out {arguments}", ("script", ExampleFolder.PathOf(script)), ("out", Output));

    private void CheckFile(string path)
    {
        string name = Path.GetFileName(path);
        switch (Path.GetExtension(path))
        {
            case ".png":
                PngPicture picture = PngPicture.Read(path);
                (int? width, int? height) = ExampleFolder.PictureSize(name);
                Assert.Equal(width ?? picture.Width, picture.Width);
                Assert.Equal(height ?? picture.Height, picture.Height);
                Assert.InRange(picture.Height, 0.3 * picture.Width, 1.3 * picture.Width);
                Assert.True(picture.ColoredPixels >= FewestColoredPixels, $"{name} has {picture.ColoredPixels} pixels in colour.");
                break;
            case ".csv":
                Assert.NotEmpty(_session.Invoke("Import-AstroTable $path", ("path", path)).Output);
                break;
            default:
                Assert.NotEmpty(File.ReadAllBytes(path));
                break;
        }
    }

    [GeneratedRegex(@"[\w-]+\.(csv|png|svg|log)\b")]
    private static partial Regex FileName();
}
