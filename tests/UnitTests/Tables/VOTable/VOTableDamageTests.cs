using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;
using PSAstroXmatch.Tests;
using static PSAstroXmatch.UnitTests.Tables.VOTable.VOTableFixture;

namespace PSAstroXmatch.UnitTests.Tables.VOTable;

public class VOTableDamageTests
{
    private const string Fields = """<FIELD name="id" datatype="long"/><FIELD name="s" datatype="char" arraysize="*"/>""";

    public static TheoryData<string> Serializations => new()
    {
        "<!-- c --><TABLEDATA><TR><TD>1</TD><TD>a&amp;b</TD></TR>\n<TR><TD>2</TD><TD><![CDATA[c]]></TD></TR></TABLEDATA>",
        Binary("BINARY", "0000000000000001 00000003 616263 0000000000000002 00000001 61"),
        Binary("BINARY2", "00 0000000000000001 00000003 616263 80 0000000000000002 00000001 61"),
    };

    [Theory]
    [MemberData(nameof(Serializations))]
    public void A_document_cut_at_any_byte_is_truncated(string data)
    {
        byte[] whole = Encoding.UTF8.GetBytes(Document(Fields, data, "<?pi x?><INFO name='a' value='b'>é</INFO>", "<INFO name='c' value='d'/>"));
        Assert.Equal(2, Read(whole).RowCount);
        for (int length = 0; length < whole.Length; length++)
            Fails(whole[..length], "TableTruncated");
    }

    [Fact]
    public void A_document_in_UTF16_cut_at_any_byte_is_truncated()
    {
        string document = Document(Fields, TableData(["1", "é"])).Replace("UTF-8", "UTF-16", StringComparison.Ordinal);
        byte[] whole = [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(document)];
        Assert.Equal(1, Read(whole).RowCount);
        for (int length = 4; length < whole.Length; length++)
            Fails(whole[..length], "TableTruncated");
    }

    [Theory]
    [MemberData(nameof(Serializations))]
    public void A_document_with_any_byte_changed_is_a_table_or_one_clear_error(string data)
    {
        byte[] whole = Encoding.UTF8.GetBytes(Document(Fields, data, "<INFO name='a' value='b'>é</INFO>", tableAttributes: " nrows='2'"));
        int tables = 0;
        int errors = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            foreach (byte b in "<>/&=\"A1 \0"u8.ToArray().Append((byte)0xFF))
            {
                byte[] changed = [.. whole];
                changed[i] = b;
                try
                {
                    Read(changed);
                    tables++;
                }
                catch (AstroException e)
                {
                    Assert.NotEmpty(e.Recommendation);
                    errors++;
                }
            }
        }

