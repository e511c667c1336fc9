using System.IO.Compression;
using System.Numerics;
using System.Text;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;
using static PSAstroXmatch.UnitTests.Tables.VOTable.VOTableFixture;

namespace PSAstroXmatch.UnitTests.Tables.VOTable;

public class VOTableReaderTests
{
    private const string TwoColumns = """<FIELD name="id" datatype="long"/><FIELD name="ra" datatype="double" unit="deg"/>""";

    // datatype, arraysize, text in TABLEDATA, bytes in BINARY, value
    public static TheoryData<string, string, string, string, object> Cells => new()
    {
        { "boolean", "", "T", "54", true },
        { "boolean", "", "false", "66", false },
        { "boolean", "", "1", "31", true },
        { "boolean", "", "0", "30", false },
        { "boolean", "3", "T f 1", "54 46 54", new[] { true, false, true } },
        { "bit", "", "1", "80", true },
        { "bit", "", "0", "00", false },
        { "bit", "10", "1011000001", "B0 40", new[] { true, false, true, true, false, false, false, false, false, true } },
        { "bit", "*", "1 0 1", "00000003 A0", new[] { true, false, true } },
        { "unsignedByte", "", "255", "FF", (byte)255 },
        { "unsignedByte", "2", "0x10 7", "10 07", new byte[] { 16, 7 } },
        { "short", "", "-32768", "8000", short.MinValue },
        { "short", "", "0xffff", "FFFF", (short)-1 },
        { "int", "", "+12", "0000000C", 12 },
        { "int", "2x2", "1 2 3 4", "00000001 00000002 00000003 00000004", new[] { 1, 2, 3, 4 } },
        { "long", "", "5853498713190525696", "513BCE1104ED6B00", 5853498713190525696 },
        { "long", "*", "1, -1", "00000002 0000000000000001 FFFFFFFFFFFFFFFF", new[] { 1L, -1L } },
        { "float", "", "0.1", "3DCCCCCD", 0.1f },
        { "float", "", "-Inf", "FF800000", float.NegativeInfinity },
        { "double", "", "1.7976931348623157E308", "7FEFFFFFFFFFFFFF", double.MaxValue },
        { "double", "", "+Inf", "7FF0000000000000", double.PositiveInfinity },
        { "double", "", " 5e-324 ", "0000000000000001", double.Epsilon },
        { "double", "", "9007199254740993", "4340000000000000", 9007199254740992.0 },
        { "double", "2x*", "1 2 3 4", "00000004 3FF0000000000000 4000000000000000 4008000000000000 4010000000000000", new[] { 1.0, 2, 3, 4 } },
        { "floatComplex", "", "1.5 -2", "3FC00000 C0000000", new Complex(1.5, -2) },
        { "doubleComplex", "", "1 2", "3FF0000000000000 4000000000000000", new Complex(1, 2) },
        { "doubleComplex", "2", "1 2 2 1", "3FF0000000000000 4000000000000000 4000000000000000 3FF0000000000000", new Complex[] { new(1, 2), new(2, 1) } },
        { "char", "", "A", "41", "A" },
        { "char", "*", "a &lt;b&gt;", "00000005 61203C623E", "a <b>" },
        { "char", "6", "  ab  ", "202061620078", "  ab" },
        { "char", "3x2", "ab cde", "616200 636465", new[] { "ab", "cde" } },
        { "char", "2x*", "abc", "00000004 6162 6320", new[] { "ab", "c" } },
        { "unicodeChar", "*", "β&#x3B3;", "00000002 03B2 03B3", "βγ" },
        { "unicodeChar", "2x2", "βγab", "03B2 03B3 0061 0062", new[] { "βγ", "ab" } },
    };

