using System.Management.Automation;
using System.Security;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>A secret goes to the service that it is for, wherever that service says that its jobs lie.</summary>
[Collection("user folder")]
public sealed class TapCredentialTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTapService _service = new();
    private readonly FakeTapService _foreign = new();
    private readonly ModuleSession _session = new();

    public TapCredentialTests()
    {
        _service.JobsElsewhere = _foreign;
        SecureString secret = new();
        foreach (char c in "geheim")
            secret.AppendChar(c);
        _session.Invoke(
            "$env:PSASTROXMATCH_HOME = $folder",
            ("folder", _folder.FullName),
            ("secret", secret),
            ("credential", new PSCredential("ann", secret)),
            ("uri", _service.Uri.ToString()),
            ("foreign", _foreign.Uri.ToString()));
    }

    private string JobFolder => Path.Combine(_folder.FullName, "Jobs");

    public void Dispose()
    {
        _session.Dispose();
        _service.Dispose();
        _foreign.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Start-TapJob 'SELECT 1' -Service $uri -Credential $credential")]
    [InlineData("Invoke-TapQuery 'SELECT 1' -Async -Service $uri -Credential $credential")]
    public void Who_starts_a_job_sends_a_secret_to_the_service_alone(string script)
    {
        Assert.Empty(_session.Invoke(script).Errors);
        Assert.Contains("Authorization", string.Concat(_service.Bodies));
        AssertNothingSecretLeft();
    }

    [Theory]
    [InlineData("Get-TapJob -Credential $credential")]
    [InlineData("Get-TapJob -Token $secret")]
    [InlineData("Receive-TapJob * -Credential $credential")]
    [InlineData("Receive-TapJob * -Token $secret -Wait")]
    [InlineData("Receive-TapJob * -Credential $credential -AsTable")]
    [InlineData("Receive-TapJob * -Credential $credential -OutFile $folder/rows.csv")]
    [InlineData("Get-TapJob | Receive-TapJob -Credential $credential")]
    [InlineData("Stop-TapJob * -Credential $credential")]
    [InlineData("Remove-TapJob * -Token $secret")]
    [InlineData("Get-TapJob (Get-TapJob).Uri -Credential $credential")]
    [InlineData("Get-TapJob -Credential $credential -Service $uri")]
    public void A_job_at_another_host_gets_no_secret(string script)
    {
        _session.Invoke("Start-TapJob 'SELECT 1' -Service $uri > $null");
        Invocation result = _session.Invoke(script);
        Assert.Empty(result.Errors);
        Assert.Contains("the credential is not sent there", Assert.Single(result.Warnings));
        Assert.NotEmpty(_foreign.Requests);
        AssertNothingSecretLeft();
    }

    [Fact]
    public void A_changed_file_of_a_job_sends_no_secret_to_where_it_points()
    {
        _service.JobsElsewhere = null;
        _session.Invoke("Start-TapJob 'SELECT 1' -Service $uri > $null");
        string file = Assert.Single(Directory.GetFiles(JobFolder));
        File.WriteAllText(file, File.ReadAllText(file).Replace($"{_service.Uri}/async", $"{_foreign.Uri}/async"));
        Invocation result = _session.Invoke("Get-TapJob -Credential $credential");
        Assert.Contains("the credential is not sent there", Assert.Single(result.Warnings));
        AssertNothingSecretLeft();
    }

    [Fact]
    public void A_job_of_which_the_service_is_not_known_gets_a_secret_only_where_the_user_names_it()
    {
        _session.Invoke("Start-TapJob 'SELECT 1' -Service $uri > $null");
        string file = Assert.Single(Directory.GetFiles(JobFolder));
        File.WriteAllText(file, File.ReadAllText(file).Replace("ServiceUri", "Unknown"));
        Assert.Contains("-Service http://127.0.0.1", Assert.Single(_session.Invoke("Get-TapJob -Credential $credential").Warnings));
        AssertNothingSecretLeft();
        Assert.Empty(_session.Invoke("Get-TapJob -Credential $credential -Service $foreign").Warnings);
        Assert.Contains("Authorization", string.Concat(_foreign.Bodies));
    }

    [Fact]
    public void A_job_at_its_own_service_gets_the_secret()
    {
        _service.JobsElsewhere = null;
        _session.Invoke("Start-TapJob 'SELECT 1' -Service $uri > $null");
        Assert.DoesNotContain("Authorization", string.Concat(_service.Bodies));
        Assert.Empty(_session.Invoke("Get-TapJob -Credential $credential").Warnings);
        Assert.Contains("Authorization", string.Concat(_service.Bodies));
    }

    [Fact]
    public void The_address_of_a_job_that_a_user_gives_is_trusted()
    {
        _session.Invoke("$job = Start-TapJob 'SELECT 1' -Service $foreign");
        Directory.Delete(JobFolder, recursive: true);
        Invocation result = _session.Invoke("Get-TapJob $job.Uri -Credential $credential; Get-TapJob -Credential $credential");
        Assert.Empty(result.Warnings);
        Assert.Contains("Authorization", string.Concat(_foreign.Bodies));
    }

    [Fact]
    public void A_secret_for_jobs_of_several_services_is_an_error()
    {
        _service.JobsElsewhere = null;
        _session.Invoke("Start-TapJob 'SELECT 1' -Service $uri > $null; Start-TapJob 'SELECT 1' -Service $foreign > $null");
        Invocation ambiguous = _session.Invoke("Get-TapJob -Credential $credential");
        Assert.StartsWith("CredentialAmbiguous", Assert.Single(ambiguous.Errors).FullyQualifiedErrorId);
        Assert.DoesNotContain("Authorization", string.Concat(_service.Bodies));
        Assert.Equal(2, _session.Invoke("Get-TapJob -Credential $credential -Service $uri").Output.Count);
        Assert.Contains("Authorization", string.Concat(_service.Bodies));
        AssertNothingSecretLeft();
    }

    private void AssertNothingSecretLeft() => Assert.DoesNotContain("Authorization", string.Concat(_foreign.Bodies));
}
