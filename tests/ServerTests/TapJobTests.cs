using System.Diagnostics;
using System.Xml.Linq;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;
using PSAstroXmatch.Tests;
using PSAstroXmatch.UnitTests.Tap;

namespace PSAstroXmatch.ServerTests;

/// <summary>Jobs, uploads, metadata and queries in parts against GAVO DaCHS.</summary>
public class TapJobTests
{
    // 30 million pairs: some seconds of work for the server.
    // Some minutes of work, so that it still runs when a busy machine gets round to ending it.
    private const string SlowQuery =
        "SELECT COUNT(*) AS n FROM csc AS a, csc AS b, (SELECT TOP 20 ra FROM csc) AS c WHERE SIN(a.ra + b.ra) > COS(a.dec + b.dec + c.ra)";

    private static readonly TapQueryOptions AsJob = new() { Mode = TapQueryMode.Async };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_job_gives_the_same_rows_as_a_synchronous_query_and_is_gone()
    {
        const string Query = "SELECT name, ra, dec, b_flux_ap FROM csc ORDER BY name";
        TapService service = TestServer.Connect();
        HashSet<string> before = await ListJobsAsync();
        AstroTable expected = service.Run(Query, cancellationToken: Token);
        List<string> log = [];
        AstroTable table = service.Run(Query, AsJob with { Log = log.Add }, Token);
        Assert.Equal(5462, table.RowCount);
        AssertSame(expected, table);
        string job = log.First(line => line.Contains("the job is http")).Split("/async/")[1].TrimEnd('.');
        Assert.DoesNotContain(job, await ListJobsAsync());
        Assert.DoesNotContain(job, before);
    }

    [Fact]
    public async Task A_job_is_received_through_its_address_alone()
    {
        await using TapJob made = TestServer.Connect().SubmitJob("SELECT TOP 7 name FROM csc ORDER BY name", new TapQueryOptions { KeepJob = TapJobKeeping.Always }, Token);
        TapJob other = TapJob.Attach(new Uri(made.JobUri.AbsoluteUri));
        Assert.Equal(UwsPhase.Completed, other.Wait(TimeSpan.FromMinutes(5), Token));
        Assert.Contains("SELECT TOP 7 name", other.Query);
        Assert.Equal(7, other.ReadResult(cancellationToken: Token).RowCount);
        Assert.Contains(made.JobId, await ListJobsAsync());
        other.Delete(Token);
        Assert.DoesNotContain(made.JobId, await ListJobsAsync());
        Assert.Equal("JobNotFound", Assert.Throws<AstroException>(() => made.Refresh(Token)).ErrorId);
    }

    [Fact]
    public async Task A_job_waits_to_be_started_and_takes_its_times()
    {
        await using TapJob job = TestServer.Connect().SubmitJob("SELECT TOP 2 name FROM csc", new TapQueryOptions { StartJob = false, RunId = "mine" }, Token);
        Assert.Equal(UwsPhase.Pending, job.Phase);
        job.SetExecutionDuration(TimeSpan.FromSeconds(120), Token);
        DateTimeOffset end = new(DateTimeOffset.UtcNow.Year + 1, 1, 1, 0, 0, 0, TimeSpan.Zero);
        job.SetDestruction(end, Token);
        Assert.Equal(TimeSpan.FromSeconds(120), job.Description.ExecutionDuration);
        Assert.Equal(end, job.Description.Destruction);
        Assert.Equal("JobNotFinished", Assert.Throws<AstroException>(() => job.ReadResult(cancellationToken: Token)).ErrorId);
        job.Run(Token);
        Assert.Equal(UwsPhase.Completed, job.Wait(TimeSpan.FromMinutes(5), Token));
        Assert.Equal(2, job.ReadResult(cancellationToken: Token).RowCount);
    }

    [Fact]
    public void A_failed_job_gives_the_servers_own_words()
    {
        AstroException error = Assert.Throws<AstroException>(() => TestServer.Connect().Run("SELECT no_such_column FROM csc", AsJob, Token));
        Assert.Equal("ServiceError", error.ErrorId);
        Assert.Contains("no_such_column", error.Message);
        Assert.Contains("could not be located", error.Message);
    }

