using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.ServerTests;

/// <summary>
/// The same queries through this client, pyvo and STILTS: the rows are compared one by one, floating-point values by their bits, with
/// nulls and units.
/// </summary>
public class TapPeerTests
{
    // As many rows as the server's hard limit lets through.
    private const string NoLimit = "20000000";

    // Some minutes of work, so that it still runs when a busy machine gets round to ending it.
    private const string SlowQuery =
        "SELECT COUNT(*) AS n FROM csc AS a, csc AS b, (SELECT TOP 20 ra FROM csc) AS c WHERE SIN(a.ra + b.ra) > COS(a.dec + b.dec + c.ra)";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static string Address => TestServer.BaseUri.AbsoluteUri;

    public static TheoryData<string, string, string> Queries()
    {
        string[] queries =
        [
            "SELECT * FROM csc",
            "SELECT * FROM fermilpsc",
            "SELECT * FROM chanmaster",
            "SELECT * FROM fp_psc",
            "SELECT * FROM gaiadr3.gaia_source",
            "SELECT COUNT(*) AS n, AVG(b_flux_ap) AS mean_flux, MIN(name) AS first_name FROM csc",
            "SELECT table_name, column_name, datatype, unit, indexed FROM TAP_SCHEMA.columns",
            "SELECT name, ra FROM csc WHERE ra < -1",
        ];
        TheoryData<string, string, string> data = [];
        foreach (string query in queries)
        {
            foreach (string peer in (string[])["pyvo", "stilts"])
                data.Add(query, peer, "sync");
        }

        data.Add(queries[0], "pyvo", "async");
        data.Add(queries[0], "stilts", "async");
        return data;
    }

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_gives_the_rows_that_others_get(string query, string peer, string mode)
    {
        AstroTable table = TestServer.Connect().Run(query, new TapQueryOptions { Mode = Mode(mode) }, Token);
        Assert.Equal(table.RowCount, Peer.Compare(table, peer, Address, query, mode, NoLimit));
    }

