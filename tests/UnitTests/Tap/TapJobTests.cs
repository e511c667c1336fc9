using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>A job from its making to its end, and what belongs to it.</summary>
public class TapJobTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void A_query_runs_as_a_job_that_is_gone_afterwards()
    {
        using UwsService uws = new(UwsService.Look("QUEUED"), UwsService.Look("EXECUTING"), UwsService.Look("COMPLETED"));
        AstroTable table = uws.Connect().Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async, MaxRec = 50, RunId = "mine" }, Token);
        Assert.Equal(3, table.RowCount);
        Assert.Equal(
            [
                "POST /tap/async",
                "POST /tap/async/j1/phase",
                "GET /tap/async/j1",
                "GET /tap/async/j1?WAIT=30&PHASE=QUEUED",
                "GET /tap/async/j1?WAIT=30&PHASE=EXECUTING",
                "GET /tap/async/j1/results/result",
                "DELETE /tap/async/j1",
            ],
            uws.Calls);
        ReceivedRequest create = uws.Server.Requests.First(request => request.Path == "/tap/async");
        Assert.Equal((Query, "50", "mine"), (create.Form["QUERY"], create.Form["MAXREC"], create.Form["RUNID"]));
        Assert.DoesNotContain("PHASE", create.Form.Keys);
        Assert.Equal("RUN", uws.Server.Requests.First(request => request.Path.EndsWith("/phase", StringComparison.Ordinal)).Form["PHASE"]);
    }

    [Fact]
    public async Task A_job_can_be_made_without_starting_it()
    {
        using UwsService uws = new(UwsService.Look("PENDING", "<uws:quote>2026-05-01T00:00:00</uws:quote>"));
        await using TapJob job = uws.Connect().SubmitJob(Query, new TapQueryOptions { StartJob = false, KeepJob = TapJobKeeping.Always }, Token);
        Assert.Equal((UwsPhase.Pending, "j1", uws.JobUri), (job.Phase, job.JobId, job.JobUri));
        Assert.Equal(new DateTimeOffset(2026, 5, 1, 0, 0, 0, TimeSpan.Zero), job.Quote);
        Assert.DoesNotContain("POST /tap/async/j1/phase", uws.Calls);
        AstroException error = Assert.Throws<AstroException>(() => job.OpenResult(cancellationToken: Token));
        Assert.Equal("JobNotFinished", error.ErrorId);
    }

    [Fact]
    public async Task Another_process_can_go_on_with_a_job_by_its_address()
    {
        using UwsService uws = new(UwsService.Look("EXECUTING"), UwsService.Look("COMPLETED"));
        await using TapJob job = uws.Attach();
        Assert.Equal(UwsPhase.Completed, job.Wait(null, Token));
        Assert.Equal("SELECT name FROM csc", job.Query);
        using TableReader reader = job.OpenResult(cancellationToken: Token);
        Assert.Equal(3, reader.ReadToEnd(Token).RowCount);
        await job.DisposeAsync();
        Assert.DoesNotContain("DELETE /tap/async/j1", uws.Calls);
    }

    [Theory]
    [InlineData("UNKNOWN", "EXECUTING", "UNKNOWN")]
    [InlineData("SUSPENDED", "EXECUTING")]
    [InlineData("NONSENSE", "")]
    [InlineData("QUEUED", "SUSPENDED", "QUEUED", "EXECUTING")]
    public async Task A_job_is_waited_for_through_all_phases(params string[] phases)
    {
        using UwsService uws = new([.. phases.Select(phase => UwsService.Look(phase)), UwsService.Look("COMPLETED")]);
        await using TapJob job = uws.Attach();
        Assert.Equal(UwsPhase.Completed, job.Wait(null, Token));
        Assert.Equal(phases.Length + 1, uws.Calls.Count);
    }

    [Fact]
    public async Task A_job_that_is_held_is_started_again()
    {
        using UwsService uws = new(UwsService.Look("HELD"), UwsService.Look("EXECUTING"), UwsService.Look("COMPLETED"));
        await using TapJob job = uws.Attach();
        List<string> log = [];
        job.Log = log.Add;
        Assert.Equal(UwsPhase.Completed, job.Wait(null, Token));
        Assert.Contains("POST /tap/async/j1/phase", uws.Calls);
        Assert.Contains(log, line => line.Contains("HELD"));
    }

    [Fact]
    public async Task A_service_of_the_first_version_is_not_asked_to_hold_back_its_answer()
    {
        using UwsService uws = new(UwsService.Look("EXECUTING", version: ""), UwsService.Look("COMPLETED", version: ""));
        await using TapJob job = uws.Attach();
        job.Wait(null, Token);
        Assert.All(uws.Calls, call => Assert.DoesNotContain("WAIT", call));
    }

    [Fact]
    public async Task A_wait_ends_when_its_time_is_over_and_the_job_runs_on()
    {
        using UwsService uws = new(UwsService.Look("EXECUTING"));
        await using TapJob job = uws.Attach(new TapServiceOptions());
        // However long a look takes, this one has told the phase.
        job.Refresh(Token);
        Assert.Equal(UwsPhase.Executing, job.Wait(TimeSpan.FromSeconds(1.5), Token));
        Assert.All(uws.Calls, call => Assert.StartsWith("GET ", call));
        Assert.Equal("TapOptionInvalid", Assert.Throws<AstroException>(() => job.Wait(TimeSpan.FromSeconds(-1), Token)).ErrorId);
    }

    [Theory]
    [InlineData("/tap/async/j1/results/result", "/tap/async/j1/results/result")]
    [InlineData("results/result", "/tap/async/j1/results/result")]
    [InlineData("j1/results/other", "/tap/async/j1/results/other")]
    [InlineData("/elsewhere/table.vot", "/elsewhere/table.vot")]
    [InlineData("", "/tap/async/j1/results/result")]
    public async Task A_result_is_found_where_the_job_says_it_is(string href, string path)
    {
        using UwsService uws = new(UwsService.Look("COMPLETED", results: href.Length == 0 ? "" : UwsService.ResultAt(href))) { ResultPath = path };
        await using TapJob job = uws.Attach();
        Assert.Equal(3, job.ReadResult(cancellationToken: Token).RowCount);
    }

    // Rubin lists id="diag" with addresses that are none; Daiquiri one result for each format.
    [Theory]
    [InlineData("")]
    [InlineData("<uws:result id=\"diag\" xlink:href=\"uws:executing:10\"/><uws:result id=\"diag\" xlink:href=\"query:1\"/>")]
    [InlineData("<uws:result id=\"csv\" xlink:href=\"results/csv\"/><uws:result id=\"votable\" xlink:href=\"results/votable\"/>")]
    [InlineData("<uws:result id=\"result\" xlink:href=\"uws:executing:10\"/>")]
    [InlineData("<uws:result id=\"result\" xlink:href=\"\"/><uws:result id=\"log\"/>")]
    [InlineData("<uws:result id=\"result\" xlink:href=\"http://[::1/broken\"/>")]
    [InlineData("<uws:result id=\"RESULT\"/>")]
    [InlineData("<uws:result id=\"result\" xlink:href=\"javascript:alert(1)\"/>")]
    [InlineData("<uws:result id=\"log\" mime-type=\"text/plain\" xlink:href=\"results/log\"/>")]
    [InlineData("<uws:result id=\"result\" xlink:href=\"http://host.invalid:8080/tap/async/j1/results/result\"/>")]
    [InlineData("<uws:result id=\"Result\" xlink:href=\"/tap/async/j1/gone\"/>")]
    public async Task A_result_is_at_the_address_of_the_standard_whatever_is_listed(string results)
    {
        using UwsService uws = new(UwsService.Look("COMPLETED", results: results));
        await using TapJob job = uws.Attach();
        Assert.Equal(3, job.ReadResult(cancellationToken: Token).RowCount);
    }

    [Theory]
    [InlineData("<uws:result id=\"csv\" xlink:href=\"results/csv\"/><uws:result id=\"votable\" xlink:href=\"results/votable\"/>", "/tap/async/j1/results/votable")]
    [InlineData("<uws:result id=\"a\" xlink:href=\"results/a\"/><uws:result id=\"b\" mime-type=\"application/x-votable+xml\" xlink:href=\"results/b\"/>", "/tap/async/j1/results/b")]
    [InlineData("<uws:result id=\"table\" xlink:href=\"results/table\"/>", "/tap/async/j1/results/table")]
    [InlineData("<uws:result id=\"result_1\" xlink:href=\"/tap/async/j1/results/votable\" size=\"3\"/>", "/tap/async/j1/results/votable")]
    [InlineData("<uws:result id=\"log\" mime-type=\"text/plain\" xlink:href=\"results/log\"/><uws:result id=\"out\" mime-type=\"application/x-votable+xml;serialization=BINARY2\" xlink:href=\"results/out\"/>", "/tap/async/j1/results/out")]
    public async Task A_result_with_another_name_is_taken_where_the_address_of_the_standard_has_none(string results, string path)
    {
        using UwsService uws = new(UwsService.Look("COMPLETED", results: results)) { ResultPath = path };
        await using TapJob job = uws.Attach();
        Assert.Equal(3, job.ReadResult(cancellationToken: Token).RowCount);
    }

    [Fact]
    public async Task An_error_names_the_host_of_the_result_that_cannot_be_reached()
    {
        using UwsService uws = new(UwsService.Look("COMPLETED", results: UwsService.ResultAt("http://host.invalid:8080/table?token=s3cret"))) { ResultPath = "/nowhere" };
        await using TapJob job = uws.Attach(new TapServiceOptions { MaxRetryAttempts = 0 });
        AstroException error = Assert.Throws<AstroException>(() => job.ReadResult(cancellationToken: Token));
        Assert.Equal("ServiceUnreachable", error.ErrorId);
        Assert.Contains("http://host.invalid:8080/table", error.Message);
        Assert.DoesNotContain("s3cret", error.ToString());
    }

    [Fact]
    public async Task A_result_may_be_at_the_end_of_a_chain_of_redirections()
    {
        int hops = 0;
        UwsService? uws = null;
        FaultServer.Act good = Acts.Send(Acts.Table(4));
        uws = new UwsService(UwsService.Look("COMPLETED"))
        {
            Result = exchange => ++hops < 4 ? Acts.Redirect(303, "result")(exchange) : good(exchange),
        };
        using (uws)
        {
            await using TapJob job = uws.Attach();
            Assert.Equal(4, job.ReadResult(cancellationToken: Token).RowCount);
        }
    }

    [Theory]
    [InlineData(201)]
    [InlineData(302)]
    [InlineData(303)]
    public void A_job_is_found_by_whatever_status_tells_of_it(int status)
    {
        using UwsService uws = new(UwsService.Look("COMPLETED")) { Create = Acts.Redirect(status, "async/j1") };
        Assert.Equal(3, uws.Connect().Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, Token).RowCount);
    }

    [Fact]
    public void A_job_may_be_told_by_its_document_instead_of_its_address()
    {
        using UwsService uws = new(UwsService.Look("COMPLETED")) { Create = UwsService.Look("PENDING") };
        Assert.Equal(3, uws.Connect().Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, Token).RowCount);
        using UwsService mute = new(UwsService.Look("COMPLETED")) { Create = exchange => exchange.HeadAsync(303, "text/plain", 0) };
        AstroException error = Assert.Throws<AstroException>(() => mute.Connect().Run(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, Token));
        Assert.Equal("AnswerDamaged", error.ErrorId);
        Assert.Contains("did not give the job's address", error.Message);
    }

    [Theory]
    [InlineData(TapJobKeeping.Never, "COMPLETED", true)]
    [InlineData(TapJobKeeping.Never, "EXECUTING", true)]
    [InlineData(TapJobKeeping.Unfinished, "COMPLETED", true)]
    [InlineData(TapJobKeeping.Unfinished, "EXECUTING", false)]
    [InlineData(TapJobKeeping.Always, "COMPLETED", false)]
    public async Task A_job_stays_as_its_owner_wants(TapJobKeeping keeping, string phase, bool deleted)
    {
        using UwsService uws = new(UwsService.Look(phase));
        TapJob job = uws.Connect().SubmitJob(Query, new TapQueryOptions { KeepJob = keeping }, Token);
        await job.DisposeAsync();
        await job.DisposeAsync();
        Assert.Equal(deleted ? 1 : 0, uws.Calls.Count(call => call == "DELETE /tap/async/j1"));
    }

    [Fact]
    public async Task A_server_that_refuses_the_method_delete_gets_the_other_form()
    {
        using UwsService uws = new(UwsService.Look("COMPLETED"))
        {
            Delete = exchange => (exchange.Request.Method == "DELETE" ? Acts.Send("no", 405, "text/plain") : Acts.Send(""))(exchange),
        };
        await using TapJob job = uws.Attach();
        job.Delete(Token);
        Assert.Equal("DELETE", uws.Server.Requests[^1].Form["ACTION"]);
    }

    [Fact]
    public async Task A_job_that_is_gone_already_can_be_deleted_but_not_read()
    {
        using UwsService uws = new(Acts.Send("gone", 404, "text/plain")) { Delete = Acts.Send("gone", 404, "text/plain") };
        await using TapJob job = uws.Attach();
        job.Delete(Token);
        Assert.Equal("JobNotFound", Assert.Throws<AstroException>(() => job.Refresh(Token)).ErrorId);
    }

    [Fact]
    public async Task A_jobs_times_are_set_as_the_standard_says()
    {
        using UwsService uws = new(UwsService.Look("PENDING", "<uws:executionDuration>60</uws:executionDuration>"));
        await using TapJob job = uws.Attach();
        job.SetExecutionDuration(TimeSpan.FromSeconds(90), Token);
        job.SetDestruction(new DateTimeOffset(2026, 6, 1, 2, 0, 0, TimeSpan.FromHours(2)), Token);
        job.Abort(Token);
        Dictionary<string, string>[] forms = [.. uws.Server.Requests.Where(request => request.Method == "POST").Select(request => request.Form)];
        Assert.Equal("90", forms[0]["EXECUTIONDURATION"]);
        Assert.Equal("2026-06-01T00:00:00Z", forms[1]["DESTRUCTION"]);
        Assert.Equal("ABORT", forms[2]["PHASE"]);
        Assert.Equal(TimeSpan.FromSeconds(60), job.Description.ExecutionDuration);
    }

    [Fact]
    public void The_result_of_a_job_can_be_read_in_blocks_and_the_job_goes_with_the_reader()
    {
        using UwsService uws = new(UwsService.Look("COMPLETED"));
        using (TableReader reader = uws.Connect().Open(Query, new TapQueryOptions { Mode = TapQueryMode.Async }, Token))
        {
            Assert.Equal(2, reader.ReadBlock(2, Token)!.RowCount);
            Assert.Equal(1, reader.ReadBlock(2, Token)!.RowCount);
            Assert.Null(reader.ReadBlock(2, Token));
            Assert.Contains(reader.Parameters, parameter => parameter.Name == "QUERY_STATUS");
            Assert.DoesNotContain("DELETE /tap/async/j1", uws.Calls);
        }

        Assert.Equal("DELETE /tap/async/j1", uws.Calls[^1]);
    }

    [Theory]
    [InlineData("ftp://example.org/tap/async/1")]
    [InlineData("async/1")]
    public void An_address_that_is_no_web_address_is_no_job(string address) => Assert.Equal(
        "ServiceAddressInvalid",
        Assert.Throws<AstroException>(() => TapJob.Attach(new Uri(address, UriKind.RelativeOrAbsolute))).ErrorId);
}
