using System.Text;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

public class CsvTableReaderTests
{
    [Fact]
    public void Types_are_the_narrowest_that_hold_every_cell()
    {
        AstroTable table = Read("name,id,x,ok,none\nCrab,174871174006072576,1.5,True,\nVela,2,-3e-14,false,\n");
        Assert.Equal([typeof(string), typeof(long), typeof(double), typeof(bool), typeof(string)], table.Columns.Select(c => c.ValueType));
        Assert.Equal(174871174006072576L, table["id"].GetValue(0));
        Assert.Equal(-3e-14, table["x"].GetValue(1));
        Assert.Equal(false, table["ok"].GetValue(1));
        Assert.True(table["none"].IsNull(0));
    }

    [Theory]
    [InlineData("00021338+6719503")]
    [InlineData("007")]
    [InlineData("-05")]
    [InlineData("9223372036854775808")]
    [InlineData("1,5")]
    [InlineData("1e999")]
    [InlineData("12:30:00")]
    [InlineData("0x10")]
    [InlineData("1 000")]
    [InlineData("+")]
    public void What_would_lose_digits_as_a_number_stays_text(string cell)
    {
        AstroTable table = Read($"a;b\n{cell};1\n2;2\n");
        Assert.Equal(typeof(string), table["a"].ValueType);
        Assert.Equal(cell, table["a"].GetValue(0));
    }

    [Fact]
    public void An_integer_that_no_double_holds_makes_a_column_of_reals_text() =>
        Assert.Equal("9007199254740993", Read("a\n1.5\n9007199254740993\n")["a"].GetValue(1));

    [Fact]
    public void Words_for_no_value_are_null_among_numbers_and_text_among_text()
    {
        AstroTable table = Read("a,b,c,d,e\n--,masked,nan,null,--\n5,2.5,7,1,x\n");
        Assert.Equal([typeof(long), typeof(double), typeof(double), typeof(long), typeof(string)], table.Columns.Select(c => c.ValueType));
        Assert.All(table.Columns.Take(4), column => Assert.True(column.IsNull(0)));
        Assert.Equal("--", table["e"].GetValue(0));
    }

