using System.Numerics;
using System.Text;
using PSAstroXmatch.Engine.Tables.Fits;
using PSAstroXmatch.Tables;
using static PSAstroXmatch.UnitTests.Tables.FitsBytes;

namespace PSAstroXmatch.UnitTests.Tables;

public class FitsTableReaderTests
{
    public static TheoryData<string, byte[], object?> Scalars => new()
    {
        { "L", "T"u8.ToArray(), true },
        { "L", "F"u8.ToArray(), false },
        { "L", [0], null },
        { "X", [0x80], true },
        { "B", [200], (byte)200 },
        { "I", Big((short)-2), (short)-2 },
        { "J", Big(-3), -3 },
        { "K", Big(9007199254740993L), 9007199254740993L },
        { "E", Big(20.78351f), 20.78351f },
        { "D", Big(1e-300), 1e-300 },
        { "C", [.. Big(1f), .. Big(2f)], new Complex(1, 2) },
        { "M", [.. Big(1d), .. Big(2d)], new Complex(1, 2) },
        { "4A", "ab  "u8.ToArray(), "ab" },
        { "4A", "a\0bc"u8.ToArray(), "a" },
        { "4A", "    "u8.ToArray(), null },
        { "3X", [0xA0], new[] { true, false, true } },
        { "2E", [.. Big(1f), .. Big(2f)], new[] { 1f, 2f } },
        { "2L", "TF"u8.ToArray(), new[] { true, false } },
        { "6A3", "ab cde"u8.ToArray(), new[] { "ab", "cde" } },
        { "0E", [], Array.Empty<float>() },
    };

    [Theory]
    [MemberData(nameof(Scalars))]
    public void Every_format_gives_its_value(string form, byte[] cell, object? expected)
    {
        AstroTable table = Read(new FitsBytes().AddTable([("pad", "B"), ("x", form)], [[1, .. cell], [2, .. cell]]));
        Assert.Equal(expected, table["x"].GetValue(1));
        Assert.Equal(expected is null, table["x"].IsNull(1));
        Assert.Equal((byte)2, table["pad"].GetValue(1));
    }

    public static TheoryData<string, string, string, byte[], object> Scaled => new()
    {
        { "B", "1", "-128", [0x00], (sbyte)-128 },
        { "I", "1", "32768", Big(short.MaxValue), ushort.MaxValue },
        { "J", "1", "2147483648", Big(int.MaxValue), uint.MaxValue },
        { "K", "1", "9223372036854775808", Big(long.MaxValue), ulong.MaxValue },
        { "K", "1.0", "9.223372036854775808E18", Big(long.MinValue + 1), 1UL },
        { "I", "0.5", "10", Big((short)3), 11.5 },
        { "I", "1", "100", Big((short)3), 103d },
        { "E", "2", "1", Big(1.5f), 4d },
        { "D", "2D0", "0", Big(1.5), 3d },
        { "2I", "1", "32768", [.. Big((short)-32768), .. Big((short)0)], new ushort[] { 0, 32768 } },
    };

    [Theory]
    [MemberData(nameof(Scaled))]
    public void Scale_and_zero_are_applied_and_unsigned_integers_are_exact(string form, string scale, string zero, byte[] cell, object expected) =>
        Assert.Equal(expected, Read(new FitsBytes().AddTable([("x", form)], [cell], [Card("TSCAL1", scale), Card("TZERO1", zero)]))["x"].GetValue(0));

    [Fact]
    public void The_null_integer_is_null_whatever_the_scale()
    {
        byte[][] rows = [[.. Big((short)-99), .. Big((short)-99), .. Big((short)-99), .. Big((short)4)], [.. Big((short)1), .. Big((short)2), .. Big((short)3), .. Big((short)4)]];
        AstroTable table = Read(new FitsBytes().AddTable(
            [("plain", "I"), ("scaled", "I"), ("list", "2I")],
            rows,
            [Card("TNULL1", -99), Card("TNULL2", -99), Card("TSCAL2", 0.5), Card("TNULL3", -99)]));
        Assert.True(table["plain"].IsNull(0));
        Assert.Null(table["plain"].GetValue(0));
        Assert.True(table["scaled"].IsNull(0));
        Assert.Equal(1.0, table["scaled"].GetValue(1));
        Assert.Equal([double.NaN, 4], (double[])table["list"].GetValue(0)!);
    }

    [Fact]
    public void Not_a_number_is_null() =>
        Assert.True(Read(new FitsBytes().AddTable([("x", "E")], [Big(float.NaN)]))["x"].IsNull(0));

