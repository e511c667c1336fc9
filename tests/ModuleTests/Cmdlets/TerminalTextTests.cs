using System.Management.Automation;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>What services and files say reaches the terminal as text, however they try to control it.</summary>
[Collection("user folder")]
public sealed class TerminalTextTests : IDisposable
{
    // The title of the window, the clipboard, a colour; by two control characters, and the direction of writing.
    private const string Evil = "\u001b]0;t\u0007\u001b]52;c;eA==\u0007\u009b31m\u0008\u202Etxt";
    private const string Visible = @"\x1b]0;t\x07\x1b]52;c;eA==\x07\x9b31m\x08\u202etxt";

    // As XML has them; XML's own parsers take no ESC.
    private const string Escaped = "&#27;]0;t&#7;&#27;]52;c;eA==&#7;&#x9b;31m&#8;&#x202E;txt";
    private const string InMetadata = "a\u009b31mb\u202Ec";

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly ModuleSession _session = new();

    public TerminalTextTests() => _session.Invoke(
        "$env:PSASTROXMATCH_HOME = $folder; $PSDefaultParameterValues = @{ '*-Tap*:Service' = $uri }; $ExecutionContext.SessionState.Path.SetLocation($folder) > $null",
        ("folder", _folder.FullName), ("uri", _service.BaseUri.ToString()));

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Invoke-TapQuery 'SELECT 1'")]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Raw")]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Async")]
    public void The_words_of_an_error_are_visible(string script)
    {
        foreach (string words in new[] { Evil.Replace("\u001b", "&#27;"), Escaped })
        {
            _service.Answer = FakeTapService.Error(words);
            ErrorRecord error = Assert.Single(_session.Invoke(script).Errors);
            Assert.Contains(Visible, error.ToString());
            AssertPlain(error.ToString(), error.Exception.ToString(), error.ErrorDetails.Message, error.ErrorDetails.RecommendedAction);
        }
    }

    [Fact]
    public void A_page_or_text_in_place_of_an_answer_is_visible()
    {
        foreach (string answer in new[] { $"<html><title>{Escaped}</title></html>", Evil, $"<html>{Evil}</html>" })
        {
            _service.Answer = answer;
            ErrorRecord error = Assert.Single(_session.Invoke("Invoke-TapQuery 'SELECT 1'").Errors);
            Assert.Contains(Visible, error.ToString());
            AssertPlain(error.ToString(), error.Exception.ToString());
        }
    }

    [Fact]
    public void What_a_job_says_is_visible()
    {
        _service.PhaseOfJobs = "ERROR";
        _service.ErrorOfJobs = Escaped;
        Assert.Contains(Visible, Assert.Single(_session.Invoke("Start-TapJob 'SELECT 1' | Receive-TapJob -Wait").Errors).ToString());
        _session.Invoke($"$null = Start-TapJob 'SELECT 1' -Name '{InMetadata}'");
        PSObject job = Assert.Single(_session.Invoke("Get-TapJob").Output, job => (string)job.Properties["Name"].Value != "");
        Assert.Equal(@"a\x9b31mb\u202ec", job.Properties["Name"].Value);
        AssertPlain(_session.Render("Get-TapJob"), (string)job.Properties["Error"].Value, (string)job.Properties["Query"].Value);
    }

    [Fact]
    public void Verbose_lines_and_progress_are_visible()
    {
        _service.NotThere = Evil;
        Invocation result = _session.Invoke("Invoke-TapQuery 'SELECT 1' -Verbose");
        Assert.Contains(result.Verbose, line => line.Contains(Visible));
        AssertPlain([.. result.Verbose, .. result.ProgressRecords.Select(record => record.StatusDescription)]);
    }

    [Fact]
    public void Names_and_descriptions_of_tables_and_columns_are_visible()
    {
        _service.Tables =
            $"<tableset><schema><table type=\"{InMetadata}\"><name>t{InMetadata}</name><description>{InMetadata}</description>"
            + $"<column><name>c{InMetadata}</name><description>{InMetadata}</description><unit>{InMetadata}</unit><ucd>{InMetadata}</ucd><dataType>{InMetadata}</dataType></column>"
            + "</table></schema></tableset>";
        foreach (string script in new[] { "Get-TapTable", "Get-TapColumn *" })
        {
            string shown = _session.Render(script, 200);
            Assert.Contains(@"a\x9b31mb\u202ec", shown);
            AssertPlain(shown);
            PSObject item = Assert.Single(_session.Invoke(script).Output);
            AssertPlain([.. item.Properties.Select(property => $"{property.Value}")]);
        }
    }

    [Theory]
    [InlineData("Import-AstroTable evil.vot")]
    [InlineData("Import-AstroTable evil.vot -AsTable")]
    [InlineData("(Import-AstroTable evil.vot -AsTable).Columns")]
    [InlineData("Find-SkyMatch evil.vot evil.vot -Radius 1arcsec")]
    public void Columns_and_cells_of_a_file_are_visible(string script)
    {
        string text = "datatype=\"char\" arraysize=\"*\"";
        _folder.Write(
            "evil.vot",
            $"<VOTABLE><RESOURCE><TABLE name=\"{Escaped}\"><FIELD name=\"{Escaped}\" {text} unit=\"{Escaped}\" ucd=\"meta.id;meta.main\"/>"
            + $"<FIELD name=\"ra\" datatype=\"double\"/><FIELD name=\"dec\" datatype=\"double\"/>"
            + $"<DATA><TABLEDATA><TR><TD>{Escaped}</TD><TD>10</TD><TD>20</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>");
        string shown = _session.Render(script, 300);
        Assert.Contains(@"\x1b]0;t\x07", shown);
        AssertPlain(shown);
    }

    [Fact]
    public void Warnings_are_visible()
    {
        _folder.Write(
            "evil.vot",
            $"<VOTABLE><RESOURCE><TABLE><FIELD name=\"n{Escaped}\" datatype=\"short\"/><DATA><TABLEDATA><TR><TD>99999</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>");
        string warning = Assert.Single(_session.Invoke("Import-AstroTable evil.vot").Warnings);
        Assert.Contains(Visible, warning);
        AssertPlain(warning);
    }

    private static void AssertPlain(params string?[] shown) => Assert.All(shown, text => Assert.DoesNotContain(
        (text ?? "").ReplaceLineEndings("").Replace("\t", ""), c => char.IsControl(c) || c is '\u202E'));
}
