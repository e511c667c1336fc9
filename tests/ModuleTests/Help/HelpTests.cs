using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;
using HelpBuilder;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>The help is held against the commands, both ways.</summary>
public sealed partial class HelpTests : IDisposable
{
    private const string Layout = "in the layout of its neighbours: SYNOPSIS, DESCRIPTION, EXAMPLES, INPUTS, OUTPUTS, NOTES, RELATED LINKS";

    private readonly ModuleSession _session = new(CultureInfo.GetCultureInfo("de-DE"));

    // What Get-Help looks for first on a German machine is not there: it has to go on to en-US.
    public HelpTests() => _session.Invoke("[cultureinfo]::CurrentUICulture = 'de-DE'");

    public void Dispose() => _session.Dispose();

    private IEnumerable<CommandInfo> Commands => _session.Module.ExportedCmdlets.Values;

    private IEnumerable<(CommandInfo Command, HelpPage Page)> Pairs =>
        Commands.Join(HelpFolder.All, command => command.Name, page => page.Name, (command, page) => (command, page));

    [Fact]
    public void Every_cmdlet_has_a_page_and_every_page_a_cmdlet()
    {
        None(Commands.Select(command => command.Name).Except(HelpFolder.All.Select(page => page.Name))
            .Select(name => $"{name} has no help: write module/help/{name}.md {Layout}."));
        None(HelpFolder.All.Select(page => page.Name).Except(Commands.Select(command => command.Name))
            .Select(name => $"module/help/{name}.md is the help of no cmdlet: delete or rename it."));
    }

    [Fact]
    public void Every_parameter_is_described_and_every_described_one_is_there() => None(
        from command in Commands
        let there = command.Parameters.Keys.Except(Cmdlet.CommonParameters).ToArray()
        let described = Parameters(command).ToArray()
        from problem in there.Except(described.Where(parameter => parameter.Text.Length > 0).Select(parameter => parameter.Name)).Select(name => $"does not describe -{name}")
            .Concat(described.Select(parameter => parameter.Name).Except(there).Select(name => $"describes -{name}, which is not there"))
        select $"The help of {command.Name} {problem}.");

    [Fact]
    public void Every_parameter_and_command_that_the_help_names_is_there()
    {
        Dictionary<string, IEnumerable<string>> commands = Commands.ToDictionary(command => command.Name, command => command.Parameters.Keys.AsEnumerable());
        foreach (string known in new[] { "Add-Member", "Export-Clixml", "Export-Csv", "Format-List", "Get-ChildItem", "Get-Item", "Import-Clixml", "Import-Csv", "Select-Object", "Where-Object" })
            commands.Add(known, []);
        commands.Add("ForEach-Object", ["Parallel"]);
        None(
            from pair in Pairs
            from text in Texts(pair.Page).Concat(Parameters(pair.Command).Select(parameter => parameter.Text))
            let named = CommandNames().Matches(text).Select(match => match.Value).ToArray()
            let parameters = named.Append(pair.Page.Name).SelectMany(name => commands.GetValueOrDefault(name) ?? []).ToArray()
            from problem in named.Except(commands.Keys)
                .Concat(ParameterNames().Matches(text).Select(match => match.Groups[1].Value).Except(parameters, StringComparer.OrdinalIgnoreCase).Select(name => "-" + name))
            select $"The help of {pair.Page.Name} names {problem}, which is not there: {text}");
    }

    [Fact]
    public void Every_page_says_what_the_cmdlet_does_takes_and_gives_with_two_examples() => None(
        from page in HelpFolder.All
        from problem in Lacks(page)
        select $"module/help/{page.Name}.md {problem}.");

    [Fact]
    public void Every_link_leads_to_a_page_or_a_topic() => None(
        from page in HelpFolder.All
        from link in page.Links
        let topic = HelpFolder.Topics.SingleOrDefault(topic => topic.Name == link.Text)
        let target = topic is null ? $"{link.Text}.md" : $"../../docs/{Path.GetFileName(topic.Page)}"
        where link.Target != target || !File.Exists(Path.Combine(HelpFolder.Pages, target))
        select $"module/help/{page.Name}.md links to [{link.Text}]({link.Target}), which should be an existing {target}.");

    [Fact]
    public void Get_Help_shows_the_pages_on_a_German_machine_too()
    {
        List<string> wrong = [];
        foreach ((CommandInfo command, HelpPage page) in Pairs)
        {
            string shown = _session.Render("Get-Help $name -Full", width: 500, ("name", command.Name));
            string[] expected =
            [
                page.Synopsis,
                .. page.Description,
                .. page.Examples.Select(example => example.Title),
                .. page.Examples.SelectMany(example => example.Remarks),
                .. page.Inputs,
                .. page.Outputs,
                .. page.Notes,
                .. page.Links.Select(link => link.Text),
                .. command.Parameters.Keys.Except(Cmdlet.CommonParameters).Select(name => $"-{name}"),
            ];
            string flat = Spaces().Replace(shown, " ");
            wrong.AddRange(expected.Where(text => !flat.Contains(Spaces().Replace(text, " "))).Select(text => $"Get-Help {command.Name} does not show: {text}"));
        }

        None(wrong);
    }

