using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Sky;

public sealed class PositionFrameTests
{
    [Theory]
    [InlineData("icrs", "ICRS")]
    [InlineData("FK5", "FK5 J2000")]
    [InlineData(" fk5 j1975 ", "FK5 J1975")]
    [InlineData("FK5(1975.5)", "FK5 J1975.5")]
    [InlineData("J2000", "FK5 J2000")]
    [InlineData("j2015.5", "FK5 J2015.5")]
    [InlineData("FK4", "FK4 B1950")]
    [InlineData("fk4 1975", "FK4 B1975")]
    [InlineData("FK4B1900", "FK4 B1900")]
    [InlineData("B1950.0", "FK4 B1950")]
    [InlineData("FK4-NO-E", "FK4-NO-E B1950")]
    [InlineData("Galactic", "Galactic")]
    [InlineData("ecliptic", "Ecliptic J2000")]
    [InlineData("Ecliptic J2025", "Ecliptic J2025")]
    [InlineData("super_galactic", "Supergalactic")]
    public void A_frame_is_read_and_written(string text, string frame)
    {
        Assert.Equal(frame, PositionFrame.Parse(text).ToString());
        Assert.Equal(frame, PositionFrame.Parse(frame).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2000")]
    [InlineData("AltAz")]
    [InlineData("FK3")]
    [InlineData("FK5 J75")]
    [InlineData("ICRS J2016")]
    [InlineData("Galactic B1950")]
    [InlineData("J2000 FK5")]
    [InlineData("ecl_FK4")]
    public void Another_text_is_an_error_that_lists_the_frames(string text)
    {
        AstroException error = Assert.Throws<AstroException>(() => PositionFrame.Parse(text));
        Assert.Equal(ErrorIds.FrameUnknown, error.ErrorId);
        Assert.Contains("FK5 J1975", error.Recommendation);
        Assert.Contains("Supergalactic", error.Recommendation);
    }

    [Fact]
    public void Every_example_is_a_frame() => Assert.All(PositionFrame.Examples, text => PositionFrame.Parse(text));

    [Theory]
    [InlineData("eq_FK4", "B1950", "FK4 B1950")]
    [InlineData("eq_FK4", null, "FK4 B1950")]
    [InlineData("FK4", "1975.0", "FK4 B1975")]
    [InlineData("eq_FK5", "J2000", "FK5 J2000")]
    [InlineData("eq_FK5", "1975.", "FK5 J1975")]
    [InlineData("ICRS", "J2000", "ICRS")]
    [InlineData("galactic", null, "Galactic")]
    [InlineData("SUPER_GALACTIC", null, "Supergalactic")]
    [InlineData("ecl_FK5", "J2000", "Ecliptic J2000")]
    [InlineData("barycentricmeanecliptic", null, "Ecliptic J2000")]
    public void The_words_of_files_are_understood(string system, string? equinox, string frame) =>
        Assert.Equal(frame, new CoordinateSystem(system) { Equinox = equinox }.ToFrame()?.ToString());

    [Theory]
    [InlineData("ecl_FK4", "B1950")]
    [InlineData("geo_app", null)]
    [InlineData("AZ_EL", null)]
    [InlineData("GAPPT", "2000")]
    [InlineData("eq_FK5", "mean of date")]
    public void Others_are_not_guessed(string system, string? equinox) => Assert.Null(new CoordinateSystem(system) { Equinox = equinox }.ToFrame());

    // astropy 5.2.1: Time(text).jyear
    [Theory]
    [InlineData("J2016.0", 2016)]
    [InlineData("2015.5", 2015.5)]
    [InlineData("B1950", 1949.9997904423)]
    [InlineData("b1991.25", 1991.2489094011396)]
    [InlineData("2015-07-01", 2015.494866529774)]
    [InlineData("2000-01-01T12:00:00", 2000)]
    public void An_epoch_is_read(string text, double year)
    {
        Assert.True(JulianYear.TryParse(text, out double actual));
        Assert.Equal(year, actual, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-2000")]
    [InlineData("J")]
    [InlineData("01.07.2015")]
    [InlineData("2015-07")]
    public void Another_text_is_no_epoch(string text) => Assert.False(JulianYear.TryParse(text, out _));
}
