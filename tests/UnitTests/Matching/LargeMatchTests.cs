using System.Diagnostics;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.UnitTests.Matching;

/// <summary>Tables large enough for many parts, threads, a bitmap, classes of radius and crowded cells.</summary>
public class LargeMatchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_crowded_field_among_sparse_sky_is_matched_right(int threads)
    {
        // Half the rows are within a tenth of a degree, so that cells hold thousands.
        SkyPositions left = Field(30_000, 1), right = Field(20_000, 2);
        FixedRadius criterion = new(2 / 3600.0);
        MatchPairs pairs = Matches.Of(left, right, criterion, new MatchOptions { MaxThreads = threads });
        AssertSameAsSweep(left, right, pairs, _ => criterion.Degrees);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Radii_of_all_sizes_are_matched_right(int threads)
    {
        SkyPositions left = Field(2_000, 3), right = Field(50_000, 4);
        Random random = new(5);
        // From a hundredth of an arcsecond to three degrees, and one of forty.
        double[] radii = [.. left.Ra.Select(_ => Math.Pow(10, -5.5 + 6 * Math.Pow(random.NextDouble(), 4)))];
        radii[7] = 40;
        MatchPairs pairs = Matches.Of(left, right, new LeftRadius(radii), new MatchOptions { MaxThreads = threads });
        AssertSameAsSweep(left, right, pairs, row => radii[row]);
    }

    [Theory]
    [InlineData(0, 20)]
    [InlineData(359.99, -65)]
    [InlineData(120, 90)]
    [InlineData(0, -89.9)]
    public void Circles_of_their_own_are_matched_right_across_right_ascension_0_and_at_the_poles(double ra, double dec)
    {
        Random random = new(7);
        SkyPositions left = Around(ra, dec, 500, random), right = Around(ra, dec, 20_000, random);
        double[] radii = [.. left.Ra.Select(_ => Math.Pow(10, -6 + 6 * random.NextDouble()))];
        AssertSameAsSweep(left, right, Matches.Of(left, right, new LeftRadius(radii)), row => radii[row]);
        radii = [.. right.Ra.Select(_ => 0.1 * Math.Pow(10, -6 + 6 * random.NextDouble()))];
        MatchPairs pairs = Matches.Of(right, left, new LeftRadius(radii)), turned = Matches.Of(left, right, new RightRadius(radii));
        AssertSameAsSweep(right, left, pairs, row => radii[row]);
        Assert.Equal(turned.Left.Zip(turned.Right), pairs.Right.Zip(pairs.Left).Order());
    }

    [Fact]
    public void A_match_stops_soon_when_it_is_cancelled()
    {
        // 3.5 billion pairs: minutes of work.
        SkyPositions all = Field(60_000, 6);
        using CancellationTokenSource source = new(100);
        Stopwatch watch = Stopwatch.StartNew();
        Assert.Throws<OperationCanceledException>(() => SkyMatcher.Match(all, all, new FixedRadius(180), null, source.Token));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, AtOnce.Limit);
    }

    private static SkyPositions Around(double centreRa, double centreDec, int count, Random random)
    {
        double[] ra = new double[count], dec = new double[count];
        for (int i = 0; i < count; i++)
        {
            (ra[i], dec[i]) = Separation.Offset(centreRa, centreDec, 2 * random.NextDouble(), 360 * random.NextDouble());
            ra[i] += 360 * random.Next(-1, 2);
        }
        return new SkyPositions(ra, dec);
    }

    private static SkyPositions Field(int count, int seed)
    {
        Random random = new(seed);
        double[] ra = new double[count], dec = new double[count];
        for (int i = 0; i < count; i++)
        {
            (ra[i], dec[i]) = i % 2 == 0
                ? Separation.Offset(83.6, -5.4, 0.1 * Math.Sqrt(random.NextDouble()), 360 * random.NextDouble())
                : (360 * random.NextDouble(), Math.Asin(2 * random.NextDouble() - 1) * 180 / Math.PI);
        }
        return new SkyPositions(ra, dec);
    }

    /// <summary>Compares with a search of the right rows sorted by declination, testing all those within reach.</summary>
    private static void AssertSameAsSweep(SkyPositions left, SkyPositions right, MatchPairs pairs, Func<int, double> radiusOf)
    {
        double[] decs = [.. right.Dec];
        int[] rows = [.. Enumerable.Range(0, right.Count)];
        Array.Sort(decs, rows);
        int pair = 0;
        for (int i = 0; i < left.Count; i++)
        {
            double radius = radiusOf(i);
            int first = Array.BinarySearch(decs, left.Dec[i] - radius - 1e-9);
            List<int> expected = [];
            for (int k = first < 0 ? ~first : first; k < decs.Length && decs[k] <= left.Dec[i] + radius + 1e-9; k++)
            {
                if (Separation.Degrees(left.Ra[i], left.Dec[i], right.Ra[rows[k]], decs[k]) <= radius)
                    expected.Add(rows[k]);
            }
            expected.Sort();
            foreach (int row in expected)
            {
                if (pair == pairs.Count || pairs.Left[pair] != i || pairs.Right[pair] != row)
                    Assert.Fail($"({i}, {row}) is not pair {pair}");
                if (pairs.Separation[pair] != Separation.Degrees(left.Ra[i], left.Dec[i], right.Ra[row], right.Dec[row]))
                    Assert.Fail($"({i}, {row}) has another separation");
                pair++;
            }
        }
        Assert.Equal(pairs.Count, pair);
    }
}
