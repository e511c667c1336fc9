namespace PSAstroXmatch.ModuleTests.Host;

/// <summary>What a script and a command write, and the exit code they leave.</summary>
public sealed class ScriptTests : HostTestBase
{
    [Fact]
    public async Task The_script_knows_its_own_place_and_the_current_directory()
    {
        string script = Folder.Write(
            "sub [1]/where.ps1",
            "$PSScriptRoot; $PSCommandPath; $MyInvocation.MyCommand.Path; $pwd.Path; [Environment]::CurrentDirectory");

        HostResult result = await RunAsync(Path.Combine("sub [1]", "where.ps1"));

        Assert.Equal("", result.Error);
        string[] lines = result.Output.Split('\n');
        // The temporary folder may be named through a symbolic link (macOS): compare what follows it.
        Assert.EndsWith("sub [1]", lines[0]);
        Assert.EndsWith(Path.GetFileName(Folder.FullName) + script[Folder.FullName.Length..], lines[1]);
        Assert.Equal(lines[1], lines[2]);
        Assert.EndsWith(Path.GetFileName(Folder.FullName), lines[3]);
        Assert.Equal(lines[3], lines[4]);
    }

    [Theory]
    [InlineData("'a'", 0)]
    [InlineData("'a'; exit 3; 'b'", 3)]
    [InlineData("'a'; exit 0", 0)]
    [InlineData("function Stop-Here { exit 9 }; 'a'; Stop-Here; 'b'", 9)]
    [InlineData("'a'; try { exit 4 } finally { }", 4)]
    [InlineData("'a'; & dotnet no-such-command 2>&1 | ForEach-Object { }", 0)]
    [InlineData("'a'; throw 'clouds'", 1)]
    [InlineData("'a'; $ErrorActionPreference = 'Stop'; Test-Star", 1)]
    [InlineData("'a'; $null = Test-Star", 0)]
    [InlineData("'a'; Get-Star -Bogus", 0)]
    public void The_exit_code_tells_how_the_script_ended(string script, int exitCode)
    {
        HostResult result = RunScriptHere(script);

        Assert.Equal(("a\n", exitCode), (result.Output, result.ExitCode));
    }

    [Fact]
    public void Exit_in_an_inner_script_ends_that_script_only()
    {
        Folder.Write("inner.ps1", "exit 4");

        HostResult result = RunScriptHere("& $PSScriptRoot/inner.ps1; \"inner: $LASTEXITCODE\"");

        Assert.Equal(("inner: 4\n", 0), (result.Output, result.ExitCode));
    }

    [Fact]
    public void A_parse_error_names_the_line_and_nothing_runs()
    {
        HostResult result = RunScriptHere("'a'\n$x = 1 +* 2\n'b' )\n");

        Assert.Equal(("", 1), (result.Output, result.ExitCode));
        Assert.Contains("script.ps1:2\n", result.Error);
        Assert.Contains("script.ps1:3\n", result.Error);
    }

    [Fact]
    public void An_error_tells_what_where_and_what_to_do()
    {
        HostResult result = RunScriptHere("\nTest-Star\n");

        Assert.Matches(@"^Test-Star: Row 3 of stars.fits is short\.\n  at .*script\.ps1:2\n  Download the file again\.\n$", result.Error);
        Assert.Equal(("tested\n", 0), (result.Output, result.ExitCode));
    }

    [Fact]
    public async Task Arguments_and_exit_code_go_through_the_process()
    {
        HostResult result = await RunScriptAsync("param($Name, [switch] $Force) \"$Name $Force\"; exit 3", "-Force", "-Name", "two words");

        Assert.Equal(("two words True\n", "", 3), (result.Output, result.Error, result.ExitCode));
    }

    [Fact]
    public async Task Redirected_output_is_120_wide_and_has_no_colours()
    {
        HostResult result = await RunScriptAsync("""
            Get-Star -Name Deneb -Count 1 -WarningAction Ignore
            'l' * 200
            [pscustomobject] @{ Long = 'v' * 300 }
            """);

        Assert.DoesNotContain('\e', result.Output);
        Assert.Contains("Deneb 1        10.250 " + new string('r', 70) + "\n", result.Output);
        Assert.Contains(new string('l', 200), result.Output.Replace("\n", ""));
        Assert.Contains(new string('v', 110), result.Output);
    }

    [Fact]
    public async Task Messages_and_progress_stay_out_of_the_output()
    {
        HostResult result = await RunScriptAsync("""
            [CmdletBinding()] param()
            $progress = [System.Management.Automation.ProgressRecord]::new(1, 'Waiting', 'for a star')
            $PSCmdlet.WriteProgress($progress)
            $PSCmdlet.WriteVerbose('v'); $PSCmdlet.WriteWarning('w')
            $DebugPreference = 'Continue'; $PSCmdlet.WriteDebug('d')
            'o'
            """, "-Verbose");

        Assert.Equal(("o\n", "VERBOSE: v\nWARNING: w\nDEBUG: d\n"), (result.Output, result.Error));
    }

    [Fact]
    public async Task A_command_is_run_like_a_script()
    {
        HostResult result = await RunAsync("-Command", "1 + 1;", "'two words'");

        Assert.Equal(("2\ntwo words\n", "", 0), (result.Output, result.Error, result.ExitCode));
        Assert.Equal(7, (await RunAsync("-Command", "exit 7")).ExitCode);
        Assert.Equal(1, (await RunAsync("-Command", "$x = (")).ExitCode);
    }

    [Theory]
    [InlineData("Remove-Star", "-Confirm:$false")]
    [InlineData("Get-Star", "Name")]
    [InlineData("$Host.UI.ReadLine()", "not interactive")]
    public async Task A_question_without_anybody_to_answer_is_an_error(string command, string expected)
    {
        HostResult result = await RunAsync("-Command", command);

        Assert.Equal("", result.Output);
        Assert.Contains(expected, result.Error);
    }

    [Fact]
    public async Task A_script_that_does_not_exist_is_a_wrong_command_line()
    {
        HostResult result = await RunAsync("nowhere.ps1");

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("nowhere.ps1' does not exist", result.Error);
    }

    [Fact]
    public async Task A_broken_module_stops_everything()
    {
        using TemporaryFolder broken = new();
        broken.Write("PSAstroXmatch.psd1", "@{ RootModule = 'missing.psm1'; ModuleVersion = '1.0' }");
        using HostProcess host = HostProcess.Start(broken.FullName, Folder.FullName, "-Command", "'not reached'");

        HostResult result = await host.FinishAsync();

        Assert.Equal(("", 1), (result.Output, result.ExitCode));
        Assert.Contains("PSAstroXmatch.psd1", result.Error);
    }
}
