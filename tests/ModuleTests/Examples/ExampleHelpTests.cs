using System.Management.Automation.Language;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>Each script of examples says what it is for, shows how it is called, and describes its parameters.</summary>
public sealed class ExampleHelpTests
{
    public static IEnumerable<TheoryDataRow<string>> Scripts => ExampleFolder.Scripts.Select(script => new TheoryDataRow<string>(script));

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_script_has_help(string script)
    {
        CommentHelpInfo help = ExampleFolder.HelpOf(script);
        Assert.EndsWith(".", help.Synopsis?.Trim().Replace('?', '.'));
        Assert.NotEmpty(help.Examples);
        Assert.All(help.Examples, example => Assert.Contains(Path.GetFileName(script), example));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public void Every_parameter_is_described_and_every_described_one_is_there(string script)
    {
        string[] there = [.. ExampleFolder.Parse(script).ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath.ToUpperInvariant())];
        CommentHelpInfo help = ExampleFolder.HelpOf(script);
        Assert.Equal(there.Order(), help.Parameters.Keys.Order());
        Assert.All(help.Parameters.Values, text => Assert.EndsWith(".", text.Trim()));
    }

    // So that one line tries a script without a network, and a test can give it a small sky.
    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_archive_is_simulated_unless_another_is_asked_for_and_may_be_the_current_one(string script)
    {
        ParameterAst archive = ExampleFolder.Parse(script).ParamBlock.Parameters.Single(parameter => parameter.Name.VariablePath.UserPath == "Archive");
        Assert.Equal("Simulated", Assert.IsType<StringConstantExpressionAst>(archive.DefaultValue).Value);
        Assert.Contains("Current", ExampleFolder.HelpOf(script).Parameters["ARCHIVE"]);
    }
}