    [Theory]
    [MemberData(nameof(Cells), DisableDiscoveryEnumeration = true)]
    public void A_cell_has_its_value_in_every_serialization(string datatype, string arraySize, string text, string hex, object expected)
    {
        string field = $"<FIELD name=\"x\" datatype=\"{datatype}\"" + (arraySize.Length > 0 ? $" arraysize=\"{arraySize}\"/>" : "/>");
        string packed = Convert.ToBase64String(Gzip(Bytes(hex + hex)));
        string[] documents =
        [
            Document(field, TableData([text], [text])),
            Document(field, Binary("BINARY", hex + hex)),
            Document(field, Binary("BINARY2", "00" + hex + "00" + hex)),
            Document(field, $"<BINARY><STREAM encoding=\"gzip\">{packed}</STREAM></BINARY>"),
        ];
        foreach (string document in documents)
        {
            AstroTable table = Read(document);
            Assert.Equal(2, table.RowCount);
            Assert.Equal(expected.GetType(), table["x"].ValueType);
            Assert.Equal(expected, table["x"].GetValue(0));
            Assert.Equal(expected, table["x"].GetValue(1));
        }
    }

    [Theory]
    [InlineData("boolean", "", "?", "3F")]
    [InlineData("boolean", "", "", "00")]
    [InlineData("boolean", "2", "T ?", "54 20")]
    [InlineData("short", "", "", null)]
    [InlineData("int", "", "NaN", null)]
    [InlineData("long", "", "", "8000000000000000")]
    [InlineData("double", "", "", null)]
    [InlineData("double", "", "", "7FF8000000000000")]
    [InlineData("double", "", "null", null)]
    [InlineData("double", "", "-", null)]
    [InlineData("double", "*", "", "00000000")]
    [InlineData("doubleComplex", "", "", null)]
    [InlineData("bit", "*", "", "00000000")]
    [InlineData("char", "*", "", "00000000")]
    [InlineData("char", "4", "    ", "20202020")]
    [InlineData("unicodeChar", "*", "", "00000000")]
    public void A_cell_without_a_value_is_NaN_if_it_is_a_number_of_floating_point_and_otherwise_null(string datatype, string arraySize, string text, string? hex)
    {
        string field = $"<FIELD name=\"x\" datatype=\"{datatype}\"" + (arraySize.Length > 0 ? $" arraysize=\"{arraySize}\"/>" : "/>");
        object? missing = datatype is "double" && arraySize.Length == 0 ? double.NaN : null;
        Assert.Equal(missing, Read(Document(field, TableData([text])))["x"].GetValue(0));
        Assert.True(Read(Document(field, "<TABLEDATA><TR><TD/></TR></TABLEDATA>"))["x"].IsNull(0));
        Assert.True(Read(Document(field, "<TABLEDATA><TR><TD /></TR></TABLEDATA>"))["x"].IsNull(0));
        if (hex is not null)
            Assert.Equal(missing, Read(Document(field, Binary("BINARY", hex)))["x"].GetValue(0));
    }

    [Theory]
    [InlineData("unsignedByte", "9", "09 08")]
    [InlineData("short", "-9", "FFF7 0008")]
    [InlineData("int", "-2147483648", "80000000 00000008")]
    [InlineData("long", "-9223372036854775808", "8000000000000000 0000000000000008")]
    [InlineData("double", "-9", "C022000000000000 4020000000000000")]
    public void The_declared_null_is_null(string datatype, string nullText, string hex)
    {
        string field = $"<FIELD name=\"x\" datatype=\"{datatype}\"><VALUES null=\"{nullText}\"/></FIELD>";
        foreach (string data in new[] { TableData([nullText], ["8"]), Binary("BINARY", hex) })
        {
            AstroColumn column = Read(Document(field, data))["x"];
            Assert.True(column.IsNull(0));
            Assert.Equal(8.0, column.GetDouble(1));
        }
    }

    [Fact]
    public void Names_that_differ_in_case_alone_are_numbered_so_that_each_column_can_be_found()
    {
        AstroTable table = VOTableFixture.Read(VOTableFixture.Document(
            "<FIELD name='b_Fluxb' datatype='double'/><FIELD name='B_Fluxb' datatype='double'/>",
            VOTableFixture.TableData(["1", "2"])));
        Assert.Equal(["b_Fluxb", "B_Fluxb_2"], table.Columns.Select(column => column.Name));
        Assert.Equal(2.0, table["b_fluxb_2"].GetValue(0));
    }

