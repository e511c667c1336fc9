using System.Management.Automation;
using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>What README and docs say of commands is true of the module: every cmdlet and every parameter that they name is there.</summary>
public sealed partial class DocumentedCommandTests : IDisposable
{
    // Commands that the pages name and that are not of the module, and parameters of these and of scripts that stand in the text.
    private static readonly string[] OtherCommands =
    [
        "ConvertTo-Json", "Export-Clixml", "Export-Csv", "ForEach-Object", "Format-List", "Format-Table", "Get-ChildItem", "Get-Command", "Get-Help", "Group-Object", "Import-Clixml",
        "Import-Csv", "Import-Module", "Install-PSResource", "Measure-Object", "Register-PSResourceRepository", "Add-Member", "Select-Object", "Sort-Object", "Unblock-File", "Where-Object",
    ];

    private static readonly string[] OtherParameters = ["Archive", "Average", "Descending", "Examples", "First", "Module", "OutputFolder", "Parallel", "Recurse", "RemoveParameterType"];

    private readonly ModuleSession _session = new();

    public static IEnumerable<TheoryDataRow<string>> Pages =>
        from page in Directory.GetFiles(HelpFolder.Docs, "*.md").Select(file => $"docs/{Path.GetFileName(file)}").Append("README.md").Append("examples/README.md").Order(StringComparer.Ordinal)
        select new TheoryDataRow<string>(page);

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Pages))]
    public void Code_is_PowerShell_with_commands_and_parameters_that_are_there(string page)
    {
        List<string> wrong = [];
        foreach (string code in CodeBlocks().Matches(Text(page)).Select(match => match.Groups[1].Value))
        {
            ScriptBlockAst script = Parser.ParseInput(code, out _, out ParseError[] errors);
            wrong.AddRange(errors.Select(error => $"{error.Message}: {error.Extent.Text}"));
            wrong.AddRange(script.FindAll(part => part is CommandAst, true).Cast<CommandAst>().SelectMany(Problems));
        }

        Assert.Empty(wrong);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Commands_and_parameters_in_the_text_are_there(string page)
    {
        string text = CodeBlocks().Replace(Text(page), "");
        HashSet<string> commands = [.. _session.Module.ExportedCmdlets.Keys, .. OtherCommands];
        HashSet<string> parameters = [.. _session.Module.ExportedCmdlets.Values.SelectMany(command => command.Parameters.Keys), .. OtherParameters];
        Assert.Empty(Commands().Matches(text).Select(match => match.Value).Except(commands));
        Assert.Empty(Parameters().Matches(text).Select(match => match.Groups[1].Value).Except(parameters));
    }

    private IEnumerable<string> Problems(CommandAst command)
    {
        string name = command.GetCommandName() ?? "";
        if (!_session.Module.ExportedCmdlets.TryGetValue(name, out CmdletInfo? cmdlet))
            return name.Contains('-') && !OtherCommands.Contains(name) ? [$"There is no {name}."] : [];
        return from parameter in command.CommandElements.OfType<CommandParameterAst>()
               where cmdlet.Parameters.Keys.Concat(cmdlet.Parameters.Values.SelectMany(known => known.Aliases)).All(known => !known.Equals(parameter.ParameterName, StringComparison.OrdinalIgnoreCase))
               select $"{name} has no -{parameter.ParameterName}.";
    }

    private static string Text(string page) => File.ReadAllText(Path.Combine(HelpFolder.Repository, page));

    [GeneratedRegex("^```powershell\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex CodeBlocks();

    [GeneratedRegex(@"\b[A-Z][a-z]\w*-[A-Z]\w+\b")]
    private static partial Regex Commands();

    [GeneratedRegex(@"(?<=[\s`(])-([A-Z]\w+)")]
    private static partial Regex Parameters();
}
