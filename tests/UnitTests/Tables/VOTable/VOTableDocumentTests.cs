using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;
using static PSAstroXmatch.UnitTests.Tables.VOTable.VOTableFixture;

namespace PSAstroXmatch.UnitTests.Tables.VOTable;

public class VOTableDocumentTests
{
    private const string Field = """<FIELD name="x" datatype="int"/>""";

    private const string SeveralTables = $"""
        <VOTABLE><INFO name="v" value="1"/>
        <RESOURCE><INFO name="r1" value="1"/><TABLE ID="one" name="first">{Field}<PARAM name="p1" datatype="int" value="1"/>
          <DATA><TABLEDATA><TR><TD>1</TD></TR></TABLEDATA></DATA></TABLE></RESOURCE>
        <RESOURCE><COOSYS ID="c" system="ICRS"/><RESOURCE name="inner">
          <TABLE name="second"><FIELD name="y" datatype="char" arraysize="*"/><DATA><BINARY><STREAM encoding="base64">AAAAAWE=</STREAM></BINARY></DATA></TABLE>
          <TABLE ref="one" ID="third"><DATA><TABLEDATA><TR><TD>3</TD></TR></TABLEDATA></DATA></TABLE>
          <INFO name="r2" value="late"/></RESOURCE>
          <RESOURCE><INFO name="other" value="x"/><PARAM name="q" datatype="int" value="0"/></RESOURCE>
        </RESOURCE><INFO name="end" value="1"/>
        </VOTABLE>
        """;

    [Fact]
    public void The_first_table_is_read_unless_another_is_asked_for()
    {
        Assert.Equal("first", Read(SeveralTables).Name);
        Assert.Equal("a", Read(SeveralTables, new VOTableReadOptions { TableIndex = 1 })["y"].GetValue(0));
        Assert.Equal("a", Read(SeveralTables, new VOTableReadOptions { TableName = "second" })["y"].GetValue(0));
        Assert.Equal(3, Read(SeveralTables, new VOTableReadOptions { TableName = "third" })["x"].GetValue(0));
    }

    [Fact]
    public void A_table_that_is_not_there_is_an_error_that_lists_those_that_are()
    {
        AstroException error = Fails(SeveralTables, "TableNotFound", new VOTableReadOptions { TableName = "fourth" });
        Assert.Contains("first, second, third", error.Message, StringComparison.Ordinal);
        Fails(SeveralTables, "TableNotFound", new VOTableReadOptions { TableIndex = 3 });
    }

    [Fact]
    public void Parameters_are_those_of_the_elements_that_contain_the_table_before_and_after_it()
    {
        Assert.Equal(["v", "r1", "p1", "end"], Read(SeveralTables).Parameters.Select(p => p.Name));
        Assert.Equal(["v", "COOSYS", "r2", "end"], Read(SeveralTables, new VOTableReadOptions { TableIndex = 2 }).Parameters.Select(p => p.Name));
    }

