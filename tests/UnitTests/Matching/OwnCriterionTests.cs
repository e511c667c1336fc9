using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Matching;

/// <summary>A criterion that this library does not have, as a C# program would define it.</summary>
public class OwnCriterionTests
{
    private const int Count = 2_000;

    private static readonly (SkyPositions Positions, double[] Magnitudes) Left = Stars(1), Right = Stars(2);

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void It_gives_the_pairs_of_its_own_definition(int threads)
    {
        MatchPairs pairs = Matches.Of(
            Left.Positions, Right.Positions, new SimilarBrightness(Left.Magnitudes, Right.Magnitudes), new MatchOptions { MaxThreads = threads });
        List<(int, int, double)> expected = [];
        for (int i = 0; i < Count; i++)
        {
            for (int j = 0; j < Count; j++)
            {
                if (SeparationOf(i, j) <= SimilarBrightness.Radius && Math.Abs(Left.Magnitudes[i] - Right.Magnitudes[j]) <= 1)
                    expected.Add((i, j, Math.Abs(Left.Magnitudes[i] - Right.Magnitudes[j])));
            }
        }

        Assert.InRange(expected.Count, 100, Count * Count / 2);
        Assert.Equal(expected, pairs.Left.Zip(pairs.Right, pairs.NormalizedSeparation!));
    }

    [Fact]
    public void The_best_pair_is_the_one_with_the_smallest_normalized_separation()
    {
        SimilarBrightness criterion = new(Left.Magnitudes, Right.Magnitudes);
        MatchPairs all = Matches.Of(Left.Positions, Right.Positions, criterion);
        MatchPairs best = Matches.Of(Left.Positions, Right.Positions, criterion, new MatchOptions { Mode = MatchMode.BestForLeft });
        Assert.Equal(
            all.Left.Zip(all.NormalizedSeparation!).GroupBy(pair => pair.First, pair => pair.Second).Select(group => group.Min()),
            best.NormalizedSeparation!);
    }

    [Fact]
    public void Reaches_for_another_number_of_rows_are_refused()
    {
        AstroException error = Assert.Throws<AstroException>(() => Matches.Of(Left.Positions, Right.Positions, new Faulty { LeftReach = Reaches.OfRows([1, 2]) }));
        Assert.Equal("MatchLengthMismatch", error.ErrorId);
        Assert.Contains("left reaches", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void A_common_reach_that_is_no_radius_is_refused(double reach) => Assert.Equal(
        "MatchRadiusInvalid",
        Assert.Throws<AstroException>(() => Matches.Of(Left.Positions, Right.Positions, new Faulty { RightReach = Reaches.Same(reach) })).ErrorId);

    [Fact]
    public void Rows_whose_combined_reach_is_not_a_number_are_in_no_pair() =>
        Assert.Equal(0, Matches.Of(Left.Positions, Right.Positions, new Faulty { Combined = double.NaN }).Count);

    [Fact]
    public void Its_exception_comes_through()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Matches.Of(Left.Positions, Right.Positions, new Faulty()));
        Assert.Equal("no pairs today", error.Message);
    }

    [Fact]
    public void The_criteria_of_the_library_say_of_each_pair_what_a_match_says()
    {
        double[] radii = [.. Left.Magnitudes.Select(magnitude => magnitude / 20)];
        SkyEllipses ellipses = new(radii, [.. radii.Select(radius => radius / 3)], [.. Left.Magnitudes.Select(magnitude => 17 * magnitude)]);
        MatchCriterion[] criteria =
        [
            new FixedRadius(0.7), new LeftRadius(radii), new RightRadius(radii), new SumOfRadii(radii, radii),
            new EllipseContainsPoint(ellipses), new JointEllipses(ellipses, ellipses, 1.5),
        ];
        foreach (MatchCriterion criterion in criteria)
        {
            MatchPairs pairs = Matches.Of(Left.Positions, Right.Positions, criterion);
            List<(int, int)> expected = [];
            for (int i = 0; i < Count; i++)
            {
                for (int j = 0; j < Count; j++)
                {
                    if (criterion.IsPair(Left.Positions, i, Right.Positions, j, SeparationOf(i, j), out _))
                        expected.Add((i, j));
                }
            }

            Assert.NotEmpty(expected);
            Assert.Equal(expected, pairs.Left.Zip(pairs.Right));
        }
    }

    private static double SeparationOf(int left, int right) => Separation.Degrees(
        Left.Positions.Ra[left], Left.Positions.Dec[left], Right.Positions.Ra[right], Right.Positions.Dec[right]);

    // A field of 20° × 20° across right ascension 0.
    private static (SkyPositions, double[]) Stars(int seed)
    {
        Random random = new(seed);
        double[] ra = [.. Enumerable.Range(0, Count).Select(_ => (350 + 20 * random.NextDouble()) % 360)];
        double[] dec = [.. Enumerable.Range(0, Count).Select(_ => 20 * random.NextDouble() - 10)];
        return (new SkyPositions(ra, dec), [.. Enumerable.Range(0, Count).Select(_ => 10 + 8 * random.NextDouble())]);
    }

    /// <summary>Stars within a radius whose magnitudes differ by at most 1; the more alike, the better.</summary>
    private sealed class SimilarBrightness(double[] left, double[] right) : MatchCriterion
    {
        internal const double Radius = 1;

        public override bool IsNormalized => true;

        public override Reaches LeftReaches => Reaches.Same(Radius);

        public override Reaches RightReaches => Reaches.Same(0);

        public override bool IsPair(
            SkyPositions leftPositions, int leftRow, SkyPositions rightPositions, int rightRow, double separation, out double normalizedSeparation)
        {
            normalizedSeparation = Math.Abs(left[leftRow] - right[rightRow]);
            return separation <= Radius && normalizedSeparation <= 1;
        }
    }

    private sealed class Faulty : MatchCriterion
    {
        public override Reaches LeftReaches => LeftReach;

        public override Reaches RightReaches => RightReach;

        internal Reaches LeftReach { get; init; } = Reaches.Same(1);

        internal Reaches RightReach { get; init; } = Reaches.Same(1);

        internal double? Combined { get; init; }

        public override double Combine(double leftReach, double rightReach) => Combined ?? base.Combine(leftReach, rightReach);

        public override bool IsPair(
            SkyPositions left, int leftRow, SkyPositions right, int rightRow, double separation, out double normalizedSeparation) =>
            throw new InvalidOperationException("no pairs today");
    }
}
