using System.Globalization;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

/// <summary>The cell numbers in Gaia's source_id.</summary>
public class HealpixCellTests
{
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
    public void Healpy_gives_the_same_cells()
    {
        int compared = 0;
        foreach (string line in File.ReadLines(SharedData.Path("vectors/healpix_ang2pix_healpy1.16.1.csv")).Skip(1))
        {
            // ra_deg, dec_deg, order, nest, ring, boundary; a position on a boundary may fall to either side.
            string[] cells = line.Split(',');
            if (cells[5] != "0" || int.Parse(cells[2], CultureInfo.InvariantCulture) > 18)
                continue;
            double ra = double.Parse(cells[0], CultureInfo.InvariantCulture), dec = double.Parse(cells[1], CultureInfo.InvariantCulture);
            if (ra is < 0 or >= 360)
                continue;
            int order = int.Parse(cells[2], CultureInfo.InvariantCulture);
            long expected = long.Parse(cells[3], CultureInfo.InvariantCulture);
            // Positions such as (0, 0) lie on a boundary, where the last bit decides: healpy uses the cosine of the distance from the pole.
            const double Hair = 1e-11;
            bool agrees = Healpix.Nested(order, ra, dec) == expected
                || Healpix.Nested(order, ra, Math.Min(dec + Hair, 90)) == expected
                || Healpix.Nested(order, ra, Math.Max(dec - Hair, -90)) == expected;
            Assert.True(agrees, line);
            compared++;
        }

        Assert.True(compared > 2_000);
    }
}
