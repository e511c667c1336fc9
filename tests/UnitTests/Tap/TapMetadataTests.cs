using System.Text;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>A service's metadata: capabilities and tables.</summary>
public class TapMetadataTests
{
    private const string Capabilities =
        """
        <cap:capabilities xmlns:cap="http://www.ivoa.net/xml/VOSICapabilities/v1.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
          <capability standardID="ivo://ivoa.net/std/VOSI#tables"/>
          <capability standardID="ivo://ivoa.net/std/TAP" xsi:type="tr:TableAccess">
            <dataModel ivo-id="ivo://ivoa.net/std/ObsCore#table-1.1">Obscore</dataModel>
            <language><name>ADQL</name><version>2.0</version><version>2.1</version>
              <languageFeatures type="ivo://ivoa.net/std/TAPRegExt#features-adqlgeo"><feature><form>POINT</form></feature><feature><form>CIRCLE</form></feature></languageFeatures>
            </language>
            <outputFormat ivo-id="ivo://ivoa.net/std/TAPRegExt#output-votable-binary2"><mime>application/x-votable+xml;serialization=BINARY2</mime><alias>b2</alias></outputFormat>
            <outputFormat><mime>text/csv</mime></outputFormat>
            <uploadMethod ivo-id="ivo://ivoa.net/std/TAPRegExt#upload-inline"/>
            <retentionPeriod><default>100</default><hard>200</hard></retentionPeriod>
            <executionDuration><default>60</default></executionDuration>
            <outputLimit><default unit="row">2000</default><hard unit="row">500</hard><hard unit="byte">9000</hard></outputLimit>
            <uploadLimit><default unit="byte">10</default><hard unit="row">3</hard></uploadLimit>
          </capability>
        </cap:capabilities>
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Limits_formats_and_features_are_read_once()
    {
        using FaultServer server = new(Acts.Send(Capabilities, contentType: "text/xml"));
        TapService service = new(server.BaseUri);
        TapCapabilities found = service.GetCapabilities(cancellationToken: Token);
        Assert.Equal(new TapLimit<long>(2000, 500), found.OutputRows);
        Assert.Equal(new TapLimit<long>(null, 9000), found.OutputBytes);
        Assert.Equal(new TapLimit<long>(null, 3), found.UploadRows);
        Assert.Equal(new TapLimit<long>(10, null), found.UploadBytes);
        Assert.Equal(new TapLimit<TimeSpan>(TimeSpan.FromSeconds(60), null), found.ExecutionDuration);
        Assert.Equal(TimeSpan.FromSeconds(200), found.RetentionPeriod.Hard);
        Assert.Equal(["inline"], found.UploadMethods);
        Assert.Equal(["2.0", "2.1"], Assert.Single(found.Languages).Versions);
        Assert.Equal(["POINT", "CIRCLE"], found.Languages[0].Features.Select(feature => feature.Form));
        Assert.Equal(["b2"], found.OutputFormats[0].Aliases);
        Assert.Same(found, service.GetCapabilities(cancellationToken: Token));
        Assert.Equal("/tap/capabilities", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public void A_query_gets_the_hard_limit_and_the_fast_format()
    {
        using FaultServer server = new(Acts.Send(Capabilities), Acts.Send(Acts.Table(3)));
        Assert.Equal(3, new TapService(server.BaseUri).Run("SELECT name FROM csc", cancellationToken: Token).RowCount);
        Assert.Equal(("500", "b2"), (server.Requests[1].Form["MAXREC"], server.Requests[1].Form["RESPONSEFORMAT"]));
    }

    [Theory]
    [InlineData("not here", 404, "text/plain")]
    [InlineData("<html><title>Welcome</title></html>", 200, "text/html")]
    [InlineData("<capabilities><capab", 200, "text/xml")]
    [InlineData("<tableset/>", 200, "text/xml")]
    [InlineData("<capabilities/>", 200, "text/xml")]
    public void A_service_without_capabilities_has_empty_ones_and_works(string document, int status, string contentType)
    {
        using FaultServer server = new(exchange =>
            (exchange.Request.Path.EndsWith("/capabilities", StringComparison.Ordinal) ? Acts.Send(document, status, contentType) : Acts.Send(Acts.Table(2)))(exchange));
        TapService service = new(server.BaseUri, new TapServiceOptions { TimeProvider = new ImpatientTime() });
        TapCapabilities found = service.GetCapabilities(cancellationToken: Token);
        Assert.Null(found.OutputRows.Hard);
        Assert.Empty(found.Languages);
        Assert.Equal(2, service.Run("SELECT name FROM csc", cancellationToken: Token).RowCount);
        Assert.DoesNotContain("MAXREC", server.Requests[^1].Form.Keys);
    }

    [Theory]
    [InlineData("pyvo/vosi/capabilities.xml", 2000L, 10_000_000L, 2, 2)]
    [InlineData("pyvo/vosi/capabilities/minimal-tapregext.xml", null, null, 1, 0)]
    [InlineData("pyvo/vosi/capabilities/formode-tapregext-template.xml", null, null, 1, 0)]
    [InlineData("pyvo/vosi/capabilities/multiple_capa_descriptions.xml", null, null, 0, 0)]
    public void Recorded_capabilities_are_understood(string file, long? rows, long? hard, int formats, int uploads)
    {
        TapCapabilities found = CapabilitiesDocument.Read(Open(File.ReadAllText(SharedData.Path("responses/" + file))));
        Assert.Equal(new TapLimit<long>(rows, hard), found.OutputRows);
        Assert.Equal((formats, uploads), (found.OutputFormats.Count, found.UploadMethods.Count));
    }

    [Theory]
    [InlineData("<outputLimit><hard unit=\"row\">100</hard></outputLimit>", 100L, 100L)]
    [InlineData("<outputLimit><hard unit=\"row\">100</hard></outputLimit><outputLimit forMode=\"async\"><hard unit=\"row\">900</hard></outputLimit>", 100L, 900L)]
    [InlineData("<outputLimit forMode=\"async\"><hard unit=\"row\">900</hard></outputLimit><outputLimit forMode=\"sync\"><hard unit=\"row\">100</hard></outputLimit>", 100L, 900L)]
    [InlineData("<outputLimit forMode=\"sync\"><hard unit=\"row\">100</hard></outputLimit>", 100L, null)]
    [InlineData("<outputLimit forMode=\" Async \"><hard unit=\"row\">900</hard></outputLimit>", null, 900L)]
    public void A_limit_may_be_that_of_one_mode(string limits, long? sync, long? async)
    {
        string template = File.ReadAllText(SharedData.Path("responses/pyvo/vosi/capabilities/formode-tapregext-template.xml"));
        TapCapabilities found = CapabilitiesDocument.Read(Open(template.Replace("{extra_elements}", limits
            + limits.Replace("outputLimit", "uploadLimit") + "<executionDuration><hard>600</hard></executionDuration><executionDuration forMode=\"async\"><hard>7200</hard></executionDuration>")));
        Assert.Equal((sync, async), (found.OutputRows.Hard, found.JobOutputRows.Hard));
        Assert.Equal((sync, async), (found.UploadRows.Hard, found.JobUploadRows.Hard));
        Assert.Equal(TimeSpan.FromHours(2), found.ExecutionDuration.Hard);
    }

    // A synchronous query of such a service would be cut at 100 rows.
    [Theory]
    [InlineData("SELECT name FROM csc", null, "/tap/async")]
    [InlineData("SELECT TOP 100 name FROM csc", null, "/tap/sync")]
    [InlineData("SELECT name FROM csc", 50L, "/tap/sync")]
    [InlineData("SELECT TOP 101 name FROM csc", null, "/tap/async")]
    public void A_query_runs_as_a_job_where_jobs_have_more_room(string query, long? maxRow, string path)
    {
        string capabilities = File.ReadAllText(SharedData.Path("responses/pyvo/vosi/capabilities/formode-tapregext-template.xml")).Replace(
            "{extra_elements}", "<outputLimit><hard unit=\"row\">100</hard></outputLimit><outputLimit forMode=\"async\"><hard unit=\"row\">900</hard></outputLimit>");
        using UwsService uws = new(UwsService.Look("COMPLETED")) { Capabilities = Acts.Send(capabilities, contentType: "text/xml") };
        using FaultServer sync = new(exchange => (exchange.Request.Path.EndsWith("/capabilities", StringComparison.Ordinal)
            ? Acts.Send(capabilities, contentType: "text/xml") : Acts.Send(Acts.Table(3)))(exchange));
        FaultServer server = path == "/tap/sync" ? sync : uws.Server;
        Assert.Equal(3, new TapService(server.BaseUri).Run(query, new TapQueryOptions { MaxRow = maxRow }, Token).RowCount);
        Assert.Equal(path, server.Requests.First(request => request.Method == "POST").Path);
    }

    [Fact]
    public void The_capabilities_of_a_real_service_are_understood()
    {
        TapCapabilities found = CapabilitiesDocument.Read(Open(File.ReadAllText(SharedData.Path("responses/pyvo/dal/tap/capabilities.xml"))));
        Assert.True(found.OutputRows.Hard > found.OutputRows.Default);
        Assert.True(found.TakesInlineUploads);
        Assert.NotNull(found.Binary2Format);
        Assert.Equal("ADQL", found.Languages[0].Name);
        Assert.NotEmpty(found.Languages[0].Features);
    }

    [Fact]
    public void Tables_and_columns_are_read()
    {
        using FaultServer server = new(Acts.Send(TableSet(
            """
            <schema><name>heasarc</name><description>All of it</description>
              <table type="view"><name>heasarc.csc</name><title>CSC</title><description>Chandra sources</description><nrows>407806</nrows>
                <column std="true"><name>ra</name><description>Right ascension</description><unit>deg</unit><ucd>pos.eq.ra</ucd>
                  <dataType xsi:type="vs:VOTableType">double</dataType><flag>indexed</flag><flag>principal</flag></column>
                <column><name>name</name><dataType arraysize="*">char</dataType></column>
              </table>
              <table><name>heasarc.empty</name></table>
            </schema>
            """)));
        IReadOnlyList<TapTableInfo> tables = new TapService(server.BaseUri).GetTables(cancellationToken: Token);
        Assert.Equal("/tap/tables?detail=min", server.Requests[0].Path);
        Assert.Equal(["heasarc.csc", "heasarc.empty"], tables.Select(table => table.Name));
        TapTableInfo csc = tables[0];
        Assert.Equal(("heasarc", "Chandra sources", "view", 407_806L), (csc.Schema, csc.Description, csc.Type, csc.RowCount));
        Assert.Equal(
            new TapColumnInfo("ra", "heasarc.csc")
            {
                Datatype = "double",
                Unit = "deg",
                Ucd = "pos.eq.ra",
                Description = "Right ascension",
                IsIndexed = true,
                IsPrincipal = true,
                IsStandard = true,
            },
            csc.Columns![0]);
        Assert.Equal(("char", "*", false), (csc.Columns[1].Datatype, csc.Columns[1].ArraySize, csc.Columns[1].IsIndexed));
        Assert.Null(tables[1].Columns);
    }

    [Fact]
    public void The_columns_of_a_table_come_from_its_own_document()
    {
        using FaultServer server = new(Acts.Send("<table><name>csc</name><column><name>ra</name></column></table>"));
        TapTableInfo table = new TapService(server.BaseUri).GetTable("CSC", cancellationToken: Token);
        Assert.Equal("ra", Assert.Single(table.Columns!).Name);
        Assert.Equal("/tap/tables/CSC", Assert.Single(server.Requests).Path);
    }

    [Fact]
    public void A_service_without_lists_is_asked_for_its_schema()
    {
        using FaultServer server = new(exchange => Schema(exchange.Request)(exchange));
        TapService service = new(server.BaseUri);
        Assert.Equal(["h.csc", "h.dec"], service.GetTables(cancellationToken: Token).Select(table => table.Name));
        TapTableInfo table = service.GetTable("csc", cancellationToken: Token);
        Assert.Equal(("h.csc", "h"), (table.Name, table.Schema));
        Assert.Equal(("ra", "deg", true), (table.Columns![0].Name, table.Columns[0].Unit, table.Columns[0].IsIndexed));
        Assert.Contains("table_name = 'h.csc'", server.Requests[^1].Form["QUERY"]);
        Assert.Equal("TableNotFound", Assert.Throws<AstroException>(() => service.GetTable("nothing", cancellationToken: Token)).ErrorId);
    }

    [Fact]
    public void Every_recorded_list_of_tables_is_understood()
    {
        string folder = SharedData.Path("responses/pyvo/vosi/tables");
        string[] files = Directory.GetFiles(folder, "*.xml");
        Assert.True(files.Length >= 32);
        foreach (string file in files)
        {
            IReadOnlyList<TapTableInfo> tables = TableSetDocument.Read(Open(File.ReadAllText(file)));
            string name = Path.GetFileNameWithoutExtension(file);
            bool none = name.StartsWith("no_schema", StringComparison.Ordinal) || name.StartsWith("multiple_schema", StringComparison.Ordinal) || name == "no_table_name";
            Assert.True(tables.Count == (none ? 0 : name.StartsWith("datatypes", StringComparison.Ordinal) ? 2 : 1), name);
        }
    }

    [Theory]
    [InlineData("pyvo/vosi/tables.xml", "test.all", "id", "VARCHAR", "*")]
    [InlineData("pyvo/dal/tap/lazy-table1.xml", "test.table1", "id", "VARCHAR", "*")]
    [InlineData("pyvo/dal/tap/lazy-table2.xml", "test.table2", "id", "VARCHAR", "*")]
    [InlineData("pyvo/vosi/tables/wrong_datatypes_tap.xml", "test.wrong_tap", "WRONG", "WRONG", "*")]
    [InlineData("pyvo/vosi/tables/multiple_column_names.xml", "test", "one", null, null)]
    [InlineData("pyvo/vosi/tables/multiple_column_datatypes.xml", "test", "datatype", "int", null)]
    public void A_recorded_column_is_understood(string file, string table, string column, string? datatype, string? arraySize)
    {
        TapTableInfo found = Assert.Single(TableSetDocument.Read(Open(File.ReadAllText(SharedData.Path("responses/" + file)))));
        Assert.Equal(table, found.Name);
        TapColumnInfo first = found.Columns![0];
        Assert.Equal((column, datatype, arraySize), (first.Name, first.Datatype, first.ArraySize));
    }

    [Fact]
    public void A_list_of_tables_that_is_cut_is_no_list()
    {
        Assert.Throws<System.Xml.XmlException>(() => TableSetDocument.Read(Open("<tableset><schema><name>a</name><table><name>t</name></table>")));
        Assert.Throws<FormatException>(() => TableSetDocument.Read(Open("<html/>")));
    }

    private static FaultServer.Act Schema(ReceivedRequest request)
    {
        if (request.Method == "GET")
            return Acts.Send("not here", 404, "text/plain");
        return request.Form["QUERY"].Contains("TAP_SCHEMA.columns", StringComparison.Ordinal)
            ? Acts.Send(Rows(["column_name", "datatype", "unit", "ucd", "utype", "description", "indexed", "principal", "std"], ["ra", "DOUBLE", "deg", "", "", "", "1", "0", "0"]))
            : Acts.Send(Rows(["schema_name", "table_name", "table_type", "utype", "description"], ["h", "h.csc", "table", "", "Sources"], ["h", "h.dec", "table", "", ""]));
    }

    private static string Rows(string[] columns, params string[][] rows) =>
        "<VOTABLE version=\"1.4\"><RESOURCE type=\"results\"><TABLE>"
        + string.Concat(columns.Select(name => $"<FIELD name=\"{name}\" datatype=\"char\" arraysize=\"*\"/>"))
        + "<DATA><TABLEDATA>"
        + string.Concat(rows.Select(row => "<TR>" + string.Concat(row.Select(cell => $"<TD>{cell}</TD>")) + "</TR>"))
        + "</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>";

    private static string TableSet(string schemas) =>
        "<vtm:tableset xmlns:vtm=\"http://www.ivoa.net/xml/VOSITables/v1.0\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + schemas + "</vtm:tableset>";

    private static MemoryStream Open(string document) => new(Encoding.UTF8.GetBytes(document));
}
