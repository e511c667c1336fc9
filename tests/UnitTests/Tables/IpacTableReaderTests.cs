using System.Text;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

public class IpacTableReaderTests
{
    private const string Table = """
        \origin = 'IRSA'
        \ ra (deg)
        \ ___ right ascension
        |    ra   |designation      |  n |--x---|
        |  double |char             | int|real  |
        |    deg  |                 |    |mag   |
        |   null  |null             |-99 |null  |
          10.5382  00420917+4111070    5  007.5
             null  a b               -99
        """;

    [Fact]
    public void Values_stand_under_their_bars()
    {
        AstroTable table = Read(Table);
        Assert.Equal(["ra", "designation", "n", "x"], table.Columns.Select(c => c.Name));
        Assert.Equal([typeof(double), typeof(string), typeof(long), typeof(double)], table.Columns.Select(c => c.ValueType));
        Assert.Equal(["deg", null, null, "mag"], table.Columns.Select(c => c.Unit));
        Assert.Equal("right ascension", table["ra"].Info.Description);
        Assert.Equal([10.5382, "00420917+4111070", 5L, 7.5], table.Columns.Select(c => c.GetValue(0)));
        Assert.Equal([double.NaN, "a b", null, double.NaN], table.Columns.Select(c => c.GetValue(1)));
        Assert.Equal(new TableParameter("origin", "IRSA"), Assert.Single(table.Parameters));
    }

    [Fact]
    public void A_table_may_have_names_alone_or_no_rows()
    {
        Assert.Equal("007", Read("|a  |\n 007\n")["a"].GetValue(0));
        Assert.Equal(0, Read("|a  |\n|int|\n").RowCount);
        Assert.Equal(0, Read("|a  |\n|int|\n\n").RowCount);
    }

    [Fact]
    public void Types_may_be_shortened() =>
        Assert.Equal(
            [typeof(long), typeof(double), typeof(double), typeof(double), typeof(string), typeof(string), typeof(long)],
            Read("|a|b|c|d|e|f  |g   |\n|i|r|d|f|c|dat|long|\n").Columns.Select(c => c.ValueType));

    [Theory]
    [InlineData("|a |\n|int|\n", "same positions")]
    [InlineData("|a\n", "closing bar")]
    [InlineData("|a  |\n|wha|\n", "'wha'")]
    [InlineData("\\only = keywords\n", "0 lines")]
    public void A_wrong_header_says_what_is_wrong(string text, string expected)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read(text));
        Assert.Equal("IpacHeaderInvalid", error.ErrorId);
        Assert.Contains(expected, error.Message);
    }

    [Theory]
    [InlineData("|a  |\n|int|\n 1\n 1.5\n")]
    [InlineData("|a  |\n|dou|\n 1\n x\n")]
    [InlineData("|a  |\n|int|\n 1\n-1\n")]
    public void A_wrong_value_names_line_row_and_column(string text)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read(text));
        Assert.Equal("ValueInvalid", error.ErrorId);
        Assert.Contains("line 4 (row 2), column a", error.Message);
    }

    [Fact]
    public void Blocks_hold_all_rows()
    {
        using IpacTableReader reader = IpacTableReader.Open(new ForwardStream("|a  |\n|int|\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $" {i}\n"))), "test.tbl");
        List<long> values = [];
        while (reader.ReadBlock(30, TestContext.Current.CancellationToken) is { } block)
            values.AddRange(((AstroColumn<long>)block["a"]).Values);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), values);
    }

    private static AstroTable Read(string text)
    {
        using IpacTableReader reader = IpacTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.tbl");
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }
}
