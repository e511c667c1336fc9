using System.Globalization;
using System.Text.RegularExpressions;
using HelpBuilder;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>The topics that Get-Help shows beside the cmdlets: they are made from pages of docs.</summary>
public sealed partial class AboutTopicTests : IDisposable
{
    private readonly ModuleSession _session = new(CultureInfo.GetCultureInfo("de-DE"));

    public static IEnumerable<TheoryDataRow<string>> Topics => HelpFolder.Topics.Select(topic => new TheoryDataRow<string>(topic.Name));

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_staged_topics_are_those_of_docs_and_each_is_made_from_its_page()
    {
        Dictionary<string, string> staged = Directory.GetFiles(HelpFolder.Staged, "about_*").ToDictionary(file => Path.GetFileName(file), File.ReadAllText);
        Assert.Equal(["about_AstroArchives", "about_CrossMatching", "about_PSAstroXmatch"], HelpFolder.Topics.Select(topic => topic.Name).Order());
        Assert.Equal(HelpFolder.Topics.ToDictionary(topic => $"{topic.Name}.help.txt", topic => topic.Text), staged);
    }

    [Theory]
    [MemberData(nameof(Topics))]
    public void Get_Help_shows_it_whole_in_lines_of_80_columns(string topic)
    {
        string text = HelpFolder.Topics.Single(one => one.Name == topic).Text;
        string shown = $"{Assert.Single(_session.Invoke("[cultureinfo]::CurrentUICulture = 'de-DE'; Get-Help $topic", ("topic", topic)).Output)}";
        Assert.Equal(text.TrimEnd(), shown.ReplaceLineEndings("\n").TrimEnd());
        Assert.Matches($"^TOPIC\n    {topic}\n\nSHORT DESCRIPTION\n    \\S.*\n\nLONG DESCRIPTION\n", text);
        Assert.Contains("\nEXAMPLES\n", text);
        Assert.Contains("\nSEE ALSO\n", text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void The_topic_of_the_module_names_every_cmdlet()
    {
        AboutTopic topic = HelpFolder.Topics.Single(topic => topic.Name == "about_PSAstroXmatch");
        string list = topic.Text.Split("\n  Cmdlets\n")[1].Split("\n\n")[0];
        Assert.Equal(_session.Module.ExportedCmdlets.Keys.Order(), Commands().Matches(list).Select(match => match.Value).Order());
    }

    [GeneratedRegex(@"\b[A-Z]\w+-[A-Z]\w+")]
    private static partial Regex Commands();
}
