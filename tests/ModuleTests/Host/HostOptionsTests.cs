using PSAstroXmatch.Host;

namespace PSAstroXmatch.ModuleTests.Host;

public sealed class HostOptionsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Without_arguments_there_is_a_prompt() => Assert.Equal(HostMode.Prompt, HostOptions.Parse([]).Mode);

    [Theory]
    [InlineData("-Help", "Help")]
    [InlineData("--help", "Help")]
    [InlineData("-?", "Help")]
    [InlineData("-version", "Version")]
    public void Help_and_version_have_options(string argument, string mode) =>
        Assert.Equal(mode, HostOptions.Parse([argument]).Mode.ToString());

    [Fact]
    public void All_that_follows_Command_is_its_text()
    {
        HostOptions options = HostOptions.Parse(["-NonInteractive", "-command", "Get-Star", "-Help"]);

        Assert.Equal((HostMode.Command, "Get-Star -Help", true), (options.Mode, options.CommandText, options.NonInteractive));
    }

    [Fact]
    public void All_that_follows_a_script_belongs_to_it()
    {
        string path = _folder.Write("a.ps1", "");

        HostOptions direct = HostOptions.Parse([path, "-Help", "-Command"]);
        HostOptions byOption = HostOptions.Parse(["-File", path, "x"]);

        Assert.Equal((HostMode.Script, path), (direct.Mode, direct.ScriptPath));
        Assert.Equal(["-Help", "-Command"], direct.ScriptArguments.Select(argument => argument.Name));
        Assert.Equal("x", Assert.Single(byOption.ScriptArguments).Value);
    }

    [Theory]
    [InlineData("-Bogus")]
    [InlineData("-Command")]
    [InlineData("-File")]
    [InlineData("nowhere.ps1")]
    [InlineData("README.md")]
    public void A_wrong_command_line_is_an_error_that_names_the_word(string argument)
    {
        HostException error = Assert.Throws<HostException>(() => HostOptions.Parse([argument]));

        Assert.Contains(argument, error.Message);
        Assert.Equal(64, error.ExitCode);
    }

    public void Dispose() => _folder.Dispose();
}
