using System.Management.Automation;
using System.Management.Automation.Language;
using System.Security;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>What the Tab key makes of names that a service chose so that they would be run.</summary>
[Collection("user folder")]
public sealed class HostileCompletionTests : IDisposable
{
    private static readonly string[] Harmful =
    [
        "t'; New-Item PWNED; '", "t\u2018; New-Item PWNED; \u2018", "t\u2019; New-Item PWNED; \u2019", "t\u201A; New-Item PWNED; \u201A",
        "t\u201B; New-Item PWNED; \u201B", "t''; New-Item PWNED; ''", "t\"; New-Item PWNED; \"", "t\u201C; New-Item PWNED; \u201C",
        "t\u201D; New-Item PWNED; \u201D", "t\u201E; New-Item PWNED; \u201E", "t$(New-Item PWNED)", "t`$(New-Item PWNED)", "t${env:HOME}", "t`", "t``",
        "t; New-Item PWNED", "t | New-Item PWNED", "t&New-Item PWNED", "t#", "t,t", "t@{a=1}", "t(1)", "t[1]", "t b",
    ];

    // As a file of an earlier version may have them: what a service tells is made visible before it is kept.
    private static readonly string[] Invisible = [@"t\u009B31m", @"t\u202Eemit", @"t\u2066x", @"t\u0000", @"t\nx"];

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly ModuleSession _session = new();

