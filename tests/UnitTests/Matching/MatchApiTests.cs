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
    public void An_infinite_radius_covers_the_sky_and_one_that_is_NaN_or_negative_nothing()
    {
        SkyPositions left = new([10, 20, 30, 40], [0, 0, 0, 0]), right = new([10, 190], [0.1, 0]);
        double[] radii = [double.PositiveInfinity, double.NaN, -1, double.NegativeInfinity];
        Assert.Equal([(0, 0), (0, 1)], Pairs(Matches.Of(left, right, new LeftRadius(radii))));
        Assert.Equal([(0, 0), (1, 0)], Pairs(Matches.Of(right, left, new RightRadius(radii))));
        Assert.Equal([(0, 0), (0, 1)], Pairs(Matches.Of(left, right, new SumOfRadii(radii, [0.1, 0.1]))));
        Assert.Equal(8, Matches.Of(left, right, new FixedRadius(double.PositiveInfinity)).Count);
        static IEnumerable<(int, int)> Pairs(MatchPairs pairs) => pairs.Left.Zip(pairs.Right);
    }

    [Fact]
    public void An_ellipse_with_an_infinite_axis_is_none()
    {
        SkyPositions left = new([10, 20, 30], [0, 0, 0]), right = new([10, 20, 30], [0.1, 0.1, 0.1]);
        SkyEllipses ellipses = new([1, double.PositiveInfinity, 1], [1, 1, double.PositiveInfinity], [0, 0, 0]);
        Assert.Equal([0], Matches.Of(left, right, new EllipseContainsPoint(ellipses)).Left);
        Assert.Equal([0], Matches.Of(left, right, new JointEllipses(ellipses, ellipses, 1)).Left);
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
        using PairBuffer buffer = new(new LeftRanges(1), normalized: false, new PairLimit(5_000));
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
    public void A_range_keeps_the_pairs_of_all_its_chunks_in_the_order_in_which_they_were_found()
    {
        // Ten ranges, each of several chunks, in more than one piece.
        const int Blocks = 200;
        LeftRanges ranges = new(640);
        using PairBuffer buffer = new(ranges, normalized: true, new PairLimit(1_000_000));
        Assert.Equal(10, ranges.Count);
        List<FoundPair>[] expected = [.. Enumerable.Range(0, ranges.Count).Select(_ => new List<FoundPair>())];
        Random random = new(1);
        for (int i = 0; i < Blocks; i++)
        {
            PairBlock block = new(normalized: true) { Count = PairBlock.Capacity - i };
            for (int j = 0; j < block.Count; j++)
            {
                FoundPair pair = new(random.Next(640), random.Next(), random.NextDouble());
                (block.Left[j], block.Right[j], block.Separation[j], block.Normalized[j]) =
                    (pair.Left, pair.Right, pair.Separation, 2 * pair.Separation);
                expected[pair.Left >> ranges.Shift].Add(pair);
            }
            buffer.Add(block);
        }
        for (int range = 0; range < ranges.Count; range++)
        {
            FoundPair[] pairs = new FoundPair[buffer.Count(range)];
            double[] normalized = new double[pairs.Length];
            buffer.CopyRange(range, pairs, normalized);
            Assert.Equal(expected[range], pairs);
            Assert.Equal(expected[range].Select(pair => 2 * pair.Separation), normalized);
        }
    }

    [Fact]
    public void Results_stay_as_they_are_when_the_next_match_uses_the_same_memory()
    {
        Random random = new(2);
        SkyPositions left = Somewhere(random, 5_000), right = Somewhere(random, 5_000);
        MatchPairs first = Matches.Of(left, right, new FixedRadius(2), new MatchOptions { MaxThreads = 1 });
        (int[] lefts, int[] rights, double[] separations) = ([.. first.Left], [.. first.Right], [.. first.Separation]);
        MatchPairs other = Matches.Of(right, left, new FixedRadius(3), new MatchOptions { MaxThreads = 1 });
        Assert.InRange(first.Count, 1_000, other.Count - 1);
        Assert.Equal(lefts, first.Left);
        Assert.Equal(rights, first.Right);
        Assert.Equal(separations, first.Separation);
    }

    private static SkyPositions Somewhere(Random random, int count) => new(
        [.. Enumerable.Range(0, count).Select(_ => 360 * random.NextDouble())],
        [.. Enumerable.Range(0, count).Select(_ => 180 * random.NextDouble() - 90)]);

    [Fact]
    public void A_cancelled_match_stops() => Assert.Throws<OperationCanceledException>(
        () => SkyMatcher.Match(Left, Right, new FixedRadius(1), cancellationToken: new CancellationToken(true)));
}