    [Fact]
    public async Task A_job_that_runs_can_be_stopped()
    {
        await using TapJob job = TestServer.Connect().SubmitJob(SlowQuery, cancellationToken: Token);
        job.Wait(TimeSpan.FromSeconds(1), Token);
        job.Abort(Token);
        Assert.Equal(UwsPhase.Aborted, job.Wait(TimeSpan.FromMinutes(5), Token));
        Assert.Equal("JobAborted", Assert.Throws<AstroException>(() => job.ReadResult(cancellationToken: Token)).ErrorId);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(150)]
    [InlineData(1500)]
    public async Task Cancelling_returns_at_once_and_leaves_no_job(int milliseconds)
    {
        // The time that is left for the address of a job that is being made never ends, so that a busy machine leaves no job.
        TapService service = TestServer.Connect(new TapServiceOptions { TimeProvider = new ImpatientTime(TimeSpan.Zero) });
        service.GetCapabilities(cancellationToken: Token);
        string marker = Guid.NewGuid().ToString("N");
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Stopwatch sinceCancelled = new();
        using CancellationTokenRegistration registration = stop.Token.Register(sinceCancelled.Start);
        stop.CancelAfter(milliseconds);
        // With <> the server's parser refuses the query, once it comes to it; ADQL 2.1 has both.
        Assert.ThrowsAny<OperationCanceledException>(() => service.Run($"{SlowQuery} AND a.name != '{marker}'", AsJob, stop.Token));
        Assert.InRange(sinceCancelled.Elapsed, TimeSpan.Zero, AtOnce.Limit);
        // A deletion may still be on its way.
        Assert.True(await Eventually.HoldsAsync(async () => !await HasJobAsync(marker), Token));
    }

    [Fact]
    public async Task Jobs_are_found_by_what_stands_in_their_query()
    {
        string marker = Guid.NewGuid().ToString("N");
        await using (TestServer.Connect().SubmitJob($"SELECT TOP 1 name FROM csc WHERE name != '{marker}'", new TapQueryOptions { StartJob = false }, Token))
            Assert.True(await HasJobAsync(marker));
        Assert.False(await HasJobAsync(marker));
    }

    [Fact]
    public void Maxrec_cuts_a_job_too_and_a_users_limit_is_no_cut()
    {
        TapService service = TestServer.Connect();
        Assert.Equal("ResultTruncated", Assert.Throws<AstroException>(() => service.Run("SELECT name FROM csc", AsJob with { MaxRec = 10 }, Token)).ErrorId);
        Assert.Equal(10, service.Run("SELECT name FROM csc", AsJob with { MaxRow = 10 }, Token).RowCount);
        Assert.Equal(10, service.Run("SELECT name FROM csc", new TapQueryOptions { MaxRow = 10 }, Token).RowCount);
    }

    [Theory]
    [InlineData(TapQueryMode.Sync)]
    [InlineData(TapQueryMode.Async)]
    public void Several_tables_can_be_uploaded_and_joined(TapQueryMode mode)
    {
        TapQueryOptions options = new() { Mode = mode, Uploads = [new TapUpload("a", Positions(200)), new TapUpload("b", Positions(3))] };
        AstroTable joined = TestServer.Connect().Run(
            "SELECT a.id AS id, a.label AS label, a.ra AS ra, b.id AS other FROM TAP_UPLOAD.a AS a JOIN TAP_UPLOAD.b AS b ON a.id = b.id ORDER BY id", options, Token);
        Assert.Equal([0, 1, 2], joined["id"].ToDoubles());
        Assert.Equal(["name 0", "name 1 with 'quotes' & <signs>", "name 2"], joined["label"] is AstroColumn<string> labels ? labels.Values : []);
        Assert.Equal(Positions(3)["ra"].ToDoubles(), joined["ra"].ToDoubles());
    }

    [Fact]
    public void A_hundred_thousand_rows_come_through_a_product_of_uploads()
    {
        TapService service = TestServer.Connect();
        TapQueryOptions options = new() { Uploads = [new TapUpload("a", Positions(700)), new TapUpload("b", Positions(600))] };
        const string Query = "SELECT a.id AS a_id, b.id AS b_id, a.ra AS ra, b.dec AS dec FROM TAP_UPLOAD.a AS a, TAP_UPLOAD.b AS b";
        AstroTable product = service.Run(Query, options, Token);
        Assert.Equal(420_000, product.RowCount);
        HashSet<long> pairs = [];
        for (int row = 0; row < product.RowCount; row++)
            pairs.Add(((long)product["a_id"].GetDouble(row) * 1000) + (long)product["b_id"].GetDouble(row));
        Assert.Equal(420_000, pairs.Count);
    }

    [Fact]
    public void An_upload_in_parts_gives_the_rows_of_the_whole()
    {
        const string Query = "SELECT t.id AS id, c.name AS name FROM csc AS c JOIN TAP_UPLOAD.t AS t ON 1 = CONTAINS(POINT('ICRS', c.ra, c.dec), CIRCLE('ICRS', t.ra, t.dec, 0.2))";
        AstroTable centres = TestServer.Connect().Run("SELECT TOP 60 ra, dec, name AS id FROM csc ORDER BY name", cancellationToken: Token);
        TapUpload upload = new("t", centres);
        AstroTable whole = TestServer.Connect().Run(Query, new TapQueryOptions { Uploads = [upload] }, Token);
        TapServiceOptions small = new() { Dialect = TapDialects.Generic with { UploadRowLimit = 17 } };
        AstroTable parts = TestServer.Connect(small).RunSplit(Query, upload, cancellationToken: Token);
        Assert.True(whole.RowCount > 60);
        Assert.Equal(Rows(whole), Rows(parts));
    }

