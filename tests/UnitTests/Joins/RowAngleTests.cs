using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

public class RowAngleTests
{
    private static readonly AstroTable Table = new(
    [
        JoinFixtures.Column("err", [3.6, double.NaN], "arcsec"),
        JoinFixtures.Column("plain", [0.5, 1]),
        JoinFixtures.Column("size (arcmin)", [30, 60]),
        JoinFixtures.Column("width [mas]", [3_600_000, 0]),
        JoinFixtures.Column("flux", [1, 2], "Jy"),
        new AstroColumn<string>(new ColumnInfo("text", typeof(string)), ["0.5arcsec", "0.77"]),
        new AstroColumn<string>(new ColumnInfo("clear", typeof(string)), ["1800arcsec", "0d30m00s"]),
    ]);

    [Theory]
    [InlineData("ERR", 0.001, double.NaN)]
    [InlineData("30arcmin", 0.5, 0.5)]
    [InlineData("plain:deg", 0.5, 1)]
    [InlineData("Plain : arcmin", 0.5 / 60, 1.0 / 60)]
    [InlineData("plain (deg)", 0.5, 1)]
    [InlineData("plain [rad]", 90 / Math.PI, 180 / Math.PI)]
    [InlineData("err:arcmin", 0.06, double.NaN)]
    [InlineData("size (arcmin)", 0.5, 1)]
    [InlineData("width [mas]", 1, 0)]
    [InlineData("clear", 0.5, 0.5)]
    public void An_angle_is_in_the_unit_of_its_column_or_in_that_after_its_name(string text, double first, double second)
    {
        double[] degrees = new RowAngle(text).Read(Table, "t");
        Assert.Equal(first, degrees[0], 1e-12);
        Assert.Equal(second, degrees[1], 1e-12);
    }

    [Theory]
    [InlineData("plain", "(median 1)")]
    [InlineData("text", "(median 0.77)")]
    public void A_column_without_a_unit_is_an_error_that_shows_the_median_and_what_to_type(string column, string median)
    {
        AstroException error = Assert.Throws<AstroException>(() => new RowAngle(column) { Example = $"-LeftRadius '{column}:arcsec'" }.Read(Table, "mine.csv"));
        Assert.Equal("UnitMissing", error.ErrorId);
        Assert.Contains($"mine.csv: column '{column}' has no unit {median}", error.Message);
        Assert.Contains($"-LeftRadius '{column}:arcsec'", error.Recommendation);
    }

    [Theory]
    [InlineData("error", "ColumnNotFound")]
    [InlineData("error:arcsec", "ColumnNotFound")]
    [InlineData("flux", "UnitUnknown")]
    [InlineData("err:Jy", "UnitUnknown")]
    [InlineData("err:furlong", "UnitUnknown")]
    public void What_is_not_an_angle_is_refused(string text, string errorId) =>
        Assert.Equal(errorId, Assert.Throws<AstroException>(() => new RowAngle(text).Read(Table, "t")).ErrorId);

    [Fact]
    public void A_direction_is_in_degrees() => Assert.Equal([0.5, 1], new RowAngle("plain") { IsDirection = true }.Read(Table, "t"));

    [Fact]
    public void Known_angles_are_taken_as_they_are_block_by_block()
    {
        RowAngle angles = RowAngle.OfValues("{ $_.err }", [1, 2, 3, 4]);
        Assert.Equal([3, 4], angles.Read(Table, "t", 2));
    }
}
