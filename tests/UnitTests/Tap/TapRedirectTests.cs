using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Redirections, and credentials in an address.</summary>
public class TapRedirectTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(303, "/results/1", "GET")]
    [InlineData(302, "results/1?token=x", "GET")]
    [InlineData(301, "/elsewhere/sync", "POST")]
    [InlineData(302, "/elsewhere/sync", "POST")]
    [InlineData(307, "/elsewhere", "POST")]
    [InlineData(308, "/elsewhere", "POST")]
    public void A_moved_service_gets_the_query_again_and_a_result_is_fetched(int status, string location, string method)
    {
        using FaultServer server = new(Acts.Redirect(status, location), Acts.Send(Acts.Table(4)));
        Assert.Equal(4, new TapService(server.BaseUri).RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Equal(method, server.Requests[1].Method);
        Assert.Equal(new Uri(new Uri(server.BaseUri, "/tap/sync"), location).PathAndQuery, server.Requests[1].Path);
        Assert.Equal(method == "POST", server.Requests[1].Body.Contains("QUERY="));
    }

    [Fact]
    public void Redirections_that_lead_nowhere_are_errors()
    {
        using FaultServer circle = new(Acts.Redirect(307, "/tap/sync"));
        Assert.Contains("10 times", Fails(circle).Message);
        Assert.Equal(11, circle.Requests.Count);
        using FaultServer nowhere = new(exchange => exchange.HeadAsync(303, "text/plain", 0));
        Fails(nowhere);
        using FaultServer file = new(Acts.Redirect(303, "file:///etc/passwd"));
        Fails(file);
    }

    [Theory]
    [InlineData("//")]
    [InlineData("///")]
    [InlineData("http://")]
    [InlineData("http:///")]
    [InlineData("mailto:ann@example.org")]
    [InlineData("urn:x:y")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://[::1")]
    [InlineData("http://a:99999/")]
    public void A_redirection_to_what_is_no_web_address_is_an_error(string location)
    {
        foreach (int status in new[] { 301, 302, 303, 307, 308 })
        {
            using FaultServer server = new(Acts.Redirect(status, location));
            Fails(server);
            using FaultServer jobs = new(exchange => (exchange.Request.Method == "GET" ? Acts.Send("no", 404, "text/plain") : Acts.Redirect(status, location))(exchange));
            AstroException error = Assert.Throws<AstroException>(() => new TapService(jobs.BaseUri).SubmitJob(Query, null, Token));
            Assert.True(error.ErrorId is "ServiceRedirectInvalid" or "AnswerDamaged", error.ToString());
        }
    }

    [Fact]
    public void Credentials_go_to_their_own_service_alone_and_are_shown_nowhere()
    {
        using FaultServer stranger = new(Acts.Send("go away", 403, "text/plain"));
        using FaultServer server = new(Acts.Redirect(307, $"http://127.0.0.1:{stranger.Port}/tap/sync"));
        TapService service = new(new Uri($"http://jane:s3cret%21@127.0.0.1:{server.Port}/tap?apikey=k3y"));
        List<string> log = [];
        AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, new TapQueryOptions { Log = log.Add }, Token));

        Assert.Equal("ServiceForbidden", error.ErrorId);
        Assert.Equal("Basic " + Convert.ToBase64String("jane:s3cret!"u8), server.Requests[0].Headers["Authorization"]);
        Assert.False(stranger.Requests[0].Headers.ContainsKey("Authorization"));
        foreach (string shown in (string[])[error.ToString(), service.ToString(), service.BaseUri.ToString(), .. log])
        {
            Assert.DoesNotContain("s3cret", shown);
            Assert.DoesNotContain("jane", shown);
            Assert.DoesNotContain("k3y", shown);
        }
    }

    [Theory]
    [InlineData(303, "http://cda.example.org/csc21tap/sync/r1", "GET", "https://cda.example.org/csc21tap/sync/r1")]
    [InlineData(302, "http://CDA.example.org/other?a=b", "GET", "https://cda.example.org/other?a=b")]
    [InlineData(307, "http://cda.example.org/new/sync", "POST", "https://cda.example.org/new/sync")]
    [InlineData(303, "http://cda.example.org:8080/r1", "GET", "https://cda.example.org:8080/r1")]
    [InlineData(303, "//cda.example.org/r1", "GET", "https://cda.example.org/r1")]
    [InlineData(303, "https://elsewhere.example.org/r1", "GET", "https://elsewhere.example.org/r1")]
    public void A_service_that_forgets_that_it_is_encrypted_is_asked_encrypted(int status, string location, string method, string address)
    {
        using HttpResponseMessage response = new((System.Net.HttpStatusCode)status) { Headers = { Location = new Uri(location, UriKind.RelativeOrAbsolute) } };
        (HttpMethod next, Uri to) = TapTransport.Redirect(HttpMethod.Post, new Uri("https://cda.example.org/csc21tap/sync"), response, new TapRequestInfo("CXC", "", ""));
        Assert.Equal((method, address), (next.Method, to.ToString()));
    }

    [Fact]
    public void An_encrypted_query_does_not_go_on_unencrypted_to_another_host()
    {
        using HttpResponseMessage response = new(System.Net.HttpStatusCode.SeeOther) { Headers = { Location = new Uri("http://elsewhere.example.org/r1") } };
        AstroException error = Assert.Throws<AstroException>(
            () => TapTransport.Redirect(HttpMethod.Post, new Uri("https://cda.example.org/sync"), response, new TapRequestInfo("CXC", "", "")));
        Assert.Equal("ServiceRedirectInvalid", error.ErrorId);
    }

    private static AstroException Fails(FaultServer server)
    {
        AstroException error = Assert.Throws<AstroException>(() => new TapService(server.BaseUri).RunSync(Query, cancellationToken: Token));
        Assert.Equal("ServiceRedirectInvalid", error.ErrorId);
        return error;
    }
}
