using System.Globalization;

namespace PSAstroXmatch.UnitTests.Objects;

public class AstroTimeTests
{
    // Julian years of astropy 5.2.1: Time(…, scale='utc').tt.jyear.
    [Theory]
    [InlineData("2016-01-01", 57388, 2015.998633235227)]
    [InlineData("2016-01-01T12:00:00Z", 57388.5, 2016.0000021606206)]
    [InlineData("1969-12-31 23:59:60", double.NaN, 0)]
    [InlineData("MJD 51544.5", 51544.5, 2000.0000020338682)]
    public void Iso_dates_and_modified_julian_dates_are_in_UTC(string text, double mjd, double year)
    {
        bool read = AstroTime.TryParse(text, out AstroTime time);
        Assert.Equal(!double.IsNaN(mjd), read);
        if (!read)
            return;
        Assert.Equal(mjd, time.Mjd, 1e-9);
        Assert.Equal(year, time.JulianYear, 1e-6);
    }

    [Theory]
    [InlineData("J2016.0", 2016.0)]
    [InlineData("2016.0", 2016.0)]
    [InlineData("j2000", 2000)]
    [InlineData("B1950", 1949.9997904422999)]
    [InlineData("B1950.0", 1949.9997904422999)]
    [InlineData("JD2451545", 2000.0000020338682)]
    [InlineData("2451545.0", 2000.0000020338682)]
    public void Years_and_julian_dates_are_read(string text, double year)
    {
        Assert.True(AstroTime.TryParse(text, out AstroTime time));
        Assert.Equal(year, time.JulianYear, 1e-6);
    }

    [Fact]
    public void A_julian_year_is_kept_to_the_last_digit()
    {
        Assert.True(AstroTime.TryFrom(2015.5, out AstroTime time));
        Assert.Equal(2015.5, time.JulianYear);
        Assert.Equal(new DateTime(2015, 7, 2, 20, 58, 55, 816, DateTimeKind.Utc), time.Utc);
    }

    [Theory]
    [InlineData("")]
    [InlineData("02.07.2008")]
    [InlineData("7/2/2008")]
    [InlineData("2008-7-2")]
    [InlineData("20080702")]
    [InlineData("2551-07-02")]
    [InlineData("1387-04-12")]
    [InlineData("2008-02-30")]
    [InlineData("2008,5")]
    [InlineData("1e3")]
    [InlineData("MJD 5e9")]
    [InlineData("J9999")]
    [InlineData("12500")]
    [InlineData("2008-07-02T25:00")]
    [InlineData("٢٠٠٨")]
    public void Everything_else_is_refused(string text) => Assert.False(AstroTime.TryParse(text, out _));

    [Fact]
    public void The_culture_and_its_calendar_change_nothing()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            foreach (string name in new[] { "de-DE", "th-TH", "ar-SA", "fa-IR" })
            {
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(name);
                Assert.True(AstroTime.TryParse("2008-07-02T12:30:00.5+02:00", out AstroTime time), name);
                Assert.Equal("2008-07-02T10:30:00.5Z", time.ToString());
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData(DateTimeKind.Utc)]
    [InlineData(DateTimeKind.Local)]
    public void A_date_is_converted_to_UTC_as_NET_does(DateTimeKind kind)
    {
        DateTime date = new(2008, 7, 2, 12, 0, 0, kind);
        Assert.True(AstroTime.TryFrom(date, out AstroTime time));
        Assert.Equal(date.ToUniversalTime(), time.Utc);
    }

    [Fact]
    public void A_date_of_unspecified_kind_is_in_UTC_as_in_tables()
    {
        Assert.True(AstroTime.TryFrom(new DateTime(2008, 7, 2, 12, 0, 0, DateTimeKind.Unspecified), out AstroTime time));
        Assert.Equal(new DateTime(2008, 7, 2, 12, 0, 0, DateTimeKind.Utc), time.Utc);
    }
}
