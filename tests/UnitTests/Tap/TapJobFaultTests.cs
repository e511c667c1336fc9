using System.Diagnostics;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>What goes wrong with jobs: nothing is lost, and every end has its reason.</summary>
public class TapJobFaultTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_look_that_fails_does_not_end_the_wait()
    {
        FaultServer.Act[] faults =
        [
            Acts.Reset(),
            Acts.Send("busy", 503, "text/plain", ("Retry-After", "3")),
            Acts.Send("oops", 500, "text/plain"),
            Acts.Send(Acts.Page("Maintenance"), 200, "text/html"),
            Acts.Send("<uws:job><uws:phase>EXEC", 200, "text/xml"),
            Acts.Send("<other/>", 200, "text/xml"),
            Acts.Send("gone for a moment", 404, "text/plain"),
            Acts.Send("gone for a moment", 404, "text/plain"),
        ];
        using UwsService uws = new([UwsService.Look("EXECUTING"), .. faults, UwsService.Look("EXECUTING"), UwsService.Look("COMPLETED")]);
        await using TapJob job = uws.Attach();
        List<string> log = [];
        job.Log = log.Add;
        Assert.Equal(UwsPhase.Completed, job.Wait(null, Token));
        Assert.Equal(faults.Length, log.Count(line => line.Contains("keeps running; checking again")));
        Assert.Equal(3, job.ReadResult(cancellationToken: Token).RowCount);
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_a_look_is_asked_again()
    {
        ImpatientTime time = new();
        TapServiceOptions options = new() { TimeProvider = time };
        FaultServer.Act silence = exchange =>
        {
            time.Expire(options.ReadTimeout);
            return exchange.StallAsync();
        };
        using UwsService uws = new(UwsService.Look("EXECUTING"), silence, UwsService.Look("COMPLETED"));
        await using TapJob job = uws.Attach(options);
        Assert.Equal(UwsPhase.Completed, job.Wait(null, Token));
        Assert.Equal("GET /tap/async/j1?WAIT=30&PHASE=EXECUTING", uws.Calls[1]);
    }

    [Fact]
    public async Task A_service_that_stays_away_ends_the_wait_in_the_end()
    {
        using UwsService uws = new(UwsService.Look("EXECUTING"), Acts.Send("down", 503, "text/plain"));
        await using TapJob job = uws.Attach(new TapServiceOptions { Timeout = TimeSpan.FromMilliseconds(400), MaxPollInterval = TimeSpan.FromMilliseconds(50) });
        AstroException error = Assert.Throws<AstroException>(() => job.Wait(null, Token));
        Assert.Equal("ServiceUnavailable", error.ErrorId);
        Assert.Contains(uws.JobUri.ToString(), error.Message);
    }

    [Fact]
    public void A_job_that_is_deleted_while_it_is_waited_for_is_an_error()
    {
        using UwsService uws = new(UwsService.Look("EXECUTING"), Acts.Send("no such job", 404, "text/plain"));
        AstroException error = Fails(uws);
        Assert.Equal("JobNotFound", error.ErrorId);
        Assert.Contains("no such job", error.Message);
        Assert.Contains("/async/j1", error.Message);
    }

    [Theory]
    [InlineData("ERROR", "<uws:errorSummary type=\"fatal\" hasDetail=\"false\"><uws:message>Column x is unknown</uws:message></uws:errorSummary>", "ServiceError", "Column x is unknown")]
    [InlineData("ERROR", "<uws:errorSummary type=\"fatal\" hasDetail=\"true\"><uws:message>Query failed</uws:message></uws:errorSummary>", "ServiceError", "Query failed The long story")]
    [InlineData("ERROR", "", "ServiceError", "The long story")]
    [InlineData("ABORTED", "<uws:errorSummary type=\"fatal\" hasDetail=\"false\"><uws:message>Execution limit of 60 s</uws:message></uws:errorSummary>", "JobAborted", "Execution limit of 60 s")]
    [InlineData("ABORTED", "", "JobAborted", "no reason given")]
    [InlineData("ARCHIVED", "", "JobNotFound", "ARCHIVED")]
    public void A_job_that_failed_tells_why(string phase, string more, string errorId, string words)
    {
        using UwsService uws = new(UwsService.Look("EXECUTING"), UwsService.Look(phase, more)) { Error = Acts.Send(Acts.Error("The long story"), 200, "text/xml") };
        AstroException error = Fails(uws);
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(words, error.Message);
        Assert.Contains("Query: " + Query, error.Message);
        Assert.Equal("DELETE /tap/async/j1", uws.Calls[^1]);
    }

    [Fact]
    public void An_error_document_that_is_not_there_leaves_the_summary()
    {
        string summary = "<uws:errorSummary type=\"transient\" hasDetail=\"true\"><uws:message>Database is busy</uws:message></uws:errorSummary>";
        using UwsService uws = new(UwsService.Look("ERROR", summary));
        Assert.Contains("Database is busy", Fails(uws).Message);
    }

    [Fact]
    public void An_answer_to_the_start_that_is_lost_does_not_start_the_job_twice()
    {
        int posts = 0;
        using UwsService uws = new(UwsService.Look("EXECUTING"), UwsService.Look("COMPLETED"))
        {
            Phase = exchange => (++posts == 1 ? Acts.Reset() : Acts.Send("job is not PENDING", 400, "text/plain"))(exchange),
        };
        Assert.Equal(3, uws.Connect().Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, Token).RowCount);
    }

    [Fact]
    public void A_result_that_breaks_off_is_fetched_again_from_the_same_job()
    {
        int fetched = 0;
        FaultServer.Act cut = Acts.ResetAfter(Acts.TableStart() + Acts.Row(0));
        FaultServer.Act whole = Acts.Send(Acts.Table(7));
        using UwsService uws = new(UwsService.Look("COMPLETED")) { Result = exchange => (++fetched < 3 ? cut : whole)(exchange) };
        Assert.Equal(7, uws.Connect().Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, Token).RowCount);
        Assert.Equal(1, uws.Calls.Count(call => call == "POST /tap/async"));
    }

    [Fact]
    public void A_result_that_a_limit_cut_is_an_error()
    {
        using UwsService uws = new(UwsService.Look("COMPLETED")) { Result = Acts.Send(Acts.Table(8, after: Acts.Status("OVERFLOW"))) };
        Assert.Equal("ResultTruncated", Fails(uws).ErrorId);
    }

    [Theory]
    [InlineData("creation")]
    [InlineData("start")]
    [InlineData("wait")]
    [InlineData("result")]
    public async Task Cancelling_returns_at_once_and_leaves_no_job(string where)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Stopwatch watch = new();
        FaultServer.Act Cancelled(FaultServer.Act act) => async exchange =>
        {
            watch.Start();
            await stop.CancelAsync();
            await act(exchange);
        };
        using UwsService uws = new(where == "wait" ? [UwsService.Look("EXECUTING"), Cancelled(Acts.Stall())] : [UwsService.Look("COMPLETED")])
        {
            Create = where == "creation" ? Cancelled(Acts.Redirect(303, "async/j1")) : null,
            Phase = where == "start" ? Cancelled(Acts.Stall()) : Acts.Send(""),
            Result = where == "result" ? Cancelled(Acts.StallAfter(Acts.TableStart())) : Acts.Send(Acts.Table(1)),
        };
        // The time that is left for the address of a job that is being made never ends.
        TapService service = uws.Connect(new TapServiceOptions { TimeProvider = where == "creation" ? new ImpatientTime(TimeSpan.Zero) : new ImpatientTime() });
        service.GetCapabilities(cancellationToken: Token);
        Assert.ThrowsAny<OperationCanceledException>(() => service.Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, stop.Token));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce.Limit);
        Assert.True(await Eventually.HoldsAsync(() => uws.Calls[^1] == "DELETE /tap/async/j1", Token));
    }

    [Fact]
    public void A_deletion_that_takes_long_does_not_hold_up_who_cancelled()
    {
        using UwsService uws = new(UwsService.Look("EXECUTING"), Acts.Stall()) { Delete = Acts.Stall() };
        TapService service = uws.Connect(new TapServiceOptions());
        service.GetCapabilities(cancellationToken: Token);
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        stop.CancelAfter(200);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => service.Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, stop.Token));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce.Limit);
    }

    [Theory]
    [InlineData(TapJobKeeping.Never, true)]
    [InlineData(TapJobKeeping.Unfinished, false)]
    public async Task The_time_for_a_whole_call_ends_a_job_too(TapJobKeeping keeping, bool deleted)
    {
        ImpatientTime time = new();
        TapServiceOptions options = new() { TimeProvider = time };
        FaultServer.Act late = exchange =>
        {
            time.Expire(options.Timeout);
            return exchange.StallAsync();
        };
        using UwsService uws = new(UwsService.Look("EXECUTING"), late);
        TapService service = uws.Connect(options);
        AstroException error = Assert.Throws<AstroException>(
            () => service.Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async, KeepJob = keeping }, Token));
        Assert.Equal("ServiceTimeout", error.ErrorId);
        if (deleted)
            Assert.True(await Eventually.HoldsAsync(() => uws.Calls.Contains("DELETE /tap/async/j1"), Token));
        else
            Assert.DoesNotContain("DELETE /tap/async/j1", uws.Calls);
        Assert.Equal(!deleted, error.Message.Contains("the job keeps running at " + uws.JobUri));
    }

    private static AstroException Fails(UwsService uws) =>
        Assert.Throws<AstroException>(() => uws.Connect().Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, Token));
}
