using System.Numerics;
using System.Text;
using CsCheck;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;
using static PSAstroXmatch.UnitTests.Tables.VOTable.VOTableFixture;

namespace PSAstroXmatch.UnitTests.Tables.VOTable;

public class VOTableWriterTests
{
    private static readonly VOTableSerialization[] Serializations = [VOTableSerialization.Binary2, VOTableSerialization.TableData];

    // Characters that XML marks, some beyond ASCII and beyond 16 bits; no blank at the end, which readers take for padding.
    private static readonly Gen<string> Text = OneOf("a", "Z", " ", "&", "<", ">", "]]>", "\"", "'", "\n", "\r", "\t", "é", "β", "😀", "0")
        .Array[0, 6].Select(parts => string.Concat(parts).TrimEnd(' '));

    private static readonly Gen<Func<int, AstroColumn>>[] Columns =
    [
        Column(Gen.Bool), Column(Gen.Byte), Column(Gen.Short), Column(Gen.Int), Column(Gen.Long), Column(Gen.Float), Column(Gen.Double),
        Column(Gen.Select(Gen.Double, Gen.Double, (re, im) => new Complex(re, im))), Column(Text),
        Column(Gen.Bool.Array[1, 4]), Column(Gen.Int.Array[1, 4]), Column(Gen.Long.Array[1, 4]), Column(Gen.Double.Array[1, 4]), Column(Gen.Float.Array[2, 2]),
        Column(OneOf("ab", "c", "é<d").Array[1, 3]),
    ];

    [Fact]
    public void A_table_of_any_columns_comes_back_as_it_was()
    {
        Gen<AstroTable> tables =
            from rows in Gen.Int[0, 20]
            from columns in Gen.OneOf(Columns).Array[1, 11]
            select new AstroTable(columns.Select(c => c(rows)), rows) { Name = "n&<", Description = "d > \"e\"" };
        tables.Sample(
            table =>
            {
                foreach (VOTableSerialization serialization in Serializations)
                    AssertSame(table, Read(Write(table, serialization)), serialization);
            },
            iter: 300,
            threads: 1);
    }

    [Fact]
    public void What_is_known_of_table_and_columns_comes_back()
    {
        ColumnInfo info = new("flux \"x\"", typeof(float[]))
        {
            Unit = "erg/cm2/s",
            Ucd = "phot.flux;em.X-ray",
            Utype = "src:flux",
            Xtype = "interval",
            Description = "0.5 < E & E < 7\nkeV",
            ArraySize = "2",
        };
        AstroTable table = new([new AstroColumn<float[]>(info, [[1, 2], [3, 4]])])
        {
            Name = "csc",
            Description = "Chandra > 2",
            Parameters = [new TableParameter("QUERY", "SELECT\n'a\tb' <", "why & how"), new TableParameter("empty", "")],
        };
        foreach (VOTableSerialization serialization in Serializations)
        {
            AstroTable read = Read(Write(table, serialization));
            Assert.Equal(info, read.Columns[0].Info);
            Assert.Equal((table.Name, table.Description), (read.Name, read.Description));
            Assert.Equal(table.Parameters, read.Parameters);
            Assert.Equal(new float[] { 3, 4 }, read.Columns[0].GetValue(1));
        }
    }

    [Fact]
    public void Types_that_VOTable_lacks_take_the_next_larger_one()
    {
        AstroTable table = new(
        [
            Make<sbyte>(-128, 127), Make<ushort>(0, 65535), Make<uint>(0, uint.MaxValue), Make<ulong>(0, long.MaxValue),
            Make(new DateTime(2020, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), DateTime.UnixEpoch),
            Make<ushort[]>([1, 65535], []), Make<DateTime[]>([DateTime.UnixEpoch], []),
        ]);
        foreach (VOTableSerialization serialization in Serializations)
        {
            AstroTable read = Read(Write(table, serialization));
            Assert.Equal(
                [typeof(short), typeof(int), typeof(long), typeof(long), typeof(string), typeof(int[]), typeof(string[])],
                read.Columns.Select(c => c.ValueType));
            Assert.Equal([(short)-128, 65535, (long)uint.MaxValue, long.MaxValue], new[] { read.Columns[0].GetValue(0), read.Columns[1].GetValue(1), read.Columns[2].GetValue(1), read.Columns[3].GetValue(1) });
            Assert.Equal("2020-01-02T03:04:05.678", read.Columns[4].GetValue(0));
            Assert.Equal("timestamp", read.Columns[4].Info.Xtype);
            Assert.Equal(["1970-01-01T00:00:00"], (string[])read.Columns[6].GetValue(0)!);
        }

        AstroException error = Assert.Throws<AstroException>(() => Write(new AstroTable([Make(ulong.MaxValue)]), VOTableSerialization.Binary2));
        Assert.Equal("ValueInvalid", error.ErrorId);
    }

