namespace PSAstroXmatch.ModuleTests.Host;

/// <summary>The prompt, with its input from a pipe: nothing but the output of the statements is written.</summary>
public sealed class PromptTests : HostTestBase
{
    [Fact]
    public async Task Statements_are_run_one_after_the_other_also_after_an_error()
    {
        HostResult result = await TypeAsync("$x = 20\n$x + 1\nGet-Nothing\n$x + 2\n");

        Assert.Equal(("21\n22\n", 0), (result.Output, result.ExitCode));
        Assert.Contains("Get-Nothing", result.Error);
    }

    [Fact]
    public async Task An_incomplete_statement_goes_on_in_the_next_line()
    {
        HostResult result = await TypeAsync("foreach ($i in 1..2) {\n  \"row $i\"\n}\n'a' +\n'b'\n");

        Assert.Equal(("row 1\nrow 2\nab\n", "", 0), (result.Output, result.Error, result.ExitCode));
    }

    [Fact]
    public async Task An_empty_line_gives_an_incomplete_statement_up()
    {
        HostResult result = await TypeAsync("'a' + (\n\n'next'\n");

        Assert.Equal("next\n", result.Output);
        Assert.NotEmpty(result.Error);
    }

    [Fact]
    public async Task Exit_ends_the_prompt_with_its_number()
    {
        HostResult result = await TypeAsync("'a'\nexit 6\n'b'\n");

        Assert.Equal(("a\n", 6), (result.Output, result.ExitCode));
    }

    [Fact]
    public async Task The_last_line_needs_no_line_end() => Assert.Equal("a\n", (await TypeAsync("'a'")).Output);

    private async Task<HostResult> TypeAsync(string input)
    {
        using HostProcess host = StartHost();
        return await host.FinishAsync(input);
    }
}
