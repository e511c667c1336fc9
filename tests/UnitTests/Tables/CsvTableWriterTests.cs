using System.Globalization;
using System.Text;
using CsCheck;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

public class CsvTableWriterTests
{
    [Fact]
    public void Values_are_written_as_the_reference_notebook_writes_them()
    {
        NullMask second = new();
        second[1] = true;
        AstroTable table = new(
        [
            new AstroColumn<string>(new ColumnInfo("name", typeof(string)), ["Crab, \"M 1\"", "#2"]),
            new AstroColumn<double>(new ColumnInfo("l", typeof(double)) { Unit = "deg" }, [117.038235, double.NaN]),
            new AstroColumn<long>(new ColumnInfo("id", typeof(long)), [4118158340149017728, 0], second),
            new AstroColumn<double[]>(new ColumnInfo("fluxes", typeof(double[])) { Unit = "erg/cm2/s" }, [[1e-13, 2.5], [3]]),
            new AstroColumn<bool>(new ColumnInfo("ok", typeof(bool)), [true, false]),
        ]);
        const string Rows = "\"Crab, \"\"M 1\"\"\",117.038235,4118158340149017728,\"1e-13, 2.5\",True\n\"#2\",,,3,False\n";
        Assert.Equal("name,l,id,fluxes,ok\n" + Rows, Write(table));
        Assert.Equal("name,l,id,fluxes,ok\n,deg,,erg/cm2/s,\n" + Rows, Write(table, new CsvWriteOptions { UnitRow = true }));
        Assert.StartsWith("name\tl\tid\tfluxes\tok\n\"Crab, \"\"M 1\"\"\"\t117", Write(table, new CsvWriteOptions { Delimiter = '\t' }));
    }

    [Fact]
    public void The_culture_of_the_machine_does_not_matter()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("de-DE");
            AstroTable table = new([new AstroColumn<float>(new ColumnInfo("x", typeof(float)), [1.5f]), new AstroColumn<double>(new ColumnInfo("y", typeof(double)), [1234.5])]);
            Assert.Equal("x,y\n1.5,1234.5\n", Write(table));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Blocks_make_one_table_with_one_header()
    {
        using MemoryStream stream = new();
        using (CsvTableWriter writer = new(stream))
        {
            for (long i = 0; i < 3; i++)
                writer.WriteBlock(new AstroTable([new AstroColumn<long>(new ColumnInfo("n", typeof(long)), [i])]), TestContext.Current.CancellationToken);
            AstroTable other = new([new AstroColumn<long>(new ColumnInfo("n", typeof(long)), [1]), new AstroColumn<long>(new ColumnInfo("m", typeof(long)), [1])]);
            Assert.Throws<ArgumentException>(() => writer.WriteBlock(other, TestContext.Current.CancellationToken));
        }

        Assert.Equal("n\n0\n1\n2\n", Encoding.UTF8.GetString(stream.ToArray()));
    }

    [Fact]
    public void A_lone_empty_cell_is_no_empty_line() =>
        Assert.Equal("x\n\"\"\n", Write(new AstroTable([new AstroColumn<double>(new ColumnInfo("x", typeof(double)), [double.NaN])])));

    [Fact]
    public void A_table_without_rows_has_a_header() =>
        Assert.Equal("x\n", Write(new AstroTable([new AstroColumn<double>(new ColumnInfo("x", typeof(double)), [])])));

    [Fact]
    public void Cancellation_ends_the_writing()
    {
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        AstroTable table = new([new AstroColumn<long>(new ColumnInfo("n", typeof(long)), [1])]);
        Assert.Throws<OperationCanceledException>(() => CsvTableWriter.Write(Stream.Null, table, null, cancelled.Token));
    }

    [Fact]
    public void What_is_written_reads_back_the_same()
    {
        Gen<string> text = Gen.String[Gen.Char["ab \",;\t\n\r#'é\\0.-"], 0, 8];
        Gen<double> number = Gen.OneOf(Gen.Double, Gen.Double[-1, 1], Gen.Const(double.NaN), Gen.Const(double.PositiveInfinity), Gen.Const(1e-13), Gen.Const(0.1));
        Gen<(string Text, double Number, long Id, bool Flag)> row = Gen.Select(text, number, Gen.Long, Gen.Bool);
        Gen.Select(row.Array[1, 20], Gen.OneOf(Gen.Const(','), Gen.Const(';'), Gen.Const('\t'))).Sample((rows, delimiter) =>
        {
            AstroTable table = new(
            [
                // "x" and 0.5 fix the types: a column of texts like "1" is read back as numbers, which no CSV can tell.
                new AstroColumn<string>(new ColumnInfo("text", typeof(string)), ["x", .. rows.Select(r => r.Text)]),
                new AstroColumn<double>(new ColumnInfo("number", typeof(double)), [0.5, .. rows.Select(r => IsExact(r.Number) ? r.Number : 0.25)]),
                new AstroColumn<long>(new ColumnInfo("id", typeof(long)), [1, .. rows.Select(r => r.Id)]),
                new AstroColumn<bool>(new ColumnInfo("flag", typeof(bool)), [true, .. rows.Select(r => r.Flag)]),
            ]);
            using MemoryStream stream = new();
            CsvTableWriter.Write(stream, table, new CsvWriteOptions { Delimiter = delimiter }, CancellationToken.None);
            stream.Position = 0;
            using CsvTableReader reader = CsvTableReader.Open(stream, "test.csv");
            AstroTable back = reader.ReadToEnd(CancellationToken.None);
            Assert.Equal(table.RowCount, back.RowCount);
            for (int i = 0; i < table.RowCount; i++)
            {
                Assert.Equal(table["text"].GetText(i), back["text"].GetText(i));
                Assert.Equal(table["number"].GetDouble(i), back["number"].GetDouble(i));
                Assert.Equal(table["id"].GetValue(i), back["id"].GetValue(i));
                Assert.Equal(table["flag"].GetValue(i), back["flag"].GetValue(i));
            }
        });
    }

    // A whole double beyond 2^53 written without exponent is an integer that its column of doubles could not hold in general.
    private static bool IsExact(double value) => !double.IsFinite(value) || Math.Abs(value) < 1e15 || value.ToString("R", CultureInfo.InvariantCulture).Contains('E');

    private static string Write(AstroTable table, CsvWriteOptions? options = null)
    {
        using MemoryStream stream = new();
        CsvTableWriter.Write(stream, table, options, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
