using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>What is sent, and what a good answer gives.</summary>
public class TapServiceTests
{
    private const string Query = "SELECT name, ra FROM csc WHERE name LIKE 'a+b&c%'";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_query_is_posted_as_the_standard_says()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(3, Acts.Status("OK"))));
        TapService service = new(server.BaseUri, new TapServiceOptions { Contact = "astro@example.org" });
        AstroTable table = service.RunSync(Query, new TapQueryOptions { MaxRec = 500 }, Token);

        ReceivedRequest request = Assert.Single(server.Requests);
        Assert.Equal(("POST", "/tap/sync"), (request.Method, request.Path));
        Assert.Equal(
            new Dictionary<string, string> { ["REQUEST"] = "doQuery", ["LANG"] = "ADQL", ["QUERY"] = Query, ["MAXREC"] = "500" },
            request.Form);
        Assert.Matches(@"^PSAstroXmatch/\d+\.\d+\.\d+ \(\+astro@example\.org\)$", request.Headers["User-Agent"]);
        Assert.Equal("identity", request.Headers["Accept-Encoding"]);
        Assert.Equal(3, table.RowCount);
        Assert.Equal([0, 0.25, 0.5], table["ra"].ToDoubles());
        Assert.Equal($"{server.BaseUri}/sync", table.Source);
    }

    [Theory]
    [InlineData("/tap")]
    [InlineData("/tap/")]
    [InlineData("/tap/sync")]
    [InlineData("/tap/async/?x=1#y")]
    public void The_base_url_may_come_with_an_endpoint(string path)
    {
        using FaultServer server = new(Acts.Send(Acts.Table(1)));
        TapService service = new(new Uri(server.BaseUri, path));
        service.RunSync(Query, cancellationToken: Token);
        Assert.Equal("/tap/sync", server.Requests[0].Path);
        Assert.Equal(server.BaseUri, service.BaseUri);
    }

    [Fact]
    public void What_a_dialect_needs_is_sent_too()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(1)));
        TapDialect dialect = new("Test") { TopToSend = 9_999_999, ResponseFormat = "votable" };
        new TapService(server.BaseUri, new TapServiceOptions { Dialect = dialect }).RunSync("select ra from csc", cancellationToken: Token);
        Assert.Equal("select TOP 9999999 ra from csc", server.Requests[0].Form["QUERY"]);
        Assert.Equal("votable", server.Requests[0].Form["RESPONSEFORMAT"]);
    }

    [Theory]
    [InlineData("https://heasarc.gsfc.nasa.gov/xamin/vo/tap/sync", "gzip")]
    [InlineData("http://127.0.0.1:8080/tap/sync", "identity")]
    [InlineData("http://localhost/tap/sync", "identity")]
    public void Compression_is_asked_for_where_there_is_a_network(string address, string encodings) =>
        Assert.Equal(encodings, TapTransport.AcceptedEncodings(new Uri(address)));

    [Fact]
    public void A_compressed_answer_is_read()
    {
        using FaultServer server = new(Acts.SendGzip(Acts.Table(2000)));
        Assert.Equal(2000, new TapService(server.BaseUri).RunSync(Query, cancellationToken: Token).RowCount);
    }

    [Fact]
    public void A_table_without_rows_keeps_its_columns()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(0, Acts.Status("OK"))));
        AstroTable table = new TapService(server.BaseUri).RunSync(Query, cancellationToken: Token);
        Assert.Equal((0, 2), (table.RowCount, table.Columns.Count));
    }

    [Fact]
    public void Rows_are_handed_out_while_the_answer_is_still_on_its_way()
    {
        using ManualResetEventSlim firstBlockRead = new();
        using FaultServer server = new(async exchange =>
        {
            await exchange.HeadAsync(200, "application/x-votable+xml");
            await exchange.SendAsync(Acts.TableStart() + string.Concat(Enumerable.Range(0, 5000).Select(Acts.Row)));
            await Task.Run(() => Assert.True(firstBlockRead.Wait(TimeSpan.FromSeconds(50)), "the client waits for the end"), Token);
            await exchange.SendAsync(Acts.Row(5000) + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>");
        });
        using TableReader reader = new TapService(server.BaseUri).OpenSync(Query, cancellationToken: Token);
        Assert.Equal(["name", "ra"], reader.Columns.Select(column => column.Name));
        Assert.Equal(100, reader.ReadBlock(100, Token)!.RowCount);
        firstBlockRead.Set();
        Assert.Equal(4901, reader.ReadToEnd(Token).RowCount);
    }

    [Fact]
    public void Columns_of_a_table_come_from_its_first_row()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(1, after: Acts.Status("OVERFLOW"))));
        IReadOnlyList<ColumnInfo> columns = new TapService(server.BaseUri).GetColumns("gaiadr3.\"odd name\"", cancellationToken: Token);
        Assert.Equal("SELECT TOP 1 * FROM gaiadr3.\"odd name\"", server.Requests[0].Form["QUERY"]);
        Assert.Equal([("name", typeof(string), null), ("ra", typeof(double), "deg")], columns.Select(c => (c.Name, c.ValueType, c.Unit)));
    }

    [Fact]
    public void The_log_tells_of_the_query_each_attempt_and_the_rows()
    {
        using FaultServer server = new(Acts.Reset(), Acts.Send(Acts.Table(1)));
        List<string> log = [];
        new TapService(server.BaseUri, new TapServiceOptions { TimeProvider = new ImpatientTime() }).RunSync(Query, new TapQueryOptions { Log = log.Add }, Token);
        Assert.Equal(3, log.Count);
        Assert.Contains(Query, log[0]);
        Assert.Contains("Attempt 1 of 4 failed (ServiceUnreachable)", log[1]);
        Assert.Contains("1 rows", log[2]);
    }

    [Fact]
    public void What_the_log_throws_ends_the_call()
    {
        using FaultServer server = new(Acts.Stall());
        Assert.Throws<NotImplementedException>(() => new TapService(server.BaseUri).RunSync(
            Query, new TapQueryOptions { Log = _ => throw new NotImplementedException() }, Token));
    }

    [Theory]
    [InlineData("ftp://example.org/tap")]
    [InlineData("file:///tap")]
    [InlineData("/tap")]
    public void An_address_that_is_no_web_address_is_refused(string address)
    {
        AstroException error = Assert.Throws<AstroException>(() => new TapService(new Uri(address, UriKind.RelativeOrAbsolute)));
        Assert.Equal("ServiceAddressInvalid", error.ErrorId);
    }

    [Fact]
    public void Options_that_cant_be_used_are_refused()
    {
        using FaultServer server = new(Acts.Stall());
        Assert.Equal("TapOptionInvalid", Refused(new TapServiceOptions { Timeout = TimeSpan.Zero }));
        Assert.Equal("TapOptionInvalid", Refused(new TapServiceOptions { ReadTimeout = TimeSpan.FromDays(2) }));
        Assert.Equal("TapOptionInvalid", Refused(new TapServiceOptions { MaxRetryAttempts = -1 }));
        Assert.Equal("TapOptionInvalid", Refused(new TapServiceOptions { Contact = "x)\r\nCookie: y" }));
        TapService service = new(server.BaseUri);
        Assert.Equal("QueryEmpty", Assert.Throws<AstroException>(() => service.RunSync(" \n", cancellationToken: Token)).ErrorId);
        Assert.Equal(
            "TapOptionInvalid",
            Assert.Throws<AstroException>(() => service.RunSync(Query, new TapQueryOptions { MaxRec = -1 }, Token)).ErrorId);
        foreach (string table in (string[])["", "csc; DROP TABLE csc", "a.b.c.d", "csc\n", "1csc", "\"csc"])
            Assert.Equal("TableNameInvalid", Assert.Throws<AstroException>(() => service.GetColumns(table, cancellationToken: Token)).ErrorId);
        Assert.Empty(server.Requests);

        string Refused(TapServiceOptions options) => Assert.Throws<AstroException>(() => new TapService(server.BaseUri, options)).ErrorId;
    }
}