    [Theory]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("None")]
    [InlineData("-")]
    [InlineData("---")]
    [InlineData("\\N")]
    [InlineData("...")]
    [InlineData("?")]
    [InlineData("INDEF")]
    [InlineData("~")]
    [InlineData("<NA>")]
    public void A_marker_for_a_missing_value_leaves_a_column_numeric(string marker)
    {
        AstroTable table = Read($"id,mag,n,ok,name\n1,9.5,3,True,x\n2,{marker},{marker},{marker},{marker}\n3,17.2,5,False,y\n");
        Assert.Equal([typeof(long), typeof(double), typeof(long), typeof(bool), typeof(string)], table.Columns.Select(c => c.ValueType));
        Assert.Equal(double.NaN, table["mag"].GetValue(1));
        Assert.Null(table["n"].GetValue(1));
        Assert.Null(table["ok"].GetValue(1));
        Assert.Equal(marker, table["name"].GetValue(1));
        Assert.Empty(table.Warnings);
    }

    [Theory]
    [InlineData("-nan")]
    [InlineData("-nan(ind)")]
    [InlineData("1.#QNAN")]
    public void What_a_C_library_writes_for_NaN_is_NaN(string text) =>
        Assert.Equal(double.NaN, Read($"a,b\n5,1\n{text},2\n")["a"].GetValue(1));

    [Theory]
    [InlineData(3)]
    [InlineData(3000)]
    public void Markers_without_a_number_are_texts_such_as_flags(int rows)
    {
        AstroTable table = Read("flag,n\n" + string.Concat(Enumerable.Repeat("?,1\n", rows)));
        Assert.Equal("?", table["flag"].GetValue(rows - 1));
        Assert.Equal(5L, Read("n,b\n" + string.Concat(Enumerable.Repeat("?,1\n", rows)) + "5,2\n")["n"].GetValue(rows));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(5000)]
    public void A_few_texts_among_numbers_make_a_column_text_with_a_warning(int rows)
    {
        string[] lines = [.. Enumerable.Range(1, rows).Select(i => $"{i},{(i is 17 or 23 ? ">18.2" : "17.5")},{(i % 3 == 0 ? "12" : "HD 7")}")];
        AstroTable table = Read("id,mag,name\n" + string.Join('\n', lines) + "\n");
        Assert.Equal(typeof(string), table["mag"].ValueType);
        string warning = Assert.Single(table.Warnings);
        Assert.StartsWith($"test.csv: text instead of numbers in the column mag (2 of {ValueText.Count(rows)} values are not a number: the first is '>18.2' in row 17).", warning);
    }

    [Theory]
    [InlineData(40, int.MaxValue)]
    [InlineData(5000, int.MaxValue)]
    [InlineData(5000, 1000)]
    public void Texts_in_up_to_half_of_a_column_are_told_also_of_blocks(int rows, int blockRows)
    {
        // The second column is sorted: it begins with more than a hundred texts.
        string[] lines = [.. Enumerable.Range(1, rows).Select(i => $"{(i % 2 == 0 ? ">20.5" : "9.5")},{(i <= rows / 10 ? "nodet" : "17.5")},HD 7")];
        using CsvTableReader reader = CsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes("mag,limit,name\n" + string.Join('\n', lines) + "\n")), "test.csv");
        while (reader.ReadBlock(blockRows, TestContext.Current.CancellationToken) is { } block)
            Assert.Equal(typeof(string), block["mag"].ValueType);
        string half = ValueText.Count(rows / 2), tenth = ValueText.Count(rows / 10), all = ValueText.Count(rows);
        Assert.StartsWith(
            $"test.csv: text instead of numbers in the columns mag ({half} of {all} values are not a number: the first is '>20.5' in row 2), "
                + $"limit ({tenth} of {all} values are not a number: the first is 'nodet' in row 1).",
            Assert.Single(reader.Warnings));
    }

    [Fact]
    public void A_late_text_is_told_too_and_a_row_of_units_does_not_count()
    {
        string rows = string.Concat(Enumerable.Repeat("1.5,2\n", 2999));
        Assert.Contains("b (1 of 3,000 values is not a number: 'faint' in row 3,000)", Assert.Single(Read("a,b\ndeg,\n" + rows + "1.5,faint\n").Warnings));
    }

    [Fact]
    public void Decimal_commas_are_told()
    {
        string warning = Assert.Single(Read("id,mag,list\n1,\"18,2\",\"1, 2\"\n2,\"17,25\",\"3, 4\"\n3,16,\"5, 6\"\n").Warnings);
        Assert.Contains("the column mag (2 of 3 values have a decimal comma: the first is '18,2' in row 1).", warning);
    }

    [Theory]
    [InlineData("007,x\n12,y\n13,z\n14,z\n")]
    [InlineData("HD 5,x\n12,y\nV Sge,z\n14,z\nM 31,z\n")]
    [InlineData("12:30:00,1\n12:31:00,2\n")]
    [InlineData("\"1.5, 2e-3\",1\n1.5,2\n2.5,3\n")]
    public void Identifiers_names_lists_and_sexagesimal_angles_are_texts_without_a_warning(string rows) =>
        Assert.Empty(Read("a,b\n" + rows).Warnings);

    [Fact]
    public void A_stream_that_can_not_seek_tells_of_the_texts_in_its_first_rows()
    {
        string rows = string.Concat(Enumerable.Repeat("1.5\n", 12_000));
        using CsvTableReader reader = CsvTableReader.Open(new ForwardStream("mag\n>18\n" + rows), "test.csv");
        Assert.Contains("'>18' in row 1), of the first 10,000 rows.", Assert.Single(reader.ReadToEnd(TestContext.Current.CancellationToken).Warnings));
        using CsvTableReader marked = CsvTableReader.Open(new ForwardStream("mag\n" + rows + "N/A\n"), "test.csv");
        Assert.True(marked.ReadToEnd(TestContext.Current.CancellationToken)["mag"].IsNull(12_000));
    }

    [Fact]
    public void Nan_alone_is_a_null_double_and_inf_is_infinite()
    {
        AstroTable table = Read("a,b\nNaN,inf\nnan,-Infinity\n");
        Assert.Equal(typeof(double), table["a"].ValueType);
        Assert.True(table["a"].IsNull(1));
        Assert.Equal([double.PositiveInfinity, double.NegativeInfinity], table["b"].ToDoubles());
    }

    [Fact]
    public void Nan_among_whole_numbers_makes_them_reals_wherever_it_stands()
    {
        string text = "exposure,id\n" + string.Concat(Enumerable.Repeat("5000,5853498713190525697\n", 20_000)) + "NaN,nan\n";
        AstroTable table = Read(text);
        Assert.Equal(5000.0, table["exposure"].GetValue(0));
        Assert.Equal(double.NaN, table["exposure"].GetValue(20_000));
        Assert.Equal(5853498713190525697, table["id"].GetValue(0));
        Assert.Null(table["id"].GetValue(20_000));
    }

    [Fact]
    public void Minus_zero_keeps_its_sign() =>
        Assert.True(double.IsNegative((double)Read("a\n-0\n1\n")["a"].GetValue(0)!));

    [Theory]
    [InlineData("a,b\n1,2\n")]
    [InlineData("a\tb\n1\t2\n")]
    [InlineData("a;b\n1;2\n")]
    [InlineData("a,b\r\n1,2")]
    [InlineData("a,b\r1,2\r")]
    [InlineData("# a comment; with, all\tdelimiters\n\na,b\n1,2\n")]
    [InlineData("\"a\",\"b\"\n\"1\",\"2\"\n")]
    public void Delimiters_line_ends_and_comments_are_recognised(string text)
    {
        AstroTable table = Read(text);
        Assert.Equal(["a", "b"], table.Columns.Select(c => c.Name));
        Assert.Equal(1, table.RowCount);
        Assert.Equal(2L, table["b"].GetValue(0));
    }

    [Fact]
    public void A_given_delimiter_is_used() =>
        Assert.Equal("1,5", Read("a|b\n1,5|2\n", new CsvReadOptions { Delimiter = '|' })["a"].GetValue(0));

    [Fact]
    public void A_quote_can_not_be_the_delimiter() =>
        Assert.Equal("DelimiterInvalid", Assert.Throws<AstroException>(() => Read("a\n", new CsvReadOptions { Delimiter = '"' })).ErrorId);

    [Fact]
    public void Comments_before_the_header_are_parameters() =>
        Assert.Equal("made by hand", Assert.Single(Read("# made by hand\na\n1\n").Parameters).Value);

    [Fact]
    public void Quoted_cells_hold_delimiters_quotes_and_line_breaks()
    {
        AstroTable table = Read("a,b\n\"x, \"\"y\"\"\nz\",3.2\"\n#1,2\n");
        Assert.Equal("x, \"y\"\nz", table["a"].GetValue(0));
        Assert.Equal("3.2\"", table["b"].GetValue(0));
        Assert.Equal("#1", table["a"].GetValue(1));
    }

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("a,b\né,µ\n") },
        { "UTF-8 with mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes("a,b\né,µ\n")] },
        { "UTF-16LE with mark", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a,b\né,µ\n")] },
        { "UTF-16BE with mark", [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes("a,b\né,µ\n")] },
        { "UTF-16LE", Encoding.Unicode.GetBytes("a,b\né,µ\n") },
        { "UTF-16BE", Encoding.BigEndianUnicode.GetBytes("a,b\né,µ\n") },
        { "Latin-1", Encoding.Latin1.GetBytes("a,b\né,µ\n") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Every_usual_encoding_is_read(string encoding, byte[] bytes)
    {
        using CsvTableReader reader = CsvTableReader.Open(new MemoryStream(bytes), encoding);
        AstroTable table = reader.ReadToEnd(TestContext.Current.CancellationToken);
        Assert.Equal("a", table.Columns[0].Name);
        Assert.Equal("é", table["a"].GetValue(0));
        Assert.Equal("µ", table["b"].GetValue(0));
    }

    [Fact]
    public void Repeated_and_missing_names_become_different_ones() =>
        Assert.Equal(["ra", "ra_3", "ra_2", "col4", "RA_4"], Read("ra,ra,ra_2,,RA\n1,2,3,4,5\n").Columns.Select(c => c.Name));

    [Fact]
    public void A_header_alone_is_a_table_without_rows()
    {
        AstroTable table = Read("ra,dec");
        Assert.Equal(0, table.RowCount);
        Assert.Equal(["ra", "dec"], table.Columns.Select(c => c.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only a comment\n")]
    public void A_text_without_header_is_empty(string text) => AssertError("TableEmpty", text);

    [Fact]
    public void A_ragged_row_names_line_and_counts()
    {
        AstroException error = AssertError("RaggedRow", "# note\na,b\n\"1\n1\",2\n3\n");
        Assert.Equal("test.csv, line 5: 1 cell, but the header has 2 columns.", error.Message);
    }

    [Theory]
    [InlineData("a,b\n1,2\n3,\"4\n5,6\n")]
    [InlineData("a,b\n1,2\n\"3,4\n5,6\n")]
    [InlineData("\n# note\n\"a,b\n1,2\n")]
    public void A_quote_that_is_never_closed_is_an_error_of_its_line(string text) =>
        Assert.Contains("line 3:", AssertError("UnterminatedQuote", text).Message);

    [Fact]
    public void Bytes_that_are_no_text_are_no_table()
    {
        byte[] bytes = new byte[500];
        new Random(1).NextBytes(bytes);
        AstroException error = Assert.Throws<AstroException>(() => CsvTableReader.Open(new MemoryStream(bytes), "x.csv"));
        Assert.Equal("TableFormatUnknown", error.ErrorId);
    }

    [Fact]
    public void A_row_of_units_below_the_header_becomes_units()
    {
        AstroTable table = Read("name,l,flux,class,list\n,deg,erg/cm2/s,flag,mag\nCrab,184.5,1e-9,PSR,\"1, 2\"\n");
        Assert.Equal(1, table.RowCount);
        Assert.Equal([null, "deg", "erg/cm2/s", "flag", "mag"], table.Columns.Select(c => c.Unit));
        Assert.Equal(184.5, table["l"].GetValue(0));
    }

    [Theory]
    [InlineData("name,x\nunknown,N/A\nb,2\n")]
    [InlineData("name,x\nCrab,A\nVela,2\n")]
    [InlineData("name,x\n,deg\nVela,two\n")]
    [InlineData("name,x,y\n,deg,5\nVela,2,6\n")]
    [InlineData("name,x\n,deg\n")]
    public void A_row_of_values_is_not_taken_for_units(string text)
    {
        AstroTable table = Read(text);
        Assert.All(table.Columns, column => Assert.Null(column.Unit));
        Assert.Equal(text.Count(c => c == '\n') - 1, table.RowCount);
    }

    [Fact]
    public void A_lone_unit_of_one_letter_counts_where_nothing_else_stands() =>
        Assert.Equal("s", Read("name,exposure\n,s\nCrab,100\n")["exposure"].Unit);

    [Fact]
    public void Units_can_be_demanded_or_refused()
    {
        Assert.Equal("furlong", Read("name,x\n,furlong\nVela,2\n", new CsvReadOptions { UnitRow = true })["x"].Unit);
        Assert.Equal(2, Read("name,x\n,deg\nVela,2\n", new CsvReadOptions { UnitRow = false }).RowCount);
    }

    [Theory]
    [InlineData("1", "2", typeof(long))]
    [InlineData("1", "1.5", typeof(double))]
    [InlineData("1", "x", typeof(string))]
    [InlineData("", "7", typeof(long))]
    [InlineData("true", "2", typeof(string))]
    [InlineData("1.5", "9007199254740993", typeof(string))]
    public void A_late_row_changes_the_type_of_a_file_read_at_once_or_in_blocks(string early, string late, Type type)
    {
        string text = "n,a\n" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"{i},{early}\n")) + $"3000,{late}\n";
        AstroTable whole = Read(text);
        Assert.Equal(type, whole["a"].ValueType);
        Assert.Equal(late, whole["a"].GetText(3000));
        Assert.Equal(3001, whole.RowCount);

        using CsvTableReader reader = CsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.csv");
        int rows = 0;
        while (reader.ReadBlock(700, TestContext.Current.CancellationToken) is { } block)
        {
            Assert.Equal(type, block["a"].ValueType);
            rows += block.RowCount;
        }

        Assert.Equal(3001, rows);
    }

    [Fact]
    public void Columns_that_are_asked_for_first_are_those_of_all_rows()
    {
        string text = "a\n" + string.Concat(Enumerable.Repeat("1\n", 3000)) + "x\n";
        using CsvTableReader reader = CsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.csv");
        Assert.Equal(typeof(string), reader.Columns[0].ValueType);
        Assert.Equal(3001, reader.ReadToEnd(TestContext.Current.CancellationToken).RowCount);
    }

    [Fact]
    public void A_stream_that_can_not_seek_is_typed_by_its_first_rows()
    {
        string rows = string.Concat(Enumerable.Repeat("1,\n", 12_000));
        using CsvTableReader good = CsvTableReader.Open(new ForwardStream("a,b\n" + rows + "2,late\n"), "test.csv");
        AstroTable table = good.ReadToEnd(TestContext.Current.CancellationToken);
        Assert.Equal(12_001, table.RowCount);
        Assert.Equal("late", table["b"].GetValue(12_000));

        using CsvTableReader bad = CsvTableReader.Open(new ForwardStream("a,b\n" + rows + "x,\n"), "test.csv");
        AstroException error = Assert.Throws<AstroException>(() => bad.ReadToEnd(TestContext.Current.CancellationToken));
        Assert.Equal("ColumnTypeChanged", error.ErrorId);
        Assert.Contains("row 12001, column a: 'x'", error.Message);
    }

    [Fact]
    public void Cancellation_ends_the_reading()
    {
        using CsvTableReader reader = CsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes("a\n1\n2\n")), "test.csv");
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => reader.ReadToEnd(cancelled.Token));
    }

    private static AstroTable Read(string text, CsvReadOptions? options = null)
    {
        using CsvTableReader reader = CsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.csv", options);
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }

    private static AstroException AssertError(string id, string text)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read(text));
        Assert.Equal(id, error.ErrorId);
        Assert.NotEmpty(error.Recommendation);
        return error;
    }
}
