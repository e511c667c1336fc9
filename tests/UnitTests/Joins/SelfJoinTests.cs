using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

public class SelfJoinTests
{
    // A chain of three, one alone, one without a position.
    private static readonly AstroTable Chain = JoinFixtures.Csv("id,ra,dec,r\n1,10,0,1\n2,10.0004,0,1\n3,10.0009,0,0.1\n4,50,0,1\n5,,0,1\n");

    [Theory]
    [InlineData(MatchMode.All, "1:2 2:3")]
    [InlineData(MatchMode.BestBoth, "1:2")]
    [InlineData(MatchMode.BestForLeft, "1:2 2:1 3:2")]
    public void Pairs_of_different_rows_come_once_but_the_best_of_each_row_for_each(MatchMode mode, string pairs) =>
        Assert.Equal(pairs.Split(' '), JoinFixtures.Ids(Self(new JoinOptions { Radius = 2 / 3600.0, Mode = mode }).GetPairs(CancellationToken.None)));

    [Fact]
    public void Rows_without_a_neighbour_are_the_left_anti_join()
    {
        SelfJoin self = Self(new JoinOptions { Radius = 2 / 3600.0, Join = JoinKind.LeftAnti });
        Assert.Equal(["4:", "5:"], JoinFixtures.Ids(self.GetPairs(CancellationToken.None)));
        Assert.Empty(self.Problems);
        Assert.Contains("1 of 5 rows have no usable position and are output without a match", Assert.Single(self.Warnings));
    }

    [Fact]
    public void Circles_of_both_rows_must_touch()
    {
        SelfJoin self = new(Chain, JoinInput.OfTable(Chain) with { Radius = new RowAngle("r:deg") }, new JoinOptions());
        // All rows with a position except the distant one touch each other.
        Assert.Equal(["1:2", "1:3", "2:3"], JoinFixtures.Ids(self.GetPairs(CancellationToken.None)));
    }

    [Fact]
    public void What_is_known_of_a_table_as_a_whole_goes_along()
    {
        AstroTable table = new AstroTable(Chain.Columns)
        {
            Name = "chain",
            Description = "A chain",
            Source = "chain.csv",
            Parameters = [new TableParameter("a", "b")],
        }.WithWarning("read otherwise");
        AstroTable[] made =
        [
            table.Take([2, 0]),
            TableJoin.WithGroups(table, Self(new JoinOptions { Radius = 2 / 3600.0 }).GetGroups(CancellationToken.None)),
            AstroTable.Concat([table, table]),
            table.With([]),
        ];
        Assert.All(made, other => Assert.Equal(
            ("chain", "A chain", "chain.csv", new TableParameter("a", "b"), "read otherwise"),
            (other.Name, other.Description, other.Source, Assert.Single(other.Parameters), Assert.Single(other.Warnings))));
        Assert.Equal([2, 5, 10, 5], made.Select(other => other.RowCount));
    }

    [Fact]
    public void Friends_of_friends_get_a_number_and_a_size()
    {
        SelfJoin self = Self(new JoinOptions { Radius = 2 / 3600.0 });
        AstroTable table = TableJoin.WithGroups(Chain, self.GetGroups(CancellationToken.None));
        Assert.Equal(["1", "1", "1", "", ""], table.GetRows().Select(row => ValueText.Format(row["group_id"])));
        Assert.Equal(["3", "3", "3", "", ""], table.GetRows().Select(row => ValueText.Format(row["group_size"])));
    }

    [Fact]
    public void Another_join_is_refused() => Assert.Equal(
        "SelfMatchJoinInvalid", Assert.Throws<AstroException>(() => Self(new JoinOptions { Radius = 1, Join = JoinKind.Full })).ErrorId);

    [Fact]
    public void The_centre_of_positions_is_right_across_the_meridian_and_at_the_pole()
    {
        (double ra, double dec) = SkyCentre.Of([(359.5, 0), (0.5, 0)]);
        Assert.Equal(0, Math.Min(ra, 360 - ra), 1e-12);
        Assert.Equal(0, dec, 1e-12);
        Assert.Equal(90, SkyCentre.Of([(0, 89), (90, 89), (180, 89), (270, 89)]).Dec, 1e-9);
    }

    private static SelfJoin Self(JoinOptions options) => new(Chain, JoinInput.OfTable(Chain), options);
}
