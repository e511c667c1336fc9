using System.Globalization;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>The topics that Get-Help shows beside the cmdlets.</summary>
public sealed partial class AboutTopicTests : IDisposable
{
    private readonly ModuleSession _session = new(CultureInfo.GetCultureInfo("de-DE"));

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData("about_PSAstroXmatch")]
    [InlineData("about_AstroArchives")]
    [InlineData("about_CrossMatching")]
    public void Get_Help_shows_it_whole_in_lines_of_80_columns(string topic)
    {
        string text = File.ReadAllText(Path.Combine(HelpFolder.Topics, $"{topic}.help.txt")).ReplaceLineEndings("\n");
        string shown = $"{Assert.Single(_session.Invoke("[cultureinfo]::CurrentUICulture = 'de-DE'; Get-Help $topic", ("topic", topic)).Output)}";
        Assert.Equal(text.TrimEnd(), shown.ReplaceLineEndings("\n").TrimEnd());
        Assert.Matches($"^TOPIC\n    {topic}\n\nSHORT DESCRIPTION\n    \\S.*\n\nLONG DESCRIPTION\n", text);
        Assert.All(text.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
    }

    [Fact]
    public void Every_command_and_parameter_that_a_topic_names_is_there()
    {
        HashSet<string> commands = [.. _session.Module.ExportedCmdlets.Keys, "Get-Help", "Get-Command", "Where-Object"];
        HashSet<string> parameters = [.. _session.Module.ExportedCmdlets.Values.SelectMany(command => command.Parameters.Keys), "Module", "Examples", "Parallel"];
        foreach (string file in Directory.GetFiles(HelpFolder.Topics, "about_*.help.txt"))
        {
            string text = File.ReadAllText(file);
            Assert.All(Commands().Matches(text).Select(match => match.Value), name => Assert.Contains(name, commands));
            Assert.All(Parameters().Matches(text).Select(match => match.Groups[1].Value), name => Assert.Contains(name, parameters));
        }
    }

    [Fact]
    public void The_topic_of_the_module_names_every_cmdlet()
    {
        string text = File.ReadAllText(Path.Combine(HelpFolder.Topics, "about_PSAstroXmatch.help.txt"));
        string list = text[text.IndexOf("  The cmdlets", StringComparison.Ordinal)..text.IndexOf("  How things are written", StringComparison.Ordinal)];
        Assert.Empty(_session.Module.ExportedCmdlets.Keys.Except(Commands().Matches(list).Select(match => match.Value)));
    }

    [GeneratedRegex(@"\b(Use|Get|Find|Group|Add|Register|Invoke|Start|Receive|Stop|Remove|Clear|Save|Import|Export|New|Show|Where)-[A-Z]\w+")]
    private static partial Regex Commands();

    [GeneratedRegex(@"(?<=\s)-([A-Z]\w+)")]
    private static partial Regex Parameters();
}
