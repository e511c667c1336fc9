using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

public class SkyJoinTests
{
    // Pairs (0, 1), (2, 0), (2, 1); left 1 and 3 and right 2 have none.
    private static readonly SkyPositions Left = new([10.001, 40, 10, 50], [0, 0, 0, 0]);
    private static readonly SkyPositions Right = new([9.999, 10.0005, 70], [0, 0, 0]);
    private static readonly MatchPairs Pairs = Matches.Of(Left, Right, new FixedRadius(0.0015));

    public static readonly TheoryData<JoinKind, int[], int[], int[]> Joins = new()
    {
        { JoinKind.Inner, [0, 2, 2], [1, 0, 1], [0, 1, 2] },
        { JoinKind.Left, [0, 1, 2, 2, 3], [1, -1, 0, 1, -1], [0, -1, 1, 2, -1] },
        { JoinKind.Right, [2, 0, 2, -1], [0, 1, 1, 2], [1, 0, 2, -1] },
        { JoinKind.Full, [0, 1, 2, 2, 3, -1], [1, -1, 0, 1, -1, 2], [0, -1, 1, 2, -1, -1] },
        { JoinKind.LeftAnti, [1, 3], [-1, -1], [-1, -1] },
        { JoinKind.RightAnti, [-1], [2], [-1] },
    };

    [Theory]
    [MemberData(nameof(Joins))]
    public void A_join_lists_the_rows_that_it_promises(JoinKind kind, int[] left, int[] right, int[] pair)
    {
        JoinedRows rows = SkyJoin.Rows(Pairs, Left.Count, Right.Count, kind);
        Assert.Equal(left, rows.Left);
        Assert.Equal(right, rows.Right);
        Assert.Equal(pair, rows.Pair);
        Assert.Equal(left.Length, rows.Count);
    }

    [Fact]
    public void Without_pairs_each_side_stands_alone()
    {
        MatchPairs none = Matches.Of(Left, new SkyPositions([], []), new FixedRadius(1));
        Assert.Equal(0, none.Count);
        Assert.Equal([0, 1, 2, 3], SkyJoin.Rows(none, 4, 0, JoinKind.Full).Left);
        Assert.Equal(0, SkyJoin.Rows(none, 4, 0, JoinKind.Right).Count);
    }
}
