using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tap;

/// <summary>Answers recorded from archives, and pyvo's collection of odd ones; counts and values are from astropy.</summary>
public class TapCapturedAnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("captured/heasarc-binary-xmmmaster.vot", 10, 11, "0312790501")]
    [InlineData("captured/esagaia-binary2-gaiadr3.vot", 10, 15, "65213653847596672")]
    [InlineData("captured/irsa-tabledata-allwise.vot", 2, 15, "98140801351043764")]
    [InlineData("pyvo/dal/query/basic.xml", 3, 2, "23")]
    [InlineData("pyvo/dal/query/rootinfo.xml", 3, 2, "23")]
    [InlineData("pyvo/dal/query/dataset.xml", 3, 2, "image/fits")]
    [InlineData("pyvo/dal/query/tableinfo.xml", 3, 2, "23")]
    [InlineData("pyvo/dal/query/firstresource.xml", 3, 2, "23")]
    [InlineData("pyvo/dal/tap/obscore-image.xml", 10, 36, "image")]
    public void A_table_is_read(string file, int rows, int columns, string first)
    {
        AstroTable table = Ask(file, 200);
        Assert.Equal((rows, columns), (table.RowCount, table.Columns.Count));
        Assert.Equal(first, table.Columns[0].GetText(0));
    }

    [Theory]
    [InlineData("captured/esagaia-error-unknown-table.vot", 400, "ServiceError", "1 unresolved identifiers: no_such_table")]
    [InlineData("captured/esagaia-error-unknown-table.vot", 200, "ServiceError", "1 unresolved identifiers: no_such_table")]
    [InlineData("captured/vizier-tabledata-2mass-overflow.vot", 200, "ResultTruncated", "after 8 rows")]
    [InlineData("pyvo/dal/query/overflowstatus.xml", 200, "ResultTruncated", "after 3 rows")]
    [InlineData("pyvo/dal/query/errorstatus.xml", 200, "ServiceError", "ERROR")]
    [InlineData("pyvo/dal/query/missingtable.xml", 200, "TableNotFound", "")]
    [InlineData("pyvo/dal/query/missingresource.xml", 200, "TableNotFound", "")]
    [InlineData("pyvo/dal/tap/examples.htm", 200, "ServiceUnavailable", "Examples queries for HEASARC")]
    [InlineData("pyvo/dal/tap/tables.xml", 200, "TableFormatUnknown", "")]
    public void An_error_is_told(string file, int status, string errorId, string words)
    {
        AstroException error = Assert.Throws<AstroException>(() => Ask(file, status));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(words, error.Message);
    }

    [Fact]
    public void A_table_without_columns_has_no_rows()
    {
        AstroTable table = Ask("pyvo/dal/query/missingcolumns.xml", 200);
        Assert.Equal((0, 0), (table.RowCount, table.Columns.Count));
    }

    private static AstroTable Ask(string file, int status)
    {
        using FaultServer server = new(Acts.Send(File.ReadAllText(SharedData.Path("responses/" + file)), status));
        return new TapService(server.BaseUri).RunSync("SELECT * FROM t", cancellationToken: Token);
    }
}
