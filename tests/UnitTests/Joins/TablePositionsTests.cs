using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

public class TablePositionsTests
{
    [Theory]
    [InlineData("RA,Dec", "RA", "Dec")]
    [InlineData("id,RAJ2000,DEJ2000", "RAJ2000", "DEJ2000")]
    [InlineData("_RA,_DE", "_RA", "_DE")]
    [InlineData("dec_extra,RA_ICRS,DE_ICRS", "RA_ICRS", "DE_ICRS")]
    [InlineData("right_ascension,declination", "right_ascension", "declination")]
    [InlineData("ra,RAJ2000,DEJ2000", "RAJ2000", "DEJ2000")]
    [InlineData("l,b,ra,dec", "ra", "dec")]
    public void Equatorial_columns_are_found_by_name_in_pairs(string names, string longitude, string latitude)
    {
        TablePositions found = TablePositions.Find(Columns(names), "t");
        Assert.Equal((longitude, latitude, PositionFrame.Icrs), (found.Longitude, found.Latitude, found.Frame));
    }

    [Fact]
    public void The_main_columns_by_UCD_come_before_galactic_ones()
    {
        ColumnInfo[] columns =
        [
            new("glon", typeof(double)), new("glat", typeof(double)),
            new("alpha", typeof(double)) { Ucd = "pos.eq.ra;meta.main" }, new("delta", typeof(double)) { Ucd = "POS.EQ.DEC;meta.main" },
            new("other_alpha", typeof(double)) { Ucd = "pos.eq.ra" }, new("other_delta", typeof(double)) { Ucd = "pos.eq.dec" },
        ];
        Assert.Equal("alpha", TablePositions.Find(columns, "t").Longitude);
        Assert.Equal("glon", TablePositions.Find(columns[..2], "t").Longitude);
        Assert.Equal("other_alpha", TablePositions.Find(columns[4..], "t").Longitude);
    }