    [Fact]
    public void A_declared_null_that_the_datatype_cannot_hold_is_null_as_text()
    {
        string field = """<FIELD name="x" datatype="short"><VALUES null="-32769"/></FIELD>""";
        Assert.True(Read(Document(field, TableData(["-32769"])))["x"].IsNull(0));
    }

    [Fact]
    public void A_null_may_be_declared_by_reference()
    {
        string fields = """
            <FIELD name="a" datatype="int"><VALUES ID="v" null="-1"/></FIELD><FIELD name="b" datatype="int"><VALUES ref="v"/></FIELD>
            """;
        AstroTable table = Read(Document(fields, TableData(["-1", "-1"])));
        Assert.True(table["a"].IsNull(0) && table["b"].IsNull(0));
    }

    [Fact]
    public void Only_a_scalar_long_of_BINARY_takes_the_least_value_for_null()
    {
        string field = """<FIELD name="x" datatype="long"/>""";
        Assert.Equal(long.MinValue, Read(Document(field, Binary("BINARY2", "00 8000000000000000")))["x"].GetValue(0));
        Assert.Equal(long.MinValue, Read(Document(field, TableData(["-9223372036854775808"])))["x"].GetValue(0));
    }

    [Fact]
    public void BINARY2_flags_stand_for_nine_columns_in_two_bytes()
    {
        string fields = string.Concat(Enumerable.Range(0, 9).Select(i => $"<FIELD name=\"c{i}\" datatype=\"unsignedByte\"/>"));
        AstroTable table = Read(Document(fields, Binary("BINARY2", "8080 000102030405060708 0100 101112131415161718")));
        Assert.Equal(["c0", "c8"], table.Columns.Where(c => c.IsNull(0)).Select(c => c.Name));
        Assert.Equal(["c7"], table.Columns.Where(c => c.IsNull(1)).Select(c => c.Name));
        Assert.Equal((byte)0x18, table["c8"].GetValue(1));
    }

    [Fact]
    public void BINARY2_tells_an_empty_string_from_none()
    {
        string fields = """<FIELD name="s" datatype="char" arraysize="*"/><FIELD name="a" datatype="int" arraysize="*"/>""";
        AstroTable table = Read(Document(fields, Binary("BINARY2", "00 00000000 00000000 C0 00000000 00000000")));
        Assert.Equal("", table["s"].GetValue(0));
        Assert.Equal(Array.Empty<int>(), table["a"].GetValue(0));
        Assert.True(table["s"].IsNull(1) && table["a"].IsNull(1));
    }

    [Fact]
    public void Explicit_NaN_is_a_value_of_a_double_that_counts_as_null()
    {
        AstroColumn column = Read(Document("""<FIELD name="x" datatype="double"/>""", TableData(["NaN"], ["nan"])))["x"];
        Assert.Null(column.Nulls);
        Assert.True(column.IsNull(0) && column.IsNull(1));
    }

    [Fact]
    public void Columns_know_what_their_fields_say()
    {
        ColumnInfo info = Read(Document(
            """
            <FIELD ID="i" datatype="float" arraysize="2" unit="deg" ucd="pos.eq.ra" utype="a:b.c" xtype="point"><DESCRIPTION> Right
            ascension &amp; more </DESCRIPTION></FIELD>
            """,
            TableData(["1 2"]))).Columns[0].Info;
        Assert.Equal(
            new ColumnInfo("i", typeof(float[])) { Unit = "deg", Ucd = "pos.eq.ra", Utype = "a:b.c", Xtype = "point", Description = "Right\nascension & more", ArraySize = "2" },
            info);
    }

