using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CsCheck;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Matching;

/// <summary>The grid's cells and bounds of circles, tested without a match.</summary>
public class SkyGridTests
{
    /// <summary>A circle of any size anywhere, often at a pole, on any grid, and the direction to a position in it.</summary>
    private static readonly Gen<(int Bands, double Ra, double Dec, double Radius, double Share, double Angle)> Circles = Gen.Select(
        Gen.Int[1, 3072],
        Gen.OneOf(Gen.Const(0.0), Gen.Const(359.9999999), Gen.Double[0, 359.99]),
        Gen.OneOf(Gen.Const(90.0), Gen.Const(-90.0), Gen.Double[-90, 90], Gen.Double[89, 90], Gen.Double[-1e-9, 1e-9]),
        Gen.OneOf(Gen.Const(0.0), Gen.Const(180.0), Gen.Double[-12, 2.2].Select(power => Math.Min(180, Math.Pow(10, power)))),
        Gen.OneOf(Gen.Const(1.0), Gen.Double[0, 1]),
        Gen.OneOf(Gen.Const(90.0), Gen.Const(270.0), Gen.Double[0, 360]));

    [Fact]
    public void The_bound_of_a_circle_holds_for_every_position_in_it() => Circles.Sample(circle =>
    {
        (int bands, double ra, double dec, double radius, double share, double angle) = circle;
        (double otherRa, double otherDec) = Separation.Offset(ra, dec, radius * share, angle);
        // Rounding may have put it just outside: enlarge the circle to contain it.
        radius = Math.Max(radius, Separation.Degrees(ra, dec, otherRa, otherDec));
        (double weight, double limit) = new SkyGrid(bands).Bound(dec, radius);
        double north = otherDec - dec, east = Separation.LongitudeDifference(ra, otherRa);
        Assert.True(north * north + weight * east * east <= limit, $"{circle}: {weight} × {east}² + {north}² > {limit}");
    }, iter: 20_000);

    [Fact]
    public void Four_circles_at_once_get_the_cells_of_one_by_one()
    {
        Assert.SkipUnless(Avx2.IsSupported, "The processor has no instructions for four circles at once.");
        Circles.Array[4].Sample(HaveTheirOnlyCells, iter: 20_000);
    }

    private static void HaveTheirOnlyCells((int Bands, double Ra, double Dec, double Radius, double Share, double Angle)[] circles)
    {
        SkyGrid grid = new(circles[0].Bands);
        uint single = grid.OnlyCells(
            Four(circles, c => c.Ra), Four(circles, c => c.Dec), Four(circles, c => c.Radius), out Vector128<int> cells);
        for (int i = 0; i < 4; i++)
        {
            int expected = grid.OnlyCell(circles[i].Ra, circles[i].Dec, circles[i].Radius);
            // If one of the four is beyond a pole, all need separate treatment.
            if ((single >> i & 1) != 0)
                Assert.Equal(expected, cells[i]);
            else if (circles.All(c => Math.Abs(c.Dec) + c.Radius < 89.9))
                Assert.Equal(-1, expected);
        }
    }

    private static Vector256<double> Four<T>(T[] circles, Func<T, double> number) =>
        Vector256.Create([.. circles.Select(number)]);

    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(45, 0.1)]
    [InlineData(-60, 0.001)]
    [InlineData(80, 0.0001)]
    public void The_bound_of_a_small_circle_leaves_out_what_is_a_little_farther(double dec, double radius)
    {
        (double weight, double limit) = new SkyGrid(1024).Bound(dec, radius);
        for (int angle = 0; angle < 360; angle += 10)
        {
            (double ra, double otherDec) = Separation.Offset(10, dec, 1.05 * radius, angle);
            double north = otherDec - dec, east = ra - 10;
            Assert.True(north * north + weight * east * east > limit, $"{angle} degrees");
        }
    }

    [Fact]
    public void A_circle_around_a_pole_is_bound_in_declination_alone()
    {
        (double weight, double limit) = new SkyGrid(1024).Bound(89.95, 0.1);
        Assert.Equal(0, weight);
        Assert.InRange(limit, 0.01, 0.0101);
    }
}
