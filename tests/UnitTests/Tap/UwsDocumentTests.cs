using System.Text;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Descriptions of jobs, in all the ways in which services write them.</summary>
public class UwsDocumentTests
{
    [Theory]
    [InlineData("pyvo/uws/job.xml", "1337", UwsPhase.Completed, "1.1", 1)]
    [InlineData("pyvo/uws/job-error.xml", "1337", UwsPhase.Error, "1.1", 0)]
    [InlineData("pyvo/uws/job-implicit-v1.0.xml", "1576511540079_32840", UwsPhase.Completed, "1.0", 1)]
    [InlineData("pyvo/uws/job-with-duplicate-elements.xml", "myjobid", UwsPhase.Completed, "1.1", 1)]
    [InlineData("pyvo/uws/job-with-empty-jobinfo.xml", "myjobid", UwsPhase.Completed, "1.1", 1)]
    [InlineData("pyvo/uws/job-with-namespace-elements.xml", "myjobid", UwsPhase.Completed, "1.1", 1)]
    [InlineData("pyvo/uws/job-with-nested-jobinfo.xml", "jobid123", UwsPhase.Completed, "1.1", 1)]
    [InlineData("pyvo/uws/job-with-simple-jobinfo.xml", "test123", UwsPhase.Completed, "1.1", 1)]
    [InlineData("pyvo/uws/job-with-typed-jobinfo.xml", "myid123", UwsPhase.Completed, "1.1", 1)]
    [InlineData("captured/irsa-uws-job-error.xml", "j1", UwsPhase.Error, "1.1", 0)]
    public void A_recorded_document_is_understood(string file, string jobId, UwsPhase phase, string version, int results)
    {
        UwsJob job = Read(File.ReadAllText(SharedData.Path("responses/" + file)));
        Assert.Equal((jobId, phase, version, results), (job.JobId, job.Phase, job.Version, job.Results.Count));
        Assert.All(job.Results, result => Assert.StartsWith("http://example.com/", result.Href));
    }

    [Fact]
    public void No_recorded_document_is_left_out()
    {
        string[] files = Directory.GetFiles(SharedData.Path("responses/pyvo/uws"), "*.xml");
        Assert.Equal(9, files.Length);
        Assert.All(files, file => Assert.NotEmpty(Read(File.ReadAllText(file)).JobId));
    }

    [Fact]
    public void Everything_that_a_job_says_is_read()
    {
        UwsJob job = Read(
            """
            <?xml version="1.0"?>
            <job xmlns="http://www.ivoa.net/xml/UWS/v1.0" xmlns:x="http://www.w3.org/1999/xlink" version="1.1">
              <jobId>7</jobId><runId>mine</runId><ownerId xsi:nil="true"/><phase> error </phase>
              <quote>2026-01-02T03:04:05Z</quote><creationTime>2026-01-01T00:00:00</creationTime><startTime>no time</startTime>
              <executionDuration>0</executionDuration><destruction>2026-02-01T00:00:00+01:00</destruction>
              <parameters><parameter id="QUERY"><![CDATA[SELECT a FROM t WHERE b < 3]]></parameter><parameter id="maxrec"/></parameters>
              <results><result id="a" x:href="results/a" mime-type="text/xml" size="12"/><result id="b"/></results>
              <errorSummary type="transient" hasDetail="true"><message>Busy &amp; tired</message></errorSummary>
              <jobInfo><a><b>1</b><b>2</b></a></jobInfo>
            </job>
            """);
        Assert.Equal(("mine", null, UwsPhase.Error), (job.RunId, job.OwnerId, job.Phase));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), job.Quote);
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), job.CreationTime);
        Assert.Equal(new DateTimeOffset(2026, 1, 31, 23, 0, 0, TimeSpan.Zero), job.Destruction);
        Assert.Null(job.StartTime);
        Assert.Null(job.ExecutionDuration);
        Assert.Equal("SELECT a FROM t WHERE b < 3", job.Parameters["query"]);
        Assert.Equal(new UwsResult("a", "results/a", "text/xml", 12), Assert.Single(job.Results));
        Assert.Equal(new UwsErrorSummary("Busy & tired", true, true), job.ErrorSummary);
        Assert.Equal([new("a/b", "1"), new("a/b", "2")], job.JobInfo);
    }

    [Theory]
    [InlineData("PENDING", UwsPhase.Pending)]
    [InlineData("Held", UwsPhase.Held)]
    [InlineData(" ARCHIVED\n", UwsPhase.Archived)]
    [InlineData("SUSPENDED", UwsPhase.Suspended)]
    [InlineData("RUNNING", UwsPhase.Unknown)]
    [InlineData("4", UwsPhase.Unknown)]
    [InlineData("", UwsPhase.Unknown)]
    [InlineData(null, UwsPhase.Unknown)]
    public void A_word_is_a_phase_or_unknown(string? word, UwsPhase phase) => Assert.Equal(phase, UwsPhases.Parse(word));

    [Theory]
    [InlineData("<html/>")]
    [InlineData("<jobs/>")]
    public void Another_document_is_no_job(string document) => Assert.Throws<FormatException>(() => Read(document));

    [Theory]
    [InlineData("<job><phase>EXEC")]
    [InlineData("<job/><job/>")]
    [InlineData("<!DOCTYPE job [<!ENTITY a 'b'>]><job>&a;</job>")]
    public void A_cut_or_dangerous_document_is_refused(string document) => Assert.Throws<System.Xml.XmlException>(() => Read(document));

    private static UwsJob Read(string document) => UwsJobDocument.Read(new MemoryStream(Encoding.UTF8.GetBytes(document)));
}
