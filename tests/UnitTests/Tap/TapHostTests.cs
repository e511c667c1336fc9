using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>What calls to one host share, who is let in, and what stays secret.</summary>
public class TapHostTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task No_more_queries_run_at_a_time_than_the_dialect_allows(int most)
    {
        int running = 0, highest = 0, arrived = 0;
        Lock gate = new();
        TaskCompletionSource together = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using FaultServer server = new(async exchange =>
        {
            Task others;
            lock (gate)
            {
                highest = Math.Max(highest, ++running);
                others = together.Task;
                if (++arrived % most == 0)
                {
                    together.SetResult();
                    together = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }
            }

            // None is answered before as many run as may, and then a moment later: one too many would have the time to come.
            await others.WaitAsync(TimeSpan.FromMinutes(1), Token);
            await Task.Delay(60, Token);
            lock (gate)
                running--;
            await Acts.Send(Acts.Table(2))(exchange);
        });
        TapService service = new(server.BaseUri, new TapServiceOptions { Dialect = new TapDialect("Test") { MaxConcurrency = most } });
        AstroTable[] tables = await Task.WhenAll(Enumerable.Range(0, 9).Select(_ => service.RunSyncAsync(Query, cancellationToken: Token)));
        Assert.All(tables, table => Assert.Equal(2, table.RowCount));
        Assert.Equal(most, highest);
    }

    [Fact]
    public void A_reader_holds_its_place_until_it_is_read_or_gone()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(2)));
        ImpatientTime time = new();
        TapServiceOptions options = new() { MaxConcurrency = 1, TimeProvider = time };
        TapService service = new(server.BaseUri, options);
        using TableReader reader = service.OpenSync(Query, cancellationToken: Token);
        TapQueryOptions giveUp = new()
        {
            Log = line =>
            {
                if (line.Contains("waiting for earlier queries"))
                    time.Expire(options.Timeout);
            },
        };
        Assert.Equal("ServiceTimeout", Assert.Throws<AstroException>(() => service.RunSync(Query, giveUp, Token)).ErrorId);
        reader.ReadToEnd(Token);
        Assert.Equal(2, service.RunSync(Query, cancellationToken: Token).RowCount);
    }

    [Fact]
    public void A_host_that_only_fails_is_left_alone_for_a_while()
    {
        using FaultServer server = new(Acts.Send("down", 503, "text/plain"));
        TapService service = new(server.BaseUri, new TapServiceOptions { MaxRetryAttempts = 0 });
        for (int i = 0; i < 10; i++)
            Assert.Contains("HTTP status 503", Assert.Throws<AstroException>(() => service.RunSync(Query, cancellationToken: Token)).Message);
        AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, cancellationToken: Token));
        Assert.Equal(("ServiceUnavailable", 10), (error.ErrorId, server.Requests.Count));
        Assert.Contains("receives no requests for", error.Message);
    }

    [Fact]
    public void A_host_that_answers_now_and_then_is_not_left_alone()
    {
        int requests = 0;
        using FaultServer server = new(exchange => (++requests % 4 == 0 ? Acts.Send(Acts.Table(1)) : Acts.Send("busy", 503, "text/plain"))(exchange));
        TapService service = new(server.BaseUri, new TapServiceOptions { TimeProvider = new ImpatientTime() });
        for (int i = 0; i < 8; i++)
            Assert.Equal(1, service.RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Equal(32, requests);
    }

    [Theory]
    [InlineData(true, "Basic dXNlcjpzM2NyZXQ=")]
    [InlineData(false, "Bearer s3cret")]
    public void A_credential_goes_to_the_service_and_nowhere_else(bool basic, string header)
    {
        TapCredential credential = basic ? TapCredential.Basic("user", "s3cret") : TapCredential.Bearer("s3cret");
        using FaultServer elsewhere = new(Acts.Send(Acts.Table(1)));
        using FaultServer server = new(Acts.Send("no", 503, "text/plain"), Acts.Redirect(303, elsewhere.BaseUri + "/x"), Acts.Send("no", 401, "text/plain"));
        TapServiceOptions options = new() { Credential = credential, TimeProvider = new ImpatientTime() };
        TapService service = new(server.BaseUri, options);
        List<string> log = [];
        service.RunSync(Query, new TapQueryOptions { Log = log.Add }, Token);
        AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, new TapQueryOptions { Log = log.Add }, Token));
        Assert.All(server.Requests, request => Assert.Equal(header, request.Headers["Authorization"]));
        Assert.DoesNotContain("Authorization", elsewhere.Requests[0].Headers.Keys);
        Assert.All(
            [.. log, error.ToString(), options.ToString(), credential.ToString(), service.ToString(), TapJob.Attach(server.BaseUri, options).ToString()],
            text =>
            {
                Assert.DoesNotContain("s3cret", text);
                Assert.DoesNotContain("dXNlcjpzM2NyZXQ=", text);
            });
    }

    [Fact]
    public void A_credential_that_could_not_be_sent_is_refused_without_showing_it()
    {
        foreach (Action make in (Action[])[() => TapCredential.Basic("a:b", "s3cret"), () => TapCredential.Basic("", "s3cret"), () => TapCredential.Basic("a", "s3cret\n"), () => TapCredential.Bearer("s3cret \r\n"), () => TapCredential.Bearer("")])
        {
            AstroException error = Assert.Throws<AstroException>(make);
            Assert.Equal("TapOptionInvalid", error.ErrorId);
            Assert.DoesNotContain("s3cret", error.ToString());
        }
    }

    [Fact]
    public void A_users_own_limit_is_no_cut()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(5, after: Acts.Status("OVERFLOW"))));
        List<string> log = [];
        AstroTable table = new TapService(server.BaseUri).RunSync(Query, new TapQueryOptions { MaxRow = 5, Log = log.Add }, Token);
        Assert.Equal((5, "5"), (table.RowCount, server.Requests[0].Form["MAXREC"]));
        Assert.Contains(log, line => line.Contains("the requested 5 rows have been received"));
        // The service's limit is smaller than the user's: rows are missing that the user wanted.
        Assert.Equal("ResultTruncated", Assert.Throws<AstroException>(
            () => new TapService(server.BaseUri).RunSync(Query, new TapQueryOptions { MaxRow = 6 }, Token)).ErrorId);
    }

    [Fact]
    public void A_service_that_ignores_the_users_limit_is_cut_short()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(5000)));
        TapDialect dialect = new("Test") { TopToSend = 9_999_999 };
        TapService service = new(server.BaseUri, new TapServiceOptions { Dialect = dialect });
        Assert.Equal(7, service.RunSync(Query, new TapQueryOptions { MaxRow = 7 }, Token).RowCount);
        Assert.Equal("SELECT TOP 7 name, ra FROM csc", server.Requests[0].Form["QUERY"]);
        using TableReader reader = service.OpenSync("SELECT TOP 90 name FROM csc", new TapQueryOptions { MaxRow = 7 }, Token);
        Assert.Equal((4, 3), (reader.ReadBlock(4, Token)!.RowCount, reader.ReadBlock(4, Token)!.RowCount));
        Assert.Null(reader.ReadBlock(4, Token));
    }

    [Fact]
    public void Csv_is_refused_since_it_cant_tell_its_end()
    {
        using FaultServer server = new(Acts.Send("name,note\na,\"two\nlines\"\n", contentType: "text/csv"));
        AstroException error = Assert.Throws<AstroException>(() => new TapService(server.BaseUri).RunSync(Query, cancellationToken: Token));
        Assert.Equal("AnswerDamaged", error.ErrorId);
        Assert.Contains("CSV", error.Message);
    }

    [Fact]
    public void Padding_sentinels_and_repeated_names_are_understood()
    {
        const string Document = "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\"><TABLE><FIELD name=\"name\" datatype=\"char\" arraysize=\"8\"/>"
            + "<FIELD name=\"name\" datatype=\"long\"/><FIELD name=\"n\" datatype=\"long\"/><DATA><TABLEDATA>"
            + "<TR><TD>psr     </TD><TD>1</TD><TD>-9223372036854775808</TD></TR><TR><TD>agn</TD><TD>2</TD><TD>3</TD></TR>"
            + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";
        using FaultServer server = new(Acts.Send(Document));
        AstroTable heasarc = new TapService(server.BaseUri, new TapServiceOptions { Dialect = TapDialects.Heasarc }).RunSync(Query, cancellationToken: Token);
        Assert.Equal("psr", heasarc["name"].GetValue(0));
        Assert.Equal(3, heasarc.Columns.Count);
        Assert.Equal("2", heasarc.Columns[1].GetText(1));
        Assert.Null(heasarc["n"].GetValue(0));
        Assert.Equal(3L, heasarc["n"].GetValue(1));
        AstroTable other = new TapService(server.BaseUri).RunSync(Query, cancellationToken: Token);
        Assert.Equal(long.MinValue, other["n"].GetValue(0));
    }

    [Fact]
    public void Broken_base64_within_the_rows_is_no_table()
    {
        const string Document = "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\"><TABLE><FIELD name=\"n\" datatype=\"long\"/><DATA><BINARY><STREAM encoding=\"base64\">AAAAAAAAAAEAAAAAAA";
        using FaultServer cut = new(Acts.Send(Document));
        using FaultServer closed = new(Acts.Send(Document + "</STREAM></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"));
        foreach (FaultServer server in (FaultServer[])[cut, closed])
        {
            TapService service = new(server.BaseUri, new TapServiceOptions { TimeProvider = new ImpatientTime() });
            AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, cancellationToken: Token));
            Assert.Contains(error.ErrorId, (string[])["TableTruncated", "TableDamaged"]);
        }
    }
}
