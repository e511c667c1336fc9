using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Faults that come together, or in the worst place: all rows once, or one clear error, and in time.</summary>
public class TapCatastropheTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private static readonly TapQueryOptions AsJob = new() { Mode = TapQueryMode.Async };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_table_in_blocks_that_breaks_is_not_begun_again()
    {
        const int Rows = 40_000;
        string beginning = Acts.TableStart() + string.Concat(Enumerable.Range(0, Rows).Select(Acts.Row));
        using FaultServer server = new(Acts.ResetAfter(beginning), Acts.Send(Acts.Table(Rows)));
        using TableReader reader = new TapService(server.BaseUri).OpenSync(Query, cancellationToken: Token);
        int rows = 0;
        AstroException error = Assert.Throws<AstroException>(() =>
        {
            while (reader.ReadBlock(1000, Token) is { } block)
            {
                Assert.Equal($"S{rows}", block["name"].GetValue(0));
                rows += block.RowCount;
            }
        });
        Assert.Equal("TableTruncated", error.ErrorId);
        Assert.InRange(rows, 0, Rows);
        Assert.Single(server.Requests);
    }

    [Fact]
    public void A_cut_table_is_told_with_its_row_and_byte()
    {
        string beginning = Acts.TableStart() + string.Concat(Enumerable.Range(0, 57).Select(Acts.Row)) + "<TR><TD>S57</TD><TD>1";
        using FaultServer server = new(Acts.Send(beginning));
        AstroException error = Assert.Throws<AstroException>(
            () => new TapService(server.BaseUri, new TapServiceOptions { MaxRetryAttempts = 0 }).RunSync(Query, cancellationToken: Token));
        Assert.Equal("TableTruncated", error.ErrorId);
        Assert.Contains("row 58", error.Message);
        Assert.Contains($"byte {beginning.Length}", error.Message);
    }

    [Fact]
    public void A_compressed_answer_that_is_cut_is_no_table()
    {
        using FaultServer server = new(Acts.SendGzip(Acts.Table(20_000), cut: true), Acts.SendGzip(Acts.Table(20_000)));
        TapService service = new(server.BaseUri, new TapServiceOptions { TimeProvider = new ImpatientTime() });
        Assert.Equal(20_000, service.RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_answer_that_drips_without_end_meets_the_limit_of_the_call(bool asJob)
    {
        ImpatientTime time = new();
        TapServiceOptions options = new() { TimeProvider = time };
        FaultServer.Act drip = async exchange =>
        {
            await exchange.HeadAsync(200, "application/x-votable+xml");
            await exchange.SendAsync(Acts.TableStart());
            for (int row = 0; ; row++)
            {
                await exchange.SendAsync(Acts.Row(row));
                if (row == 20)
                    time.Expire(options.Timeout);
                await Task.Delay(20, Token);
            }
        };
        using UwsService uws = new(UwsService.Look("COMPLETED")) { Result = drip };
        using FaultServer server = new(drip);
        AstroException error = Assert.Throws<AstroException>(
            () => asJob ? uws.Connect(options).Run(Query, AsJob, Token) : new TapService(server.BaseUri, options).RunSync(Query, cancellationToken: Token));
        Assert.Equal("ServiceTimeout", error.ErrorId);
    }

    [Fact]
    public void A_result_at_the_end_of_a_chain_of_redirections_is_a_table()
    {
        using FaultServer server = new(
            Acts.Redirect(307, "/tap/other/sync"), Acts.Redirect(303, "/results/1"), Acts.Redirect(302, "2"), Acts.Redirect(303, "/results/3"), Acts.Send(Acts.Table(4)));
        Assert.Equal(4, new TapService(server.BaseUri).RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Equal(["POST", "POST", "GET", "GET", "GET"], server.Requests.Select(request => request.Method));
        Assert.Equal("/results/2", server.Requests[3].Path);
    }

    [Fact]
    public void A_ban_while_a_job_is_waited_for_ends_the_wait()
    {
        using UwsService uws = new(UwsService.Look("EXECUTING"), Acts.Send("your address is blocked", 403, "text/plain"));
        AstroException error = Assert.Throws<AstroException>(() => uws.Connect().Run(Query, AsJob, Token));
        Assert.Equal("ServiceForbidden", error.ErrorId);
        Assert.Contains("your address is blocked", error.Message);
        // Three refusals in a row are not a transient fault.
        Assert.Equal(4, uws.Calls.Count(call => call.StartsWith("GET /tap/async/j1", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("oops", 500)]
    [InlineData("<html><title>Proxy</title></html>", 200)]
    public void A_first_look_that_fails_does_not_end_a_job_that_was_started(string body, int status)
    {
        using UwsService uws = new(Acts.Send(body, status, "text/html"), UwsService.Look("EXECUTING"), UwsService.Look("COMPLETED"));
        List<string> log = [];
        Assert.Equal(3, uws.Connect().Run(Query, AsJob with { Log = log.Add }, Token).RowCount);
        Assert.Contains(log, line => line.Contains("but keeps running"));
    }

    // HEASARC without TOP, or if TOP is ignored: an unordered subset of 100,000 rows, without any indication.
    [Fact]
    public void A_subset_of_just_the_rows_that_an_archive_sends_at_most_is_an_error()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(100_000, Acts.Status("OK"))));
        TapService service = new(server.BaseUri, new TapServiceOptions { Dialect = TapDialects.Heasarc });
        AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, cancellationToken: Token));
        Assert.Equal("ResultTruncated", error.ErrorId);
        Assert.Contains("100,000 rows", error.Message);
        Assert.Contains("TOP 9999999", server.Requests[0].Form["QUERY"]);
    }

    // HEASARC sends null longs as the minimum long in BINARY, which has no null flags.
    [Fact]
    public void The_least_long_in_bytes_is_no_number()
    {
        string cells = Convert.ToBase64String([0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]);
        using FaultServer server = new(Acts.Send(
            "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\"><TABLE><FIELD name=\"n\" datatype=\"long\"/><DATA><BINARY>"
            + $"<STREAM encoding=\"base64\">{cells}</STREAM></BINARY></DATA></TABLE></RESOURCE></VOTABLE>"));
        var table = new TapService(server.BaseUri, new TapServiceOptions { Dialect = TapDialects.Heasarc }).RunSync(Query, cancellationToken: Token);
        Assert.Equal([null, 7L], Enumerable.Range(0, 2).Select(table["n"].GetValue));
    }

    // Whatever goes wrong on the way, and in whatever order: one job, its rows once, and no job left.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void Faults_in_any_order_lose_no_row_and_make_no_second_job(int seed)
    {
        Random random = new(seed);
        FaultServer.Act[] looks =
        [
            UwsService.Look("EXECUTING"), UwsService.Look("UNKNOWN"), UwsService.Look("HELD"), UwsService.Look("SUSPENDED"), Acts.Reset(),
            Acts.Send("busy", 503, "text/plain", ("Retry-After", "2")), Acts.Send("slow down", 429, "text/plain", ("Retry-After", "1")),
            Acts.Send(Acts.Page("Oops"), 500, "text/html"), Acts.Send(Acts.Page("Proxy"), 200, "text/html"), Acts.Send("<uws:job", contentType: "text/xml"),
        ];
        FaultServer.Act[] results =
        [
            Acts.Reset(), Acts.ResetAfter(Acts.TableStart() + Acts.Row(0)), Acts.CloseAfter(Acts.TableStart()), Acts.Send(Acts.TableStart() + Acts.Row(0)),
            Acts.Send("busy", 503, "text/plain", ("Retry-After", "2")), Acts.Redirect(303, "result"), Acts.Send(""), Acts.SendGzip(Acts.Table(900), cut: true),
        ];
        FaultServer.Act[] script = [.. Enumerable.Range(0, 12).Select(_ => looks[random.Next(looks.Length)]), UwsService.Look("COMPLETED")];
        Queue<FaultServer.Act> fetches = new([.. Enumerable.Range(0, 3).Select(_ => results[random.Next(results.Length)]), Acts.Send(Acts.Table(900, Acts.Status("OK")))]);
        using UwsService uws = new(script) { Result = exchange => (fetches.Count > 1 ? fetches.Dequeue() : fetches.Peek())(exchange) };
        var table = uws.Connect().Run(Query, AsJob, Token);
        Assert.Equal(Enumerable.Range(0, 900).Select(row => $"S{row}"), Enumerable.Range(0, 900).Select(table["name"].GetText));
        Assert.Equal(900, table.RowCount);
        Assert.Equal(1, uws.Calls.Count(call => call == "POST /tap/async"));
        Assert.Equal("DELETE /tap/async/j1", uws.Calls[^1]);
    }
}
