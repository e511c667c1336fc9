using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Whether a column is a magnitude or a flux.</summary>
public class BrightnessColumnTests
{
    [Theory]
    [InlineData("x", "mag", null, true, "unit")]
    [InlineData("x", "mag(AB)", null, true, "unit")]
    [InlineData("x", "mmag", null, true, "unit")]
    [InlineData("x", "mJy", null, false, "unit")]
    [InlineData("x", "erg/cm2/s", null, false, "unit")]
    [InlineData("x", "10-18W/m2", null, false, "unit")]
    [InlineData("x", "'electron'.s**-1", null, false, "unit")]
    [InlineData("mag", "count/s", null, false, "unit")]
    [InlineData("x", null, "phot.mag;em.IR.K", true, "UCD")]
    [InlineData("x", null, "phot.flux.density;em.X-ray", false, "UCD")]
    [InlineData("phot_g_mean_mag", null, null, true, "name")]
    [InlineData("phot_g_mean_flux", null, null, false, "name")]
    [InlineData("k_m", null, null, true, "name")]
    [InlineData("w1mpro", null, null, true, "name")]
    [InlineData("MAG_AUTO", null, null, true, "name")]
    [InlineData("Gmag", null, null, true, "name")]
    [InlineData("count_rate", null, null, false, "name")]
    public void The_unit_decides_then_the_UCD_then_the_name(string name, string? unit, string? ucd, bool isMagnitude, string how)
    {
        List<string> log = [];
        double[] brightness = BrightnessColumn.Read(Table(name, unit, ucd), name, "t", log.Add).Values;
        Assert.Equal(isMagnitude ? [-1, -2, double.NaN, 0, 3] : [1, 2, double.NaN, double.NaN, double.NaN], brightness);
        Assert.Contains(how, Assert.Single(log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x", null)]
    [InlineData("magnification", null)]
    [InlineData("parallax", "mas")]
    [InlineData("period", "d")]
    public void A_column_that_may_be_either_is_an_error_that_says_what_to_type(string name, string? unit)
    {
        AstroException problem = Assert.Throws<AstroException>(() => BrightnessColumn.Read(Table(name, unit, null), name, "t", _ => { }));
        Assert.Equal("UnitMissing", problem.ErrorId);
        Assert.Contains($"'{name}:mag'", problem.Recommendation, StringComparison.Ordinal);
        Assert.Equal([-1, -2, double.NaN, 0, 3], BrightnessColumn.Read(Table(name, unit, null), name + ":mag", "t", _ => { }).Values);
        Assert.Equal(2, BrightnessColumn.Read(Table(name, unit, null), name + ":count/s", "t", _ => { }).Values[1]);
    }

    [Fact]
    public void A_missing_column_is_an_error() => Assert.Equal(
        "ColumnNotFound", Assert.Throws<AstroException>(() => BrightnessColumn.Read(Table("a", null, null), "b", "t", _ => { })).ErrorId);

    private static AstroTable Table(string name, string? unit, string? ucd) =>
        new([JoinFixtures.Column(name, [1, 2, double.NaN, 0, -3], unit, ucd)], 5);
}
