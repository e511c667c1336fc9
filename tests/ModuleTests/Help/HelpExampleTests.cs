using System.Text.RegularExpressions;
using HelpBuilder;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>
/// Every example of the help runs without an error, and shows what the page says that it shows. The archive is a small simulated sky;
/// where an example asks a service, Heasarc, Gaia and Irsa are one on this computer. The files that examples read are in the current
/// folder.
/// </summary>
[Collection("user folder")]
public sealed partial class HelpExampleTests : IDisposable
{
    private const int ConsoleWidth = 120;

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly ModuleSession _session = new();

    public HelpExampleTests()
    {
        _folder.Write("chandra-moc.txt", "0/0-11\n");
        _folder.Write("mine.csv", "name,ra,dec,error\nA,83.6331,22.0145,1\nB,83.6332,22.0146,1\nC,266.4168,-29.0078,0.5\n");
        _folder.Write("gaia.csv", "source_id,ra,dec,phot_g_mean_mag\n6917528997577384320,83.63312,22.01448,16.5\n5,266.41681,-29.00781,12.25\n6,10,10,15\n");
        _folder.Write("plates.csv", "name,RAB1950,DEB1950\nCrab,82.88081,21.98186\n");
        _folder.Write("stars.csv", "name,ra,dec,pmra,pmdec,ref_epoch\nBarnard's star,269.44850,4.73942,-801.6,10362.4,2016\n");
        _folder.Write("survey.csv", "id,ra,dec\n7,269.45208,4.69336\n");
        _session.Invoke(
            "$env:PSASTROXMATCH_HOME = $userFolder; Set-Location -LiteralPath $folder",
            ("userFolder", Path.Combine(_folder.FullName, "user")),
            ("folder", _folder.FullName));
    }

    public static IEnumerable<TheoryDataRow<string, int, string>> Examples =>
        from page in HelpFolder.All
        from example in page.Examples.Index()
        select new TheoryDataRow<string, int, string>(page.Name, example.Index + 1, example.Item.Title);

    public static IEnumerable<TheoryDataRow<string, int>> TopicExamples =>
        from topic in HelpFolder.Topics
        from number in Enumerable.Range(1, TopicBlocks(topic.Name).Length)
        select new TheoryDataRow<string, int>(topic.Name, number);

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_runs_and_shows_what_the_page_says(string cmdlet, int number, string title)
    {
        HelpExample example = HelpFolder.All.Single(page => page.Name == cmdlet).Examples[number - 1];
        Assert.Equal(title, example.Title);
        Prepare(example.Code);
        string shown = _session.Render(example.Code, ConsoleWidth);
        Assert.Empty(_session.Invoke("$Error").Output.Select(error => $"{error}"));
        if (example.Output.Length > 0)
            Assert.Equal(Tidy(example.Output), Tidy(shown));
    }

    [Theory]
    [MemberData(nameof(TopicExamples))]
    public void An_example_of_a_topic_runs(string topic, int number)
    {
        string code = TopicBlocks(topic)[number - 1];
        Prepare(code);
        _session.Render(code, ConsoleWidth);
        Assert.Empty(_session.Invoke("$Error").Output.Select(error => $"{error}"));
    }

    private void Prepare(string code)
    {
        if (!AsksService().IsMatch(code))
            _session.Invoke("Use-AstroArchive -Simulated -Scale 0.02");
        else
            _session.Invoke("Use-AstroArchive -Uri $uri; Start-TapJob 'SELECT name, b_flux_ap FROM csc' -Name all > $null", ("uri", _service.BaseUri.ToString()));
        _session.Invoke("$Error.Clear()");
    }

    // Code stands eight columns in, between empty lines.
    private static string[] TopicBlocks(string topic)
    {
        string text = HelpFolder.Topics.Single(one => one.Name == topic).Text;
        return [.. text.Split("\nEXAMPLES\n")[1].Split("\nSEE ALSO\n")[0].Split("\n\n").Where(block => block.StartsWith("        ", StringComparison.Ordinal))];
    }

    // Blanks at the ends of lines, and empty lines around, can't be seen.
    private static string Tidy(string text) => string.Join('\n', text.Split('\n').Select(line => line.TrimEnd())).Trim('\n');

    [GeneratedRegex(@"-Tap(Query|Job|Table|Column)|-Service\b")]
    private static partial Regex AsksService();
}
