using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

public class MatchApiTests
{
    private static readonly SkyPositions Left = new([10, 20, 359.9999, double.NaN], [0, 45, -30, 0]);
    private static readonly SkyPositions Right = new([20.0001, 10.0002, 10, 0.0001, 10], [45, 0, 0.0001, -30, double.NaN]);

    [Fact]
    public void Pairs_come_in_order_of_left_then_right_row()
    {
        MatchPairs pairs = Matches.Of(Left, Right, new FixedRadius(1 / 3600.0));
        Assert.Equal([0, 0, 1, 2], pairs.Left);
        Assert.Equal([1, 2, 0, 3], pairs.Right);
        Assert.Equal(0.0001, pairs.Separation[1], 1e-15);
        Assert.Null(pairs.NormalizedSeparation);
        Assert.Null(pairs.PositionAngle);
    }

    [Fact]
    public void The_radius_is_included()
    {
        SkyPositions origin = new([10], [0]), north = new([10], [0.1]);
        Assert.Equal(1, Matches.Of(origin, north, new FixedRadius(0.1)).Count);
        Assert.Equal(0, Matches.Of(origin, north, new FixedRadius(Math.BitDecrement(0.1))).Count);
    }

    [Fact]
    public void Position_angles_are_given_on_request()
    {
        MatchPairs pairs = Matches.Of(Left, Right, new FixedRadius(1 / 3600.0), new MatchOptions { PositionAngle = true });
        Assert.Equal(90, pairs.PositionAngle![0], 1e-9);
        Assert.Equal(0, pairs.PositionAngle[1], 1e-9);
    }

    [Fact]
    public void A_criterion_for_another_table_is_refused()
    {
        AstroException error = Assert.Throws<AstroException>(() => Matches.Of(Left, Right, new LeftRadius([1, 2])));
        Assert.Equal("MatchLengthMismatch", error.ErrorId);
        Assert.Contains("2 left radii for 4 left rows", error.Message);
        Assert.Equal("MatchLengthMismatch", Assert.Throws<AstroException>(() => new SkyPositions([1], [])).ErrorId);
        Assert.Equal("MatchLengthMismatch", Assert.Throws<AstroException>(() => new SkyEllipses([1], [1], [])).ErrorId);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void A_radius_must_be_a_number_from_zero_on(double radius) =>
        Assert.Equal("MatchRadiusInvalid", Assert.Throws<AstroException>(() => new FixedRadius(radius)).ErrorId);

    [Fact]
    public void More_pairs_than_memory_holds_are_refused()
    {
        PairBuffer buffer = new(new LeftRanges(1), normalized: false, new PairLimit(5_000));
        PairBlock block = new(normalized: false) { Count = PairBlock.Capacity };
        AstroException error = Assert.Throws<AstroException>(() =>
        {
            for (int i = 0; i < 1_000; i++)
                buffer.Add(block);
        });
        Assert.Equal("MatchTooManyPairs", error.ErrorId);
        Assert.Equal(AstroErrorKind.Limit, error.Kind);
    }

    [Fact]
    public void A_cancelled_match_stops() => Assert.Throws<OperationCanceledException>(
        () => SkyMatcher.Match(Left, Right, new FixedRadius(1), cancellationToken: new CancellationToken(true)));
}
