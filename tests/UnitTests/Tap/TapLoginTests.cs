using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>The login at services that know their users by a cookie.</summary>
public class TapLoginTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void User_and_password_are_posted_once_and_the_cookie_goes_with_every_request()
    {
        using FaultServer server = Server(Acts.Send("OK", 200, "text/plain", ("Set-Cookie", "JSESSIONID=abc; Path=/; HttpOnly"), ("Set-Cookie", "other=d; Secure")));
        TapService service = Service(server);
        Assert.Equal(2, service.RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Equal(2, service.RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Equal(["POST /login", "POST /tap/sync", "POST /tap/sync"], server.Requests.Select(request => $"{request.Method} {request.Path}"));
        Assert.Equal(("jane", "s3&cret: ü"), (server.Requests[0].Form["username"], server.Requests[0].Form["password"]));
        Assert.All(server.Requests.Skip(1), request => Assert.Equal("JSESSIONID=abc; other=d", request.Headers["Cookie"]));
        Assert.All(server.Requests, request => Assert.False(request.Headers.ContainsKey("Authorization")));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(500)]
    [InlineData(200)]
    public void A_login_that_is_refused_is_one_error_without_a_secret(int status)
    {
        using FaultServer server = Server(Acts.Send("wrong password s3&cret: ü", status, "text/plain"));
        AstroException error = Assert.Throws<AstroException>(() => Service(server).RunSync(Query, cancellationToken: Token));
        Assert.Equal("ServiceForbidden", error.ErrorId);
        Assert.Contains("/login", error.Message);
        Assert.DoesNotContain("s3&cret", error.ToString());
        Assert.DoesNotContain("jane", error.ToString());
        Assert.Single(server.Requests);
    }

    [Fact]
    public void The_cookie_goes_to_no_other_server()
    {
        using FaultServer stranger = new(Acts.Send(Acts.Table(2)));
        using FaultServer server = Server(
            Acts.Send("OK", 200, "text/plain", ("Set-Cookie", "JSESSIONID=abc")), Acts.Redirect(307, $"http://127.0.0.1:{stranger.Port}/tap/sync"));
        Assert.Equal(2, Service(server).RunSync(Query, cancellationToken: Token).RowCount);
        Assert.False(stranger.Requests[0].Headers.ContainsKey("Cookie"));
    }

    [Fact]
    public void Without_a_user_nobody_logs_in()
    {
        using FaultServer server = Server(Acts.Send("no", 500));
        TapServiceOptions options = new() { Dialect = TapDialects.Generic with { LoginPath = "../login" } };
        Assert.Equal(2, new TapService(server.BaseUri, options).RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void The_login_of_ESA_is_beside_its_service() =>
        Assert.Equal("https://gea.esac.esa.int/tap-server/login", new Uri(new Uri(TapDialects.EsaGaia.BaseUri + "/"), TapDialects.EsaGaia.LoginPath!).ToString());

    private static TapService Service(FaultServer server) => new(server.BaseUri, new TapServiceOptions
    {
        Dialect = TapDialects.Generic with { LoginPath = "../login" },
        Credential = TapCredential.Basic("jane", "s3&cret: ü"),
    });

    private static FaultServer Server(FaultServer.Act login, FaultServer.Act? query = null) =>
        new(exchange => (exchange.Request.Path == "/login" ? login : query ?? Acts.Send(Acts.Table(2)))(exchange));
}