    [Fact]
    public void Comments_CDATA_instructions_and_references_within_rows_are_read_as_XML_says()
    {
        string data = """
            <TABLEDATA><!-- a --><?b c?>
             <TR ID="r1"><!-- > </TD> --><TD>1</TD ><?p?><TD><!-- x -->2<!-- y -->.5</TD><TD><![CDATA[<a> & ]]]]>b&#65;&#x42;&apos;&quot;</TD></TR>
             <TR>
              <TD
              >3</TD>
              <TD><![CDATA[4]]></TD><TD ref="z">x</TD>
             </TR >
            </TABLEDATA>
            """;
        AstroTable table = Read(Document(TwoColumns + """<FIELD name="s" datatype="char" arraysize="*"/>""", data));
        Assert.Equal([1L, 3L], ((AstroColumn<long>)table["id"]).Values);
        Assert.Equal([2.5, 4], table["ra"].ToDoubles());
        Assert.Equal(["<a> & ]]bAB'\"", "x"], ((AstroColumn<string>)table["s"]).Values);
    }

    [Fact]
    public void A_line_end_in_a_cell_is_one_line_feed()
    {
        AstroTable table = Read(Document("""<FIELD name="s" datatype="char" arraysize="*"/>""", "<TABLEDATA><TR><TD>a\r\nb\rc&#13;d</TD></TR></TABLEDATA>"));
        Assert.Equal("a\nb\nc\rd", table["s"].GetValue(0));
    }

    [Fact]
    public void A_cell_may_hold_the_bytes_of_BINARY()
    {
        string data = """<TABLEDATA><TR><TD encoding="base64">P4AAAA==</TD></TR></TABLEDATA>""";
        Assert.Equal(1f, Read(Document("""<FIELD name="x" datatype="float"/>""", data))["x"].GetValue(0));
    }

