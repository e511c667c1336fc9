using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>A truncated result is never treated as complete.</summary>
public class TapLimitTests
{
    private static readonly TapDialect Cutting = new("Cutter") { DefaultRowLimit = 200, HardRowLimit = 500 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("<INFO name=\"QUERY_STATUS\" value=\"OK\"/>")]
    public void Overflow_after_the_rows_is_an_error(string early)
    {
        using FaultServer server = new(Acts.Send(Acts.Table(1234, early, Acts.Status("OVERFLOW"))));
        AstroException error = Assert.Throws<AstroException>(
            () => new TapService(server.BaseUri).RunSync("SELECT name, ra FROM csc", cancellationToken: Token));
        Assert.Equal(("ResultTruncated", AstroErrorKind.Limit), (error.ErrorId, error.Kind));
        Assert.Contains("1,234 rows", error.Message);
        Assert.Contains(server.BaseUri + "/sync", error.Message);
    }

    [Fact]
    public void Overflow_is_told_of_where_it_is_allowed()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(10, after: Acts.Status("OVERFLOW"))));
        List<string> log = [];
        TapQueryOptions options = new() { MaxRec = 10, AllowTruncated = true, Log = log.Add };
        AstroTable table = new TapService(server.BaseUri).RunSync("SELECT name, ra FROM csc", options, Token);
        Assert.Equal(10, table.RowCount);
        Assert.Contains(table.Parameters, parameter => parameter is { Name: "QUERY_STATUS", Value: "OVERFLOW" });
        Assert.Contains(log, message => message.Contains("truncated the result after 10 rows"));
    }

    [Fact]
    public void Overflow_shows_when_the_rows_are_read_in_blocks()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(10, after: Acts.Status("OVERFLOW"))));
        using TableReader reader = new TapService(server.BaseUri).OpenSync("SELECT name, ra FROM csc", cancellationToken: Token);
        Assert.Equal(7, reader.ReadBlock(7, Token)!.RowCount);
        Assert.Equal(3, reader.ReadBlock(7, Token)!.RowCount);
        AstroException error = Assert.Throws<AstroException>(() => reader.ReadBlock(7, Token));
        Assert.Equal("ResultTruncated", error.ErrorId);
        Assert.Contains("10 rows", error.Message);
    }

    [Theory]
    [InlineData(200, "SELECT name FROM csc", null, false)]
    [InlineData(500, "SELECT name FROM csc", null, false)]
    [InlineData(500, "SELECT TOP 501 name FROM csc", null, false)]
    [InlineData(199, "SELECT name FROM csc", null, true)]
    [InlineData(201, "SELECT name FROM csc", null, true)]
    [InlineData(200, "select distinct top 200 name from csc", null, true)]
    [InlineData(200, "SELECT name FROM csc", 200L, true)]
    [InlineData(0, "SELECT name FROM csc", 0L, true)]
    public void Just_as_many_rows_as_a_service_gives_at_most_is_suspect(int rows, string query, long? maxRec, bool whole)
    {
        using FaultServer server = new(Acts.Send(Acts.Table(rows, Acts.Status("OK"))));
        TapService service = new(server.BaseUri, new TapServiceOptions { Dialect = Cutting });
        TapQueryOptions options = new() { MaxRec = maxRec };
        if (whole)
            Assert.Equal(rows, service.RunSync(query, options, Token).RowCount);
        else
            Assert.Equal("ResultTruncated", Assert.Throws<AstroException>(() => service.RunSync(query, options, Token)).ErrorId);
    }

    [Fact]
    public void Maxrec_zero_is_no_cut()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(0, after: Acts.Status("OVERFLOW"))));
        AstroTable table = new TapService(server.BaseUri).RunSync("SELECT name FROM csc", new TapQueryOptions { MaxRec = 0 }, Token);
        Assert.Equal((0, 2), (table.RowCount, table.Columns.Count));
    }
}
