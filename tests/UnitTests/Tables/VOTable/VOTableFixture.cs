using System.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables.VOTable;

/// <summary>Small documents written by hand, and how the tests read them.</summary>
internal static class VOTableFixture
{
    /// <summary>A document with one table.</summary>
    public static string Document(string fields, string data, string before = "", string after = "", string tableAttributes = "") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <VOTABLE version="1.4" xmlns="http://www.ivoa.net/xml/VOTable/v1.3">
        <RESOURCE type="results">
        {before}
        <TABLE name="t"{tableAttributes}>
        {fields}
        <DATA>{data}</DATA>
        </TABLE>
        {after}
        </RESOURCE>
        </VOTABLE>
        """;

    /// <summary>TABLEDATA with rows of cells.</summary>
    public static string TableData(params string[][] rows) =>
        "<TABLEDATA>" + string.Concat(rows.Select(r => "\n<TR>" + string.Concat(r.Select(c => $"<TD>{c}</TD>")) + "</TR>")) + "\n</TABLEDATA>";

    /// <summary>BINARY or BINARY2 with the bytes of hexadecimal digits; blanks between do not matter.</summary>
    public static string Binary(string element, string hex) =>
        $"<{element}><STREAM encoding=\"base64\">\n{Convert.ToBase64String(Bytes(hex))}\n</STREAM></{element}>";

    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static VOTableReader Open(string document, VOTableReadOptions? options = null) =>
        VOTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(document)), "test.vot", options);

    public static AstroTable Read(string document, VOTableReadOptions? options = null) => Read(Encoding.UTF8.GetBytes(document), options);

    public static AstroTable Read(byte[] document, VOTableReadOptions? options = null)
    {
        using VOTableReader reader = VOTableReader.Open(new MemoryStream(document), "test.vot", options);
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }

    public static AstroException Fails(string document, string errorId, VOTableReadOptions? options = null) =>
        Fails(Encoding.UTF8.GetBytes(document), errorId, options);

    public static AstroException Fails(byte[] document, string errorId, VOTableReadOptions? options = null)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read(document, options));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains("test.vot", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Recommendation);
        return error;
    }
}
