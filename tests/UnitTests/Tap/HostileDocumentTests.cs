using System.Text;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Documents that a service, or whoever is in its place, makes to do harm: each ends in one clear error.</summary>
public class HostileDocumentTests
{
    private const int Deep = 200_000;

    private static readonly string Opened = string.Concat(Enumerable.Repeat("<a>", Deep));
    private static readonly string Nested = Opened + string.Concat(Enumerable.Repeat("</a>", Deep));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, Action<Stream>> Documents => new()
    {
        { "capabilities", $"<capabilities><capability>{Nested}</capability></capabilities>", stream => CapabilitiesDocument.Read(stream) },
        { "tables", $"<tableset><schema><table><name>t</name>{Nested}</table></schema></tableset>", stream => TableSetDocument.Read(stream) },
        { "a description", $"<tableset><schema><description>{Nested}</description></schema></tableset>", stream => TableSetDocument.Read(stream) },
        { "schemas", $"<tableset>{string.Concat(Enumerable.Repeat("<schema>", Deep))}", stream => TableSetDocument.Read(stream) },
        { "availability", $"<availability><available>{Nested}</available></availability>", stream => AvailabilityDocument.Read(stream) },
        { "a job", $"<job><jobInfo>{Nested}</jobInfo></job>", stream => UwsJobDocument.Read(stream) },
        { "jobs", $"<jobs><jobref>{Nested}</jobref></jobs>", stream => UwsJobListDocument.Read(stream, new Uri("http://a.example/async")) },
        { "examples", Nested, stream => ExamplesDocument.Read(stream) },
        { "elements that are never closed", $"<capabilities>{Opened}", stream => CapabilitiesDocument.Read(stream) },
    };

    // Without the limit the stack overflows, which no test survives.
    [Theory]
    [MemberData(nameof(Documents))]
    public void Elements_that_are_nested_without_end_are_an_error(string what, string document, Action<Stream> read)
    {
        FormatException error = Assert.Throws<FormatException>(() => read(Open(document)));
        Assert.Contains("nested more than 64 levels deep", error.Message);
        Assert.NotEmpty(what);
    }

    [Fact]
    public void A_depth_that_the_standards_may_need_is_read()
    {
        string inner = string.Concat(Enumerable.Repeat("<a>", 61)) + "deep" + string.Concat(Enumerable.Repeat("</a>", 61));
        UwsJob job = UwsJobDocument.Read(Open($"<job><jobInfo>{inner}</jobInfo></job>"));
        Assert.Equal("deep", Assert.Single(job.JobInfo).Value);
    }

    [Fact]
    public void A_service_that_nests_its_tables_is_told_of_as_damaged()
    {
        using FaultServer server = new(exchange => (exchange.Request.Method == "GET"
            ? Acts.Send($"<table><name>csc</name>{Nested}</table>", contentType: "text/xml")
            : Acts.Send("no", 404, "text/plain"))(exchange));
        List<string> log = [];
        Assert.Throws<AstroException>(() => new TapService(server.BaseUri).GetTable("csc", new TapQueryOptions { Log = log.Add }, Token));
        Assert.Contains(log, line => line.Contains("its elements are nested more than 64 levels deep"));
    }

    [Fact]
    public void A_query_works_at_a_service_that_nests_its_capabilities()
    {
        using FaultServer server = new(exchange => (exchange.Request.Path.EndsWith("/capabilities", StringComparison.Ordinal)
            ? Acts.Send($"<capabilities>{Nested}</capabilities>", contentType: "text/xml")
            : Acts.Send(Acts.Table(2)))(exchange));
        Assert.Equal(2, new TapService(server.BaseUri).Run("SELECT name FROM csc", cancellationToken: Token).RowCount);
    }

    [Fact]
    public async Task A_job_that_is_nested_without_end_is_an_error()
    {
        using UwsService uws = new(Acts.Send($"<job><jobInfo>{Nested}</jobInfo></job>", contentType: "text/xml"));
        await using TapJob job = uws.Attach();
        AstroException error = Assert.Throws<AstroException>(() => job.Refresh(Token));
        Assert.Equal("AnswerDamaged", error.ErrorId);
        Assert.Contains("nested more than 64 levels deep", error.Message);
    }

    // A text that is copied for each of its pieces takes a time that grows with the square of their number.
    [Fact]
    public void A_text_in_very_many_pieces_is_read()
    {
        string text = string.Concat(Enumerable.Repeat("aaaa<!---->", 200_000));
        Assert.Equal(800_000, UwsJobDocument.Read(Open($"<job><runId>{text}</runId></job>")).RunId!.Length);
    }

    private static MemoryStream Open(string document) => new(Encoding.UTF8.GetBytes(document));
}
