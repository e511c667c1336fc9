using CsCheck;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Matches by key against every pair tried one by one.</summary>
public class KeyMatchTests
{
    // Keys from 0 to 3, missing in one of five rows; a position for four of five rows.
    private static readonly Gen<(int Key, int Place)[]> Rows = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Array[0, 20];

    public static readonly TheoryData<string, string> Kinds = new()
    {
        { "long", "long" }, { "int", "long" }, { "double", "int" }, { "text", "text" }, { "text", "int" },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Rows_with_equal_keys_are_pairs_and_the_nearest_is_the_best(string leftKind, string rightKind) => Gen.Select(Rows, Rows).Sample(
        (leftRows, rightRows) =>
        {
            JoinInput left = JoinInput.OfTable(Table(leftRows, leftKind)) with { Key = "key" }, right = JoinInput.OfTable(Table(rightRows, rightKind)) with { Key = "key" };
            List<(int Left, int Right, double Separation)> expected =
            [
                .. from i in Enumerable.Range(0, leftRows.Length)
                   from j in Enumerable.Range(0, rightRows.Length)
                   where leftRows[i].Key < 4 && leftRows[i].Key == rightRows[j].Key
                   select (i, j, SeparationOf(leftRows[i].Place, rightRows[j].Place)),
            ];
            Assert.Equal(Ids(expected), Ids(left, right, MatchMode.All));
            Assert.Equal(Ids(expected.GroupBy(pair => pair.Left).Select(group => group.MinBy(pair => pair.Separation))), Ids(left, right, MatchMode.BestForLeft));
        },
        iter: 200);

    [Fact]
    public void A_table_is_matched_with_itself_and_its_duplicates_are_groups() => Rows.Sample(
        rows =>
        {
            AstroTable table = Table(rows, "text");
            SelfJoin self = new(table, JoinInput.OfTable(table) with { Key = "key" }, new JoinOptions());
            string[] expected =
            [
                .. from i in Enumerable.Range(0, rows.Length)
                   from j in Enumerable.Range(i + 1, rows.Length - i - 1)
                   where rows[i].Key < 4 && rows[i].Key == rows[j].Key
                   select $"{i}:{j}",
            ];
            Assert.Equal(expected, JoinFixtures.Ids(self.GetPairs(CancellationToken.None)));
            Assert.Equal(
                rows.Where(row => row.Key < 4).GroupBy(row => row.Key).Count(group => group.Count() > 1), self.GetGroups(CancellationToken.None).Count);
        },
        iter: 200);

    [Theory]
    [InlineData("6.917528997577384e+18", 2)]
    [InlineData("-9007199254740992.0", 2)]
    [InlineData("9007199254740991.0", 0)]
    [InlineData("inf", 0)]
    public void Identifiers_that_a_double_may_have_rounded_are_no_keys(string id, int row)
    {
        StreamedJoin join = new(
            JoinInput.OfTable(JoinFixtures.Csv("id\n1\n2\n")) with { Key = "id" },
            JoinInput.OfTable(JoinFixtures.Csv($"id\n1.0\n{id}\n")) with { Key = "id", Source = "right.csv" },
            new JoinOptions());
        Exception? found = Record.Exception(() => join.ToTable(TestContext.Current.CancellationToken));
        Assert.Equal(row == 0 ? null : "KeyNotExact", (found as AstroException)?.ErrorId);
        if (row > 0)
            Assert.StartsWith($"right.csv: column 'id', row {row}:", found!.Message);
    }

    [Fact]
    public void A_separation_that_is_not_known_is_null_in_the_table()
    {
        AstroTable table = new StreamedJoin(
            JoinInput.OfTable(Table([(1, 0), (2, 4)], "int")) with { Key = "key" },
            JoinInput.OfTable(Table([(1, 3), (2, 3)], "int")) with { Key = "key" },
            new JoinOptions()).ToTable(CancellationToken.None);
        Assert.Equal([false, true], table.GetRows().Select(row => table["sep_arcsec"].IsNull(row.GetIndex())));
        Assert.True(table["position_angle"].IsNull(1));
    }

    private static double SeparationOf(int left, int right) => left == 4 || right == 4 ? double.PositiveInfinity : Separation.Degrees(left, 0, right, 0);

    private static AstroTable Table((int Key, int Place)[] rows, string kind) => new(
    [
        new AstroColumn<int>(new ColumnInfo("id", typeof(int)), [.. Enumerable.Range(0, rows.Length)]),
        JoinFixtures.Column("ra", [.. rows.Select(row => row.Place == 4 ? double.NaN : row.Place)]),
        JoinFixtures.Column("dec", [.. rows.Select(_ => 0.0)]),
        kind switch
        {
            "long" => Key(rows, key => (long)key),
            "int" => Key(rows, key => key),
            "double" => Key(rows, key => (double)key),
            _ => Key(rows, key => $"{key}"),
        },
    ], rows.Length);

    private static AstroColumn<T> Key<T>((int Key, int Place)[] rows, Func<int, T> convert)
    {
        NullMask nulls = new(rows.Length);
        for (int row = 0; row < rows.Length; row++)
            nulls[row] = rows[row].Key == 4;
        return new AstroColumn<T>(new ColumnInfo("key", typeof(T)), [.. rows.Select(row => convert(row.Key))], nulls);
    }

    private static IEnumerable<string> Ids(IEnumerable<(int Left, int Right, double)> pairs) => pairs.Select(pair => $"{pair.Left}:{pair.Right}");

    private static IEnumerable<string> Ids(JoinInput left, JoinInput right, MatchMode mode) =>
        JoinFixtures.Ids(Assert.Single(new StreamedJoin(left, right, new JoinOptions { Mode = mode }).GetBlocks(CancellationToken.None)));
}
