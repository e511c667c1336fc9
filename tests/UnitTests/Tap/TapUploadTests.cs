using System.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Tables that are uploaded with a query.</summary>
public class TapUploadTests
{
    private const string Query = "SELECT t.id FROM csc AS c, TAP_UPLOAD.t AS t";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Tables_are_sent_as_the_standard_says()
    {
        using FaultServer server = new(Acts.Send(Acts.Table(2)));
        TapQueryOptions options = new() { Uploads = [new TapUpload("t", Numbers(3)), new TapUpload("extra", Numbers(1))] };
        Assert.Equal(2, new TapService(server.BaseUri).RunSync(Query, options, Token).RowCount);
        ReceivedRequest request = Assert.Single(server.Requests);
        Assert.Matches("^multipart/form-data; boundary=[a-z0-9-]+$", request.Headers["Content-Type"]);
        Dictionary<string, List<string>> parts = Parts(request);
        Assert.Equal([Query], parts["QUERY"]);
        Assert.Equal(["t,param:t", "extra,param:extra"], parts["UPLOAD"]);
        using VOTableReader reader = VOTableReader.Open(new MemoryStream(Encoding.ASCII.GetBytes(parts["t"][0])), "upload", cancellationToken: Token);
        AstroTable sent = reader.ReadToEnd(Token);
        Assert.Equal([typeof(long), typeof(double), typeof(string)], sent.Columns.Select(column => column.ValueType));
        Assert.Equal("deg", sent["ra"].Unit);
        Assert.Equal([0, 0.5, 1], sent["ra"].ToDoubles());
        Assert.Equal("row 2", sent["label"].GetText(2));
        Assert.Contains("<TABLEDATA>", parts["t"][0]);
    }