    [Theory]
    [InlineData("rate,detector,RA of star,Dec of star", "Name the two columns: -LeftPosition 'RA of star', 'Dec of star'. The columns are: rate, detector, RA of star, Dec of star.")]
    [InlineData("RAhms_x,DEdms_x", "Name the two columns: -LeftPosition 'RAhms_x', 'DEdms_x'. The columns are: RAhms_x, DEdms_x.")]
    [InlineData("radius,depth", "Name the two columns: -LeftPosition <right ascension>, <declination>. The columns are: radius, depth.")]
    public void Without_known_columns_the_advice_is_what_to_type_and_then_the_columns(string names, string advice)
    {
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find(Columns(names), "mine.csv", "-LeftPosition"));
        Assert.Equal(advice, error.Recommendation);
    }

    [Fact]
    public void The_advice_lists_twenty_columns_and_counts_the_others()
    {
        string names = string.Join(',', Enumerable.Range(1, 63).Select(i => $"c{i}"));
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find(Columns(names), "wide.csv"));
        Assert.EndsWith(", c20 and 43 more.", error.Recommendation);
    }

    [Fact]
    public void Two_pairs_of_which_none_is_the_main_one_are_an_error_that_lists_the_columns()
    {
        ColumnInfo[] columns =
        [
            new("fermi_ra", typeof(double)) { Ucd = "pos.eq.ra" }, new("fermi_dec", typeof(double)) { Ucd = "pos.eq.dec" },
            new("csc_ra", typeof(double)) { Ucd = "pos.eq.ra" }, new("csc_dec", typeof(double)) { Ucd = "pos.eq.dec" },
        ];
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find(columns, "pairs.csv"));
        Assert.Equal("PositionColumnsNotFound", error.ErrorId);
        Assert.Contains("pairs.csv", error.Message);
        Assert.Contains("csc_ra", error.Recommendation);
        Assert.Equal("csc_ra", TablePositions.Named(columns, "csc_ra", "csc_dec", "t").Longitude);
        Assert.Equal("ColumnNotFound", Assert.Throws<AstroException>(() => TablePositions.Named(columns, "ra", "csc_dec", "t")).ErrorId);
    }

    [Theory]
    [InlineData("deg", 187.5, 187.5)]
    [InlineData(null, 187.5, 187.5)]
    [InlineData("hourangle", 12.5, 187.5)]
    [InlineData("rad", 3.2724923474893681, 187.5)]
    public void Units_are_converted(string? unit, double value, double degrees)
    {
        AstroTable table = new([JoinFixtures.Column("ra", [value], unit), JoinFixtures.Column("dec", [-1], "deg")]);
        SkyPositions positions = Read(table);
        Assert.Equal(degrees, positions.Ra[0], 1e-12);
        Assert.Equal(-1, positions.Dec[0]);
    }

    [Theory]
    [InlineData("ra:deg", 184.25555555555556)]
    [InlineData("ra:hourangle", 33.833333333333336)]
    [InlineData("ra", 33.833333333333336)]
    public void Sexagesimal_right_ascensions_have_the_unit_that_is_stated(string column, double expected)
    {
        string text = expected > 180 ? "184:15:20" : "02:15:20";
        JoinInput input = JoinInput.OfTable(JoinFixtures.Csv($"ra,dec\n{text},-10:30:00\nN/A,...\n")) with { Position = (column, "dec") };
        SkyPositions positions = new JoinSide(input, keepsUnmatched: false).Read(input.Table!).Positions;
        Assert.Equal(expected, positions.Ra[0], 1e-9);
        Assert.Equal(-10.5, positions.Dec[0], 1e-9);
        Assert.True(double.IsNaN(positions.Ra[1]));
    }

    [Fact]
    public void Sexagesimal_text_is_read_with_right_ascension_in_hours()
    {
        SkyPositions positions = Read(JoinFixtures.Csv("ra,dec\n05:34:31.9,+22:00:52\n05 34 31.9,-00 30 00\n83.5,22\n,\n"));
        Assert.Equal(83.63291666666667, positions.Ra[0], 1e-12);
        Assert.Equal(22.014444444444443, positions.Dec[0], 1e-12);
        Assert.Equal(-0.5, positions.Dec[1], 1e-12);
        Assert.Equal(83.5, positions.Ra[2]);
        Assert.True(double.IsNaN(positions.Ra[3]));
    }

    // astropy 5.2.1: SkyCoord(l=184.557*u.deg, b=-5.784*u.deg, frame='galactic').icrs.
    [Fact]
    public void Galactic_positions_become_equatorial()
    {
        SkyPositions positions = Read(JoinFixtures.Csv("name,l,b\nCrab,184.557,-5.784\nbad,10,95\n"));
        Assert.Equal(ExpectedRa, positions.Ra[0], 1e-10);
        Assert.Equal(ExpectedDec, positions.Dec[0], 1e-10);
        Assert.True(double.IsNaN(positions.Dec[1]));
    }

    [Theory]
    [InlineData("ra,dec\n1,2\nfive,3\n", "row 2")]
    [InlineData("ra,dec\n1,2\n\"5,5\",3\n", "row 2")]
    public void A_cell_that_is_no_angle_is_an_error_with_its_row(string csv, string where)
    {
        AstroException error = Assert.Throws<AstroException>(() => Read(JoinFixtures.Csv(csv)));
        Assert.Equal("ValueInvalid", error.ErrorId);
        Assert.Contains("'ra', " + where, error.Message);
    }

    [Fact]
    public void A_unit_that_is_no_angle_is_an_error()
    {
        AstroTable table = new([JoinFixtures.Column("ra", [1], "Jy"), JoinFixtures.Column("dec", [1])]);
        AstroException error = Assert.Throws<AstroException>(() => Read(table));
        Assert.Equal("UnitUnknown", error.ErrorId);
        Assert.Contains("Jy", error.Message);
    }

    private const double ExpectedRa = 83.6331452752266;
    private const double ExpectedDec = 22.015075728143472;

    private static SkyPositions Read(AstroTable table) => TablePositions.Find([.. table.Columns.Select(column => column.Info)], "t").Read(table, "t");

    private static ColumnInfo[] Columns(string names) => [.. names.Split(',').Select(name => new ColumnInfo(name, typeof(double)))];
}