    [Fact]
    public void A_catalog_in_slices_has_all_rows_once()
    {
        TapSlicedQuery query = TapSlicedQuery.ByDeclination("t.name AS name, t.ra AS ra, t.dec AS dec", "csc AS t", "t.dec");
        AstroTable whole = TestServer.Connect().RunSliced(query, cancellationToken: Token);
        // A limit that only the client knows of.
        TapServiceOptions options = new() { Dialect = new TapDialect("Small") { HardRowLimit = 400, ResponseFormat = null } };
        TapService small = TestServer.Connect(options);
        List<string> log = [];
        AstroTable sliced = small.RunSliced(query with { Range = null }, new TapQueryOptions { Log = log.Add }, Token);
        Assert.Equal(5462, whole.RowCount);
        Assert.Equal(Rows(whole), Rows(sliced));
    }

    [Fact]
    public void The_server_tells_its_limits_and_tables()
    {
        TapService service = TestServer.Connect();
        TapCapabilities capabilities = service.GetCapabilities(cancellationToken: Token);
        Assert.Equal(new TapLimit<long>(100_000, 20_000_000), capabilities.OutputRows);
        Assert.True(capabilities.TakesInlineUploads);
        Assert.Equal(100_000_000, capabilities.UploadBytes.Hard);
        Assert.Equal(TimeSpan.FromHours(1), capabilities.ExecutionDuration.Default);
        Assert.Contains("2.1", capabilities.Languages[0].Versions);

        IReadOnlyList<TapTableInfo> tables = service.GetTables(cancellationToken: Token);
        Assert.Superset(
            new HashSet<string> { "heasarc.csc", "heasarc.fermilpsc", "heasarc.chanmaster", "irsa.fp_psc", "gaiadr3.gaia_source" },
            tables.Select(table => table.Name).ToHashSet());
        foreach (string name in new[] { "heasarc.csc", "CSC" })
        {
            TapTableInfo csc = service.GetTable(name, cancellationToken: Token);
            TapColumnInfo ra = Assert.Single(csc.Columns!, column => column.Name == "ra");
            Assert.Equal(("heasarc.csc", "deg", "heasarc"), (csc.Name, ra.Unit, csc.Schema));
        }

        Assert.Equal("TableNotFound", Assert.Throws<AstroException>(() => service.GetTable("no_such_table", cancellationToken: Token)).ErrorId);
    }

    private static AstroTable Positions(int rows) => new(
    [
        new AstroColumn<int>(new ColumnInfo("id", typeof(int)), [.. Enumerable.Range(0, rows)]),
        new AstroColumn<string>(new ColumnInfo("label", typeof(string)), [.. Enumerable.Range(0, rows).Select(i => i == 1 ? "name 1 with 'quotes' & <signs>" : $"name {i}")]),
        new AstroColumn<double>(new ColumnInfo("ra", typeof(double)) { Unit = "deg" }, [.. Enumerable.Range(0, rows).Select(i => 83.6 + (i / 3.0))]),
        new AstroColumn<double>(new ColumnInfo("dec", typeof(double)) { Unit = "deg" }, [.. Enumerable.Range(0, rows).Select(i => -5.4 - (i / 7.0))]),
    ]);

    private static IEnumerable<string> Rows(AstroTable table) =>
        Enumerable.Range(0, table.RowCount).Select(row => string.Join('|', table.Columns.Select(column => column.GetText(row)))).Order(StringComparer.Ordinal);

    private static void AssertSame(AstroTable expected, AstroTable actual)
    {
        Assert.Equal(expected.Columns.Select(column => column.Name), actual.Columns.Select(column => column.Name));
        foreach ((AstroColumn first, AstroColumn second) in expected.Columns.Zip(actual.Columns))
        {
            for (int row = 0; row < expected.RowCount; row++)
                Assert.Equal(first.GetValue(row), second.GetValue(row));
        }
    }

    private static async Task<HashSet<string>> ListJobsAsync() =>
        [.. (await GetJobsAsync()).Descendants().Where(element => element.Name.LocalName == "jobref").Select(element => element.Attribute("id")!.Value)];

    private static async Task<bool> HasJobAsync(string marker)
    {
        using HttpClient client = new();
        foreach (string job in await ListJobsAsync())
        {
            // A job that another test has deleted meanwhile is not the one.
            using HttpResponseMessage answer = await client.GetAsync(new Uri($"{TestServer.BaseUri}/async/{job}/parameters"), Token);
            if ((await answer.Content.ReadAsStringAsync(Token)).Contains(marker, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static async Task<XDocument> GetJobsAsync()
    {
        using HttpClient client = new();
        return XDocument.Parse(await client.GetStringAsync(new Uri(TestServer.BaseUri + "/async"), Token));
    }
}