    [Fact]
    public void Metadata_of_columns_come_from_the_header()
    {
        ColumnInfo info = Read(new FitsBytes().AddTable(
            [("flux", "6E")],
            [new byte[24]],
            [Text("TUNIT1", "erg/cm2/s"), Text("TUCD1", "phot.flux"), Text("TCOMM1", "Flux in bands"), Text("TDIM1", "(2,3)"), Text("TUTYP1", "a.b")]))["flux"].Info;
        Assert.Equal(("erg/cm2/s", "phot.flux", "Flux in bands", "2x3", "a.b"), (info.Unit, info.Ucd, info.Description, info.ArraySize, info.Utype));
        Assert.Equal(typeof(float[]), info.ValueType);
    }

    [Fact]
    public void Axes_shape_arrays_of_texts_and_axes_that_do_not_fit_are_ignored()
    {
        AstroTable table = Read(new FitsBytes().AddTable(
            [("names", "8A"), ("one", "E"), ("odd", "3I")],
            [[.. "ab  c   "u8, .. Big(1f), 0, 1, 0, 2, 0, 3]],
            [Text("TDIM1", "(4,2)"), Text("TDIM2", "(1,1)"), Text("TDIM3", "(2,5)")]));
        Assert.Equal(["ab", "c"], (string[])table["names"].GetValue(0)!);
        Assert.Equal("2", table["names"].Info.ArraySize);
        Assert.Equal(1f, table["one"].GetValue(0));
        Assert.Equal("3", table["odd"].Info.ArraySize);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Variable_length_arrays_come_from_the_heap(bool canSeek)
    {
        byte[] heap = [0xEE, 0xEE, .. Big((short)7), .. Big((short)8), .. "hello"u8, 0xC0];
        byte[] first = [.. Big(2), .. Big(2), .. Big(5L), .. Big(6L), .. Big(2), .. Big(11), .. Big(0), .. Big(0)];
        byte[] second = new byte[first.Length];
        FitsBytes file = new FitsBytes().AddTable([("i", "1PI(2)"), ("text", "1QA(5)"), ("bits", "PX"), ("none", "1PD")], [first, second], null, heap);
        AstroTable table = Read(file, canSeek: canSeek);
        Assert.Equal([7, 8], (short[])table["i"].GetValue(0)!);
        Assert.Equal("hello", table["text"].GetValue(0));
        Assert.Equal([true, true], (bool[])table["bits"].GetValue(0)!);
        Assert.Equal([], (double[])table["none"].GetValue(0)!);
        Assert.Equal([], (short[])table["i"].GetValue(1)!);
        Assert.True(table["text"].IsNull(1));
        Assert.Equal("*", table["i"].Info.ArraySize);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_heap_may_stand_behind_a_gap(bool canSeek)
    {
        byte[] heap = [1, 2, 3, 4, .. Big((short)7)];
        FitsBytes file = new FitsBytes().AddTable([("i", "PI")], [[.. Big(1), .. Big(0)]], [Card("THEAP", 12)], heap);
        Assert.Equal([7], (short[])Read(file, canSeek: canSeek)["i"].GetValue(0)!);
    }

    [Fact]
    public void A_value_outside_the_heap_names_row_and_column()
    {
        FitsBytes file = new FitsBytes().AddTable([("i", "PI")], [new byte[8], [.. Big(9), .. Big(0)]], null, [1, 2]);
        Assert.Contains("row 2, column i", AssertError("FitsValueInvalid", file).Message);
    }

    [Fact]
    public void Header_cards_become_parameters()
    {
        string longText = new('x', 100);
        AstroTable table = Read(new FitsBytes(Text("TELESCOP", "GLAST") + " / the satellite", "HISTORY made by hand").AddTable(
            [("x", "B")],
            [[1]],
            [Text("EXTNAME", "SRC"), Card("N", 5), Text("S", longText[..60] + "&"), $"CONTINUE  '{longText[60..]}'", "HIERARCH ESO DET ID = 'it''s' / no"]));
        Assert.Equal("SRC", table.Name);
        Dictionary<string, TableParameter> parameters = table.Parameters.ToDictionary(p => p.Name);
        Assert.Equal(new TableParameter("TELESCOP", "GLAST", "the satellite"), parameters["TELESCOP"]);
        Assert.Equal("5", parameters["N"].Value);
        Assert.Equal(longText, parameters["S"].Value);
        Assert.Equal("it's", parameters["ESO DET ID"].Value);
        Assert.Equal("made by hand", parameters["HISTORY"].Value);
        Assert.DoesNotContain("TFORM1", parameters.Keys);
        Assert.DoesNotContain("NAXIS", parameters.Keys);
    }

    [Fact]
    public void An_ASCII_table_is_read_by_its_places()
    {
        string[] cards =
        [
            Text("XTENSION", "TABLE"), Card("BITPIX", 8), Card("NAXIS", 2), Card("NAXIS1", 30), Card("NAXIS2", 3), Card("PCOUNT", 0), Card("GCOUNT", 1), Card("TFIELDS", 5),
            Text("TTYPE1", "name"), Card("TBCOL1", 1), Text("TFORM1", "A5"),
            Text("TTYPE2", "n"), Card("TBCOL2", 7), Text("TFORM2", "I4"), Text("TNULL2", "-99"),
            Text("TTYPE3", "f"), Card("TBCOL3", 12), Text("TFORM3", "F6.2"),
            Text("TTYPE4", "d"), Card("TBCOL4", 19), Text("TFORM4", "D8.1"),
            Text("TTYPE5", "k"), Card("TBCOL5", 27), Text("TFORM5", "I4"), Card("TSCAL5", 0.5),
        ];
        byte[] rows = Encoding.ASCII.GetBytes("Crab    12   1.50   1.5D+3   3" + "Vela   -99    150  -1.0E-2   4" + "               .5             ");
        AstroTable table = Read(new FitsBytes().AddHeader(cards).AddData(rows));
        Assert.Equal(["Crab", "Vela", null], Enumerable.Range(0, 3).Select(i => table["name"].GetValue(i)));
        Assert.Equal([12, null, null], Enumerable.Range(0, 3).Select(i => table["n"].GetValue(i)));
        // Without a decimal point the last two digits of F6.2 are decimals.
        Assert.Equal([1.5, 1.5, 0.5], table["f"].ToDoubles());
        Assert.Equal([1500, -0.01, double.NaN], table["d"].ToDoubles());
        Assert.Equal([1.5, 2, double.NaN], table["k"].ToDoubles());
    }

    [Fact]
    public void A_wrong_number_in_an_ASCII_table_names_row_and_column()
    {
        string[] cards =
        [
            Text("XTENSION", "TABLE"), Card("BITPIX", 8), Card("NAXIS", 2), Card("NAXIS1", 3), Card("NAXIS2", 2), Card("PCOUNT", 0), Card("GCOUNT", 1), Card("TFIELDS", 1),
            Text("TTYPE1", "n"), Card("TBCOL1", 1), Text("TFORM1", "I3"),
        ];
        Assert.Contains("row 2, column n", AssertError("FitsValueInvalid", new FitsBytes().AddHeader(cards).AddData("  1x 2"u8.ToArray())).Message);
    }

    [Fact]
    public void Tables_are_found_by_number_and_by_name()
    {
        FitsBytes file = new FitsBytes()
            .AddHeader([Text("XTENSION", "IMAGE"), Card("BITPIX", -32), Card("NAXIS", 1), Card("NAXIS1", 3), Card("PCOUNT", 0), Card("GCOUNT", 1)]).AddData(new byte[12])
            .AddTable([("x", "B")], [[1]], [Text("EXTNAME", "FIRST")])
            .AddTable([("x", "B")], [[2], [3]], [Text("EXTNAME", "Second")]);
        foreach (bool canSeek in new[] { true, false })
        {
            Assert.Equal(1, Read(file, canSeek: canSeek).RowCount);
            Assert.Equal(2, Read(file, new FitsReadOptions { Hdu = 3 }, canSeek).RowCount);
            Assert.Equal(2, Read(file, new FitsReadOptions { ExtensionName = "SECOND" }, canSeek).RowCount);
        }

        Assert.Contains("HDU 1 is not a table but an image", AssertError("TableNotFound", file, new FitsReadOptions { Hdu = 1 }).Message);
        Assert.Contains("HDU 0", AssertError("TableNotFound", file, new FitsReadOptions { Hdu = 0 }).Message);
        Assert.Contains("2 FIRST (a table), 3 Second (a table)", AssertError("TableNotFound", file, new FitsReadOptions { Hdu = 9 }).Message);
        Assert.Contains("third", AssertError("TableNotFound", file, new FitsReadOptions { ExtensionName = "third" }).Message);
    }

    [Theory]
    [InlineData("ZIMAGE")]
    [InlineData("ZTABLE")]
    public void Compressed_pieces_are_no_table(string keyword) =>
        AssertError("TableNotFound", new FitsBytes().AddTable([("COMPRESSED_DATA", "B")], [[1]], [Card(keyword, "T")]));

    [Fact]
    public void A_file_without_tables_says_so() => AssertError("TableNotFound", new FitsBytes());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_cut_table_names_row_and_byte(bool canSeek)
    {
        byte[] bytes = new FitsBytes().AddTable([("x", "D")], Enumerable.Repeat(new byte[8], 1000).ToArray()).ToArray()[..(5760 + 804)];
        AstroException error = Assert.Throws<AstroException>(() => ReadBytes(bytes, null, canSeek));
        Assert.Equal("TableTruncated", error.ErrorId);
        Assert.Contains("byte 6,564, in row 101 of 1,000", error.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rows_beyond_those_that_NAXIS2_promises_are_an_error(bool canSeek)
    {
        byte[][] rows = [.. Enumerable.Range(0, 1000).Select(row => Big(row + 0.5))];
        byte[] bytes = new FitsBytes().AddTable([("x", "D")], rows).ToArray();
        int declared = Encoding.Latin1.GetString(bytes).IndexOf("NAXIS2", StringComparison.Ordinal);
        Encoding.Latin1.GetBytes(Card("NAXIS2", 10)).CopyTo(bytes, declared);
        AstroException error = Assert.Throws<AstroException>(() => ReadBytes(bytes, null, canSeek));
        Assert.Equal("FitsHeaderInvalid", error.ErrorId);
        Assert.Contains("10 rows (NAXIS2)", error.Message);
        Assert.Contains("byte 8,640", error.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Filling_or_another_table_may_follow_a_table(bool canSeek)
    {
        byte[] one = new FitsBytes().AddTable([("x", "D")], [Big(1.5)]).ToArray();
        byte[] two = new FitsBytes().AddTable([("x", "D")], [Big(1.5)]).AddTable([("y", "D")], [Big(2.5)]).ToArray();
        Assert.Equal(1, ReadBytes([.. one, .. new byte[2880]], null, canSeek).RowCount);
        Assert.Equal(1, ReadBytes(two, null, canSeek).RowCount);
    }

    [Fact]
    public void A_row_that_is_longer_than_the_file_takes_no_memory()
    {
        FitsBytes file = new FitsBytes().AddHeader(
        [
            Text("XTENSION", "BINTABLE"), Card("BITPIX", 8), Card("NAXIS", 2), Card("NAXIS1", 1_000_000_000), Card("NAXIS2", 2_000_000_000), Card("PCOUNT", 0), Card("GCOUNT", 1),
            Card("TFIELDS", 1), Text("TTYPE1", "x"), Text("TFORM1", "D"),
        ]).AddData(new byte[8]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        AssertError("TableTruncated", file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Theory]
    [InlineData(true, 5760 + 12)]
    [InlineData(false, 5760 + 12)]
    [InlineData(true, 5760 + 17)]
    [InlineData(false, 5760 + 17)]
    public void A_cut_heap_or_the_rows_before_it_are_truncated(bool canSeek, int length)
    {
        byte[] bytes = new FitsBytes().AddTable([("i", "PI")], [new byte[8], [.. Big(3), .. Big(0)]], null, new byte[6]).ToArray()[..length];
        AstroException error = Assert.Throws<AstroException>(() => ReadBytes(bytes, null, canSeek));
        Assert.Equal("TableTruncated", error.ErrorId);
        Assert.Contains(length < 5760 + 16 ? "in row 2 of 2" : "inside the heap", error.Message);
    }

    [Theory]
    [InlineData(1000)]
    [InlineData(2880 + 100)]
    public void A_cut_header_is_truncated(int length)
    {
        byte[] bytes = new FitsBytes().AddTable([("x", "D")], [new byte[8]]).ToArray()[..length];
        Assert.Equal("TableTruncated", Assert.Throws<AstroException>(() => ReadBytes(bytes, null, true)).ErrorId);
    }

    [Fact]
    public void Missing_filling_at_the_end_does_no_harm()
    {
        byte[] bytes = new FitsBytes().AddTable([("x", "B")], [[5]]).ToArray()[..5761];
        Assert.Equal((byte)5, ReadBytes(bytes, null, true)["x"].GetValue(0));
    }

    [Theory]
    [InlineData("TFORM1", "no such card", "TFORM1")]
    [InlineData("TFORM1", "TFORM1  = '1Z'", "'1Z'")]
    [InlineData("TFORM1", "TFORM1  = '9999999999E'", "9999999999E")]
    [InlineData("TFORM1", "TFORM1  = 'PP'", "'PP'")]
    [InlineData("TFORM1", "TFORM1  = '3D'", "24 bytes")]
    [InlineData("NAXIS2", "NAXIS2  = many", "NAXIS2")]
    [InlineData("NAXIS2", "NAXIS2  = -1", "NAXIS2")]
    [InlineData("TFIELDS", "TFIELDS = 1000", "999")]
    public void A_header_that_breaks_the_standard_says_what_is_wrong(string keyword, string card, string expected)
    {
        string[] cards =
        [
            Text("XTENSION", "BINTABLE"), Card("BITPIX", 8), Card("NAXIS", 2), Card("NAXIS1", 8), Card("NAXIS2", 1), Card("PCOUNT", 0), Card("GCOUNT", 1), Card("TFIELDS", 1),
            Text("TTYPE1", "x"), Text("TFORM1", "D"),
        ];
        FitsBytes file = new FitsBytes().AddHeader(cards.Select(c => c.StartsWith(keyword, StringComparison.Ordinal) ? card : c)).AddData(new byte[8]);
        Assert.Contains(expected, AssertError("FitsHeaderInvalid", file).Message);
    }

    [Fact]
    public void Bytes_in_place_of_a_header_are_invalid()
    {
        byte[] bytes = new FitsBytes().ToArray();
        bytes[160] = 1;
        Assert.Contains("byte 160", Assert.Throws<AstroException>(() => ReadBytes(bytes, null, true)).Message);
    }

    [Fact]
    public void What_is_no_FITS_file_is_refused()
    {
        Assert.Equal("TableFormatUnknown", Assert.Throws<AstroException>(() => ReadBytes("ra,dec\n1,2\n"u8.ToArray(), null, true)).ErrorId);
        Assert.Equal("TableEmpty", Assert.Throws<AstroException>(() => ReadBytes([], null, true)).ErrorId);
    }

    [Fact]
    public void Blocks_hold_all_rows_in_order()
    {
        byte[] bytes = new FitsBytes().AddTable([("n", "J"), ("s", "3A")], Enumerable.Range(0, 1000).Select(i => (byte[])[.. Big(i), .. "abc"u8]).ToArray()).ToArray();
        using FitsTableReader reader = FitsTableReader.Open(new ForwardStream(bytes), "test.fits");
        Assert.Equal(1000, reader.DeclaredRowCount);
        Assert.Equal(typeof(int), reader.Columns[0].ValueType);
        List<int> numbers = [];
        while (reader.ReadBlock(300, TestContext.Current.CancellationToken) is { } block)
            numbers.AddRange(((AstroColumn<int>)block["n"]).Values);
        Assert.Equal(Enumerable.Range(0, 1000), numbers);
    }

    [Fact]
    public void Tables_without_rows_or_without_bytes_are_tables()
    {
        Assert.Equal(0, Read(new FitsBytes().AddTable([("n", "0J")], [])).RowCount);
        AstroTable empty = Read(new FitsBytes().AddTable([("a", "0A"), ("n", "0PJ")], [[], []]));
        Assert.Equal(2, empty.RowCount);
        Assert.True(empty["a"].IsNull(1));
        Assert.True(empty["n"].IsNull(1));
    }

    [Fact]
    public void Cancellation_ends_the_reading()
    {
        using FitsTableReader reader = FitsTableReader.Open(new MemoryStream(new FitsBytes().AddTable([("n", "B")], [[1]]).ToArray()), "test.fits");
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.Throws<OperationCanceledException>(() => reader.ReadToEnd(cancelled.Token));
    }

    private static AstroTable Read(FitsBytes file, FitsReadOptions? options = null, bool canSeek = true) => ReadBytes(file.ToArray(), options, canSeek);

    private static AstroTable ReadBytes(byte[] bytes, FitsReadOptions? options, bool canSeek)
    {
        using FitsTableReader reader = FitsTableReader.Open(canSeek ? new MemoryStream(bytes) : new ForwardStream(bytes), "test.fits", options);
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }

    private static AstroException AssertError(string id, FitsBytes file, FitsReadOptions? options = null)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read(file, options));
        Assert.Equal(id, error.ErrorId);
        Assert.Contains("test.fits", error.Message);
        Assert.NotEmpty(error.Recommendation);
        return error;
    }
}
