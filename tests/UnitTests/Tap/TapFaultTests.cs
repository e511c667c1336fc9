using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Faulty answers, and no answer at all.</summary>
public class TapFaultTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private readonly ImpatientTime _time = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public void An_error_document_gives_the_services_words(int status)
    {
        using FaultServer server = new(Acts.Send(Acts.Error("Unknown column &quot;nonsense&quot;\n in line 1"), status));
        AstroException error = Fails("ServiceError", server, attempts: 1);
        Assert.Contains("answered with an error", error.Message);
        Assert.Contains(": Unknown column \"nonsense\" in line 1. Query:", error.Message);
        Assert.Equal(status != 200, error.Message.Contains($"HTTP status {status}"));
        Assert.Equal((AstroErrorKind.Service, Query), (error.Kind, error.Target));
        Assert.Equal("Unknown column \"nonsense\" in line 1", error.ServiceWords);
        Assert.Equal(status == 200 ? null : status, error.HttpStatus);
        Assert.NotNull(error.Service);
    }

    [Fact]
    public void An_error_after_an_early_ok_counts()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(3, Acts.Status("OK"), Acts.Status("ERROR", "disk full"))));
        Assert.Contains("disk full", Fails("ServiceError", server, attempts: 1).Message);
    }

    [Theory]
    [InlineData(400, "text/plain", "ERROR: no table 'cscc' here")]
    [InlineData(200, "text/plain", "ERROR: no table 'cscc' here")]
    [InlineData(400, "text/html", "<html><body><h1>Bad Request</h1><p>ERROR: no table 'cscc' here</p></body></html>")]
    [InlineData(400, "text/xml", "<INFO name=\"QUERY_STATUS\" value=\"ERROR\">ERROR: no table 'cscc' here")]
    [InlineData(400, "application/json", "{\"error\":{\"code\":400,\"message\":\"ERROR: no table 'cscc' here\"}}")]
    [InlineData(400, "text/plain", "java.sql.SQLException: ERROR: no table 'cscc' here\n\tat org.x.Y.z(Y.java:3)\n")]
    [InlineData(400, "text/xml", "<ows:ExceptionReport xmlns:ows=\"http://www.opengis.net/ows\"><ows:Exception><ows:ExceptionText>ERROR: no table 'cscc' here</ows:ExceptionText></ows:Exception></ows:ExceptionReport>")]
    public void An_error_in_another_form_gives_its_words_too(int status, string contentType, string body)
    {
        using FaultServer server = new(Acts.Send(body, status, contentType));
        Assert.Contains("ERROR: no table 'cscc' here", Fails("ServiceError", server, attempts: 1).Message);
    }

    // The title of an error page mostly says less than what is below.
    [Theory]
    [InlineData("<title>Mauvaise Requete</title><style>x{}</style></head><body><p>Bad request: no column <b>RAJ2000</b></p></body>", "the web page 'Mauvaise Requete': Bad request: no column RAJ2000")]
    [InlineData(
        "<title>HTTP Status 400 – Bad Request</title></head><body><h1>HTTP Status 400 – Bad Request</h1><hr class=\"line\" /><p><b>Type</b> Status Report</p><p><b>Message</b> Column RAJ2000 is not in table t</p></body>",
        "the web page 'HTTP Status 400 – Bad Request': Type Status Report Message Column RAJ2000 is not in table t")]
    [InlineData("<title>Error</title></head><h2>Error</h2><pre>Unknown table &quot;cscc&quot;</pre>", "the web page 'Error': Unknown table \"cscc\"")]
    [InlineData("</head><body>Column flx does not exist</body>", "a web page: Column flx does not exist")]
    [InlineData("<title>No column flx</title></head><body><script>var a = '<p>no</p>';</script></body>", "the web page 'No column flx'.")]
    [InlineData("<title></title></head><body><table><tr><td>ORA-00904: invalid identifier</td></tr></table></body>", "a web page: ORA-00904: invalid identifier")]
    public void An_error_page_gives_its_title_and_its_sentence(string page, string words)
    {
        using FaultServer server = new(Acts.Send("<!doctype html><html><head>" + page + "</html>", 400, "text/html"));
        Assert.Contains(words, Fails("ServiceError", server, attempts: 1).Message);
    }

    [Fact]
    public void A_long_page_is_shown_in_part()
    {
        string page = $"<html><head><title>Archive</title></head><body>{string.Concat(Enumerable.Repeat("<p>down</p> ", 5000))}</body></html>";
        using FaultServer server = new(Acts.Send(page, 200, "text/html"));
        AstroException error = Fails("ServiceUnavailable", server, attempts: 1);
        Assert.InRange(error.Message.Length, 500, 900);
        Assert.Contains("'Archive': down down", error.Message);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(500)]
    public void A_web_page_is_no_table(int status)
    {
        using FaultServer server = new(Acts.Send(Acts.Page("Down for &amp; maintenance"), status, "text/html"));
        Assert.Contains("'Down for & maintenance'", Fails("ServiceUnavailable", server, attempts: 1).Message);
    }

    [Theory]
    [InlineData(401, "ServiceForbidden")]
    [InlineData(403, "ServiceForbidden")]
    [InlineData(404, "ServiceNotFound")]
    public void A_refusal_has_an_id_of_its_own(int status, string errorId)
    {
        using FaultServer server = new(Acts.Send(Acts.Page("Go away"), status, "text/html"));
        Assert.Contains($"HTTP status {status}", Fails(errorId, server, attempts: 1).Message);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public void A_busy_service_is_asked_again(int status)
    {
        using FaultServer server = new(Acts.Send(Acts.Page("Busy"), status, "text/html"), Acts.Send(Acts.Table(2)));
        Assert.Equal(2, Connect(server).RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Single(_time.Waits);

        using FaultServer always = new(Acts.Send(Acts.Page("Busy"), status, "text/html"));
        AstroException error = Fails("ServiceUnavailable", always, attempts: 4);
        Assert.Contains("Busy", error.Message);
        Assert.Contains($"HTTP status {status}", error.Message);
    }

    [Fact]
    public void Pauses_between_attempts_grow()
    {
        const int Attempts = 6, Calls = 20;
        // Each pause is random, so that callers do not return all at once: only the average of many shows how they grow.
        TimeSpan[] sums = new TimeSpan[Attempts];
        for (int call = 0; call < Calls; call++)
        {
            ImpatientTime time = new();
            using FaultServer server = new(Acts.Send("busy", 503));
            TapServiceOptions options = new() { TimeProvider = time, MaxRetryAttempts = Attempts, RetryDelay = TimeSpan.FromMilliseconds(100) };
            Assert.Throws<AstroException>(() => new TapService(server.BaseUri, options).RunSync(Query, cancellationToken: Token));
            Assert.Equal(Attempts, time.Waits.Count);
            for (int attempt = 0; attempt < Attempts; attempt++)
                sums[attempt] += time.Waits[attempt];
        }

        Assert.True(sums[^1] > 4 * sums[0], string.Join(" ", sums));
    }

    [Theory]
    [InlineData("7", 7)]
    [InlineData("Thu, 01 Jan 2026 00:00:12 GMT", 12)]
    public void The_pause_that_a_service_asks_for_is_kept(string retryAfter, int seconds)
    {
        using FaultServer server = new(Acts.Send("busy", 503, "text/plain", ("Retry-After", retryAfter)), Acts.Send(Acts.Table(2)));
        List<string> log = [];
        Connect(server).RunSync(Query, new TapQueryOptions { Log = log.Add }, Token);
        Assert.Equal([TimeSpan.FromSeconds(seconds)], _time.Waits);
        Assert.Contains(log, message => message.EndsWith($"Next attempt in {seconds} s.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_pause_of_an_hour_is_not_waited_for()
    {
        using FaultServer server = new(Acts.Send("busy", 503, "text/plain", ("Retry-After", "3600")));
        Fails("ServiceUnavailable", server, attempts: 1);
    }

    [Fact]
    public void Nobody_listening_is_tried_again_and_then_told()
    {
        Uri address = new($"http://127.0.0.1:{FaultServer.FindClosedPort()}/tap");
        TapService service = new(address, new TapServiceOptions { TimeProvider = _time });
        AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, cancellationToken: Token));
        Assert.Equal(("ServiceUnreachable", AstroErrorKind.Connection), (error.ErrorId, error.Kind));
        Assert.Contains("refused", error.Message);
        Assert.Equal(3, _time.Waits.Count);
    }

    [Fact]
    public void An_unknown_host_is_unreachable()
    {
        TapService service = new(new Uri("http://no-such-host.invalid/tap"), new TapServiceOptions { TimeProvider = _time });
        AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, cancellationToken: Token));
        Assert.Equal("ServiceUnreachable", error.ErrorId);
        Assert.Contains("no-such-host.invalid", error.Message);
    }

    [Fact]
    public async Task A_service_without_encryption_is_unreachable_by_https()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        Task<AstroException> call = Assert.ThrowsAsync<AstroException>(
            () => new TapService(new Uri($"https://{listener.LocalEndpoint}/tap")).RunSyncAsync(Query, cancellationToken: Token));
        using Socket connection = await listener.AcceptSocketAsync(Token);
        await connection.SendAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(), Token);
        // One attempt: a retry would not help.
        Assert.Equal("ServiceUnreachable", (await call).ErrorId);
    }

    [Fact]
    public void A_connection_that_breaks_is_tried_again()
    {
        string beginning = Acts.TableStart() + Acts.Row(0);
        FaultServer.Act[] script = [Acts.Reset(), Acts.ResetAfter(beginning), Acts.CloseAfter(beginning), Acts.Send(Acts.Table(5))];
        using FaultServer server = new(script);
        Assert.Equal(5, Connect(server).RunSync(Query, cancellationToken: Token).RowCount);
        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public void An_answer_that_is_always_cut_is_no_table()
    {
        string beginning = Acts.TableStart() + string.Concat(Enumerable.Range(0, 40_000).Select(Acts.Row));
        using FaultServer reset = new(Acts.ResetAfter(beginning));
        Fails("TableTruncated", reset, attempts: 4);
        using FaultServer closed = new(Acts.CloseAfter(beginning));
        Assert.Contains("connection broke after", Fails("TableTruncated", closed, attempts: 4).Message);
        // Here the transfer itself is in order: only the document shows that it is cut.
        using FaultServer cut = new(Acts.Send(beginning));
        Assert.Contains("sent a table that cannot be read: it is truncated: ", Fails("TableTruncated", cut, attempts: 4).Message);
    }

    [Fact]
    public void An_empty_answer_and_broken_compression_are_damage()
    {
        using FaultServer empty = new(Acts.Send(""));
        Fails("AnswerDamaged", empty, attempts: 4);
        using FaultServer damaged = new(Acts.SendGzip(Acts.Table(2000), damaged: true));
        Assert.Contains("compressed data are corrupt", Fails("AnswerDamaged", damaged, attempts: 1).Message);
    }

    [Fact]
    public void A_document_that_the_reader_refuses_keeps_the_readers_error()
    {
        using FaultServer server = new(Acts.Send("<?xml version=\"1.0\"?><VOTABLE version=\"1.4\"><RESOURCE/></VOTABLE>"));
        Fails("TableNotFound", server, attempts: 1);
    }

    [Fact]
    public void Silence_before_the_answer_is_not_tried_again()
    {
        TapServiceOptions options = new() { TimeProvider = _time };
        using FaultServer server = new(exchange =>
        {
            _time.Expire(options.ResponseTimeout);
            return exchange.StallAsync();
        });
        Assert.Contains("10 minutes after the query was sent", Fails("ServiceTimeout", server, attempts: 1).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<?xml version=\"1.0\"?><VOTABLE>")]
    [InlineData(null)]
    public void Silence_within_the_answer_is_tried_again(string? beginning)
    {
        beginning ??= Acts.TableStart() + string.Concat(Enumerable.Range(0, 1000).Select(Acts.Row));
        using FaultServer server = new(Acts.StallAfter(beginning));
        TapServiceOptions options = new()
        {
            ReadTimeout = TimeSpan.FromMilliseconds(200),
            RetryDelay = TimeSpan.FromMilliseconds(10),
            MaxRetryAttempts = 1,
        };
        AstroException error = Fails("ServiceTimeout", server, attempts: 2, options);
        Assert.Contains("nothing arrived for 0.2 s", error.Message);
    }

    [Fact]
    public void A_call_has_a_limit_as_a_whole()
    {
        using FaultServer server = new(Acts.Send("busy", 503, "text/plain", ("Retry-After", "60")));
        TapServiceOptions options = new() { TimeProvider = _time };
        TapQueryOptions giveUp = new()
        {
            Log = line =>
            {
                if (line.Contains("Next attempt in 60 s"))
                    _time.Expire(options.Timeout);
            },
        };
        AstroException error = Assert.Throws<AstroException>(() => new TapService(server.BaseUri, options).RunSync(Query, giveUp, Token));
        Assert.Equal(("ServiceTimeout", 1), (error.ErrorId, server.Requests.Count));
        Assert.Contains("the whole call took longer than 15 minutes", error.Message);
    }

    [Theory]
    [InlineData("connection")]
    [InlineData("header")]
    [InlineData("body")]
    [InlineData("error body")]
    [InlineData("pause")]
    public void A_call_can_be_cancelled_in_every_phase(string phase)
    {
        FaultServer.Act act = phase switch
        {
            "header" => Acts.Stall(),
            "body" => Acts.StallAfter(Acts.TableStart() + Acts.Row(0)),
            "error body" => async exchange =>
            {
                await exchange.HeadAsync(500, "text/plain", 5000);
                await exchange.StallAsync();
            }
            ,
            _ => Acts.Send("busy", 503, "text/plain", ("Retry-After", "60")),
        };
        using FaultServer server = new(act);
        // A listener whose queue is full accepts no further connection.
        using Socket deaf = new(SocketType.Stream, ProtocolType.Tcp);
        deaf.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Uri address = phase == "connection" ? new Uri($"http://127.0.0.1:{Fill(deaf)}/tap") : server.BaseUri;
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        // Not begun by a callback of the token: callbacks run in no order that a test could count on. A timer may fire a little early, and under load late.
        Stopwatch watch = Stopwatch.StartNew();
        stop.CancelAfter(300);
        Assert.ThrowsAny<OperationCanceledException>(() => new TapService(address).RunSync(Query, cancellationToken: stop.Token));
        Assert.InRange(watch.Elapsed, TimeSpan.FromMilliseconds(250), AtOnce.Limit);
    }

    private static int Fill(Socket listener)
    {
        listener.Listen(0);
        IPEndPoint address = (IPEndPoint)listener.LocalEndPoint!;
        for (int i = 0; i < 4; i++)
        {
            Socket client = new(SocketType.Stream, ProtocolType.Tcp) { Blocking = false };
            Record.Exception(() => client.Connect(address));
        }

        return address.Port;
    }

    private TapService Connect(FaultServer server) => new(server.BaseUri, new TapServiceOptions { TimeProvider = _time });

    private AstroException Fails(string errorId, FaultServer server, int attempts, TapServiceOptions? options = null)
    {
        TapService service = new(server.BaseUri, options ?? new TapServiceOptions { TimeProvider = _time });
        AstroException error = Assert.Throws<AstroException>(() => service.RunSync(Query, cancellationToken: Token));
        Assert.True(error.ErrorId == errorId, $"{errorId} expected, {error.ErrorId} came: {error}");
        Assert.Equal(attempts, server.Requests.Count);
        Assert.Contains(server.BaseUri + "/sync", error.Message);
        Assert.EndsWith("Query: " + Query, error.Message);
        Assert.NotEmpty(error.Recommendation);
        return error;
    }
}
