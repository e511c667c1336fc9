using CsCheck;
using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

public class MatchModeTests
{
    // Along the equator, degrees: left 0 and 1 compete for right 0; right 2 is far from everything.
    private static readonly SkyPositions Left = new([10, 10.03, 20, 30], [0, 0, 0, 0]);
    private static readonly SkyPositions Right = new([10.02, 10.04, 50, 20.01, 19.995], [0, 0, 0, 0, 0]);
    private static readonly FixedRadius Criterion = new(0.05);

    [Fact]
    public void All_pairs_are_kept_by_default() =>
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1), (2, 3), (2, 4)], Find(MatchMode.All));

    [Fact]
    public void The_best_of_each_left_row_is_kept() => Assert.Equal([(0, 0), (1, 0), (2, 4)], Find(MatchMode.BestForLeft));

    [Fact]
    public void The_best_of_each_right_row_is_kept() =>
        Assert.Equal([(1, 0), (1, 1), (2, 3), (2, 4)], Find(MatchMode.BestForRight));

    [Fact]
    public void Only_pairs_that_are_best_both_ways_are_kept() => Assert.Equal([(1, 0), (2, 4)], Find(MatchMode.BestBoth));

    [Fact]
    public void The_nearest_are_kept_for_each_left_row()
    {
        Assert.Equal([(0, 0), (1, 0), (2, 4)], Find(MatchMode.Nearest));
        Assert.Equal([(0, 0), (0, 1), (1, 0), (1, 1), (2, 3), (2, 4)], Find(MatchMode.Nearest, 2));
    }

    [Fact]
    public void Among_equals_the_lowest_row_is_best()
    {
        SkyPositions twins = new([10, 10, 10], [0, 0, 0]);
        MatchPairs pairs = Matches.Of(twins, twins, Criterion, new MatchOptions { Mode = MatchMode.Nearest, NeighborCount = 2 });
        Assert.Equal([0, 0, 1, 1, 2, 2], pairs.Left);
        Assert.Equal([0, 1, 0, 1, 0, 1], pairs.Right);
        Assert.Equal([0], Matches.Of(twins, twins, Criterion, new MatchOptions { Mode = MatchMode.BestBoth }).Right);
    }

    [Fact]
    public void Ellipses_rank_by_the_normalised_separation()
    {
        // One is nearer, to the east, but across the long axis; the other is farther, to the north, but along it.
        SkyPositions left = new([10], [0]), right = new([10.01, 10], [0, 0.02]);
        EllipseContainsPoint criterion = new(new SkyEllipses([0.05], [0.011], [0]));
        MatchPairs best = Matches.Of(left, right, criterion, new MatchOptions { Mode = MatchMode.BestForLeft });
        Assert.Equal([1], best.Right);
        Assert.Equal(0.4, best.NormalizedSeparation![0], 1e-12);
        Assert.Equal(0.02, best.Separation[0], 1e-14);
    }

    [Fact]
    public void Modes_keep_what_their_definition_says_of_all_pairs() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill();
        FixedRadius criterion = new(sky.Radius());
        MatchPairs all = Matches.Of(sky.Left, sky.Right, criterion);
        (int Left, int Right, double Separation)[] pairs =
            [.. all.Left.Select((left, i) => (left, all.Right[i], all.Separation[i]))];
        HashSet<(int, int)> bestForLeft =
            [.. pairs.GroupBy(p => p.Left).Select(g => g.MinBy(p => (p.Separation, p.Right))).Select(p => (p.Left, p.Right))];
        HashSet<(int, int)> bestForRight =
            [.. pairs.GroupBy(p => p.Right).Select(g => g.MinBy(p => (p.Separation, p.Left))).Select(p => (p.Left, p.Right))];
        IEnumerable<(int, int)> nearest = pairs.GroupBy(p => p.Left)
            .SelectMany(g => g.OrderBy(p => p.Separation).ThenBy(p => p.Right).Take(3)).Select(p => (p.Left, p.Right)).Order();

        Assert.Equal(bestForLeft.Order(), Run(MatchMode.BestForLeft));
        Assert.Equal(bestForRight.Order(), Run(MatchMode.BestForRight));
        Assert.Equal(bestForLeft.Intersect(bestForRight).Order(), Run(MatchMode.BestBoth));
        Assert.Equal(nearest, Run(MatchMode.Nearest));

        IEnumerable<(int, int)> Run(MatchMode mode)
        {
            MatchPairs found = Matches.Of(sky.Left, sky.Right, criterion, new MatchOptions { Mode = mode, NeighborCount = 3 });
            return found.Left.Zip(found.Right);
        }
    }, iter: 500);

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Find(MatchMode.Nearest, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Matches.Of(Left, Right, Criterion, new MatchOptions { MaxThreads = -1 }));
    }

    private static IEnumerable<(int, int)> Find(MatchMode mode, int neighbors = 1)
    {
        MatchPairs pairs = Matches.Of(Left, Right, Criterion, new MatchOptions { Mode = mode, NeighborCount = neighbors });
        return pairs.Left.Zip(pairs.Right);
    }
}
