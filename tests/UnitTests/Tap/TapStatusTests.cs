using System.Text;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>A service's availability, examples and list of jobs.</summary>
public class TapStatusTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Availability_is_read()
    {
        using FaultServer server = new(Acts.Send(
            "<availability xmlns=\"http://www.ivoa.net/xml/VOSIAvailability/v1.0\"><available>false</available><upSince>2026-01-02T03:04:05Z</upSince>"
            + "<downAt>soon</downAt><backAt>2026-02-01T00:00:00</backAt><note>Disks are changed</note><note/></availability>",
            contentType: "text/xml"));
        TapAvailability found = new TapService(server.BaseUri).GetAvailability(cancellationToken: Token);
        Assert.Equal("/tap/availability", server.Requests[0].Path);
        Assert.False(found.IsAvailable);
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), found.UpSince);
        Assert.Null(found.DownAt);
        Assert.Equal(new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero), found.BackAt);
        Assert.Equal(["Disks are changed"], found.Notes);
    }

    [Fact]
    public void A_recorded_availability_is_understood()
    {
        using FileStream stream = File.OpenRead(SharedData.Path("responses/pyvo/vosi/availability.xml"));
        TapAvailability found = AvailabilityDocument.Read(stream);
        // Its times are invalid: month 0, month 23.
        Assert.True(found.IsAvailable);
        Assert.Equal((null, null, null), (found.UpSince, found.DownAt, found.BackAt));
        Assert.Equal(["foo", "bar"], found.Notes);
    }

    [Fact]
    public void Examples_are_read_from_a_web_page()
    {
        using FaultServer server = new(Acts.Send(
            "<!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>Examples</title></head><body vocab=\"ivo://ivoa.net/std/DALI-examples#\">"
            + "<div typeof=\"example\" id=\"a\"><h2 property=\"name\">All&nbsp;of\n it</h2><p>Some <em>text</em>.</p>"
            + "<pre property=\"query\">\nSELECT a\n<span>FROM t</span> WHERE b &lt; 3 </pre></div>"
            + "<div typeof=\"example\" id=\"b\"><p>No query</p></div></body></html>",
            contentType: "text/html"));
        IReadOnlyList<TapExample> found = new TapService(server.BaseUri).GetExamples(cancellationToken: Token);
        Assert.Equal("/tap/examples", server.Requests[0].Path);
        Assert.Equal([new("All of it", "SELECT a\nFROM t WHERE b < 3", "Some text."), new("b", null, "No query")], found);
    }

    [Theory]
    [InlineData("pyvo/dal/tap/examples.htm", 5, "SELECT * FROM rosmaster")]
    [InlineData("pyvo/dal/tap/obscore-examples.html", 1, "SELECT access_url, t_exptime, t_min FROM ivoa.obscore")]
    public void A_recorded_page_of_examples_is_understood(string file, int count, string start)
    {
        using FileStream stream = File.OpenRead(SharedData.Path("responses/" + file));
        IReadOnlyList<TapExample> found = ExamplesDocument.Read(stream);
        Assert.Equal(count, found.Count);
        Assert.StartsWith(start, found[0].Query);
        Assert.All(found, example => Assert.NotEmpty(example.Name));
    }

    [Fact]
    public void A_list_of_jobs_is_read()
    {
        const string Document =
            "<uws:jobs xmlns:uws=\"http://www.ivoa.net/xml/UWS/v1.0\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" version=\"1.1\">"
            + "<uws:jobref id=\"a\" xlink:href=\"http://example.com/tap/async/a\"><uws:phase>COMPLETED</uws:phase><uws:runId>mine</uws:runId>"
            + "<uws:ownerId>me</uws:ownerId><uws:creationTime>2026-01-02T00:00:00Z</uws:creationTime></uws:jobref>"
            + "<uws:jobref id=\"b c\"><uws:phase>EXECUTING</uws:phase></uws:jobref></uws:jobs>";
        using FaultServer server = new(Acts.Send(Document, contentType: "text/xml"));
        TapService service = new(server.BaseUri);
        IReadOnlyList<UwsJobReference> all = service.GetJobs(cancellationToken: Token);
        Assert.Equal(
            new("a", UwsPhase.Completed, new Uri("http://example.com/tap/async/a"), "mine", "me", new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero)), all[0]);
        Assert.Equal(server.BaseUri + "/async/b%20c", all[1].Address.AbsoluteUri);
        Assert.Equal("b c", Assert.Single(service.GetJobs(UwsPhase.Executing, cancellationToken: Token)).JobId);
        Assert.Equal(["/tap/async", "/tap/async?PHASE=EXECUTING"], server.Requests.Select(request => request.Path));
    }

    [Theory]
    [InlineData("<html><title>Welcome</title></html>")]
    [InlineData("<availability/>")]
    [InlineData("<jobs")]
    public void Another_document_is_neither_availability_nor_a_list(string document)
    {
        using FaultServer server = new(Acts.Send(document, contentType: "text/xml"));
        TapService service = new(server.BaseUri, new TapServiceOptions { TimeProvider = new ImpatientTime() });
        string[] ids = ["AnswerDamaged", "ServiceUnavailable"];
        Assert.Contains(Assert.Throws<AstroException>(() => service.GetAvailability(cancellationToken: Token)).ErrorId, ids);
        Assert.Contains(Assert.Throws<AstroException>(() => service.GetJobs(cancellationToken: Token)).ErrorId, ids);
    }

    [Fact]
    public void A_page_that_is_no_markup_has_no_examples() =>
        Assert.Throws<System.Xml.XmlException>(() => ExamplesDocument.Read(new MemoryStream(Encoding.UTF8.GetBytes("<html><p>no end"))));
}
