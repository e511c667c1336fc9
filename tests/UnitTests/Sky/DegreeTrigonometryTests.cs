using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public class DegreeTrigonometryTests
{
    [Fact]
    public void Sines_of_differences_hold_all_digits_whatever_their_size()
    {
        Random random = new(1);
        for (int i = 0; i < 20_000; i++)
        {
            double degrees = 180 * Math.Pow(10, -14 * random.NextDouble()) * (random.Next(2) * 2 - 1);
            double expected = DegreeTrigonometry.SinCos(degrees).Sin;
            Assert.InRange(DegreeTrigonometry.SinOfDifference(degrees), expected - 3e-16 * Math.Abs(expected), expected + 3e-16 * Math.Abs(expected));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90, 1)]
    [InlineData(-180, 0)]
    public void Sines_of_differences_are_exact_where_sines_are(double degrees, double expected) =>
        Assert.Equal(expected, DegreeTrigonometry.SinOfDifference(degrees));
}
