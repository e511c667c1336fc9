using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public sealed class SpaceMotionTests
{
    // astropy 5.2.1: SkyCoord(…, distance=0.1 pc, radial_velocity=0).apply_space_motion, so near that no speed becomes relativistic.
    [Theory]
    [InlineData(269.452, 4.693, -801.551, 10362.394, -16, 269.45557419671337, 4.646944916472432)]
    [InlineData(10.0, -89.9999, 3000, 4000, 50, 46.82045106713275, -89.93047556367061)]
    [InlineData(0.0001, 89.99999, -500, 2000, -30, 14.02825921726906, 89.98281069214534)]
    [InlineData(83.0, -5.0, 1.5, -2.25, -16.25, 82.99999320330329, -4.999989843749964)]
    [InlineData(359.9999, 45.0, 20000, 0, 10, 0.07846737088702627, 44.999973065931925)]
    public void A_star_moves_as_astropy_moves_it(double ra, double dec, double pmRa, double pmDec, double years, double expectedRa, double expectedDec)
    {
        (double movedRa, double movedDec) = SpaceMotion.Move(ra, dec, pmRa, pmDec, years);
        Assert.InRange(Separation.Degrees(movedRa, movedDec, expectedRa, expectedDec) * 3600, 0, 1e-8);
        Assert.InRange(movedRa, 0, 360);
    }
}
