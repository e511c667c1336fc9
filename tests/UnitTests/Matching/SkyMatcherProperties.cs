using CsCheck;
using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

/// <summary>The matcher against every pair tried one by one, on random tables.</summary>
public class SkyMatcherProperties
{
    private const int Runs = 1500;

    // Unit vectors of right ascensions up to 1080 have errors of 2e-13 degrees: pairs that close to the boundary may be inside or outside.
    private const double Doubt = 5e-13;

    [Fact]
    public void A_fixed_radius_finds_every_pair_and_no_other() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        double radius = sky.Radius();
        AssertRadii(sky, Matches.Of(sky.Left, sky.Right, new FixedRadius(radius)), (_, _) => radius);
    }, iter: Runs);

    [Fact]
    public void A_radius_for_each_left_row_finds_every_pair_and_no_other() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        double[] radii = sky.Radii(sky.Left.Count);
        AssertRadii(sky, Matches.Of(sky.Left, sky.Right, new LeftRadius(radii)), (left, _) => radii[left]);
    }, iter: Runs);

    [Fact]
    public void A_radius_for_each_right_row_finds_every_pair_and_no_other() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        double[] radii = sky.Radii(sky.Right.Count);
        AssertRadii(sky, Matches.Of(sky.Left, sky.Right, new RightRadius(radii)), (_, right) => radii[right]);
    }, iter: Runs);

    [Fact]
    public void Radii_of_both_rows_add_up() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        double[] left = sky.Radii(sky.Left.Count), right = sky.Radii(sky.Right.Count);
        AssertRadii(
            sky,
            Matches.Of(sky.Left, sky.Right, new SumOfRadii(left, right)),
            (i, j) => left[i] >= 0 && right[j] >= 0 ? left[i] + right[j] : double.NaN);
    }, iter: Runs);

    [Fact]
    public void An_ellipse_contains_what_its_axes_say_also_at_the_poles() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        SkyEllipses ellipses = sky.Ellipses(sky.Left.Count);
        MatchPairs pairs = Matches.Of(sky.Left, sky.Right, new EllipseContainsPoint(ellipses));
        AssertNormalized(sky, pairs, 1, (i, j, separation) =>
        {
            // x²/a² + y²/b² is the distance in the metric of an ellipse with axes 1/a and 1/b.
            (double along, _, _) = BruteForce.Covariance(
                sky.Left, i, sky.Right, j, 1 / ellipses.SemiMajor[i], 1 / ellipses.SemiMinor[i], ellipses.PositionAngle[i]);
            return separation * Math.Sqrt(along);
        });
    }, iter: Runs);

    [Fact]
    public void Two_ellipses_are_compared_by_their_joint_covariance_also_at_the_poles() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        SkyEllipses left = sky.Ellipses(sky.Left.Count), right = sky.Ellipses(sky.Right.Count);
        double limit = sky.Uniform(0, 3);
        MatchPairs pairs = Matches.Of(sky.Left, sky.Right, new JointEllipses(left, right, limit));
        AssertNormalized(sky, pairs, limit, (i, j, separation) =>
        {
            (double along1, double across1, double both1) = BruteForce.Covariance(
                sky.Left, i, sky.Right, j, left.SemiMajor[i], left.SemiMinor[i], left.PositionAngle[i]);
            (double along2, double across2, double both2) = BruteForce.Covariance(
                sky.Right, j, sky.Left, i, right.SemiMajor[j], right.SemiMinor[j], right.PositionAngle[j]);
            (double along, double across, double both) = (along1 + along2, across1 + across2, both1 + both2);
            return separation * Math.Sqrt(across / (along * across - both * both));
        });
    }, iter: Runs);

    [Fact]
    public void The_result_does_not_depend_on_the_number_of_threads() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill(400);
        LeftRadius criterion = new(sky.Radii(sky.Left.Count));
        MatchPairs one = Matches.Of(sky.Left, sky.Right, criterion, new MatchOptions { MaxThreads = 1 });
        MatchPairs four = Matches.Of(sky.Left, sky.Right, criterion, new MatchOptions { MaxThreads = 4 });
        Assert.Equal(one.Left, four.Left);
        Assert.Equal(one.Right, four.Right);
        Assert.Equal(one.Separation, four.Separation);
    }, iter: 100, threads: 1);

    [Fact]
    public void A_self_match_leaves_out_each_row_with_itself_and_nothing_else() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        FixedRadius criterion = new(sky.Radius());
        MatchPairs all = Matches.Of(sky.Left, sky.Left, criterion), self = Matches.OfSelf(sky.Left, criterion);
        Assert.Equal(Pairs(all).Where(pair => pair.Left != pair.Right), Pairs(self));
    }, iter: 1000);

    private static IEnumerable<(int Left, int Right)> Pairs(MatchPairs pairs) => pairs.Left.Zip(pairs.Right);

    private static void AssertRadii(RandomSky sky, MatchPairs pairs, Func<int, int, double> radiusOf)
    {
        Dictionary<(int, int), int> found = Found(pairs);
        for (int i = 0; i < sky.Left.Count; i++)
        {
            for (int j = 0; j < sky.Right.Count; j++)
            {
                double radius = radiusOf(i, j);
                bool usable = radius >= 0 && BruteForce.IsPosition(sky.Left, i) && BruteForce.IsPosition(sky.Right, j);
                double separation = usable ? BruteForce.Separation(sky.Left, i, sky.Right, j) : double.NaN;
                bool same = usable && sky.Left.Ra[i] == sky.Right.Ra[j] && sky.Left.Dec[i] == sky.Right.Dec[j];
                if (same || (usable && separation <= radius - Doubt))
                    Assert.True(found.ContainsKey((i, j)), $"({i}, {j}) at {separation} within {radius} was not found");
                if (!usable || separation > radius + Doubt)
                    Assert.False(found.ContainsKey((i, j)), $"({i}, {j}) at {separation} is not within {radius}");
                if (found.TryGetValue((i, j), out int pair))
                {
                    Assert.Equal(separation, pairs.Separation[pair], Doubt);
                    Assert.True(pairs.Separation[pair] <= radius);
                }
            }
        }
    }

    private static void AssertNormalized(RandomSky sky, MatchPairs pairs, double limit, Func<int, int, double, double> normalizedOf)
    {
        Dictionary<(int, int), int> found = Found(pairs);
        for (int i = 0; i < sky.Left.Count; i++)
        {
            for (int j = 0; j < sky.Right.Count; j++)
            {
                bool usable = BruteForce.IsPosition(sky.Left, i) && BruteForce.IsPosition(sky.Right, j);
                double separation = usable ? BruteForce.Separation(sky.Left, i, sky.Right, j) : double.NaN;
                double normalized = normalizedOf(i, j, separation);
                // The direction of a short arc between unit vectors has an error of 1e-16 divided by its length.
                double doubt = 1e-9 + 10 * Doubt / sky.Scale;
                if (normalized <= limit - doubt)
                    Assert.True(found.ContainsKey((i, j)), $"({i}, {j}) at {normalized} within {limit} was not found");
                if (!(normalized <= limit + doubt))
                    Assert.False(found.ContainsKey((i, j)), $"({i}, {j}) at {normalized} is not within {limit}");
                if (found.TryGetValue((i, j), out int pair))
                    Assert.Equal(normalized, pairs.NormalizedSeparation![pair], doubt);
            }
        }
    }

    /// <summary>The pairs by their rows; they must be in order, each once.</summary>
    private static Dictionary<(int, int), int> Found(MatchPairs pairs)
    {
        Dictionary<(int, int), int> found = [];
        for (int i = 0; i < pairs.Count; i++)
        {
            if (i > 0)
                Assert.True((pairs.Left[i - 1], pairs.Right[i - 1]).CompareTo((pairs.Left[i], pairs.Right[i])) < 0);
            found.Add((pairs.Left[i], pairs.Right[i]), i);
        }
        return found;
    }
}
