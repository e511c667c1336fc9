using HelpBuilder;

namespace PSAstroXmatch.ModuleTests.Help;

/// <summary>How a page of Markdown is read, and what is refused.</summary>
public sealed class HelpPageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_page_is_read_as_plain_text()
    {
        HelpPage page = HelpPage.Read(_folder.Write("Get-Star.md", """
            # Get-Star

            ## SYNOPSIS

            Gets **stars** of `Gaia`.

            ## DESCRIPTION

            First line,
            and the same paragraph with a [link](https://example.org) & a < sign.

            - one
            - two

            ## EXAMPLES

            ### The brightest

            ```powershell
            Get-Star | Where-Object G -lt 3
            ```

            ```output
            Sirius
            ```

            There are few: `{ $_.G -lt 3 -and $_.Name }`, and $_ or first_name alone.

            ## RELATED LINKS

            - [Get-Planet](Get-Planet.md)
            """));
        Assert.Equal(("Get-Star", "Gets stars of Gaia."), (page.Name, page.Synopsis));
        Assert.Equal(["First line, and the same paragraph with a link & a < sign.", "- one\n- two"], page.Description);
        HelpExample example = Assert.Single(page.Examples);
        Assert.Equal(("The brightest", "Get-Star | Where-Object G -lt 3", "Sirius"), (example.Title, example.Code, example.Output));
        Assert.Equal(["There are few: { $_.G -lt 3 -and $_.Name }, and $_ or first_name alone."], example.Remarks);
        Assert.Equal(new HelpLink("Get-Planet", "Get-Planet.md"), Assert.Single(page.Links));
    }

    [Theory]
    [InlineData("## SYNOPSIS\n", 1, "none of them")]
    [InlineData("", 1, "no title")]
    [InlineData("# Get-Star\n\n## SINOPSIS\n", 3, "no section 'SINOPSIS'")]
    [InlineData("# Get-Star\n\n## NOTES\n\n## NOTES\n", 5, "twice")]
    [InlineData("# Get-Star\n\nText.\n", 3, "no section or example")]
    [InlineData("# Get-Star\n\n## PARAMETERS\n\n### -Name\n", 3, "documentation comments of their properties")]
    [InlineData("# Get-Star\n\n## NOTES\n\n### -Name\n", 5, "none of them")]
    [InlineData("# Get-Star\n\n## EXAMPLES\n\nText.\n", 5, "no section or example")]
    [InlineData("# Get-Star\n\n## EXAMPLES\n\n### One\n\n```csharp\nx\n```\n", 7, "powershell")]
    [InlineData("# Get-Star\n\n## NOTES\n\n<b>bold</b>\n", 5, "write it in words")]
    [InlineData("# Get-Star\n\n## RELATED LINKS\n\nGet-Planet\n", 5, "only links")]
    [InlineData("# Get-Star\n\n## NOTES\n\nCompare ($_.Left - $_.Right).\n", 5, "between backquotes")]
    public void A_page_that_is_not_laid_out_as_help_is_refused_with_file_and_line(string text, int line, string words)
    {
        string file = _folder.Write("Get-Star.md", text);
        HelpException problem = Assert.Throws<HelpException>(() => HelpPage.ReadAll(_folder.FullName));
        Assert.StartsWith($"{file}({line}): error HELP: ", problem.Message);
        Assert.Contains(words, problem.Message);
    }

    [Fact]
    public void A_file_has_the_name_of_its_cmdlet()
    {
        _folder.Write("Get-Sun.md", "# Get-Star\n");
        Assert.Contains("Get-Sun.md", Assert.Throws<HelpException>(() => HelpPage.ReadAll(_folder.FullName)).Message);
    }
}
