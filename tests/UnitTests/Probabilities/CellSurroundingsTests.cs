using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.UnitTests.Probabilities;

/// <summary>Densities around objects, counted in cells.</summary>
public class CellSurroundingsTests
{
    private const double Arcsec = 1.0 / 3600;

    [Fact]
    public void An_even_field_has_its_density()
    {
        SkyPositions sources = Box(new Random(1), 20_000, 150, 2);
        double[] all = Densities(sources, null, Box(new Random(2), 300, 150, 1.5)).All;
        Assert.NotEmpty(all);
        // 5,000 per square degree; 24 to 96 sources in a cell.
        Assert.InRange(all.Average(), 4_700, 5_300);
        Assert.All(all, density => Assert.InRange(density, 2_000, 10_000));
    }

    [Fact]
    public void A_star_cluster_has_its_own_density_and_its_surroundings_theirs()
    {
        Random random = new(3);
        SkyPositions field = Box(random, 4_000, 150, 2), cluster = Box(random, 2_000, 150, 0.1);
        SkyPositions sources = new([.. field.Ra, .. cluster.Ra], [.. field.Dec, .. cluster.Dec]);
        double[] inside = Densities(sources, null, Box(random, 200, 150, 0.08)).All;
        Assert.InRange(inside.Average(), 160_000, 240_000);
        SkyPositions beside = Box(random, 2_000, 150.7, 0.4);
        Assert.InRange(Densities(sources, null, beside).All.Average(), 850, 1_150);
    }

    [Fact]
    public void The_edge_of_a_field_does_not_dilute_it()
    {
        SkyPositions sources = Box(new Random(4), 400, 150, 0.1);
        double[] all = Densities(sources, null, sources).All;
        Assert.InRange(all.Average(), 28_000, 44_000);
    }

    [Fact]
    public void Sources_at_least_as_bright_are_counted_without_the_candidate_itself_and_with_its_equals()
    {
        // One cell of the lowest order, in which the counts can be told from the densities.
        SkyPositions sources = new([10, 10.01, 10.02, 10.03, 10.04], [30, 30, 30, 30, 30]);
        double[] brightness = [5, 3, 3, 1, double.NaN];
        SkyEllipses errors = Circles(5, Arcsec);
        CounterpartCatalog catalog = new(sources, errors, brightness, Footprint.OfCatalog(sources, "test"));
        CandidateSet set = CandidateSet.Find(sources, errors, catalog, new CandidateOptions(), TestContext.Current.CancellationToken);
        Assert.Equal(5, set.Count);
        CellSurroundings surroundings = new(sources, catalog, set, TestContext.Current.CancellationToken);
        surroundings.SetWeights([1, 1, 0.5, 1, 1]);
        Assert.Equal([0, 1.5, 2, 2.5, 3.5], Enumerable.Range(0, 5).Select(i => surroundings.Count(i).Brighter));
        Assert.Equal([3.5, 3.5, 4, 3.5, 3.5], Enumerable.Range(0, 5).Select(i => surroundings.Count(i).All));
    }

    [Fact]
    public void Cells_and_discs_agree_where_sources_are_evenly_spread()
    {
        Random random = new(5);
        SkyPositions sources = Box(random, 20_000, 150, 2), objects = Box(random, 400, 150, 1.4);
        double[] brightness = [.. Enumerable.Range(0, sources.Count).Select(_ => random.NextDouble())];
        (double[] brighterByCell, double[] _) = Densities(sources, brightness, objects);
        (double[] brighterByDisc, double[] _) = Densities(sources, brightness, objects, withDiscs: true);
        Assert.Equal(brighterByDisc.Length, brighterByCell.Length);
        Assert.Equal(1, brighterByCell.Zip(brighterByDisc, (cell, disc) => Math.Log(cell / disc)).Average() + 1, 0.1);
    }

    [Fact]
    public void The_footprint_of_a_catalog_is_where_its_sources_are()
    {
        Footprint field = Footprint.OfCatalog(Box(new Random(6), 20_000, 150, 2), "test");
        // 4 square degrees, and pixels on the edge.
        Assert.InRange(field.Area, 3.8, 4.8);
        Assert.True(field.Contains(150.5, 0.5));
        Assert.False(field.Contains(153, 0));
        Assert.Equal(1, field.CoveredShare(150, 0, Arcsec, Arcsec, 0));
        Assert.Equal(0, field.CoveredShare(155, 0, Arcsec, Arcsec, 0));
        Assert.InRange(field.CoveredShare(151, 0, 0.3, 0.3, 0), 0.4, 0.65);
    }

    private static (double[] Brighter, double[] All) Densities(SkyPositions sources, double[]? brightness, SkyPositions objects, bool withDiscs = false)
    {
        CancellationToken none = TestContext.Current.CancellationToken;
        CounterpartCatalog catalog = new(sources, Circles(sources.Count, 2 * Arcsec), brightness, Footprint.OfCatalog(sources, "test"));
        SkyEllipses errors = Circles(objects.Count, 5 * Arcsec);
        CandidateSet set = CandidateSet.Find(objects, errors, catalog, new CandidateOptions(), none);
        Surroundings surroundings = withDiscs
            ? new DiscSurroundings(objects, [.. Enumerable.Repeat(0.1, objects.Count)], catalog, set, none)
            : new CellSurroundings(objects, catalog, set, none);
        (double[] brighter, double[] all) = (new double[set.Count], new double[set.Count]);
        surroundings.Measure(set, catalog, [.. Enumerable.Repeat(1.0, sources.Count)], brighter, all);
        return (brighter, all);
    }

    private static SkyPositions Box(Random random, int count, double ra, double width) => new(
        [.. Enumerable.Range(0, count).Select(_ => ra + (random.NextDouble() - 0.5) * width)],
        [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * width)]);

    private static SkyEllipses Circles(int count, double radius)
    {
        double[] axes = [.. Enumerable.Repeat(radius, count)];
        return new SkyEllipses(axes, axes, new double[count]);
    }
}
