using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public class GalacticTests
{
    [Fact]
    public void The_origin_of_ICRS_lies_where_astropy_puts_it()
    {
        (double l, double b) = Galactic.FromIcrs(0, 0);
        Assert.Equal(96.33728336969006, l, 1e-11);
        Assert.Equal(-60.188551946914465, b, 1e-11);
    }
}