    [Theory]
    [InlineData("pyvo", "sync")]
    [InlineData("pyvo", "async")]
    [InlineData("stilts", "sync")]
    [InlineData("stilts", "async")]
    public void An_upload_is_joined_as_others_join_it(string peer, string mode)
    {
        const string Query = "SELECT t.id AS id, t.label AS label, t.radius AS radius, c.name AS name, c.b_flux_ap AS flux FROM csc AS c"
            + " JOIN TAP_UPLOAD.t AS t ON 1 = CONTAINS(POINT('ICRS', c.ra, c.dec), CIRCLE('ICRS', t.ra, t.dec, t.radius))";
        TapService service = TestServer.Connect();
        AstroTable centres = service.Run("SELECT TOP 50 ra, dec FROM csc WHERE b_flux_ap > 0 ORDER BY name", cancellationToken: Token);
        AstroTable upload = new(
        [
            new AstroColumn<int>(new ColumnInfo("id", typeof(int)), [.. Enumerable.Range(0, 50)]),
            new AstroColumn<string>(new ColumnInfo("label", typeof(string)), [.. Enumerable.Range(0, 50).Select(i => $"<source {i}> & 'more'")]),
            centres["ra"],
            centres["dec"],
            new AstroColumn<double>(new ColumnInfo("radius", typeof(double)) { Unit = "deg" }, [.. Enumerable.Range(0, 50).Select(i => 0.01 + (i / 300.0))]),
        ]);
        AstroTable joined = service.Run(Query, new TapQueryOptions { Mode = Mode(mode), Uploads = [new TapUpload("t", upload)] }, Token);
        Assert.True(joined.RowCount > 50);
        string path = Path.Combine(Path.GetTempPath(), $"upload-{Guid.NewGuid():N}.vot");
        try
        {
            TableFileWriter.Write(path, false, [upload], Token);
            Assert.Equal(joined.RowCount, Peer.Compare(joined, peer, Address, Query, mode, NoLimit, "t=" + path));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("pyvo")]
    [InlineData("stilts")]
    public void A_cut_result_has_the_rows_that_others_get(string peer)
    {
        const string Query = "SELECT name, ra, dec FROM csc ORDER BY name";
        TapQueryOptions options = new() { MaxRec = 100 };
        Assert.Equal("ResultTruncated", Assert.Throws<AstroException>(() => TestServer.Connect().Run(Query, options, Token)).ErrorId);
        AstroTable table = TestServer.Connect().Run(Query, options with { AllowTruncated = true }, Token);
        Assert.Equal(100, Peer.Compare(table, peer, Address, Query, "sync", "100"));
    }

    // 5,462 sources by 74: 404,188 rows.
    [Theory]
    [InlineData("pyvo")]
    [InlineData("stilts")]
    public void Four_hundred_thousand_rows_are_those_that_others_get(string peer)
    {
        const string Query = "SELECT a.name AS name, a.ra AS ra, b.fermi AS fermi, b.axis AS axis FROM csc AS a,"
            + " (SELECT TOP 74 name AS fermi, semi_major_axis_95 AS axis FROM fermilpsc ORDER BY name) AS b";
        AstroTable table = TestServer.Connect().Run(Query, cancellationToken: Token);
        Assert.Equal(404_188, table.RowCount);
        Assert.Equal(404_188, Peer.Compare(table, peer, Address, Query, "sync", NoLimit));
    }

    [Fact]
    public void An_error_has_the_words_that_others_show()
    {
        const string Query = "SELECT no_such_column FROM csc";
        string words = Peer.Jobs("error", Address, Query);
        AstroException error = Assert.Throws<AstroException>(() => TestServer.Connect().Run(Query, cancellationToken: Token));
        string core = words[words.IndexOf("column 'no_such", StringComparison.Ordinal)..].TrimEnd('.');
        Assert.Contains("could not be located", core);
        Assert.Contains(core, error.Message);
    }

    [Fact]
    public async Task A_job_that_another_process_started_is_received_here()
    {
        const string Query = "SELECT name, ra FROM csc WHERE ra < 90";
        string address = Peer.Jobs("start", Address, Query);
        await using TapJob job = TapJob.Attach(new Uri(address));
        Assert.Equal(UwsPhase.Completed, job.Wait(TimeSpan.FromMinutes(5), Token));
        AstroTable table = job.ReadResult(cancellationToken: Token);
        Assert.Equal(TestServer.Connect().Run(Query, cancellationToken: Token).RowCount, table.RowCount);
        Assert.Equal(table.RowCount, Peer.Compare(table, "pyvo-job", address));
        job.Delete(Token);
    }

    [Theory]
    [InlineData("pyvo-job")]
    [InlineData("stilts-job")]
    public async Task A_job_that_was_started_here_is_received_by_another_process(string peer)
    {
        await using TapJob job = TestServer.Connect().SubmitJob("SELECT name, b_flux_ap FROM csc WHERE dec < 0", cancellationToken: Token);
        Assert.Equal(UwsPhase.Completed, job.Wait(TimeSpan.FromMinutes(5), Token));
        AstroTable table = job.ReadResult(cancellationToken: Token);
        Assert.Equal(table.RowCount, Peer.Compare(table, peer, job.JobUri.AbsoluteUri));
    }

    [Fact]
    public async Task An_abort_is_seen_by_the_other_side()
    {
        string address = Peer.Jobs("start", Address, SlowQuery);
        await using (TapJob job = TapJob.Attach(new Uri(address)))
        {
            job.Abort(Token);
            // A busy service may need a moment to end what runs.
            Assert.Equal(UwsPhase.Aborted, job.Wait(TimeSpan.FromMinutes(5), Token));
            Assert.Equal("ABORTED", Peer.Jobs("phase", address));
            job.Delete(Token);
        }

        await using TapJob own = TestServer.Connect().SubmitJob(SlowQuery, cancellationToken: Token);
        Assert.Matches("^(ABORTED|EXECUTING)$", Peer.Jobs("abort", own.JobUri.AbsoluteUri));
        Assert.Equal(UwsPhase.Aborted, own.Wait(TimeSpan.FromMinutes(5), Token));
        Assert.Equal("ABORTED", Peer.Jobs("phase", own.JobUri.AbsoluteUri));
    }

    private static TapQueryMode Mode(string mode) => mode == "sync" ? TapQueryMode.Sync : TapQueryMode.Async;
}
