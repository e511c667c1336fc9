using CsCheck;
using PSAstroXmatch.Engine.RandomNumbers;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public class HealpixTests
{
    private static readonly Gen<(int Order, long Pixel)> AnyPixel =
        Gen.Int[0, Healpix.MaxOrder].SelectMany(order => Gen.Long[0, Healpix.PixelCount(order) - 1].Select(pixel => (order, pixel)));

    private static readonly Gen<(double Lon, double Lat)> AnyPosition =
        Gen.Select(Gen.Double[0, 360], Gen.Double[-1, 1], (lon, z) => (lon, Math.Asin(z) * 180 / Math.PI));

    [Fact]
    public void Healpys_pixels_of_positions_are_met()
    {
        foreach (string[] row in Vectors.Rows("vectors/healpix_ang2pix_healpy1.16.1.csv"))
        {
            (double lon, double lat, int order) = (Vectors.Number(row[0]), Vectors.Number(row[1]), int.Parse(row[2]));
            long nested = long.Parse(row[3]);
            // On the boundary of two pixels rounding decides.
            bool onEdge = row[5] == "1";
            long actual = Healpix.Nested(order, lon, lat);
            Assert.True(actual == nested || (onEdge && Healpix.Neighbors(order, nested).Contains(actual)), string.Join(',', row));
        }
    }

    [Fact]
    public void Healpys_centres_and_neighbours_are_met()
    {
        foreach (string[] row in Vectors.Rows("vectors/healpix_pix2ang_neighbours_healpy1.16.1.csv"))
        {
            (int order, long nested) = (int.Parse(row[0]), long.Parse(row[1]));
            (double lon, double lat) = Healpix.Center(order, nested);
            Assert.Equal(0, Separation.Degrees(lon, lat, Vectors.Number(row[3]), Vectors.Number(row[4])), 1e-11);
            Assert.Equal(row[5..].Select(long.Parse), Healpix.Neighbors(order, nested));
        }
    }

    [Fact]
    public void Healpys_cones_are_met()
    {
        foreach (string[] row in Vectors.Rows("vectors/healpix_disc_healpy1.16.1.csv"))
        {
            (int order, double lon, double lat, double radius) =
                (int.Parse(row[0]), Vectors.Number(row[1]), Vectors.Number(row[2]), Vectors.Number(row[3]));
            long[] centres = Numbers(row[5]), overlapping = Healpix.Cone(order, lon, lat, radius, inclusive: true);
            Assert.Equal(centres, Healpix.Cone(order, lon, lat, radius, inclusive: false));
            Assert.Subset(overlapping.ToHashSet(), centres.ToHashSet());
            // Both may list pixels that only nearly overlap: pixels that only one of them lists must miss the cone, and ours only by a little.
            long[] healpys = Numbers(row[4]);
            foreach (long pixel in overlapping.Except(healpys))
                Assert.InRange(Nearest((lon, lat), order, pixel), radius, radius + 66.0 / (16 << order));
            foreach (long pixel in healpys.Except(overlapping))
                Assert.InRange(Nearest((lon, lat), order, pixel), radius, 180);
        }

        static long[] Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(long.Parse)];
    }

    [Theory]
    [InlineData(0, 0, 0, 4)]
    [InlineData(0, 90, 0, 0)]
    [InlineData(45, 41.8, 0, 0)]
    [InlineData(45, -41.9, 0, 8)]
    [InlineData(0, 0, 3, 304)]
    [InlineData(0, 0, 29, 1369094286720630784)]
    [InlineData(360, 0, 29, 1369094286720630784)]
    [InlineData(-360, 0, 29, 1369094286720630784)]
    public void Positions_are_in_the_pixels_that_healpy_says(double lon, double lat, int order, long nested) =>
        Assert.Equal(nested, Healpix.Nested(order, lon, lat));

    /// <summary>Real sources of Gaia DR3: the archive's own cell number is the source_id without its lower 35 bits.</summary>
    [Theory]
    [InlineData(174871174006072576, 67.7718632001, 35.4869808987)]
    [InlineData(4061099837104945024, 265.8982497437, -26.2702310232)]
    [InlineData(4153218841064021504, 276.6498850965, -12.0498384927)]
    [InlineData(518099774614406400, 31.4267649236, 64.8213988359)]
    public void Real_Gaia_sources_lie_in_the_cell_of_their_identifier(long sourceId, double ra, double dec) =>
        Assert.Equal(sourceId >> 35, Healpix.Nested(12, ra, dec));

    /// <summary>Base cells: the poles' neighbours and the equator, by the numbering of Górski et al. (2005), figure 4.</summary>
    [Theory]
    [InlineData(45, 60, 0)]
    [InlineData(315, 60, 3)]
    [InlineData(0, 0, 4)]
    [InlineData(359, 0, 4)]
    [InlineData(90, 0, 5)]
    [InlineData(45, -60, 8)]
    [InlineData(315, -60, 11)]
    [InlineData(359.9999, 89.9999, 3)]
    public void Base_cells_are_numbered_from_north_to_south(double ra, double dec, long cell) =>
        Assert.Equal(cell, Healpix.Nested(0, ra, dec));

    [Fact]
    public void A_cell_lies_in_the_cell_of_the_order_above()
    {
        RandomStream random = new(7, 0);
        for (int i = 0; i < 20_000; i++)
        {
            (double ra, double dec) = random.Isotropic();
            int order = 1 + random.Index(16);
            Assert.Equal(Healpix.Nested(order - 1, ra, dec), Healpix.Nested(order, ra, dec) >> 2);
        }
    }

    [Fact]
    public void The_neighbours_of_the_faces_are_those_of_healpy()
    {
        // pixel: SW W NW N NE E SE S
        Assert.Equal([4, -1, 3, 2, 1, -1, 5, 8], Healpix.Neighbors(0, 0));
        Assert.Equal([11, 7, 3, -1, 0, 5, 8, -1], Healpix.Neighbors(0, 4));
        Assert.Equal([11, -1, 4, 0, 5, -1, 9, 10], Healpix.Neighbors(0, 8));
    }

    [Fact]
    public void The_centre_of_a_pixel_is_in_it() => AnyPixel.Sample(p =>
    {
        (double lon, double lat) = Healpix.Center(p.Order, p.Pixel);
        Assert.Equal(p.Pixel, Healpix.Nested(p.Order, lon, lat));
        Assert.InRange(lon, 0, 359.9999999999999);
    }, iter: 20_000);

    [Fact]
    public void Neighbours_see_each_other_and_are_near() => AnyPixel.Sample(p =>
    {
        (double lon, double lat) = Healpix.Center(p.Order, p.Pixel);
        long[] neighbors = Healpix.Neighbors(p.Order, p.Pixel);
        Assert.InRange(neighbors.Count(n => n >= 0), 6, 8);
        foreach (long neighbor in neighbors.Where(n => n >= 0))
        {
            Assert.Contains(p.Pixel, Healpix.Neighbors(p.Order, neighbor));
            (double lon2, double lat2) = Healpix.Center(p.Order, neighbor);
            Assert.InRange(Separation.Degrees(lon, lat, lon2, lat2), 0, 125.0 / (1L << p.Order));
        }
    }, iter: 5_000);

    [Fact]
    public void A_cone_has_the_pixel_of_every_position_in_it_and_none_far_off() =>
        Gen.Select(AnyPosition, Gen.Int[0, 10], Gen.Double[0, 1], Gen.Int).Sample((axis, order, size, seed) =>
        {
            double radius = Math.Min(180, 200 * size / (1 << order));
            long[] pixels = Healpix.Cone(order, axis.Lon, axis.Lat, radius, inclusive: true);
            Assert.Equal(pixels.Distinct().Order(), pixels);
            Random random = new(seed);
            for (int i = 0; i < 20; i++)
            {
                (double lon, double lat) = Separation.Offset(axis.Lon, axis.Lat, radius * random.NextDouble(), 360 * random.NextDouble());
                Assert.Contains(Healpix.Nested(order, lon, lat), pixels);
            }
            long[] centres = Healpix.Cone(order, axis.Lon, axis.Lat, radius, inclusive: false);
            Assert.Equal(centres, pixels.Where(pixel => DistanceTo(axis, order, pixel) <= radius));
            foreach (long pixel in pixels.Except(centres))
                Assert.InRange(DistanceTo(axis, order, pixel), radius, radius + 66.0 / (1 << order));
        }, iter: 500);

    [Fact]
    public void What_is_no_order_pixel_or_position_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Healpix.PixelCount(30));
        Assert.Throws<ArgumentOutOfRangeException>(() => Healpix.Center(0, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => Healpix.Center(3, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Healpix.Cone(3, 0, 91, 1, true));
        Assert.Throws<ArgumentOutOfRangeException>(() => Healpix.Cone(3, 0, 0, double.NaN, true));
        Assert.Equal(-1, Healpix.Nested(3, double.NaN, 0));
        Assert.Equal(-1, Healpix.Nested(3, 0, 90.5));
    }

    /// <summary>The distance to the nearest of a pixel's 4,096 sub-pixels.</summary>
    private static double Nearest((double Lon, double Lat) axis, int order, long pixel) =>
        Enumerable.Range(0, 4096).Min(part => DistanceTo(axis, order + 6, (pixel << 12) + part));

    private static double DistanceTo((double Lon, double Lat) axis, int order, long pixel)
    {
        (double lon, double lat) = Healpix.Center(order, pixel);
        return Separation.Degrees(axis.Lon, axis.Lat, lon, lat);
    }
}
