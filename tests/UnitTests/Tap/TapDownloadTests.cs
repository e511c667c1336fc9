using System.IO.Compression;
using System.Text;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>An answer that is copied as it is: its document, and nothing that it says of itself is missed.</summary>
public class TapDownloadTests
{
    private const string Query = "SELECT name, ra FROM csc";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Encodings => ["identity", "gzip", "x-gzip", "deflate", "deflate, gzip", "gzip, identity"];

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_document_is_unpacked(string encoding)
    {
        string document = Acts.Table(3000, Acts.Status("OK")) + "\n<!-- made today -->\n";
        (string copied, TapDownload download) = Download(document, encoding);
        Assert.Equal(document, copied);
        Assert.Equal(new TapDownload(document.Length, false, null), download);
    }

    [Fact]
    public void An_answer_in_an_encoding_that_was_not_asked_for_is_an_error() =>
        Assert.Contains("encoded as 'br'", Fails("AnswerDamaged", Acts.Table(3, Acts.Status("OK")), "br").Message);

    [Theory]
    [MemberData(nameof(Encodings))]
    public void An_error_is_one_in_every_encoding(string encoding)
    {
        AstroException error = Fails("ServiceError", Acts.Error("no table &#39;cscc&#39; here"), encoding);
        Assert.Contains("no table 'cscc' here", error.Message);
        Assert.Equal("ServiceError", Fails("ServiceError", Acts.Table(3, Acts.Status("OK"), Acts.Status("ERROR", "disk full")), encoding).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void A_cut_result_is_an_error_in_every_encoding(string encoding)
    {
        string document = Acts.Table(3, Acts.Status("OK"), Acts.Status("OVERFLOW"));
        Fails("ResultTruncated", document, encoding);
        (string copied, TapDownload download) = Download(document, encoding, new TapQueryOptions { AllowTruncated = true });
        Assert.Equal((document, true), (copied, download.IsTruncated));
        Assert.False(Download(document, encoding, new TapQueryOptions { MaxRow = 3 }).Download.IsTruncated);
    }

    [Theory]
    [InlineData("<INFO value='ERROR' name='QUERY_STATUS'>words</INFO>", "ServiceError")]
    [InlineData("<INFO\n  ID=\"a>b\"\n  name = \"QUERY_STATUS\"  value = \"ERROR\" >words</INFO>", "ServiceError")]
    [InlineData("<v:INFO xmlns:v=\"x\" name=\"QUERY_STATUS\" value=\"ERROR\">words</v:INFO>", "ServiceError")]
    [InlineData("<INFO name=\"QUERY_STATUS\" value=\"&#69;RROR\"><![CDATA[words]]></INFO>", "ServiceError")]
    [InlineData("<INFO name=\"QUERY_STATUS\" value=\"&#79;VERFLOW\"/>", "ResultTruncated")]
    [InlineData("<!-- <INFO name=\"QUERY_STATUS\" value=\"ERROR\"/> -->", null)]
    [InlineData("<INFO name=\"OTHER\" value=\"ERROR\">name=\"QUERY_STATUS\"</INFO>", null)]
    public void The_status_is_that_of_the_document_not_of_its_text(string info, string? error)
    {
        string document = Acts.Table(3, after: info);
        if (error is null)
            Assert.Equal(document, Download(document).Copied);
        else
            Fails(error, document);
    }

    [Fact]
    public void A_status_in_another_encoding_of_characters_is_seen()
    {
        string document = Acts.Table(3, after: Acts.Status("OVERFLOW")).Replace("UTF-8", "UTF-16");
        using FaultServer server = Serve(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes(document)).ToArray(), "identity");
        Assert.Equal("ResultTruncated", Assert.Throws<AstroException>(() => Service(server).Download(Query, new MemoryStream(), null, Token)).ErrorId);
    }

    [Theory]
    [MemberData(nameof(Encodings))]
    public void An_answer_that_is_cut_is_asked_for_again(string encoding)
    {
        byte[] whole = Pack(Acts.Table(20_000), encoding);
        int asked = 0;
        using FaultServer server = new(exchange => exchange.Request.Method == "GET"
            ? Acts.Send("no", 404, "text/plain")(exchange)
            : Bytes(Interlocked.Increment(ref asked) == 1 ? whole[..(whole.Length / 2)] : whole, encoding)(exchange));
        using MemoryStream target = new();
        Service(server).Download(Query, target, null, Token);
        Assert.Equal(Acts.Table(20_000), Encoding.UTF8.GetString(target.ToArray()));
        Assert.Equal(2, asked);
    }

    [Fact]
    public void A_document_that_is_not_well_formed_is_copied_and_its_completeness_doubted()
    {
        string document = Acts.Table(3).Replace("</TABLE>", "</TABEL>") + "and more";
        (string copied, TapDownload download) = Download(document);
        Assert.Equal(document, copied);
        Assert.Contains("TABEL", download.Doubt);
    }

    [Fact]
    public void What_is_no_VOTable_is_copied()
    {
        List<string> log = [];
        (string copied, TapDownload download) = Download("name,ra\nx,1\n", options: new TapQueryOptions { Log = log.Add });
        Assert.Equal(("name,ra\nx,1\n", null), (copied, download.Doubt));
        Assert.Contains(log, line => line.Contains("not a VOTable"));
        Fails("ServiceUnavailable", Acts.Page("Down"));
    }

    // An expression for the end of the document tried every way to divide such comments among its parts: their number decided in how many years.
    [Fact]
    public void Comments_behind_the_end_are_copied()
    {
        string document = Acts.Table(3) + string.Concat(Enumerable.Repeat("<!-- a -->", 5000)) + "x";
        Assert.Equal(document, Download(document).Copied);
        string names = Acts.Table(3, after: "<INFO " + string.Concat(Enumerable.Repeat("name=", 100_000)) + "/>");
        Assert.Equal(names, Download(names).Copied);
    }

    [Fact]
    public void A_target_that_cant_be_written_is_not_the_services_fault()
    {
        using FaultServer server = Serve(Pack(Acts.Table(20_000), "gzip"), "gzip");
        Assert.Equal("the disk is full", Assert.Throws<IOException>(() => Service(server).Download(Query, new FullStream(), null, Token)).Message);
        Assert.Single(server.Requests, request => request.Method == "POST");
    }

    [Theory]
    [InlineData("<script>")]
    [InlineData("<script")]
    [InlineData("<style>a")]
    [InlineData("<title")]
    [InlineData("<title>")]
    [InlineData("<a")]
    [InlineData("<!--")]
    [InlineData("<")]
    public void An_error_page_of_nothing_but_open_tags_is_an_error(string tag)
    {
        string page = "<html>" + string.Concat(Enumerable.Repeat(tag, 65_000 / tag.Length));
        using FaultServer server = new(Acts.Send(page, 400, "text/html"));
        Assert.Equal("ServiceError", Assert.Throws<AstroException>(() => Service(server).RunSync(Query, null, Token)).ErrorId);
    }

    private static (string Copied, TapDownload Download) Download(string document, string encoding = "identity", TapQueryOptions? options = null)
    {
        using FaultServer server = Serve(Pack(document, encoding), encoding);
        using MemoryStream target = new();
        target.Write("what an attempt before left"u8);
        TapDownload download = Service(server).Download(Query, target, options, Token);
        return (Encoding.UTF8.GetString(target.ToArray()), download);
    }

    private static AstroException Fails(string errorId, string document, string encoding = "identity")
    {
        AstroException error = Assert.Throws<AstroException>(() => Download(document, encoding));
        Assert.Equal(errorId, error.ErrorId);
        return error;
    }

    private static TapService Service(FaultServer server) => new(server.BaseUri, new TapServiceOptions { TimeProvider = new ImpatientTime() });

    private static FaultServer Serve(byte[] body, string encoding) => new(exchange =>
        (exchange.Request.Method == "GET" ? Acts.Send("no", 404, "text/plain") : Bytes(body, encoding))(exchange));

    private static FaultServer.Act Bytes(byte[] body, string encoding) => async exchange =>
    {
        await exchange.HeadAsync(200, "application/x-votable+xml", body.Length, ("Content-Encoding", encoding));
        await exchange.SendAsync(body);
    };

    private static byte[] Pack(string text, string encodings) =>
        encodings.Split(", ").Aggregate(Encoding.UTF8.GetBytes(text), PackOnce);

    private static byte[] PackOnce(byte[] bytes, string encoding)
    {
        using MemoryStream packed = new();
        using (Stream stream = encoding switch
        {
            "gzip" or "x-gzip" => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            "deflate" => new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true),
            _ => packed,
        })
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }

    private sealed class FullStream : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw new IOException("the disk is full");

        public override void Write(byte[] buffer, int offset, int count) => throw new IOException("the disk is full");
    }
}
