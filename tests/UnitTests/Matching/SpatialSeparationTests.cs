using CsCheck;
using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

public class SpatialSeparationTests
{
    [Fact]
    public void Every_pair_in_a_sphere_is_found_and_no_other() => RandomSky.Any.Sample(
        sky =>
        {
            sky.Fill(40);
            // Nearer and farther than the limit, which is as large as the field at a typical distance.
            double limit = sky.Uniform(0.01, 2) * Math.Min(1, sky.Scale * Math.PI / 180);
            double[] left = Distances(sky, sky.Left.Count, limit), right = Distances(sky, sky.Right.Count, limit);
            MatchPairs pairs = Matches.Of(sky.Left, sky.Right, new SpatialSeparation(left, right, limit));
            HashSet<(int, int)> found = [.. pairs.Left.Zip(pairs.Right)];
            for (int i = 0; i < sky.Left.Count; i++)
            {
                for (int j = 0; j < sky.Right.Count; j++)
                {
                    if (!BruteForce.IsPosition(sky.Left, i) || !BruteForce.IsPosition(sky.Right, j) || !(left[i] >= 0 && right[j] >= 0))
                    {
                        Assert.DoesNotContain((i, j), found);
                        continue;
                    }
                    double half = BruteForce.Separation(sky.Left, i, sky.Right, j) * Math.PI / 360;
                    // As the sum of the squares along and across the bisector of the two directions.
                    double along = (left[i] - right[j]) * Math.Cos(half), across = (left[i] + right[j]) * Math.Sin(half);
                    double apart = Math.Sqrt(along * along + across * across);
                    // Unit vectors of right ascensions up to 1080 have errors of 2e-13 degrees.
                    if (Math.Abs(apart - limit) > 1e-9 * limit + 1e-14)
                        Assert.Equal(apart < limit, found.Contains((i, j)));
                }
            }
            Assert.All(pairs.NormalizedSeparation!, ratio => Assert.InRange(ratio, 0, 1));
        },
        iter: 1000);

    // Two sides and the angle between them.
    [Fact]
    public void The_law_of_cosines_holds()
    {
        MatchPairs pairs = Matches.Of(new SkyPositions([10], [0]), new SkyPositions([11], [0]), new SpatialSeparation([100], [101], 4));
        double expected = Math.Sqrt(100.0 * 100 + 101 * 101 - 2 * 100 * 101 * Math.Cos(Math.PI / 180));
        Assert.Equal(expected / 4, Assert.Single(pairs.NormalizedSeparation!), 1e-10);
    }

    [Fact]
    public void The_smallest_separation_in_space_is_the_best_not_the_smallest_on_the_sky()
    {
        MatchPairs pairs = Matches.Of(
            new SkyPositions([10], [0]), new SkyPositions([10, 10.1], [0, 0]), new SpatialSeparation([100], [104, 100], 5), new MatchOptions { Mode = MatchMode.BestForLeft });
        Assert.Equal([1], pairs.Right);
    }

    private static double[] Distances(RandomSky sky, int count, double limit) =>
        [.. Enumerable.Range(0, count).Select(i => i % 9 == 8 ? double.NaN : i % 9 == 7 ? -1 : i % 5 == 0 ? limit * sky.Uniform(0, 2) : sky.Uniform(0.9, 1.1))];
}
