using System.ComponentModel;
using System.Globalization;

namespace PSAstroXmatch.UnitTests.Sky;

public class AngleTests
{
    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("0.5deg", 0.5)]
    [InlineData("0.5 deg", 0.5)]
    [InlineData(" 0.5 Degrees ", 0.5)]
    [InlineData("0.5°", 0.5)]
    [InlineData("0.5d", 0.5)]
    [InlineData(".5", 0.5)]
    [InlineData("5e-1", 0.5)]
    [InlineData("3arcsec", 3 / 3600.0)]
    [InlineData("3\"", 3 / 3600.0)]
    [InlineData("3″", 3 / 3600.0)]
    [InlineData("3''", 3 / 3600.0)]
    [InlineData("1.5'", 0.025)]
    [InlineData("1.5arcmin", 0.025)]
    [InlineData("250mas", 250 / 3_600_000.0)]
    [InlineData("0.01rad", 0.01 * 180 / Math.PI)]
    [InlineData("2h", 30)]
    [InlineData("5h34m31.9s", (5 * 3600 + 34 * 60 + 31.9) / 240)]
    [InlineData("5h 34m 31.9s", (5 * 3600 + 34 * 60 + 31.9) / 240)]
    [InlineData("05h34.5m", 83.625)]
    [InlineData("22d00m52s", 22 + 52 / 3600.0)]
    [InlineData("22°00′52″", 22 + 52 / 3600.0)]
    [InlineData("22°00'52\"", 22 + 52 / 3600.0)]
    [InlineData("22:00:52", 22 + 52 / 3600.0)]
    [InlineData("22 00 52", 22 + 52 / 3600.0)]
    [InlineData("22:30", 22.5)]
    [InlineData("22:30.5", 22 + 30.5 / 60)]
    [InlineData("-00:30:00", -0.5)]
    [InlineData("−00:30:00", -0.5)]
    [InlineData("+00d30m", 0.5)]
    [InlineData("-2.5", -2.5)]
    [InlineData("10:59:60", 11)]
    public void Angles_are_read(string text, double degrees)
    {
        Assert.Equal(degrees, Angle.Parse(text).Degrees, 1e-14);
        Assert.True(Angle.TryParse(text, out Angle angle));
        Assert.Equal(Angle.Parse(text), angle);
    }

    [Fact]
    public void A_caller_names_another_unit_for_plain_numbers()
    {
        Assert.Equal(1 / 3600.0, Angle.Parse("1", AngleUnit.Arcsecond).Degrees);
        Assert.Equal(1, Angle.Parse("1deg", AngleUnit.Arcsecond).Degrees);
        Assert.Equal(15, Angle.Parse("1", AngleUnit.Hour).Degrees);
        Assert.Equal(15.25, Angle.Parse("01:01:00", AngleUnit.Hour).Degrees);
        Assert.Equal(1 + 1 / 60.0, Angle.Parse("01:01:00", AngleUnit.Arcsecond).Degrees);
    }

    [Theory]
    [InlineData("0,5", "Write 0.5, not 0,5")]
    [InlineData("2,75deg", "Write 2.75, not 2,75")]
    [InlineData("05:34:31,9", "Write 31.9, not 31,9")]
    public void A_decimal_comma_is_named(string text, string recommendation)
    {
        AstroException error = Assert.Throws<AstroException>(() => Angle.Parse(text));
        Assert.Equal("AngleDecimalComma", error.ErrorId);
        Assert.Contains(recommendation, error.Recommendation);
        Assert.False(Angle.TryParse(text, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("deg")]
    [InlineData("5 parsec")]
    [InlineData("5m")]
    [InlineData("5s")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("1.5.2")]
    [InlineData("--1")]
    [InlineData("12:60:00")]
    [InlineData("12:00:60.1")]
    [InlineData("12.5:30:00")]
    [InlineData("1:2:3:4")]
    [InlineData("5h34.5m10s")]
    [InlineData("12:-30:00")]
    public void What_is_no_angle_is_refused(string text)
    {
        AstroException error = Assert.Throws<AstroException>(() => Angle.Parse(text));
        Assert.Equal("AngleInvalid", error.ErrorId);
        Assert.Equal(AstroErrorKind.InvalidArgument, error.Kind);
        Assert.Contains($"'{text}'", error.Message);
        Assert.False(Angle.TryParse(text, out Angle angle));
        Assert.Equal(0, angle.Degrees);
    }

    [Fact]
    public void Only_finite_numbers_become_angles()
    {
        Assert.Equal("AngleInvalid", Assert.Throws<AstroException>(() => Angle.FromDegrees(double.NaN)).ErrorId);
        Assert.Equal("AngleInvalid", Assert.Throws<AstroException>(() => Angle.FromArcseconds(double.PositiveInfinity)).ErrorId);
        Assert.False(Angle.TryParse(null, out _));
    }

    [Theory]
    [InlineData(0, "0 deg")]
    [InlineData(0.5, "0.5 deg")]
    [InlineData(-12.25, "-12.25 deg")]
    [InlineData(0.03, "1.8 arcmin")]
    [InlineData(3 / 3600.0, "3 arcsec")]
    [InlineData(1 / 3600.0, "1 arcsec")]
    [InlineData(0.25 / 3600, "250 mas")]
    public void Angles_are_written_in_the_unit_that_fits(double degrees, string expected)
    {
        CultureInfo culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(expected, Angle.FromDegrees(degrees).ToString());
            Assert.Equal(degrees, Angle.Parse(Angle.FromDegrees(degrees).ToString()).Degrees, 1e-14);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void An_angle_has_all_units()
    {
        Angle angle = Angle.FromDegrees(15);
        Assert.Equal(1, angle.Hours);
        Assert.Equal(900, angle.Arcminutes);
        Assert.Equal(54_000, angle.Arcseconds);
        Assert.Equal(54_000_000, angle.Milliarcseconds);
        Assert.Equal(Math.PI / 12, angle.Radians, 1e-15);
        Assert.True(angle > Angle.FromDegrees(14) && angle <= Angle.FromArcseconds(54_000));
    }

    [Theory]
    [InlineData("3arcsec", 3 / 3600.0)]
    [InlineData("0.5", 0.5)]
    [InlineData(2, 2)]
    [InlineData(0.25f, 0.25)]
    public void A_type_converter_reads_text_and_takes_numbers_as_degrees(object value, double degrees) =>
        Assert.Equal(degrees, Assert.IsType<Angle>(TypeDescriptor.GetConverter(typeof(Angle)).ConvertFrom(value)).Degrees, 1e-15);

    [Theory]
    [InlineData(true)]
    [InlineData(DayOfWeek.Monday)]
    public void A_type_converter_takes_nothing_else(object value) =>
        Assert.Throws<NotSupportedException>(() => TypeDescriptor.GetConverter(typeof(Angle)).ConvertFrom(value));

    // [PSAstroXmatch.Angle] 30s is the short number 30 to PowerShell.
    [Theory]
    [InlineData((short)30)]
    [InlineData((sbyte)1)]
    public void A_number_of_which_PowerShell_may_have_removed_the_unit_is_refused(object number)
    {
        AstroException problem = Assert.Throws<AstroException>(() => TypeDescriptor.GetConverter(typeof(Angle)).ConvertFrom(number));
        Assert.Equal(ErrorIds.AngleInvalid, problem.ErrorId);
    }
}
