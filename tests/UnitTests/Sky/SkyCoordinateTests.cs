using System.ComponentModel;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Sky;

public class SkyCoordinateTests
{
    [Theory]
    [InlineData("83.63 22.01", 83.63, 22.01)]
    [InlineData("83.63,22.01", 83.63, 22.01)]
    [InlineData("83.63, -22.01", 83.63, -22.01)]
    [InlineData("83.63 +22.01 ICRS", 83.63, 22.01)]
    [InlineData("J2000 83.63 22.01", 83.63, 22.01)]
    [InlineData("ra=83.63 dec=22.01", 83.63, 22.01)]
    [InlineData("83.63deg 22.01deg", 83.63, 22.01)]
    [InlineData("83.63 deg 22.01 deg", 83.63, 22.01)]
    [InlineData("1e1 -1e-1", 10, -0.1)]
    [InlineData("05:34:31.9 +22:00:52", 83.63291666666667, 22.014444444444443)]
    [InlineData("05:34:31.9 22:00:52", 83.63291666666667, 22.014444444444443)]
    [InlineData("05:34:31.9+22:00:52", 83.63291666666667, 22.014444444444443)]
    [InlineData("05:34:31.9, +22:00:52", 83.63291666666667, 22.014444444444443)]
    [InlineData("05h34m31.9s +22d00m52s", 83.63291666666667, 22.014444444444443)]
    [InlineData("05h34m31.9s+22d00m52s", 83.63291666666667, 22.014444444444443)]
    [InlineData("05h 34m 31.9s +22d 00m 52s", 83.63291666666667, 22.014444444444443)]
    [InlineData("05 34 31.9 +22 00 52", 83.63291666666667, 22.014444444444443)]
    [InlineData("05 34 31.9 22 00 52", 83.63291666666667, 22.014444444444443)]
    [InlineData("00:00:00 -00:30:00", 0, -0.5)]
    [InlineData("00:00:00 −00:30:00", 0, -0.5)]
    [InlineData("-10 5", 350, 5)]
    [InlineData("360 90", 0, 90)]
    [InlineData("23:59:60 10", 0, 10)]
    public void Positions_are_read(string text, double ra, double dec)
    {
        SkyCoordinate position = SkyCoordinate.Parse(text);
        Assert.Equal(ra, position.Ra, 1e-12);
        Assert.Equal(dec, position.Dec, 1e-12);
        Assert.True(SkyCoordinate.TryParse(text, out SkyCoordinate same));
        Assert.Equal(position, same);
    }

    [Theory]
    [InlineData("l=184.56 b=-5.78")]
    [InlineData("L=184.56, B=-5.78")]
    [InlineData("184.56 -5.78 galactic")]
    [InlineData("galactic 184.56 -5.78")]
    [InlineData("184:33:36 -05:46:48 Galactic")]
    public void Galactic_positions_are_read(string text)
    {
        SkyCoordinate position = SkyCoordinate.Parse(text);
        Assert.Equal(184.56, position.Galactic.L, 1e-11);
        Assert.Equal(-5.78, position.Galactic.B, 1e-11);
        Assert.Equal(SkyCoordinate.FromGalactic(184.56, -5.78).Ra, position.Ra, 1e-11);
    }

    [Theory]
    [InlineData("83,63 22,01")]
    [InlineData("83,63, 22,01")]
    [InlineData("83,63 22.01")]
    [InlineData("l=184,56 b=-5,78")]
    [InlineData("05:34:31,9 +22:00:52,0")]
    public void A_decimal_comma_is_named(string text) =>
        Assert.Equal("AngleDecimalComma", Assert.Throws<AstroException>(() => SkyCoordinate.Parse(text)).ErrorId);

    [Theory]
    [InlineData("", "two angles")]
    [InlineData("M31", "two angles")]
    [InlineData("83.63", "two angles")]
    [InlineData("10 20 30", "two angles")]
    [InlineData("361 0", "right ascension 361")]
    [InlineData("-361 0", "right ascension -361")]
    [InlineData("0 90.1", "declination 90.1")]
    [InlineData("0 -91", "declination -91")]
    [InlineData("l=10 b=95", "galactic latitude 95")]
    [InlineData("25:00:00 10", "right ascension 375")]
    [InlineData("12:61:00 10", "61 minutes")]
    [InlineData("05h34m +22h00m", "in hours")]
    [InlineData("5h 10 galactic", "in hours")]
    [InlineData("NaN 10", "right ascension 'NaN'")]
    [InlineData("foo bar", "right ascension 'foo'")]
    public void What_is_no_position_is_refused(string text, string reason)
    {
        AstroException error = Assert.Throws<AstroException>(() => SkyCoordinate.Parse(text));
        Assert.Equal("CoordinateInvalid", error.ErrorId);
        Assert.Contains(reason, error.Message);
        Assert.False(SkyCoordinate.TryParse(text, out _));
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(0, double.NaN)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(400, 0)]
    [InlineData(0, 90.0000001)]
    public void Only_places_on_the_sky_become_positions(double ra, double dec) =>
        Assert.Equal("CoordinateInvalid", Assert.Throws<AstroException>(() => new SkyCoordinate(ra, dec)).ErrorId);

    [Theory]
    [InlineData(83.63, 22.01, "83.63 +22.01")]
    [InlineData(0, -0.5, "0.0 -0.5")]
    public void A_position_is_written_so_that_it_can_be_read(double ra, double dec, string expected)
    {
        SkyCoordinate position = new(ra, dec);
        Assert.Equal(expected.Replace("0.0 ", "0 "), position.ToString());
        Assert.Equal(position, SkyCoordinate.Parse(position.ToString()));
    }

    [Theory]
    [InlineData(83.63291666666667, 22.014444444444443, "05h34m31.90s +22d00m52.0s")]
    [InlineData(0, -0.5, "00h00m00.00s -00d30m00.0s")]
    [InlineData(359.99999999, 59.99999999, "00h00m00.00s +60d00m00.0s")]
    [InlineData(29.99999999, -89.99999999, "02h00m00.00s -90d00m00.0s")]
    public void Sexagesimal_text_never_shows_sixty_seconds(double ra, double dec, string expected) =>
        Assert.Equal(expected, new SkyCoordinate(ra, dec).ToSexagesimal());

    [Fact]
    public void The_distance_to_another_position_is_an_angle() =>
        Assert.Equal("3 arcsec", Separation.Between(new SkyCoordinate(10, 0), new SkyCoordinate(10, 3 / 3600.0)).ToString());

    [Fact]
    public void A_type_converter_reads_text() => Assert.Equal(
        SkyCoordinate.Parse("83.63 22.01"), TypeDescriptor.GetConverter(typeof(SkyCoordinate)).ConvertFrom("83.63 22.01"));
}
