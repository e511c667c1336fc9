using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Invoke-TapQuery, Get-TapTable and Get-TapColumn as a user calls them, against a service that the test makes.</summary>
[Collection("user folder")]
public sealed class TapQueryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly ModuleSession _session = new();

    public TapQueryTests() => _session.Invoke(
        "$env:PSASTROXMATCH_HOME = $folder; $PSDefaultParameterValues = @{ '*-Tap*:Service' = $uri }", ("folder", _folder.FullName), ("uri", _service.Uri.ToString()));

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _folder.Dispose();
    }

    private Invocation Invoke(string script, params (string, object?)[] variables) => _session.Invoke(script, variables);

    [Theory]
    [InlineData("")]
    [InlineData(" -Async")]
    public void Rows_have_typed_properties_and_every_digit(string how)
    {
        Invocation result = Invoke("Invoke-TapQuery 'SELECT * FROM csc'" + how);
        Assert.Empty(result.Errors);
        Assert.Equal(3, result.Output.Count);
        Assert.Equal(3e-15, result.Output[1].Properties["flux"].Value);
        Assert.Equal(6917528997577384322L, result.Output[2].Properties["source_id"].Value);
        Assert.Empty(_service.Jobs);
    }

    [Fact]
    public void The_table_has_units()
    {
        Assert.Equal("erg/cm2/s", Assert.Single(Invoke("(Invoke-TapQuery 'SELECT * FROM csc' -AsTable)['flux'].Unit").Output).BaseObject);
        Assert.Equal("erg/cm2/s", Assert.Single(Invoke("(Invoke-TapQuery 'SELECT * FROM csc' | & { process { $_ } })[0].GetTable()['flux'].Unit").Output).BaseObject);
    }

    [Fact]
    public void A_cut_result_is_an_error_that_tells_the_rows_and_the_query()
    {
        _service.Answer = _ => FakeTapService.Table(3, "OVERFLOW");
        ErrorRecord error = Assert.Single(_session.Invoke("Invoke-TapQuery 'SELECT * FROM csc'").Errors);
        Assert.StartsWith("ResultTruncated", error.FullyQualifiedErrorId);
        Assert.Contains("3 rows", error.ToString());
        Assert.Contains("SELECT * FROM csc", error.ToString());
        Invocation allowed = Invoke("Invoke-TapQuery 'SELECT * FROM csc' -AllowTruncated");
        Assert.Equal(3, allowed.Output.Count);
        Assert.Contains("The result is incomplete", Assert.Single(allowed.Warnings));
        Assert.Equal(3, Invoke("Invoke-TapQuery 'SELECT * FROM csc' -MaxRow 3").Output.Count);
    }

    [Fact]
    public void A_cut_result_leaves_no_file()
    {
        string file = Path.Combine(_folder.FullName, "cut.csv");
        File.WriteAllText(file, "what was there");
        _service.Answer = _ => FakeTapService.Table(3, "OVERFLOW");
        Assert.StartsWith("ResultTruncated", Assert.Single(_session.Invoke("Invoke-TapQuery 'SELECT * FROM csc' -OutFile $file", ("file", file)).Errors).FullyQualifiedErrorId);
        Assert.Equal("what was there", File.ReadAllText(file));
    }

    [Fact]
    public void The_services_words_are_the_error()
    {
        _service.Answer = _ => FakeTapService.Error("no table of that name");
        ErrorRecord error = Assert.Single(_session.Invoke("Invoke-TapQuery 'SELECT * FROM nothing'").Errors);
        Assert.StartsWith("ServiceError", error.FullyQualifiedErrorId);
        Assert.Contains("no table of that name", error.ToString());
    }

    [Fact]
    public void Rows_go_to_a_file_with_their_units()
    {
        Invocation result = Invoke(
            "Invoke-TapQuery 'SELECT * FROM csc' -OutFile $file; (Import-AstroTable $file -AsTable)['flux'].Unit",
            ("file", Path.Combine(_folder.FullName, "rows.vot.gz")));
        Assert.Empty(result.Errors);
        Assert.Equal("erg/cm2/s", result.Output[1].BaseObject);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" -Async")]
    public void Raw_gives_the_services_own_document(string how)
    {
        string document = FakeTapService.Table(3);
        Assert.Equal(document, Assert.Single(Invoke("Invoke-TapQuery 'SELECT 1' -Raw" + how).Output).BaseObject);
        string file = Path.Combine(_folder.FullName, "raw.any");
        Assert.Empty(Invoke("Invoke-TapQuery 'SELECT 1' -Raw -OutFile $file" + how, ("file", file)).Errors);
        Assert.Equal(document, File.ReadAllText(file));
        Invoke("Invoke-TapQuery 'SELECT 1' -Raw -ResponseFormat csv" + how);
        Assert.Contains(_service.Bodies, body => body.Contains("RESPONSEFORMAT=csv"));
    }

    [Fact]
    public void Raw_bytes_that_are_no_text_are_not_made_one()
    {
        _service.Bytes = [0x53, 0x49, 0xFF, 0xFE, 0x00];
        Assert.StartsWith("AnswerNotText", Assert.Single(Invoke("Invoke-TapQuery 'SELECT 1' -Raw -ResponseFormat fits").Errors).FullyQualifiedErrorId);
        string file = Path.Combine(_folder.FullName, "raw.fits");
        Invoke("Invoke-TapQuery 'SELECT 1' -Raw -ResponseFormat fits -OutFile $file", ("file", file));
        Assert.Equal(_service.Bytes, File.ReadAllBytes(file));
    }

    [Theory]
    [InlineData("OVERFLOW", "ResultTruncated")]
    [InlineData("ERROR", "ServiceError")]
    [InlineData("cut", "TableTruncated")]
    public void Raw_is_no_way_around_an_error(string fault, string id)
    {
        string document = fault == "cut" ? FakeTapService.Table(3)[..^30] : FakeTapService.Table(3, fault);
        _service.Answer = _ => document;
        string file = Path.Combine(_folder.FullName, "raw.vot");
        Assert.StartsWith(id, Assert.Single(Invoke("Invoke-TapQuery 'SELECT 1' -Raw -OutFile $file", ("file", file)).Errors).FullyQualifiedErrorId);
        Assert.False(File.Exists(file));
        if (fault == "OVERFLOW")
        {
            Invocation allowed = Invoke("Invoke-TapQuery 'SELECT 1' -Raw -AllowTruncated");
            Assert.Equal(document, Assert.Single(allowed.Output).BaseObject);
            Assert.Contains("The result is incomplete", Assert.Single(allowed.Warnings));
        }
    }

    [Fact]
    public void Objects_are_uploaded_with_typed_columns()
    {
        Invoke("Invoke-TapQuery 'SELECT * FROM csc, TAP_UPLOAD.mine AS m' -Upload @{ mine = [pscustomobject]@{ id = 7; ra = 1.5 } }");
        string body = _service.Bodies.Last();
        Assert.Contains("mine,param:", body);
        Assert.Matches("name=\"id\"[^>]*datatype=\"int\"", body);
        Assert.Matches("name=\"ra\"[^>]*datatype=\"double\"", body);
        Assert.StartsWith("UploadInvalid", Assert.Single(_session.Invoke("Invoke-TapQuery 'SELECT 1' -Upload @{ mine = @() }").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_secret_goes_to_the_service_and_nowhere_else()
    {
        Invocation result = Invoke(
            "$c = [pscredential]::new('ann', [securestring]::new()); 'geheim'.ToCharArray() | & { process { $c.Password.AppendChar($_) } };"
            + " Invoke-TapQuery 'SELECT 1' -Credential $c -Verbose");
        Assert.Empty(result.Errors);
        Assert.Contains(_service.Bodies, body => body.Contains("Basic " + Convert.ToBase64String("ann:geheim"u8)));
        Assert.DoesNotContain(result.Verbose, line => line.Contains("geheim") || line.Contains("YW5uOmdlaGVpbQ"));
        Assert.All(Directory.GetFiles(_folder.FullName, "*", SearchOption.AllDirectories), file => Assert.DoesNotContain("geheim", File.ReadAllText(file)));
    }

    [Fact]
    public void An_archive_without_services_takes_no_query()
    {
        ErrorRecord error = Assert.Single(_session.Invoke("$PSDefaultParameterValues = @{}; Use-AstroArchive -Simulated; Invoke-TapQuery 'SELECT 1'").Errors);
        Assert.StartsWith("ServiceMissing", error.FullyQualifiedErrorId);
    }

    [Fact]
    public void Tables_and_columns_are_found_by_name_description_and_ucd()
    {
        Assert.Equal("xray.csc", Assert.Single(Invoke("Get-TapTable *CSC").Output).Properties["Name"].Value);
        Assert.Equal("xray.csc", Assert.Single(Invoke("Get-TapTable -Description *chandra*").Output).Properties["Name"].Value);
        PSObject column = Assert.Single(Invoke("Get-TapTable | Get-TapColumn -Ucd phot*").Output);
        Assert.Equal("b_flux_ap", column.Properties["Name"].Value);
        Assert.Equal("erg/cm2/s", column.Properties["Unit"].Value);
        Assert.Equal(true, column.Properties["IsIndexed"].Value);
        Assert.Equal("name", Assert.Single(Invoke("Get-TapColumn csc -Name n*").Output).Properties["Name"].Value);
        Assert.StartsWith("TableNotFound", Assert.Single(Invoke("Get-TapTable nosuch").Errors).FullyQualifiedErrorId);
        Assert.Empty(Invoke("Get-TapTable nosuch*").Errors);
    }

    [Fact]
    public void Completion_knows_what_was_asked_before_and_asks_nothing()
    {
        Invoke("Get-TapColumn csc");
        int asked = _service.Requests.Count;
        string service = $" -Service {_service.Uri}";
        Assert.Contains("xray.csc", Complete("Get-TapColumn" + service + " -Table cs"));
        Assert.Contains("b_flux_ap", Complete("Get-TapColumn" + service + " csc -Name b_"));
        Assert.Contains("'SELECT * FROM xray.csc'", Complete("Invoke-TapQuery" + service + " 'SELECT * FROM cs"));
        Assert.Contains("'SELECT b_flux_ap'", Complete("Invoke-TapQuery" + service + " 'SELECT b_f"));
        Assert.Contains("Heasarc", Complete("Invoke-TapQuery -Service h"));
        Assert.Equal(asked, _service.Requests.Count);
    }

    private IEnumerable<string> Complete(string line) => [.. _session.Complete(line).CompletionMatches.Select(match => match.CompletionText)];
}