    [Fact]
    public void Parameters_have_value_and_description()
    {
        string before = """
            <INFO name="i" value="1 &lt; 2">text &amp; <![CDATA[<more>]]></INFO>
            <GROUP name="g"><PARAM name="p" datatype="float" value="0.5"><VALUES><OPTION value="a"/></VALUES><DESCRIPTION>what</DESCRIPTION></PARAM></GROUP>
            """;
        IReadOnlyList<TableParameter> parameters = Read(Document(Field, TableData(["1"]), before)).Parameters;
        Assert.Equal([new TableParameter("i", "1 < 2", "text & <more>"), new TableParameter("p", "0.5", "what")], parameters);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("after")]
    [InlineData("elsewhere")]
    public void An_error_that_the_service_reports_is_an_error_with_its_words(string where)
    {
        const string Info = "<INFO name=\"QUERY_STATUS\" value=\"ERROR\">unknown table\n 'foo' &amp; more</INFO>";
        string document = where switch
        {
            "before" => Document(Field, TableData(["1"]), before: Info),
            "after" => Document(Field, TableData(["1"]), before: "<INFO name=\"QUERY_STATUS\" value=\"OK\"/>", after: Info),
            _ => Document(Field, TableData(["1"])).Replace("</VOTABLE>", $"<RESOURCE>{Info}</RESOURCE></VOTABLE>", StringComparison.Ordinal),
        };
        AstroException error = Fails(document, "ServiceError");
        Assert.Equal(AstroErrorKind.Service, error.Kind);
        Assert.Contains("unknown table 'foo' & more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_without_a_table_is_an_error_of_the_service_too()
    {
        Fails("<VOTABLE><RESOURCE type='results'><INFO name='QUERY_STATUS' value='ERROR'>no</INFO></RESOURCE></VOTABLE>", "ServiceError");
        AstroException old = Fails("<VOTABLE><INFO name='Error' value='bad radius'/></VOTABLE>", "ServiceError");
        Assert.Contains("bad radius", old.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overflow_after_the_rows_is_told_and_is_no_error()
    {
        using VOTableReader reader = Open(Document(
            Field,
            TableData(["1"]),
            before: "<INFO name='QUERY_STATUS' value='OK'/>",
            after: "<INFO name='QUERY_STATUS' value='OVERFLOW'/>"));
        Assert.False(reader.IsTruncated);
        Assert.Equal(1, reader.ReadToEnd(TestContext.Current.CancellationToken).RowCount);
        Assert.True(reader.IsTruncated);
        Assert.Equal("OVERFLOW", reader.Parameters[^1].Value);
    }

    [Fact]
    public void A_document_without_a_table_says_so() =>
        Fails("<VOTABLE version='1.4'><RESOURCE/><INFO name='x' value='y'/></VOTABLE>", "TableNotFound");

    [Fact]
    public void The_document_type_of_VOTable_1_0_is_passed_over()
    {
        string document = "<?xml version='1.0'?><!DOCTYPE VOTABLE SYSTEM \"http://us-vo.org/xml/VOTable.dtd\">"
            + $"<VOTABLE version='v1.0'><RESOURCE><TABLE>{Field}<DATA>{TableData(["1"])}</DATA></TABLE></RESOURCE></VOTABLE>";
        Assert.Equal(1, Read(document).RowCount);
    }

    [Fact]
    public void An_embedded_FITS_file_goes_to_the_opener_that_is_given()
    {
        string data = "<FITS extnum=\"1\"><STREAM encoding=\"base64\">U0lNUExF\nIA==</STREAM></FITS>";
        string document = Document("""<FIELD name="renamed" datatype="int" unit="s"/>""", data, after: "<INFO name='late' value='1'/>", tableAttributes: " nrows='2'");
        Fails(document, "SerializationNotSupported");
        VOTableReadOptions options = new() { FitsOpener = (stream, source) => new BytesAsRows(stream) { Source = source } };
        AstroTable table = Read(document, options);
        Assert.Equal([0x53, 0x49], ((AstroColumn<int>)table["renamed"]).Values);
        Assert.Equal("s", table["renamed"].Unit);
        Assert.Equal("late", table.Parameters[^1].Name);
    }

    [Fact]
    public void Rows_at_another_address_are_an_error_that_names_it()
    {
        AstroException error = Fails(Document(Field, "<BINARY><STREAM href=\"http://example.org/x.bin\"/></BINARY>"), "SerializationNotSupported");
        Assert.Contains("http://example.org/x.bin", error.Message, StringComparison.Ordinal);
        Fails(Document(Field, "<PARQUET type=\"VOTable-remote-file\"><STREAM href=\"file:x\"/></PARQUET>"), "SerializationNotSupported");
        Fails(Document(Field, "<BINARY><STREAM encoding=\"rot13\">AAAA</STREAM></BINARY>"), "SerializationNotSupported");
    }

    // Stands for the FITS reader: the first two bytes are two rows, the rest is left unread.
    private sealed class BytesAsRows(Stream stream) : TableReader
    {
        private bool _done;

        public override IReadOnlyList<ColumnInfo> Columns { get; } = [new ColumnInfo("raw", typeof(int))];

        public override AstroTable? ReadBlock(int maxRows, CancellationToken cancellationToken)
        {
            if (_done)
                return null;
            _done = true;
            return new AstroTable([new AstroColumn<int>(Columns[0], [stream.ReadByte(), stream.ReadByte()])]);
        }

        public override void Dispose() => stream.Dispose();
    }
}
