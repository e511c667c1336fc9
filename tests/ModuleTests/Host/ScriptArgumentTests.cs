namespace PSAstroXmatch.ModuleTests.Host;

/// <summary>The words after a script's path reach its parameters as with <c>pwsh -File</c>.</summary>
public sealed class ScriptArgumentTests : HostTestBase
{
    private const string Script = """
        param([string] $Target, [double] $MinFlux = 1, [switch] $Force, [string] $Archive = 'Live', [string[]] $Names)
        "Target=$Target MinFlux=$MinFlux Force=$Force Archive=$Archive Names=$($Names -join '|') args=$($args -join '|')"
        """;

    [Theory]
    [InlineData("Target=Crab MinFlux=-5 Force=False Archive=Live Names= args=", "Crab", "-5")]
    [InlineData("Target=Crab MinFlux=-0.5 Force=True Archive=Live Names= args=", "-Force", "Crab", "-.5")]
    [InlineData("Target=Sgr A* MinFlux=1 Force=False Archive=Simulated Names= args=", "-Archive", "Simulated", "-Target", "Sgr A*")]
    [InlineData("Target=Crab MinFlux=-500 Force=False Archive=Live Names= args=", "-Target:Crab", "-MinFlux", "-5e2", "-Force:$false")]
    [InlineData("Target=05:34:31.9 +22:00:52 MinFlux=1 Force=False Archive=Live Names= args=", "-Target:05:34:31.9 +22:00:52")]
    [InlineData("Target=Crab MinFlux=-5 Force=True Archive=Live Names= args=", "-MinFlux", "-5", "-Force", "-Target", "Crab")]
    [InlineData("Target=-29:00:28 MinFlux=1 Force=False Archive=Live Names= args=", "-Target:", "-29:00:28")]
    [InlineData("Target=a MinFlux=2 Force=False Archive=b Names=c args=d|-Bogus|e", "a", "2", "b", "c", "d", "-Bogus", "e")]
    [InlineData("Target=- MinFlux=1 Force=False Archive=Live Names= args=", "-")]
    [InlineData("Target= MinFlux=1 Force=True Archive=Live Names= args=", "-Force:$true", "")]
    public void Words_bind_as_in_a_script(string expected, params string[] words)
    {
        HostResult result = RunScriptHere(Script, words);

        Assert.Equal((expected + "\n", "", 0), (result.Output, result.Error, result.ExitCode));
    }

    [Fact]
    public void An_advanced_script_takes_the_common_parameters()
    {
        HostResult result = RunScriptHere("[CmdletBinding()] param() Get-Star -Name Rigel -Count 0", "-Verbose");

        Assert.Equal("VERBOSE: 0 rows of Gaia\nWARNING: These stars are made up.\n", result.Error);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public void An_advanced_script_refuses_an_unknown_parameter()
    {
        HostResult result = RunScriptHere("[CmdletBinding()] param() 'not reached'", "-Bogus", "1");

        Assert.Equal(("", 1), (result.Output, result.ExitCode));
        Assert.Contains("'Bogus'", result.Error);
    }

    [Fact]
    public void A_parameter_that_waits_for_its_value_in_vain_is_an_error()
    {
        HostResult result = RunScriptHere(Script, "-Force", "-Target:");

        Assert.Equal(("", 1), (result.Output, result.ExitCode));
        Assert.Contains("Target", result.Error);
    }

    [Fact]
    public void A_value_of_the_wrong_type_is_an_error()
    {
        HostResult result = RunScriptHere(Script, "-MinFlux", "bright");

        Assert.Equal(("", 1), (result.Output, result.ExitCode));
        Assert.Contains("MinFlux", result.Error);
    }
}
