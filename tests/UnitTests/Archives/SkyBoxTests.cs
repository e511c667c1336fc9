using System.Globalization;
using System.Text.RegularExpressions;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Archives;

/// <summary>The box that is asked of a service without geometry holds the whole circle, and little else.</summary>
public sealed partial class SkyBoxTests
{
    [Theory]
    [InlineData(120, 20, 0.5)]
    [InlineData(0.1, -45, 1)]
    [InlineData(359.9, 60, 2)]
    [InlineData(-0.2, 0, 0.1)]
    [InlineData(400, 85, 3)]
    [InlineData(10, 89.9, 0.5)]
    [InlineData(200, -90, 0.01)]
    [InlineData(200, 0, 180)]
    [InlineData(200, 30, 0)]
    public void The_box_holds_the_circle(double ra, double dec, double radius)
    {
        string condition = SkyBox.Condition("t.ra", "t.dec", ra, dec, radius);
        Assert.DoesNotMatch("CONTAINS|CIRCLE|POINT", condition);
        for (int i = 0; i < 720; i++)
        {
            // Positions on the edge and within.
            double angle = i * Math.PI / 360, distance = radius * (i % 7 == 0 ? 0.5 : 1);
            double otherDec = Math.Clamp(dec + distance * Math.Cos(angle), -90, 90);
            double cos = (Math.Cos(Radians(distance)) - Math.Sin(Radians(dec)) * Math.Sin(Radians(otherDec))) / (Math.Cos(Radians(dec)) * Math.Cos(Radians(otherDec)));
            double turn = double.IsFinite(cos) ? Math.Acos(Math.Clamp(cos, -1, 1)) * 180 / Math.PI * Math.Sign(Math.Sin(angle)) : 0;
            double otherRa = ((ra + turn) % 360 + 360) % 360;
            if (Separation.Degrees(ra, dec, otherRa, otherDec) <= radius)
                Assert.True(IsTrue(condition, otherRa, otherDec), $"{otherRa} {otherDec} is not in {condition}");
        }
    }

    [Fact]
    public void The_box_is_not_much_larger_than_the_circle()
    {
        string condition = SkyBox.Condition("ra", "dec", 120, 60, 1);
        Assert.False(IsTrue(condition, 120, 61.01));
        Assert.False(IsTrue(condition, 122.01, 60));
        Assert.True(IsTrue(condition, 121.99, 60));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    // Reads the few forms that the box has.
    private static bool IsTrue(string condition, double ra, double dec) => Terms().Matches(condition).All(term => term.Groups["low"].Success
        ? Value(term, ra, dec) >= Number(term.Groups["low"]) && Value(term, ra, dec) <= Number(term.Groups["high"])
        : ra >= Number(term.Groups["from"]) || ra <= Number(term.Groups["to"]));

    private static double Value(Match term, double ra, double dec) => term.Groups["column"].Value.EndsWith("ra", StringComparison.Ordinal) ? ra : dec;

    private static double Number(Group group) => double.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<column>[\w.]+) BETWEEN (?<low>\S+) AND (?<high>\S+)|\([\w.]+ >= (?<from>\S+) OR [\w.]+ <= (?<to>[^\s)]+)\)")]
    private static partial Regex Terms();
}