    public HostileCompletionTests()
    {
        _service.Tables = "<tableset><schema>" + string.Concat(Harmful.Concat(Invisible.Select((_, i) => $"t-invisible-{i}")).Select(name =>
            $"<table><name>{SecurityElement.Escape(name)}</name><description>a\u009B31mb</description>"
            + $"<column><name>{SecurityElement.Escape(name)}</name><description>a\u009B31mb</description></column></table>")) + "</schema></tableset>";
        _session.Invoke(
            "$env:PSASTROXMATCH_HOME = $folder; $PSDefaultParameterValues = @{ '*-Tap*:Service' = $uri }; Get-TapTable > $null",
            ("folder", _folder.FullName), ("uri", _service.BaseUri.ToString()));
        string kept = Assert.Single(Directory.GetFiles(_folder.FullName, "*.json", SearchOption.AllDirectories));
        string json = File.ReadAllText(kept);
        for (int i = 0; i < Invisible.Length; i++)
            json = json.Replace($"t-invisible-{i}", Invisible[i]);
        File.WriteAllText(kept, json);
    }

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    public static TheoryData<string, string> Queries => new()
    {
        { "'SELECT * FROM t", "SELECT * FROM " },
        { "'SELECT * FROM t'", "SELECT * FROM " },
        { "'SELECT ''a'' FROM t", "SELECT 'a' FROM " },
        { "\"SELECT * FROM t", "SELECT * FROM " },
        { "\"SELECT * FROM t\"", "SELECT * FROM " },
        { "\"SELECT \"\"a\"\" FROM t", "SELECT \"a\" FROM " },
        { "\"SELECT `\"a`\" FROM t", "SELECT \"a\" FROM " },
        { "\u2018SELECT * FROM t", "SELECT * FROM " },
        { "\u2019SELECT * FROM t", "SELECT * FROM " },
        { "\u201CSELECT * FROM t", "SELECT * FROM " },
        { "'SELECT t", "SELECT " },
        { "\"SELECT x.t", "SELECT x." },
        { "t", "" },
    };

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_stays_one_text_whatever_its_tables_are_called(string typed, string before)
    {
        string line = $"Invoke-TapQuery -Service {_service.BaseUri} -Query ";
        string[] values = [.. Completed(line + typed).Select(completed => Argument(completed, "Query"))];
        Assert.Equal(Harmful.Select(name => before + name).Order(StringComparer.Ordinal), values.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("\"SELECT `t")]
    [InlineData("\"SELECT $x FROM t")]
    [InlineData("\"SELECT $(1) FROM t")]
    [InlineData("\"SELECT $t")]
    [InlineData("\"SELECT ${t")]
    [InlineData("\"SELECT $(t")]
    [InlineData("\"SELECT $(Get-Date; t")]
    [InlineData("@'\nSELECT * FROM t")]
    [InlineData("@\"\nSELECT * FROM t")]
    [InlineData("$t")]
    [InlineData("(t")]
    [InlineData("$(t")]
    public void A_name_is_not_put_where_it_would_be_run(string typed)
    {
        string line = $"Invoke-TapQuery -Service {_service.BaseUri} -Query ";
        Assert.All(Completed(line + typed).Where(completed => completed.Contains("PWNED")), completed => Argument(completed, "Query"));
    }

    [Theory]
    [InlineData("Get-TapTable -Name ", "Name")]
    [InlineData("Get-TapTable -Name t", "Name")]
    [InlineData("Get-TapTable -Name 't", "Name")]
    [InlineData("Get-TapTable -Name \"t", "Name")]
    [InlineData("Get-TapColumn -Table ", "Table")]
    [InlineData("Get-TapColumn -Table * -Name t", "Name")]
    public void Names_of_tables_and_columns_are_one_argument(string typed, string parameter)
    {
        string[] values = [.. Completed(typed.Replace("TapTable", $"TapTable -Service {_service.BaseUri}").Replace("TapColumn", $"TapColumn -Service {_service.BaseUri}"))
            .Select(completed => Argument(completed, parameter))];
        Assert.Equal(Harmful.Order(StringComparer.Ordinal), values.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_the_list_shows_has_no_control_characters()
    {
        foreach (string line in new[] { "Get-TapTable -Name ", "Get-TapColumn -Table * -Name ", "Invoke-TapQuery -Query 'SELECT * FROM t" })
        {
            CompletionResult[] found = [.. _session.Complete(line.Replace(" -", $" -Service {_service.BaseUri} -")).CompletionMatches];
            Assert.NotEmpty(found);
            Assert.All(found, match => Assert.DoesNotContain(
                match.CompletionText + match.ListItemText + match.ToolTip, c => char.IsControl(c) || c is '\u202E' or '\u2066'));
            Assert.Contains(found, match => match.ToolTip.Contains(@"a\x9b31mb"));
        }
    }

    [Fact]
    public void The_name_that_a_service_gives_a_job_is_one_argument()
    {
        _session.Invoke("$env:PSASTROXMATCH_HOME = $folder; Start-TapJob 'SELECT 1' -Name $name > $null", ("name", "j\u2019; New-Item PWNED; \u2019"));
        string completed = Assert.Single(Completed("Get-TapJob -Id j"));
        Assert.Equal("j\u2019; New-Item PWNED; \u2019", Argument(completed, "Id"));
    }

    private IEnumerable<string> Completed(string line)
    {
        CommandCompletion completion = _session.Complete(line);
        return completion.CompletionMatches.Select(match =>
            line[..completion.ReplacementIndex] + match.CompletionText + line[(completion.ReplacementIndex + completion.ReplacementLength)..]);
    }

    // The value of an argument of a line that is one command of constants: nothing in it would be run but the command.
    private static string Argument(string line, string parameter)
    {
        ScriptBlockAst script = Parser.ParseInput(line, out _, out ParseError[] errors);
        Assert.True(errors.Length == 0, line);
        PipelineAst pipeline = Assert.IsType<PipelineAst>(Assert.Single(script.EndBlock.Statements));
        CommandAst command = Assert.IsType<CommandAst>(Assert.Single(pipeline.PipelineElements));
        Assert.Empty(script.FindAll(ast => ast is SubExpressionAst or VariableExpressionAst or ScriptBlockExpressionAst or ExpandableStringExpressionAst, true));
        int at = command.CommandElements.ToList().FindIndex(element => element is CommandParameterAst { ParameterName: string name } && name == parameter);
        Assert.Equal(command.CommandElements.Count - 2, at);
        return Assert.IsType<StringConstantExpressionAst>(command.CommandElements[^1]).Value;
    }
}
