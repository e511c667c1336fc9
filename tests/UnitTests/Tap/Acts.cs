using System.IO.Compression;
using System.Text;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>What the fault server can be told to play, and the documents that it sends.</summary>
internal static class Acts
{
    /// <summary>A complete answer.</summary>
    public static FaultServer.Act Send(
        string body, int status = 200, string contentType = "application/x-votable+xml", params (string Name, string Value)[] headers) =>
        async exchange =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(body);
            await exchange.HeadAsync(status, contentType, bytes.Length, headers);
            await exchange.SendAsync(bytes);
        };

    /// <summary>A complete answer, compressed; with broken bytes, or with fewer of them, if told so.</summary>
    public static FaultServer.Act SendGzip(string body, bool damaged = false, bool cut = false) =>
        async exchange =>
        {
            using MemoryStream packed = new();
            using (GZipStream gzip = new(packed, CompressionLevel.Optimal, leaveOpen: true))
                gzip.Write(Encoding.UTF8.GetBytes(body));
            byte[] bytes = packed.ToArray();
            if (damaged)
                bytes.AsSpan(20, 40).Fill(0xFF);
            if (cut)
                bytes = bytes[..(bytes.Length / 2)];
            await exchange.HeadAsync(200, "application/x-votable+xml", bytes.Length, ("Content-Encoding", "gzip"));
            await exchange.SendAsync(bytes);
        };

    public static FaultServer.Act Redirect(int status, string location) =>
        exchange => exchange.HeadAsync(status, "text/plain", 0, ("Location", location));

    /// <summary>Says nothing at all.</summary>
    public static FaultServer.Act Stall() => exchange => exchange.StallAsync();

    /// <summary>Sends the beginning of a body and then nothing.</summary>
    public static FaultServer.Act StallAfter(string beginning) =>
        async exchange =>
        {
            await exchange.HeadAsync(200, "application/x-votable+xml");
            await exchange.SendAsync(beginning);
            await exchange.StallAsync();
        };

    /// <summary>Announces a whole body, sends its beginning and resets the connection.</summary>
    public static FaultServer.Act ResetAfter(string beginning) =>
        async exchange =>
        {
            await exchange.HeadAsync(200, "application/x-votable+xml", 10_000_000);
            await exchange.SendAsync(beginning);
            exchange.Reset();
        };

    /// <summary>Announces a whole body, sends its beginning and closes the connection in good order.</summary>
    public static FaultServer.Act CloseAfter(string beginning) =>
        async exchange =>
        {
            await exchange.HeadAsync(200, "application/x-votable+xml", 10_000_000);
            await exchange.SendAsync(beginning);
        };

    /// <summary>Resets the connection before any answer.</summary>
    public static FaultServer.Act Reset() =>
        exchange =>
        {
            exchange.Reset();
            return Task.CompletedTask;
        };

    /// <summary>A result with the columns name and ra and so many rows.</summary>
    public static string Table(int rows, string before = "", string after = "")
    {
        StringBuilder text = new(TableStart(before));
        for (int row = 0; row < rows; row++)
            text.Append(Row(row));
        return text.Append("</TABLEDATA></DATA></TABLE>").Append(after).Append("</RESOURCE></VOTABLE>").ToString();
    }

    public static string TableStart(string before = "") =>
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">"
        + $"<RESOURCE type=\"results\">{before}<TABLE><FIELD name=\"name\" datatype=\"char\" arraysize=\"*\"/>"
        + "<FIELD name=\"ra\" datatype=\"double\" unit=\"deg\"/><DATA><TABLEDATA>";

    public static string Row(int row) => $"<TR><TD>S{row}</TD><TD>{ValueText.Format(row / 4.0)}</TD></TR>";

    public static string Status(string value, string words = "") => $"<INFO name=\"QUERY_STATUS\" value=\"{value}\">{words}</INFO>";

    /// <summary>A VOTable without a table that tells of an error.</summary>
    public static string Error(string words) =>
        "<?xml version=\"1.0\"?><VOTABLE version=\"1.4\" xmlns=\"http://www.ivoa.net/xml/VOTable/v1.3\">"
        + $"<RESOURCE type=\"results\">{Status("ERROR", words)}</RESOURCE></VOTABLE>";

    public static string Page(string title) => $"<!DOCTYPE html>\n<html><head><title>{title}</title></head><body><h1>Sorry</h1></body></html>";
}
