using CsCheck;
using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

public class SkyGroupsTests
{
    [Fact]
    public void Friends_of_friends_are_in_one_group()
    {
        // 0, 2 and 4 are a chain across right ascension 0; 1 and 5 are together; 3 is alone; 6 has no position.
        SkyPositions positions = new([359.999, 50, 0, 100, 0.001, 50.0005, double.NaN], [0, 10, 0, 0, 0, 10, 0]);
        SkyGroups groups = SkyGroups.FriendsOfFriends(
            positions, new FixedRadius(0.0011), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([0, 1, 0, -1, 0, 1, -1], groups.GroupOf);
        Assert.Equal([3, 2], groups.Sizes);
        Assert.Equal(2, groups.Count);
    }

    [Fact]
    public void A_large_radius_makes_friends_of_those_in_its_reach_though_they_do_not_reach_it()
    {
        SkyPositions positions = new([10, 10.5, 11.5], [0, 0, 0]);
        SkyGroups groups = SkyGroups.FriendsOfFriends(
            positions, new LeftRadius([0, 0.6, 0.1]), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, -1], groups.GroupOf);
    }

    [Fact]
    public void Groups_are_the_connected_parts_of_the_pairs() => RandomSky.Any.Sample(sky =>
    {
        sky.Fill(40);
        FixedRadius criterion = new(sky.Radius() / 3);
        SkyGroups groups = SkyGroups.FriendsOfFriends(sky.Left, criterion, cancellationToken: TestContext.Current.CancellationToken);
        MatchPairs pairs = Matches.OfSelf(sky.Left, criterion);
        // Labels spread along the pairs until none changes.
        int[] label = [.. Enumerable.Range(0, sky.Left.Count)];
        for (bool changed = true; changed;)
        {
            changed = false;
            for (int i = 0; i < pairs.Count; i++)
            {
                int low = Math.Min(label[pairs.Left[i]], label[pairs.Right[i]]);
                changed |= label[pairs.Left[i]] != low || label[pairs.Right[i]] != low;
                label[pairs.Left[i]] = label[pairs.Right[i]] = low;
            }
        }
        for (int i = 0; i < label.Length; i++)
        {
            Assert.Equal(label.Count(l => l == label[i]) > 1, groups.GroupOf[i] >= 0);
            for (int j = 0; j < label.Length; j++)
                Assert.Equal(label[i] == label[j] && i != j, groups.GroupOf[i] >= 0 && groups.GroupOf[i] == groups.GroupOf[j] && i != j);
        }
        Assert.Equal(groups.Sizes, Enumerable.Range(0, groups.Count).Select(group => groups.GroupOf.Count(g => g == group)));
    }, iter: 500);
}