    [Fact]
    public void An_integer_null_in_TABLEDATA_is_a_declared_value_that_no_row_has()
    {
        NullMask second = new() { [1] = true };
        AstroTable table = new(
        [
            new AstroColumn<int>(new ColumnInfo("i", typeof(int)), [int.MinValue, 0], second),
            new AstroColumn<byte>(new ColumnInfo("b", typeof(byte)), [255, 0], second),
            new AstroColumn<long>(new ColumnInfo("n", typeof(long)), [1, 2]),
        ]);
        string document = Encoding.UTF8.GetString(Write(table, VOTableSerialization.TableData));
        Assert.Contains("<VALUES null=\"-2147483647\"/>", document, StringComparison.Ordinal);
        Assert.Contains("<VALUES null=\"254\"/>", document, StringComparison.Ordinal);
        Assert.Contains("<TR><TD>-2147483647</TD><TD>254</TD><TD>2</TD></TR>", document, StringComparison.Ordinal);
        AssertSame(table, Read(document), VOTableSerialization.TableData);
    }

    [Fact]
    public void A_null_array_of_fixed_shape_and_a_null_complex_number_are_legal_cells_of_TABLEDATA()
    {
        NullMask second = new() { [1] = true };
        AstroTable table = new(
        [
            new AstroColumn<double[]>(new ColumnInfo("a", typeof(double[])) { ArraySize = "2" }, [[1, 2], []], second),
            new AstroColumn<Complex>(new ColumnInfo("c", typeof(Complex)), [new Complex(1, 2), default], second),
        ]);
        string document = Encoding.UTF8.GetString(Write(table, VOTableSerialization.TableData));
        Assert.Contains("<TD>1 2</TD><TD>1 2</TD>", document, StringComparison.Ordinal);
        Assert.Contains("<TD></TD><TD>NaN NaN</TD>", document, StringComparison.Ordinal);
        Assert.Contains("name=\"a\" datatype=\"double\" arraysize=\"*\"", document, StringComparison.Ordinal);
        AssertSame(table, Read(document), VOTableSerialization.TableData);
        AstroTable binary = Read(Write(table, VOTableSerialization.Binary2));
        Assert.Equal("2", binary["a"].Info.ArraySize);
        AssertSame(table, binary, VOTableSerialization.Binary2);
    }

    [Fact]
    public void A_byte_column_that_uses_every_value_leaves_the_cell_of_a_null_empty()
    {
        byte[] values = [.. Enumerable.Range(0, 256).Select(i => (byte)i), 0];
        AstroTable table = new([new AstroColumn<byte>(new ColumnInfo("b", typeof(byte)), values, new NullMask { [256] = true })]);
        AssertSame(table, Read(Write(table, VOTableSerialization.TableData)), VOTableSerialization.TableData);
    }