    [Theory]
    [InlineData("Get-Help Find-SkyMatch -Examples", "Example 2")]
    [InlineData("Get-Help Find-SkyMatch -Parameter Radius", "Maximum separation")]
    [InlineData("Get-Help Find-SkyMatch -Parameter Mode", "- BestForLeft: the best match of each left row.")]
    [InlineData("Get-Help Find-SkyMatch -Parameter Top", "Accepted values: 1 or more.")]
    [InlineData("Get-Help Find-SkyMatch -Parameter WhatIf", "Shows what would happen")]
    [InlineData("Get-Help Get-FermiSource -Parameter MaxLatitude", "Maximum distance from the galactic plane")]
    [InlineData("Get-Help Get-TapTable -Parameter Service", "The TAP service: Heasarc")]
    [InlineData("Get-Help Export-SkyMap -Parameter Dpi", "Resolution in pixels per inch")]
    [InlineData("Get-Help Find-SkyMatch -Detailed", "-LeftEllipse <PropertySelector[]>")]
    [InlineData("Get-Help Add-OpticalCounterpart -Parameter ThrottleLimit", "Accepted values: 1 to 100.")]
    [InlineData("Get-Help Find-FermiCscMatch -Parameter ErrorShape", "Accepted values: Circle, Ellipse.")]
    [InlineData("Get-Help Find-FermiCscMatch", "[-ErrorShape {Circle | Ellipse}]")]
    [InlineData("Get-Help Save-AstroCatalog -Parameter Name", "chanmaster, csc, fermilpsc")]
    [InlineData("Get-Help Use-AstroArchive", "Use-AstroArchive -Simulated [-Seed <Int32>] [-Scale <Double>] [-CounterpartFlux {Single | TwoPopulations}] [-PassThru]")]
    public void Get_Help_shows_the_part_that_is_asked_for(string script, string part) =>
        Assert.Contains(part, _session.Render(script, width: 500));

    [Fact]
    public void What_help_says_of_a_parameter_is_what_the_engine_knows_of_it()
    {
        List<string> wrong = [];
        foreach (CommandInfo command in Commands)
        {
            foreach (PSObject shown in _session.Invoke("Get-Help $name -Parameter *", ("name", command.Name)).Output)
            {
                string name = Text(shown, "name");
                ParameterMetadata known = command.Parameters[name];
                ParameterSetMetadata[] sets = [.. known.ParameterSets.Values];
                string pipeline = (sets.Any(set => set.ValueFromPipeline), sets.Any(set => set.ValueFromPipelineByPropertyName)) switch
                {
                    (true, true) => "True (ByPropertyName, ByValue)",
                    (true, false) => "True (ByValue)",
                    (false, true) => "True (ByPropertyName)",
                    _ => "False",
                };
                string position = sets.Select(set => set.Position).Max() is >= 0 and var place ? place.ToString(CultureInfo.InvariantCulture) : "named";
                string aliases = known.Aliases.Count == 0 ? "none" : string.Join(", ", known.Aliases);
                (string, string, string, string) expected = (sets.Any(set => set.IsMandatory) ? "true" : "false", pipeline, position, aliases);
                (string, string, string, string) actual = (Text(shown, "required"), Text(shown, "pipelineInput"), Text(shown, "position"), Text(shown, "aliases"));
                if (expected != actual)
                    wrong.Add($"{command.Name} -{name}: {actual} is shown, {expected} is so");
            }
        }

        None(wrong);
    }

    // Says all that is wrong, in whole lines.
    private static void None(IEnumerable<string> problems)
    {
        string[] lines = [.. problems];
        Assert.True(lines.Length == 0, string.Join('\n', lines));
    }

    // Each parameter with its documentation comment; what the build adds of accepted values is left out.
    private IEnumerable<(string Name, string Text)> Parameters(CommandInfo command) => command.Parameters.Keys.Except(Cmdlet.CommonParameters).Any()
        ? from line in _session.Invoke(
              """Get-Help $name -Parameter * | ForEach-Object { "$($_.name)|$($_.description.Text.Where{ $_ -notlike 'Accepted values:*' })" }""", ("name", command.Name)).Output
          let parts = $"{line}".Split('|', 2)
          select (parts[0], parts[1].Trim())
        : [];

    private static IEnumerable<string> Texts(HelpPage page) =>
        [page.Synopsis, .. page.Description, .. page.Examples.SelectMany(example => example.Remarks), .. page.Inputs, .. page.Outputs, .. page.Notes];

    private static string Text(PSObject item, string property) => $"{item.Properties[property]?.Value}";

    private static IEnumerable<string> Lacks(HelpPage page)
    {
        if (!page.Synopsis.EndsWith('.') || page.Synopsis.Length > 160)
            yield return "has no synopsis of one short sentence";
        if (page.Description.Count == 0)
            yield return "has no description";
        if (page.Inputs.Count == 0)
            yield return "does not say what is piped into it";
        if (page.Outputs.Count == 0)
            yield return "does not say what it emits";
        if (page.Examples.Count < 2)
            yield return "has fewer than two examples";
        foreach (HelpExample example in page.Examples.Where(example => example.Code.Length == 0 || example.Title.Length == 0 || example.Remarks.Count == 0))
            yield return $"has an example without title, code or remark: {example.Title}";
        foreach (HelpExample example in page.Examples.Where(example => !example.Code.Contains(page.Name, StringComparison.Ordinal)))
            yield return $"has an example without the cmdlet: {example.Title}";
        if (page.Links.Count == 0)
            yield return "has no related links";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\b[A-Z][a-z]+(?:Each)?-[A-Z][A-Za-z]+")]
    private static partial Regex CommandNames();

    [GeneratedRegex(@"(?<![\w-])-([A-Z]\w+)")]
    private static partial Regex ParameterNames();
}
