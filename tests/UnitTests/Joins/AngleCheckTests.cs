using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Warnings of radii, ellipses and units that are probably not as they were meant.</summary>
public class AngleCheckTests
{
    private static readonly AstroTable Table = new(
    [
        JoinFixtures.Column("ra", [10, 20, 30], "deg"),
        JoinFixtures.Column("dec", [10, 20, 30], "deg"),
        JoinFixtures.Column("err", [3, 4, 5], "arcmin"),
        JoinFixtures.Column("plain", [3, 4, 500]),
        JoinFixtures.Column("large", [6, 393, 400], "deg"),
        JoinFixtures.Column("a", [3, 4, 5], "arcsec"),
        JoinFixtures.Column("b", [2, 3, 4], "arcsec"),
        JoinFixtures.Column("pa", [0, 45, 90], "deg"),
    ]);

    [Theory]
    [InlineData("err", null)]
    [InlineData("err:arcmin", null)]
    [InlineData("err:arcminute", null)]
    [InlineData("plain:arcsec", null)]
    [InlineData("400deg", null)]
    [InlineData("err:arcsec", "the unit of column 'err' is arcmin, but it was given as arcsec")]
    [InlineData("plain:deg", "column 'plain' is read as angles above 180 degrees in 1 of 3 rows")]
    [InlineData("large", "column 'large' is read as angles whose median is 393 degrees. If it is in another unit, write that after the name, such as 'large:arcsec'.")]
    public void A_radius_is_checked(string radius, string? warning) =>
        Check(JoinInput.OfTable(Table) with { Source = "mine.csv", Radius = new RowAngle(radius) }, warning is null ? null : $"mine.csv: {warning}");

    [Theory]
    [InlineData("a", "b", "pa", null)]
    [InlineData("b", "b", "pa", null)]
    [InlineData("b", "a", "90deg", null)]
    [InlineData("b", "a", "pa", "the semi-minor axis is larger than the semi-major axis in 3 of 3 rows.")]
    [InlineData("a", "b:mas", "pa", "the unit of column 'b' is arcsec, but it was given as mas")]
    public void An_ellipse_is_checked(string major, string minor, string angle, string? warning) => Check(
        JoinInput.OfTable(Table) with { Source = "mine.csv", Ellipse = new RowEllipse(new RowAngle(major), new RowAngle(minor), new RowAngle(angle) { IsDirection = true }) },
        warning is null ? null : $"mine.csv: {warning}");

    [Fact]
    public void A_position_in_another_unit_than_that_of_its_column_is_a_warning() => Check(
        JoinInput.OfTable(Table) with { Source = "mine.csv", Radius = new RowAngle("err"), Position = ("ra:h", "dec") },
        "mine.csv: the unit of column 'ra' is deg, but it was given as h");

    private static void Check(JoinInput left, string? warning)
    {
        StreamedJoin join = new(left, JoinInput.OfTable(JoinFixtures.Csv("ra,dec\n100,0\n")), new JoinOptions());
        join.ToTable(CancellationToken.None);
        if (warning is null)
            Assert.Empty(join.Warnings);
        else
            Assert.StartsWith(warning, Assert.Single(join.Warnings));
    }
}
