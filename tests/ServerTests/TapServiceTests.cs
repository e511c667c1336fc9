using System.Diagnostics;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ServerTests;

/// <summary>The client against GAVO DaCHS with the galactic-plane tables.</summary>
public class TapServiceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("csc", 5462)]
    [InlineData("heasarc.csc", 5462)]
    [InlineData("fermilpsc", 169)]
    [InlineData("chanmaster", 4053)]
    [InlineData("fp_psc", 507)]
    [InlineData("irsa.fp_psc", 507)]
    [InlineData("gaiadr3.gaia_source", 507)]
    public void Every_row_of_a_table_arrives(string table, int rows)
    {
        AstroTable result = TestServer.Connect().RunSync($"SELECT * FROM {table}", cancellationToken: Token);
        Assert.Equal(rows, result.RowCount);
        Assert.True(result["ra"].ToDoubles().All(ra => ra is >= 0 and < 360));
        Assert.Equal("deg", result["ra"].Unit);
    }

    [Fact]
    public void Values_keep_their_type_and_every_digit()
    {
        TapService service = TestServer.Connect();
        AstroTable gaia = service.RunSync("SELECT TOP 1 source_id, ra FROM gaiadr3.gaia_source ORDER BY source_id DESC", cancellationToken: Token);
        long id = Assert.IsType<AstroColumn<long>>(gaia["source_id"]).Values[0];
        AstroTable again = service.RunSync($"SELECT ra FROM gaiadr3.gaia_source WHERE source_id = {id}", cancellationToken: Token);
        Assert.True(id > 1L << 53);
        Assert.Equal(gaia["ra"].GetDouble(0), again["ra"].GetDouble(0));
    }

    [Fact]
    public void A_reserved_word_can_be_a_column()
    {
        TapService service = TestServer.Connect();
        string time = service.Dialect.QuoteIdentifier("time");
        AstroTable table = service.RunSync($"SELECT TOP 3 obsid AS obsid, {time} AS start_time FROM chanmaster ORDER BY obsid", cancellationToken: Token);
        Assert.Equal(3, table.RowCount);
        Assert.InRange(table["start_time"].GetDouble(0), 50_000, 70_000);
    }

    // As many pairs as the reference notebook published for these sources.
    [Fact]
    public void The_server_joins_by_a_radius_of_each_row()
    {
        AstroTable pairs = TestServer.Connect().RunSync(
            """
            SELECT f.name AS fermi_name, c.name AS csc_name, DISTANCE(POINT('ICRS', f.ra, f.dec), POINT('ICRS', c.ra, c.dec)) AS sep
            FROM fermilpsc AS f JOIN csc AS c
              ON 1 = CONTAINS(POINT('ICRS', c.ra, c.dec), CIRCLE('ICRS', f.ra, f.dec, f.semi_major_axis_95))
            WHERE c.b_flux_ap > 0
            """,
            cancellationToken: Token);
        Assert.Equal(["fermi_name", "csc_name", "sep"], pairs.Columns.Select(column => column.Name));
        Assert.Equal(5468, pairs.RowCount);
    }

    [Fact]
    public void Rows_can_be_read_in_blocks_while_they_arrive()
    {
        using TableReader reader = TestServer.Connect().OpenSync("SELECT name, ra, dec FROM csc", cancellationToken: Token);
        int rows = 0;
        int blocks = 0;
        while (reader.ReadBlock(1000, Token) is AstroTable block)
        {
            rows += block.RowCount;
            blocks++;
        }

        Assert.Equal((5462, 6), (rows, blocks));
        Assert.Contains(reader.Parameters, parameter => parameter is { Name: "QUERY_STATUS", Value: "OK" });
    }

    [Fact]
    public void Columns_are_known_with_units()
    {
        IReadOnlyList<ColumnInfo> columns = TestServer.Connect().GetColumns("fermilpsc", cancellationToken: Token);
        ColumnInfo axis = Assert.Single(columns, column => column.Name == "semi_major_axis_95");
        Assert.Equal((typeof(double), "deg"), (axis.ValueType, axis.Unit));
        Assert.Contains(columns, column => column.Name == "source_type" && column.ValueType == typeof(string));
    }

    [Fact]
    public void A_bad_query_gives_the_servers_own_words()
    {
        AstroException error = Assert.Throws<AstroException>(
            () => TestServer.Connect().RunSync("SELECT no_such_column FROM csc", cancellationToken: Token));
        Assert.Equal("ServiceError", error.ErrorId);
        Assert.Contains("column 'no_such_column' could not be located", error.Message);
        Assert.Contains("/sync", error.Message);
        Assert.Contains("Query: SELECT no_such_column FROM csc", error.Message);
    }

    [Fact]
    public void A_result_that_maxrec_cuts_is_an_error_unless_allowed()
    {
        TapService service = TestServer.Connect();
        AstroException error = Assert.Throws<AstroException>(
            () => service.RunSync("SELECT name FROM csc", new TapQueryOptions { MaxRec = 100 }, Token));
        Assert.Equal("ResultTruncated", error.ErrorId);
        Assert.Contains("100 rows", error.Message);

        List<string> log = [];
        AstroTable part = service.RunSync("SELECT name FROM csc", new TapQueryOptions { MaxRec = 100, AllowTruncated = true, Log = log.Add }, Token);
        Assert.Equal(100, part.RowCount);
        Assert.Contains(log, message => message.Contains("OVERFLOW"));
    }

    [Fact]
    public void Maxrec_zero_asks_for_the_columns_alone()
    {
        AstroTable table = TestServer.Connect().RunSync("SELECT name, ra FROM csc", new TapQueryOptions { MaxRec = 0 }, Token);
        Assert.Equal(0, table.RowCount);
        Assert.Equal(["name", "ra"], table.Columns.Select(column => column.Name));
    }

    [Fact]
    public void A_query_that_runs_can_be_cancelled()
    {
        TapService service = TestServer.Connect();
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Stopwatch sinceCancelled = new();
        using CancellationTokenRegistration registration = stop.Token.Register(sinceCancelled.Start);
        stop.CancelAfter(TimeSpan.FromMilliseconds(300));
        // 30 million pairs: some seconds of work for the server, which does not notice that nobody waits any more.
        const string Query = "SELECT COUNT(*) AS n FROM csc AS a, csc AS b WHERE SIN(a.ra + b.ra) > COS(a.dec + b.dec)";
        Assert.ThrowsAny<OperationCanceledException>(() => service.RunSync(Query, cancellationToken: stop.Token));
        Assert.InRange(sinceCancelled.Elapsed, TimeSpan.Zero, AtOnce.Limit);
    }

    [Fact]
    public async Task One_service_serves_many_callers_at_a_time()
    {
        TapService service = TestServer.Connect();
        Task<AstroTable>[] calls = [.. Enumerable.Range(0, 12).Select(n =>
            service.RunSyncAsync($"SELECT TOP {n + 1} name, ra FROM csc ORDER BY name", cancellationToken: Token))];
        AstroTable[] tables = await Task.WhenAll(calls);
        Assert.Equal(Enumerable.Range(1, 12), tables.Select(table => table.RowCount));
    }
}
