using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.ServerTests;

/// <summary>
/// Everything that STILTS' taplint makes a service answer is understood; docs/tap.md has the list. taplint itself must find no error
/// in the server, or its answers would be no measure.
/// </summary>
public class TapVocabularyTests
{
    private const string Query = "SELECT TOP 40 name, ra, dec, b_flux_ap, b_flux_ap_neg, extent_flag FROM csc ORDER BY name";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // VOTable in every version and serialization that the server has, also those which it offers under another name.
    [Theory]
    [InlineData("votable")]
    [InlineData("votable/b2")]
    [InlineData("votableb2")]
    [InlineData("votable/td")]
    [InlineData("votabletd")]
    [InlineData("text/xml")]
    [InlineData("application/x-votable+xml")]
    [InlineData("application/x-votable+xml;serialization=BINARY2")]
    [InlineData("application/x-votable+xml;serialization=TABLEDATA")]
    [InlineData("votable1.1")]
    [InlineData("votabletd1.1")]
    [InlineData("votabletd1.2")]
    [InlineData("vodml")]
    [InlineData("vodmlb")]
    public void Every_VOTable_format_gives_the_same_rows(string format)
    {
        AstroTable expected = TestServer.Connect().Run(Query, cancellationToken: Token);
        TapServiceOptions options = new() { Dialect = TapDialects.Generic with { ResponseFormat = format } };
        foreach (TapQueryMode mode in (TapQueryMode[])[TapQueryMode.Sync, TapQueryMode.Async])
            AssertSame(expected, TestServer.Connect(options).Run(Query, new TapQueryOptions { Mode = mode }, Token));
    }