    [Theory]
    [InlineData("UTF-8", "utf-8", true)]
    [InlineData("UTF-16", "utf-16", true)]
    [InlineData("UTF-16", "utf-16BE", true)]
    [InlineData("UTF-16", "utf-16", false)]
    [InlineData("ISO-8859-1", "iso-8859-1", false)]
    [InlineData("windows-1252", "windows-1252", false)]
    public void A_document_may_be_in_any_encoding(string declared, string actual, bool withMark)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(actual) ?? Encoding.GetEncoding(actual);
        string[][] rows = Enumerable.Range(0, 2000).Select(i => new[] { $"Cé{i}" }).ToArray();
        string document = Document("""<FIELD name="s" datatype="unicodeChar" arraysize="*"/>""", TableData(rows))
            .Replace("UTF-8", declared, StringComparison.Ordinal);
        byte[] bytes = [.. withMark ? encoding.GetPreamble() : [], .. encoding.GetBytes(document)];
        AstroTable table = Read(bytes);
        Assert.Equal(2000, table.RowCount);
        Assert.Equal("Cé1999", table["s"].GetValue(1999));
    }

    [Fact]
    public void Bytes_of_a_char_cell_that_are_no_UTF8_are_Latin1()
    {
        string field = """<FIELD name="s" datatype="char" arraysize="2"/>""";
        AstroTable table = Read(Document(field, Binary("BINARY", "43E9 C3A9")));
        Assert.Equal(["Cé", "é"], ((AstroColumn<string>)table["s"]).Values);
    }

    [Theory]
    [InlineData("")]
    [InlineData("xmlns=\"http://www.ivoa.net/xml/VOTable/v1.1\"")]
    [InlineData("xmlns=\"urn:odd\" version=\"1.0\"")]
    public void The_namespace_does_not_matter(string attributes)
    {
        string document = $"<VOTABLE {attributes}><RESOURCE><TABLE>{TwoColumns}<DATA>{TableData(["1", "2"])}</DATA></TABLE></RESOURCE></VOTABLE>";
        Assert.Equal(1, Read(document).RowCount);
    }

    [Fact]
    public void Tags_may_have_a_prefix()
    {
        string document = Document(TwoColumns, TableData(["1", "2"], ["3", "4"]));
        document = document.Replace("</", "</v:", StringComparison.Ordinal);
        document = System.Text.RegularExpressions.Regex.Replace(document, "<([A-Z])", "<v:$1");
        Assert.Equal([2.0, 4.0], Read(document)["ra"].ToDoubles());
    }

    [Fact]
    public void Blocks_give_the_same_rows_as_the_whole()
    {
        string[][] rows = Enumerable.Range(0, 10_000).Select(i => new[] { i.ToString(System.Globalization.CultureInfo.InvariantCulture), "0.5" }).ToArray();
        using VOTableReader reader = Open(Document(TwoColumns, TableData(rows), tableAttributes: " nrows=\"10000\""));
        Assert.Equal(10_000, reader.DeclaredRowCount);
        List<long> ids = [];
        while (reader.ReadBlock(999, TestContext.Current.CancellationToken) is { } block)
        {
            Assert.InRange(block.RowCount, 1, 999);
            ids.AddRange(((AstroColumn<long>)block["id"]).Values);
        }

        Assert.Equal(Enumerable.Range(0, 10_000).Select(i => (long)i), ids);
        Assert.Null(reader.ReadBlock(1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_cell_larger_than_the_window_is_read()
    {
        string text = new string('x', 1_000_000) + "&amp;" + new string('y', 1_000_000);
        string field = """<FIELD name="s" datatype="char" arraysize="*"/>""";
        Assert.Equal(2_000_001, ((string)Read(Document(field, TableData([text], ["b"])))["s"].GetValue(0)!).Length);
        string hex = "000F4240" + string.Concat(Enumerable.Repeat("41", 1_000_000));
        Assert.Equal(1_000_000, ((string)Read(Document(field, Binary("BINARY", hex + hex)))["s"].GetValue(1)!).Length);
    }

    [Fact]
    public void A_stream_that_gives_one_byte_at_a_time_is_read()
    {
        byte[] document = Encoding.UTF8.GetBytes(Document(TwoColumns, "<!-- c -->" + TableData(["1", "2.5"], ["3", "<![CDATA[4]]>"])));
        using VOTableReader reader = VOTableReader.Open(new OneByteStream(document), "test.vot", null, TestContext.Current.CancellationToken);
        Assert.Equal([2.5, 4], reader.ReadToEnd(TestContext.Current.CancellationToken)["ra"].ToDoubles());
    }

    [Fact]
    public void Base64_may_have_line_ends_comments_and_CDATA()
    {
        string digits = Convert.ToBase64String(Bytes("00000000000000013FF0000000000000 00000000000000024000000000000000"));
        string stream = $"<BINARY><STREAM encoding='base64'>\r\n {digits[..5]}&#13;\n<!-- x -->{digits[5..9]}<![CDATA[\n{digits[9..20]}]]> {digits[20..]}</STREAM></BINARY>";
        Assert.Equal([1.0, 2.0], Read(Document(TwoColumns, stream))["ra"].ToDoubles());
    }

    [Theory]
    [InlineData("<TABLEDATA/>")]
    [InlineData("<TABLEDATA></TABLEDATA>")]
    [InlineData("<BINARY><STREAM encoding='base64'/></BINARY>")]
    [InlineData("<BINARY2><STREAM encoding='base64'>\n</STREAM></BINARY2>")]
    public void A_table_may_have_no_rows(string data)
    {
        AstroTable table = Read(Document(TwoColumns, data, after: "<INFO name='QUERY_STATUS' value='OVERFLOW'/>", tableAttributes: " nrows='0'"));
        Assert.Equal(0, table.RowCount);
        Assert.Equal(2, table.Columns.Count);
        Assert.Equal("QUERY_STATUS", table.Parameters[^1].Name);
    }

    [Fact]
    public void A_table_without_DATA_has_no_rows()
    {
        AstroTable table = Read($"<VOTABLE><RESOURCE><TABLE nrows='5'>{TwoColumns}</TABLE><INFO name='a' value='b'/></RESOURCE><INFO name='c' value='d'/></VOTABLE>");
        Assert.Equal((0, 2), (table.RowCount, table.Columns.Count));
        Assert.Equal(["a", "c"], table.Parameters.Select(p => p.Name));
    }

    [Fact]
    public void Cancellation_ends_the_reading()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        using VOTableReader reader = Open(Document(TwoColumns, TableData(["1", "2"])));
        Assert.ThrowsAny<OperationCanceledException>(() => reader.ReadBlock(1, source.Token));
    }

    private static byte[] Gzip(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private sealed class OneByteStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1)]);
    }
}