        Assert.True(tables > 100 && errors > 100, $"{tables} tables, {errors} errors");
    }

    [Fact]
    public void The_error_names_row_and_byte()
    {
        string document = Document(Fields, TableData(["1", "a"], ["2", "b"], ["3", "cccc"]));
        int cut = document.IndexOf("cccc", StringComparison.Ordinal) + 2;
        string message = Fails(document[..cut], "TableTruncated").Message;
        Assert.Contains($"row 3, byte {cut}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stream_that_breaks_is_truncated()
    {
        byte[] start = Encoding.UTF8.GetBytes(Document(Fields, TableData(["1", "a"]))[..^20]);
        AstroException error = Assert.Throws<AstroException>(() =>
        {
            using var reader = Engine.Tables.VOTable.VOTableReader.Open(new BreakingStream(start), "test.vot", null, TestContext.Current.CancellationToken);
            reader.ReadToEnd(TestContext.Current.CancellationToken);
        });
        Assert.Equal("TableTruncated", error.ErrorId);
        Assert.Contains("the line went dead", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE VOTABLE [<!ENTITY a \"b\">]><VOTABLE/>")]
    [InlineData("<!DOCTYPE VOTABLE SYSTEM 'x' [<!ELEMENT VOTABLE ANY>]><VOTABLE/>")]
    [InlineData("<!ENTITY a SYSTEM 'file:///etc/passwd'><VOTABLE/>")]
    [InlineData("<VOTABLE><!DOCTYPE VOTABLE SYSTEM 'x'></VOTABLE>")]
    public void Declarations_of_rules_and_entities_are_refused(string document) => Fails(document, "DtdNotAllowed");

    [Fact]
    public void A_bomb_of_entities_ends_at_once()
    {
        StringBuilder bomb = new("<?xml version='1.0'?><!DOCTYPE VOTABLE [<!ENTITY e0 'boom'>");
        for (int i = 1; i < 30; i++)
            bomb.Append($"<!ENTITY e{i} '{string.Concat(Enumerable.Repeat($"&e{i - 1};", 10))}'>");
        for (int i = 0; i < 1_000_000; i++)
            bomb.Append("<!ENTITY x '&e29;'>");
        bomb.Append("]><VOTABLE>&e29;</VOTABLE>");
        byte[] document = Encoding.UTF8.GetBytes(bomb.ToString());
        Stopwatch watch = Stopwatch.StartNew();
        Fails(document, "DtdNotAllowed");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce.Limit);
    }

    [Fact]
    public void An_entity_that_nobody_declared_is_damage()
    {
        Fails(Document(Fields, TableData(["1", "&nbsp;"])), "TableDamaged");
        Fails(Document(Fields, TableData(["1", "a & b"])), "TableDamaged");
        Fails(Document(Fields, TableData(["1", "a"]), "<INFO name='x' value='&x;'/>"), "TableDamaged");
    }

    [Theory]
    [InlineData("<TR><TD>1</TD><TD>a</TD></TR><TR><TD>1</TD></TR>", "1 cells, but the table has 2")]
    [InlineData("<TR><TD>1</TD><TD>a</TD></TR><TR></TR>", "0 cells")]
    [InlineData("<TR><TD>1</TD><TD>a</TD></TR><TR/>", "0 cells")]
    [InlineData("<TR><TD>1</TD><TD>a</TD></TR><TR><TD>1</TD><TD>a</TD><TD>a</TD></TR>", "more cells than the 2")]
    [InlineData("<TR><TD>1</TD><TD>a</TD></TR><TR><TD>1</TD><TD>a</TD><TD/></TR>", "more cells than the 2")]
    public void A_row_with_too_few_or_too_many_cells_is_an_error_that_names_it(string rows, string what)
    {
        string message = Fails(Document(Fields, $"<TABLEDATA>{rows}</TABLEDATA>"), "RaggedRow").Message;
        Assert.Contains("row 2", message, StringComparison.Ordinal);
        Assert.Contains(what, message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int", "", "12a")]
    [InlineData("int", "", "1.5")]
    [InlineData("long", "", "9223372036854775808")]
    [InlineData("long", "", "0x")]
    [InlineData("double", "", "1.0.0")]
    [InlineData("double", "", "1e")]
    [InlineData("double", "", "12:30:00")]
    [InlineData("float", "", "abc")]
    [InlineData("boolean", "", "yes")]
    [InlineData("bit", "*", "102")]
    [InlineData("doubleComplex", "", "1")]
    [InlineData("double", "3", "1 2")]
    [InlineData("int", "*", "1 x")]
    public void A_value_that_cannot_be_read_is_an_error_that_names_row_column_and_text(string datatype, string arraySize, string text)
    {
        string field = $"<FIELD name=\"flux\" datatype=\"{datatype}\" arraysize=\"{arraySize}\"/>";
        string message = Fails(Document(field, $"<TABLEDATA><TR><TD/></TR><TR><TD>{text}</TD></TR></TABLEDATA>"), "ValueInvalid").Message;
        Assert.Contains($"'{text}' in column flux", message, StringComparison.Ordinal);
        Assert.Contains("row 2", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("int", "", "2147483648")]
    [InlineData("unsignedByte", "", "256")]
    [InlineData("unsignedByte", "", "-1")]
    [InlineData("unsignedByte", "", "0x100")]
    [InlineData("short", "", "0x10000")]
    [InlineData("int", "*", "1 NaN")]
    [InlineData("short", "2", "1 40000")]
    public void A_number_that_the_datatype_cannot_hold_is_absent_and_told_of(string datatype, string arraySize, string text)
    {
        string field = $"<FIELD name=\"flux\" datatype=\"{datatype}\" arraysize=\"{arraySize}\"/>";
        AstroTable table = Read(Document(field, $"<TABLEDATA><TR><TD/></TR><TR><TD>{text}</TD></TR></TABLEDATA>"));
        Assert.True(table.Columns[0].IsNull(1));
        Assert.Contains("flux has 1 cells", Assert.Single(table.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<FIELD name='x' datatype='decimal'/>", "decimal")]
    [InlineData("<FIELD name='x'/>", "no datatype")]
    [InlineData("<FIELD name='x' datatype='int' arraysize='two'/>", "two")]
    [InlineData("<FIELD name='x' datatype='int' arraysize='*x2'/>", "*x2")]
    [InlineData("<FIELD name='x' datatype='int' arraysize='-1'/>", "-1")]
    [InlineData("<FIELD name='x' datatype='int' arraysize='100000x100000'/>", "100000x100000")]
    public void A_field_that_cannot_be_understood_is_an_error(string field, string what) =>
        Assert.Contains(what, Fails(Document(field, TableData(["1"])), "VOTableHeaderInvalid").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("!!!!")]
    [InlineData("AAAAAAAAAAE")]
    [InlineData("AAAA=AAAAAAE")]
    [InlineData("AAAAAAAAAAA=<b/>")]
    public void Rubbish_in_base64_is_damage(string text) => Fails(
        Document("<FIELD name='x' datatype='long'/>", $"<BINARY><STREAM encoding='base64'>{text}</STREAM></BINARY>"),
        "TableDamaged");

    [Fact]
    public void Rubbish_in_gzip_is_damage() => Fails(
        Document("<FIELD name='x' datatype='long'/>", "<BINARY><STREAM encoding='gzip'>AAAAAAAAAAAAAAAA</STREAM></BINARY>"),
        "TableDamaged");

    // Rows of 12 bytes, so that many a cut falls on the end of a row, where nothing but the compression can tell.
    [Theory]
    [InlineData("BINARY")]
    [InlineData("FITS")]
    public void A_compressed_stream_that_is_cut_anywhere_is_an_error(string serialization)
    {
        const int Rows = 150;
        byte[][] rows = [.. Enumerable.Range(0, Rows).Select(i => (byte[])[.. FitsBytes.Big(i % 7), .. FitsBytes.Big(1.0)])];
        byte[] plain = serialization == "FITS" ? new FitsBytes().AddTable([("i", "J"), ("d", "D")], rows).ToArray() : [.. rows.SelectMany(row => row)];
        string digits = Convert.ToBase64String(Gzip(plain));
        string Cut(int length) => Document(
            "<FIELD name='i' datatype='int'/><FIELD name='d' datatype='double'/>",
            $"<{serialization}><STREAM encoding='gzip'>{digits[..length]}</STREAM></{serialization}>");
        Assert.Equal(Rows, ReadFile(Cut(digits.Length)).RowCount);
        for (int length = 4; length < digits.Length; length += 4)
        {
            try
            {
                // A FITS file ends in filling, which may be cut.
                Assert.True(ReadFile(Cut(length)).RowCount == Rows && serialization == "FITS", $"{length} of {digits.Length} digits");
            }
            catch (AstroException error)
            {
                Assert.True(error.ErrorId is "TableTruncated" or "TableDamaged" && error.Message.Contains("test.vot"), $"{length}: {error.Message}");
            }
        }
    }

    [Theory]
    [InlineData("BINARY")]
    [InlineData("FITS")]
    public void A_compressed_stream_with_wrong_bits_is_damage(string serialization)
    {
        byte[] packed = Gzip(new FitsBytes().AddTable([("i", "J")], [FitsBytes.Big(1), FitsBytes.Big(2)]).ToArray());
        packed.AsSpan(20, 10).Fill(0xFF);
        AstroException error = Assert.Throws<AstroException>(() => ReadFile(Document(
            "<FIELD name='i' datatype='int'/>",
            $"<{serialization}><STREAM encoding='gzip'>{Convert.ToBase64String(packed)}</STREAM></{serialization}>")));
        Assert.Equal("TableDamaged", error.ErrorId);
    }

    [Fact]
    public void A_compressed_stream_of_fewer_rows_than_the_table_declares_is_truncated() => Assert.Contains(
        "declares 3 rows and holds 2",
        Fails(Document(
            "<FIELD name='i' datatype='int'/>",
            $"<BINARY><STREAM encoding='gzip'>{Convert.ToBase64String(Gzip(new byte[8]))}</STREAM></BINARY>",
            tableAttributes: " nrows='3'"), "TableTruncated").Message,
        StringComparison.Ordinal);

    [Fact]
    public void Data_that_end_within_a_row_are_truncated() =>
        Assert.Contains("row 2", Fails(Document("<FIELD name='x' datatype='int'/>", Binary("BINARY", "00000001 0000")), "TableTruncated").Message, StringComparison.Ordinal);

    [Fact]
    public void A_count_that_no_data_can_satisfy_does_not_fill_the_memory()
    {
        const string Field = "<FIELD name='x' datatype='double' arraysize='*'/>";
        long before = GC.GetAllocatedBytesForCurrentThread();
        Fails(Document(Field, Binary("BINARY", "0FFFFFFF 00")), "TableTruncated");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20_000_000);
        Fails(Document(Field, Binary("BINARY", "FFFFFFFF 00")), "TableDamaged");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_wrong_number_of_rows_is_an_error(int declared)
    {
        string message = Fails(Document(Fields, TableData(["1", "a"], ["2", "b"]), tableAttributes: $" nrows='{declared}'"), "TableTruncated").Message;
        Assert.Contains($"declares {declared} rows and holds 2", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE html>\n<html><head><title>Service &amp; down</title></head></html>", "Service & down")]
    [InlineData("<html lang='en'><HEAD><TITLE lang='en'>502 Bad\nGateway</TITLE>", "502 Bad Gateway")]
    [InlineData("<HTML><body>no title</body></HTML>", "HTML page")]
    [InlineData("<uws:job xmlns:uws='x'/>", "uws:job")]
    [InlineData("{\"error\": 1}", "{\"error\": 1}")]
    [InlineData("name,ra\n1,2\n", "name,ra")]
    [InlineData("<<<<", "<<<<")]
    public void What_is_no_VOTable_is_an_error_that_says_what_it_is(string document, string what) =>
        Assert.Contains(what, Fails(document, "TableFormatUnknown").Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("<VOTABLE><RESOURCE></VOTABLE>")]
    [InlineData("<VOTABLE></RESOURCE></VOTABLE>")]
    [InlineData("<VOTABLE><INFO name=x value='y'/></VOTABLE>")]
    [InlineData("<VOTABLE><INFO name='x' value/></VOTABLE>")]
    [InlineData("<VOTABLE><1/></VOTABLE>")]
    [InlineData("<VOTABLE><RESOURCE <TABLE></VOTABLE>")]
    [InlineData("<VOTABLE><RESOURCE><TABLE><FIELD name='x' datatype='int'/><DATA/></TABLE></RESOURCE></VOTABLE>")]
    [InlineData("<VOTABLE><RESOURCE><TABLE><FIELD name='x' datatype='int'/><DATA><TABLEDATA>1</TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")]
    [InlineData("<VOTABLE><RESOURCE><TABLE><FIELD name='x' datatype='int'/><DATA><TABLEDATA><TR><TD><b>1</b></TD></TR></TABLEDATA></DATA></TABLE></RESOURCE></VOTABLE>")]
    [InlineData("<VOTABLE><RESOURCE><TABLE nrows='many'/></RESOURCE></VOTABLE>")]
    public void What_is_not_well_formed_is_damage(string document) => Fails(document, "TableDamaged");

    private static AstroTable ReadFile(string document)
    {
        using TableReader reader = TableFile.Open(new MemoryStream(Encoding.UTF8.GetBytes(document)), "test.vot");
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }

    private static byte[] Gzip(byte[] bytes)
    {
        MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionMode.Compress))
            gzip.Write(bytes);
        return packed.ToArray();
    }

    private sealed class BreakingStream(byte[] start) : MemoryStream(start)
    {
        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = base.Read(buffer, offset, count);
            return read > 0 ? read : throw new IOException("the line went dead");
        }
    }
}