    // Formats that can't say whether all rows are there: the query refuses them, a file of them can be read.
    [Theory]
    [InlineData("csv", ".csv")]
    [InlineData("fits", ".fits")]
    public async Task A_format_that_cant_tell_its_end_is_refused_in_a_query_and_read_from_a_file(string format, string ending)
    {
        TapServiceOptions options = new() { Dialect = TapDialects.Generic with { ResponseFormat = format } };
        AstroException error = Assert.Throws<AstroException>(() => TestServer.Connect(options).RunSync(Query, cancellationToken: Token));
        Assert.NotEmpty(error.Recommendation);

        using HttpClient client = new();
        using FormUrlEncodedContent form = new(new Dictionary<string, string> { ["LANG"] = "ADQL", ["QUERY"] = Query, ["RESPONSEFORMAT"] = format });
        using HttpResponseMessage response = await client.PostAsync(new Uri(TestServer.BaseUri + "/sync"), form, Token);
        string path = Path.Combine(Path.GetTempPath(), $"format-{Guid.NewGuid():N}{ending}");
        try
        {
            await File.WriteAllBytesAsync(path, await response.Content.ReadAsByteArrayAsync(Token), Token);
            AstroTable expected = TestServer.Connect().Run(Query, cancellationToken: Token);
            AstroTable table = TableFile.Read(path, null, Token);
            Assert.Equal(expected.Columns.Select(column => column.Name), table.Columns.Select(column => column.Name));
            Assert.Equal(expected["name"].GetText(39), table["name"].GetText(39));
            Assert.Equal(expected["ra"].ToDoubles(), table["ra"].ToDoubles());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("json")]
    [InlineData("tsv")]
    [InlineData("txt")]
    [InlineData("html")]
    public void A_format_for_other_programs_is_a_clear_error(string format)
    {
        TapServiceOptions options = new() { Dialect = TapDialects.Generic with { ResponseFormat = format } };
        AstroException error = Assert.Throws<AstroException>(() => TestServer.Connect(options).RunSync(Query, cancellationToken: Token));
        Assert.Contains(error.ErrorId, (string[])["AnswerDamaged", "ServiceError", "ServiceUnavailable", "TableFormatUnknown"]);
    }

    [Fact]
    public void The_server_is_available_and_has_no_examples()
    {
        TapAvailability availability = TestServer.Connect().GetAvailability(cancellationToken: Token);
        Assert.True(availability.IsAvailable);
        Assert.InRange(availability.UpSince!.Value, DateTimeOffset.UtcNow.AddDays(-30), DateTimeOffset.UtcNow.AddMinutes(1));
        // A page without any example comes with status 404: taplint tells of it too (F-EXA-EXNO).
        AstroException error = Assert.Throws<AstroException>(() => TestServer.Connect().GetExamples(cancellationToken: Token));
        Assert.Equal("ServiceNotFound", error.ErrorId);
    }

    [Fact]
    public async Task The_list_of_jobs_has_a_job_in_its_phase()
    {
        TapService service = TestServer.Connect();
        await using TapJob job = service.SubmitJob("SELECT TOP 3 name FROM csc", new TapQueryOptions { StartJob = false }, Token);
        UwsJobReference found = Assert.Single(service.GetJobs(UwsPhase.Pending, cancellationToken: Token), one => one.JobId == job.JobId);
        await using TapJob attached = TapJob.Attach(found.Address);
        attached.Run(Token);
        attached.Wait(TimeSpan.FromMinutes(5), Token);
        Assert.Equal(3, attached.ReadResult(cancellationToken: Token).RowCount);
        Assert.Contains(service.GetJobs(UwsPhase.Completed, cancellationToken: Token), one => one.JobId == job.JobId);
        Assert.DoesNotContain(service.GetJobs(UwsPhase.Pending, cancellationToken: Token), one => one.JobId == job.JobId);
    }

    [Fact]
    public void Capabilities_are_read_to_the_last_element()
    {
        TapCapabilities found = TestServer.Connect().GetCapabilities(cancellationToken: Token);
        TapLanguage adql = Assert.Single(found.Languages);
        Assert.Equal(("ADQL", "2.0 2.1"), (adql.Name, string.Join(' ', adql.Versions)));
        Assert.Contains(adql.Features, feature => feature.Form == "CIRCLE" && feature.Type.EndsWith("#features-adqlgeo", StringComparison.Ordinal));
        Assert.Contains(adql.Features, feature => feature.Form.StartsWith("ivo_healpix_index(", StringComparison.Ordinal) && feature.Description is not null);
        Assert.Contains(adql.Features, feature => feature.Form == "WITH");
        Assert.Equal(["inline", "http", "https", "ftp"], found.UploadMethods);
        Assert.Equal(16, found.OutputFormats.Count);
        Assert.Contains(found.OutputFormats, format => format.Mime == "application/fits" && format.Aliases.Contains("fits"));
        Assert.Equal(TimeSpan.FromDays(2), found.RetentionPeriod.Default);
    }

    [Fact]
    public void The_tables_of_tables_say_what_the_list_says()
    {
        TapService service = TestServer.Connect();
        IReadOnlyList<TapTableInfo> listed = service.GetTables(cancellationToken: Token);
        AstroTable schema = service.Run("SELECT table_name FROM TAP_SCHEMA.tables ORDER BY table_name", cancellationToken: Token);
        Assert.Equal(
            Enumerable.Range(0, schema.RowCount).Select(schema["table_name"].GetText).Order(StringComparer.Ordinal),
            listed.Select(table => table.Name).Order(StringComparer.Ordinal));
        foreach (TapTableInfo table in listed)
        {
            AstroTable columns = service.Run($"SELECT column_name FROM TAP_SCHEMA.columns WHERE table_name = '{table.Name}'", cancellationToken: Token);
            Assert.Equal(
                Enumerable.Range(0, columns.RowCount).Select(columns["column_name"].GetText).Order(StringComparer.Ordinal),
                service.GetTable(table.Name, cancellationToken: Token).Columns!.Select(column => column.Name).Order(StringComparer.Ordinal));
        }
    }

    [Theory]
    [InlineData("DUFF QUERY", "Could not parse your query")]
    [InlineData("SELECT name FROM no_such_table", "no_such_table")]
    [InlineData("SELECT 1/0 AS x FROM csc", "division by zero")]
    public void An_error_document_gives_its_words_in_both_modes(string query, string words)
    {
        foreach (TapQueryMode mode in (TapQueryMode[])[TapQueryMode.Sync, TapQueryMode.Async])
        {
            AstroException error = Assert.Throws<AstroException>(() => TestServer.Connect().Run(query, new TapQueryOptions { Mode = mode }, Token));
            Assert.Equal("ServiceError", error.ErrorId);
            Assert.Contains(words, error.Message);
        }
    }

    [Fact]
    public void The_columns_alone_come_for_maxrec_zero_in_a_job_too()
    {
        TapQueryOptions options = new() { Mode = TapQueryMode.Async, MaxRec = 0 };
        AstroTable table = TestServer.Connect().Run("SELECT * FROM gaiadr3.gaia_source", options, Token);
        Assert.Equal(0, table.RowCount);
        Assert.Equal("deg", table["ra"].Unit);
    }

    [Fact]
    public void Taplint_finds_no_error_in_the_server()
    {
        string[] lines = Peer.Stilts("taplint", "tapurl=" + TestServer.BaseUri, "report=EIS");
        // It leaves the jobs of its bad queries on the server.
        const string Job = "Submitted query at ";
        foreach (string line in lines.Where(line => line.Contains(Job, StringComparison.Ordinal)))
            TapJob.Attach(new Uri(line[(line.IndexOf(Job, StringComparison.Ordinal) + Job.Length)..].Trim())).Delete(Token);
        Assert.Contains(lines, line => line.StartsWith("Totals: Errors: 0;", StringComparison.Ordinal));
    }

    private static void AssertSame(AstroTable expected, AstroTable actual)
    {
        Assert.Equal(expected.RowCount, actual.RowCount);
        Assert.Equal(expected.Columns.Select(column => (column.Name, column.Unit)), actual.Columns.Select(column => (column.Name, column.Unit)));
        foreach ((AstroColumn first, AstroColumn second) in expected.Columns.Zip(actual.Columns))
            Assert.Equal(Enumerable.Range(0, expected.RowCount).Select(first.GetText), Enumerable.Range(0, expected.RowCount).Select(second.GetText));
    }
}