    [Fact]
    public void A_table_is_written_as_the_dialect_prefers_and_sent_again_in_a_further_attempt()
    {
        using FaultServer server = new(Acts.Reset(), Acts.Send(Acts.Table(2)));
        TapServiceOptions options = new()
        {
            Dialect = new TapDialect("Test") { UploadSerialization = VOTableSerialization.Binary2 },
            TimeProvider = new ImpatientTime(),
        };
        new TapService(server.BaseUri, options).RunSync(Query, new TapQueryOptions { Uploads = [new TapUpload("t", Numbers(3))] }, Token);
        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("<BINARY2>", Parts(server.Requests[1])["t"][0]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1t")]
    [InlineData("a.b")]
    [InlineData("a b")]
    [InlineData("select")]
    [InlineData("tä")]
    public void A_name_that_no_query_can_use_is_refused(string name) => Refuses([new TapUpload(name, Numbers(1))], TapDialects.Generic);

    [Fact]
    public void Names_must_differ_and_columns_be_named()
    {
        Refuses([new TapUpload("t", Numbers(1)), new TapUpload("T", Numbers(1))], TapDialects.Generic);
        Refuses([new TapUpload("t", new AstroTable([]))], TapDialects.Generic);
        Refuses([new TapUpload("t", Columns("a", "A"))], TapDialects.Generic);
        Refuses([new TapUpload("t", Columns(" "))], TapDialects.Generic);
        Refuses([new TapUpload("t", Columns("uid"))], TapDialects.Irsa);
        Refuses([new TapUpload("t", Columns("Größe"))], TapDialects.Irsa);
        TapUpload.Validate([new TapUpload("t", Columns("Größe", "uid"))], TapDialects.Generic);
    }

    [Fact]
    public void A_table_that_the_service_would_refuse_is_not_sent()
    {
        TapServiceOptions options = new() { Dialect = new TapDialect("Test") { UploadRowLimit = 2 } };
        using FaultServer server = new(Acts.Send("not here", 404, "text/plain"));
        TapQueryOptions query = new() { Uploads = [new TapUpload("t", Numbers(3))] };
        Assert.Equal("UploadTooLarge", Assert.Throws<AstroException>(() => new TapService(server.BaseUri, options).Run(Query, query, Token)).ErrorId);
        Assert.All(server.Requests, request => Assert.Equal("GET", request.Method));

        const string Document = "<capabilities><capability standardID=\"ivo://ivoa.net/std/TAP\"><uploadMethod ivo-id=\"ivo://ivoa.net/std/TAPRegExt#upload-http\"/></capability></capabilities>";
        using FaultServer httpOnly = new(Acts.Send(Document));
        Assert.Equal("UploadInvalid", Assert.Throws<AstroException>(() => new TapService(httpOnly.BaseUri).Run(Query, query, Token)).ErrorId);
    }

    [Theory]
    [InlineData(false, false, "SELECT a FROM t", null, "/tap/async")]
    [InlineData(false, false, "SELECT TOP 2000 a FROM t", null, "/tap/sync")]
    [InlineData(false, false, "SELECT TOP 2001 a FROM t", null, "/tap/async")]
    [InlineData(false, false, "SELECT a FROM t", 10L, "/tap/sync")]
    [InlineData(true, false, "SELECT TOP 3 a FROM t", null, "/tap/async")]
    [InlineData(false, true, "SELECT a FROM t", null, "/tap/sync")]
    public void Gaia_gets_a_job_where_a_synchronous_result_would_be_cut(bool upload, bool sync, string query, long? maxRow, string path)
    {
        using FaultServer server = new(
            exchange => (exchange.Request.Method == "GET" ? Acts.Send("not here", 404, "text/plain") : exchange.Request.Path == "/tap/async" ? Acts.Send("no jobs today", 400, "text/plain") : Acts.Send(Acts.Table(3)))(exchange));
        TapService service = new(server.BaseUri, new TapServiceOptions { Dialect = TapDialects.EsaGaia });
        TapQueryOptions options = new() { MaxRow = maxRow, Mode = sync ? TapQueryMode.Sync : TapQueryMode.Auto };
        if (upload)
            options = options with { Uploads = [new TapUpload("t", Numbers(1))] };
        Exception? error = Record.Exception(() => service.Run(query, options, Token));
        Assert.Equal(path, Assert.Single(server.Requests, request => request.Method == "POST").Path);
        Assert.Equal(path == "/tap/async", error is AstroException { ErrorId: "ServiceError" });
    }

    internal static AstroTable Numbers(int rows) => new(
    [
        new AstroColumn<long>(new ColumnInfo("id", typeof(long)), [.. Enumerable.Range(0, rows).Select(row => (long)row)]),
        new AstroColumn<double>(new ColumnInfo("ra", typeof(double)) { Unit = "deg" }, [.. Enumerable.Range(0, rows).Select(row => row / 2.0)]),
        new AstroColumn<string>(new ColumnInfo("label", typeof(string)), [.. Enumerable.Range(0, rows).Select(row => $"row {row}")]),
    ]);

    /// <summary>The parts of a form with tables, by name.</summary>
    internal static Dictionary<string, List<string>> Parts(ReceivedRequest request)
    {
        string boundary = "--" + request.Headers["Content-Type"].Split("boundary=")[1];
        Dictionary<string, List<string>> parts = [];
        foreach (string part in request.Body.Split(boundary)[1..^1])
        {
            string[] pieces = part.Split("\r\n\r\n", 2);
            string name = pieces[0].Split("name=\"")[1].Split('"')[0];
            if (!parts.TryGetValue(name, out List<string>? values))
                parts.Add(name, values = []);
            values.Add(pieces[1][..^2]);
        }

        return parts;
    }

    private static AstroTable Columns(params string[] names) =>
        new(names.Select(name => new AstroColumn<int>(new ColumnInfo(name, typeof(int)), [1])));

    private static void Refuses(IReadOnlyList<TapUpload> uploads, TapDialect dialect)
    {
        AstroException error = Assert.Throws<AstroException>(() => TapUpload.Validate(uploads, dialect));
        Assert.Equal("UploadInvalid", error.ErrorId);
        Assert.NotEmpty(error.Recommendation);
    }
}
