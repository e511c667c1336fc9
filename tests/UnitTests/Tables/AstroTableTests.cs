using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Tables;

public sealed class AstroTableTests
{
    private static readonly AstroTable Stars = new([Doubles("ra", [1, 2, double.NaN]), Texts("name", ["a", "b", "c"], 1)])
    {
        Name = "stars",
        Description = "Three stars",
        Source = "stars.vot",
        Parameters = [new TableParameter("EPOCH", "2016")],
        Warnings = ["A number was out of range."],
    };

    public static TheoryData<string, Func<AstroTable, AstroTable>> Copies => new()
    {
        { "Take", table => table.Take([2, 0]) },
        { "With", table => table.With([Doubles("dec", [1, 2, 3])]) },
        { "With no columns", table => table.With([], 7) },
        { "Concat", table => AstroTable.Concat([table, table, table]) },
        { "Concat with an empty part", table => AstroTable.Concat([table.Take([]), table]) },
        { "Groups", table => TableJoin.WithGroups(table, SkyGroupsOf(table)) },
        { "Sentinels", table => SentinelNulls.Apply(table.With([.. table.Columns, new AstroColumn<long>(new ColumnInfo("id", typeof(long)), [1, -9, 2])]), new TapDialect("x") { NullOfLongs = -9 }) },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    public void A_table_made_of_another_keeps_its_metadata_and_warnings(string how, Func<AstroTable, AstroTable> copy)
    {
        AstroTable copied = copy(Stars);
        Assert.True((copied.Name, copied.Description, copied.Source) == (Stars.Name, Stars.Description, Stars.Source), how);
        Assert.Equal(Stars.Parameters, copied.Parameters);
        Assert.Equal(Stars.Warnings, copied.Warnings);
    }

    [Fact]
    public void A_source_and_warnings_can_be_replaced()
    {
        AstroTable other = Stars.With(Stars.Columns, source: "https://example.org/tap", warnings: []);
        Assert.Equal("https://example.org/tap", other.Source);
        Assert.Empty(other.Warnings);
        Assert.Equal(Stars.Name, other.Name);
        Assert.Equal(["A number was out of range.", "Another."], Stars.WithWarning("Another.").Warnings);
    }

    [Fact]
    public void Rows_of_the_parts_follow_each_other_with_their_nulls()
    {
        AstroTable all = AstroTable.Concat([Stars, Stars.Take([]), Stars.Take([1, -1])]);
        Assert.Equal(5, all.RowCount);
        Assert.Equal([1, 2, double.NaN, 2, double.NaN], all["ra"].ToDoubles());
        Assert.Equal(["a", null, "c", null, null], Enumerable.Range(0, 5).Select(all["name"].GetValue));
    }

    [Fact]
    public void A_missing_value_is_NaN_in_a_column_of_floating_point_and_otherwise_null()
    {
        NullMask second = new() { [1] = true };
        AstroTable table = new(
        [
            new AstroColumn<double>(new ColumnInfo("mag", typeof(double)), [17.5, 0], second),
            new AstroColumn<float>(new ColumnInfo("err", typeof(float)), [0.5f, 0], second),
            new AstroColumn<long>(new ColumnInfo("id", typeof(long)), [5, 0], second),
            new AstroColumn<bool>(new ColumnInfo("flag", typeof(bool)), [true, false], second),
            new AstroColumn<double[]>(new ColumnInfo("list", typeof(double[])), [[1], []], second),
        ]);
        Assert.Equal([17.5, 0.5f, 5L, true], table.Columns.Take(4).Select(column => column.GetValue(0)));
        Assert.Equal([double.NaN, float.NaN, null, null, null], table.Columns.Select(column => column.GetValue(1)));
        Assert.Equal(double.NaN, table[1]["MAG"]);
        Assert.Null(table[1]["no such column"]);
        Assert.Equal("@{mag=; err=; id=; flag=; list=}", table[1].ToString());
        Assert.All(table.Columns, column => Assert.True(column.IsNull(1) && column.GetText(1).Length == 0));
    }

    [Fact]
    public void Warnings_of_all_parts_are_kept_once()
    {
        AstroTable empty = Stars.Take([]).WithWarning("The last part has no rows.");
        Assert.Equal(["A number was out of range.", "The last part has no rows."], AstroTable.Concat([Stars, Stars, empty]).Warnings);
        Assert.Equal(["A number was out of range.", "The last part has no rows."], AstroTable.Concat([Stars, empty]).Warnings);
    }

    [Fact]
    public void A_part_without_rows_may_have_other_types()
    {
        AstroTable typeless = Stars.With([Texts("ra", [], null), Texts("name", [], null)], 0);
        Assert.Equal(typeof(double), AstroTable.Concat([typeless, Stars, Stars])["ra"].ValueType);
    }

    public static TheoryData<string, AstroTable> Others => new()
    {
        { "column 1, 'ra'", Stars.With([Texts("ra", ["1", "2", "3"], null), Stars["name"]]) },
        { "column 1, 'ra'", Stars.With([Doubles("dec", [1, 2, 3]), Stars["name"]]) },
        { "column 2, 'name'", Stars.With([Stars["ra"]]) },
        { "column 3, 'dec'", Stars.With([.. Stars.Columns, Doubles("dec", [1, 2, 3])]) },
        { "column 1, 'ra'", Stars.With([]) },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Parts_with_other_columns_are_an_error_that_names_the_column(string column, AstroTable other)
    {
        AstroException error = Assert.Throws<AstroException>(() => AstroTable.Concat([Stars, other]));
        Assert.Equal("TablesDiffer", error.ErrorId);
        Assert.Contains(column, error.Message);
        AstroException own = Assert.Throws<AstroException>(() => AstroTable.Concat([Stars, other], why => new AstroException(ErrorIds.TableChanged, why, "")));
        Assert.Equal(ErrorIds.TableChanged, own.ErrorId);
        Assert.Contains(column, own.Message);
    }

    private static PSAstroXmatch.Engine.Matching.SkyGroups SkyGroupsOf(AstroTable table) => new SelfJoin(
        table.With([Doubles("ra", [1, 1, 2]), Doubles("dec", [1, 1, 2])]),
        JoinInput.OfTable(table.With([Doubles("ra", [1, 1, 2]), Doubles("dec", [1, 1, 2])])),
        new JoinOptions { Radius = 0.1 }).GetGroups(TestContext.Current.CancellationToken);

    private static AstroColumn Doubles(string name, double[] values) => new AstroColumn<double>(new ColumnInfo(name, typeof(double)) { Unit = "deg" }, values);

    private static AstroColumn Texts(string name, string[] values, int? missing)
    {
        NullMask nulls = new();
        if (missing is int row)
            nulls[row] = true;
        return new AstroColumn<string>(new ColumnInfo(name, typeof(string)), values, missing is null ? null : nulls);
    }
}