    [Fact]
    public void Strings_are_char_where_ASCII_is_enough()
    {
        AstroTable table = new([Make("abc", "d"), Make("a", "é").With(new ColumnInfo("u", typeof(string)))]);
        string document = Encoding.UTF8.GetString(Write(table, VOTableSerialization.Binary2));
        Assert.Contains("name=\"c\" datatype=\"char\" arraysize=\"*\"", document, StringComparison.Ordinal);
        Assert.Contains("name=\"u\" datatype=\"unicodeChar\" arraysize=\"*\"", document, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shape_that_no_longer_fits_gives_way()
    {
        ColumnInfo info = new("a", typeof(int[])) { ArraySize = "3" };
        AstroTable table = new([new AstroColumn<int[]>(info, [[1, 2], [3, 4, 5]])]);
        AstroColumn read = Read(Write(table, VOTableSerialization.Binary2)).Columns[0];
        Assert.Equal("*", read.Info.ArraySize);
        Assert.Equal(new[] { 1, 2 }, read.GetValue(0));
    }

    [Fact]
    public void Blocks_make_the_same_table_and_an_incomplete_document_is_truncated()
    {
        ColumnInfo[] infos = [new("i", typeof(int)), new("s", typeof(string)), new("a", typeof(string[])) { ArraySize = "4x*" }];
        AstroTable Block(int start) => new(
        [
            new AstroColumn<int>(infos[0], [start, start + 1], new NullMask { [1] = start > 10 }),
            new AstroColumn<string>(infos[1], [$"é{start}", "x"]),
            new AstroColumn<string[]>(infos[2], [["ab", "cd"], ["e"]]),
        ]);
        foreach (VOTableSerialization serialization in Serializations)
        {
            using MemoryStream stream = new();
            using (VOTableWriter writer = new(stream, infos, serialization, "name", "words", [new TableParameter("p", "1")]))
            {
                for (int start = 0; start < 20_000; start += 2)
                    writer.WriteBlock(Block(start), TestContext.Current.CancellationToken);
                Fails(stream.ToArray(), "TableTruncated");
                writer.Complete();
            }

            AstroTable read = Read(stream.ToArray());
            Assert.Equal((20_000, "name", "words", "p"), (read.RowCount, read.Name, read.Description, read.Parameters[0].Name));
            Assert.Equal((19_998, "é19998"), (read["i"].GetValue(19_998), read["s"].GetValue(19_998)));
            Assert.True(read["i"].IsNull(19_999));
            Assert.Equal(["ab", "cd"], (string[])read["a"].GetValue(0)!);
        }
    }

    [Fact]
    public void What_a_block_cannot_hold_is_an_error_that_names_row_and_column()
    {
        using VOTableWriter writer = new(Stream.Null, [new ColumnInfo("a", typeof(int[])) { ArraySize = "2" }]);
        AstroTable block = new([new AstroColumn<int[]>(new ColumnInfo("a", typeof(int[])), [[1, 2], [1]])]);
        AstroException error = Assert.Throws<AstroException>(() => writer.WriteBlock(block, TestContext.Current.CancellationToken));
        Assert.Equal("ValueInvalid", error.ErrorId);
        Assert.Contains("Row 2 of column a", error.Message, StringComparison.Ordinal);
        Assert.Throws<AstroException>(() => new VOTableWriter(Stream.Null, [new ColumnInfo("s", typeof(string[]))]));
        Assert.Throws<ArgumentException>(() => writer.WriteBlock(new AstroTable([Make(1, 2)]), TestContext.Current.CancellationToken));
    }

    [Fact]
    public void A_character_that_XML_cannot_carry_is_an_error_in_TABLEDATA_only()
    {
        AstroTable table = new([Make("a\u0001b")]);
        Assert.Equal("a\u0001b", Read(Write(table, VOTableSerialization.Binary2)).Columns[0].GetValue(0));
        AstroException error = Assert.Throws<AstroException>(() => Write(table, VOTableSerialization.TableData));
        Assert.Equal("ValueInvalid", error.ErrorId);
        Assert.Contains("U+0001", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cancellation_ends_the_writing()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => VOTableWriter.Write(Stream.Null, new AstroTable([Make(1)]), cancellationToken: source.Token));
    }

    private static byte[] Write(AstroTable table, VOTableSerialization serialization)
    {
        MemoryStream stream = new();
        VOTableWriter.Write(stream, table, serialization, TestContext.Current.CancellationToken);
        return stream.ToArray();
    }

    private static AstroColumn<T> Make<T>(params T[] values) => new(new ColumnInfo("c", typeof(T)), values);

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static Gen<Func<int, AstroColumn>> Column<T>(Gen<T> values) =>
        Gen.Select(values.Array[20], Gen.Bool.Array[20], Gen.Bool, (cells, absent, hasNulls) => new Func<int, AstroColumn>(rows =>
        {
            NullMask? nulls = hasNulls ? new NullMask(rows) : null;
            for (int row = 0; row < rows && hasNulls; row++)
                nulls![row] = absent[row];
            return new AstroColumn<T>(new ColumnInfo("c", typeof(T)) { ArraySize = typeof(T).IsArray ? "*" : null }, cells[..rows], nulls);
        }));

    private static void AssertSame(AstroTable expected, AstroTable actual, VOTableSerialization serialization)
    {
        Assert.Equal((expected.RowCount, expected.Columns.Count), (actual.RowCount, actual.Columns.Count));
        for (int i = 0; i < expected.Columns.Count; i++)
        {
            Assert.Equal(expected.Columns[i].ValueType, actual.Columns[i].ValueType);
            for (int row = 0; row < expected.RowCount; row++)
            {
                object? value = expected.Columns[i].GetValue(row);
                // An empty cell of TABLEDATA is both an empty string and none; a complex number without parts is none.
                if ((serialization == VOTableSerialization.TableData && value is "") || value is Complex { Real: double.NaN, Imaginary: double.NaN })
                    value = null;
                Assert.Equal(value, actual.Columns[i].GetValue(row));
            }
        }
    }
}
