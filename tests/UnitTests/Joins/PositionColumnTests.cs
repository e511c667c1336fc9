using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Which columns hold the positions of a table, and in which frame they are.</summary>
public sealed class PositionColumnTests
{
    [Theory]
    [InlineData("RAdeg", "DEdeg")]
    [InlineData("RAJ", "DECJ")]
    [InlineData("s_ra", "s_dec")]
    [InlineData("raMean", "decMean")]
    [InlineData("raStack", "decStack")]
    [InlineData("ALPHA_J2000", "DELTA_J2000")]
    [InlineData("ALPHAWIN_J2000", "DELTAWIN_J2000")]
    [InlineData("X_WORLD", "Y_WORLD")]
    [InlineData("coord_ra", "coord_dec")]
    [InlineData("TARGET_RA", "TARGET_DEC")]
    [InlineData("meanra", "meandec")]
    [InlineData("ra_1", "dec_1")]
    [InlineData("RAJ2000_2", "DEJ2000_2")]
    [InlineData("coord.ra", "coord.dec")]
    [InlineData("Right Ascension", "Declination")]
    [InlineData("RA (deg)", "Dec (deg)")]
    [InlineData("RA [deg]", "DEC [deg]")]
    [InlineData("RA_J2000 (hms)", "Dec_J2000 (dms)")]
    [InlineData("RA_ICRS", "DE_ICRS")]
    [InlineData("r_adeg", "d_edeg")]
    [InlineData("ra", "declination")]
    [InlineData("RA_d", "DEC_d")]
    [InlineData("SC_RA", "SC_DEC")]
    [InlineData("_RA.icrs", "_DE.icrs")]
    [InlineData("PLUG_RA", "PLUG_DEC")]
    [InlineData("ra_deg_cont", "dec_deg_cont")]
    [InlineData("R.A.", "Dec.")]
    [InlineData("RA (J2000)", "Dec (J2000)")]
    public void The_names_of_surveys_and_programs_are_known(string longitude, string latitude)
    {
        TablePositions found = TablePositions.Find(Columns("id", longitude, latitude, "mag"), "t");
        Assert.Equal((longitude, latitude, PositionFrame.Icrs), (found.Longitude, found.Latitude, found.Frame));
    }

    // The columns of VizieR and of the CDS X-Match for Gaia DR3: the position at the epoch of the catalog is RA_ICRS, or RAdeg.
    [Theory]
    [InlineData("RAJ2000,DEJ2000,Source,RAdeg,DEdeg,pmRA,pmDE", "RAdeg")]
    [InlineData("_RAJ2000,_DEJ2000,RA_ICRS,DE_ICRS,Source,RAJ2000,DEJ2000", "RA_ICRS")]
    [InlineData("RAJ2000,DEJ2000,2MASS", "RAJ2000")]
    [InlineData("objID,raStack,decStack,raMean,decMean", "raMean")]
    [InlineData("ra_1,dec_1,ra,dec", "ra")]
    [InlineData("_ra,_dec,ra,dec", "ra")]
    [InlineData("RA (B1950),Dec (B1950),RA (J2000),Dec (J2000)", "RA (J2000)")]
    public void Of_several_positions_that_of_the_catalog_is_taken(string names, string longitude) =>
        Assert.Equal(longitude, TablePositions.Find(Columns(names.Split(',')), "t").Longitude);

    [Theory]
    [InlineData("RA (J2000),RA (B1950),Dec (B1950),Dec (J2000)", "'RA (J2000)', 'Dec (J2000)' (ICRS)")]
    [InlineData("RA (B1950),Dec (B1950),RA (B1875),Dec (B1875)", "'RA (B1950)', 'Dec (B1950)' (FK4 B1950)")]
    [InlineData("RA (J2000),RA (B1950),Dec (B1950)", "'RA (B1950)', 'Dec (B1950)' (FK4 B1950)")]
    [InlineData("RA (B1950),Dec", "'RA (B1950)', 'Dec' (FK4 B1950)")]
    public void Right_ascension_and_declination_are_of_one_frame(string names, string expected) =>
        Assert.Equal(expected, TablePositions.Find(Columns(names.Split(',')), "t").ToString());

    [Fact]
    public void Of_several_positions_that_of_the_given_epoch_is_taken()
    {
        ColumnInfo[] columns = Columns("RAJ2000", "DEJ2000", "RA_ICRS", "DE_ICRS");
        Assert.Equal("RA_ICRS", TablePositions.Find(columns, "t", epoch: 2016).Longitude);
        Assert.Equal("RAJ2000", TablePositions.Find(columns, "t", epoch: 2000).Longitude);
        CoordinateSystem gaia = new("ICRS") { Epoch = "J2016.0" }, hipparcos = new("ICRS") { Epoch = "J1991.25" };
        columns = [columns[2] with { CoordinateSystem = gaia }, columns[3], new("ra", typeof(double)) { CoordinateSystem = hipparcos }, new("dec", typeof(double))];
        Assert.Equal("RA_ICRS", TablePositions.Find(columns, "t", epoch: 2016).Longitude);
        Assert.Equal("ra", TablePositions.Find(columns, "t", epoch: 1991.25).Longitude);
        Assert.Equal("ra", TablePositions.Find(columns, "t").Longitude);
    }

    [Theory]
    [InlineData("ra_1,dec_1,ra_2,dec_2")]
    [InlineData("a.ra,a.dec,b.ra,b.dec")]
    [InlineData("RAJ2000_1,DEJ2000_1,ra_2,dec_2")]
    public void Positions_of_two_objects_are_an_error_that_says_what_to_type(string names)
    {
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find(Columns(names.Split(',')), "pairs.csv", "-RightPosition"));
        Assert.Equal(ErrorIds.PositionColumnsNotFound, error.ErrorId);
        Assert.Equal("pairs.csv has several pairs of columns that may hold its positions.", error.Message);
        Assert.StartsWith($"Name the two columns: -RightPosition '{names.Split(',')[0]}', '{names.Split(',')[1]}'.", error.Recommendation);
    }

    [Fact]
    public void Joined_rows_are_where_their_left_object_is()
    {
        TablePositions found = TablePositions.Find(Columns("id_1", "ra_1", "dec_1", "id_2", "ra_2", "dec_2", "sep_arcsec"), "t");
        Assert.Equal("'ra_1', 'dec_1' (ICRS, the left object of each match)", found.ToString());
    }

    [Fact]
    public void Hours_and_minutes_in_columns_of_their_own_are_put_together()
    {
        AstroTable table = JoinFixtures.Csv(
            """
            Name,RAh,RAm,RAs,DE-,DEd,DEm,DEs
            Crab,5,34,31.9,+,22,0,52
            low,17,45,40.04,-,0,30,28.1
            none,,34,31.9,+,22,0,52

            """);
        TablePositions found = Find(table);
        Assert.Equal(["RAh", "RAm", "RAs", "DE-", "DEd", "DEm", "DEs"], found.Columns);
        SkyPositions positions = found.Read(table, "t");
        Assert.Equal(83.63291666666667, positions.Ra[0], 1e-10);
        Assert.Equal(22.014444444444443, positions.Dec[0], 1e-10);
        Assert.Equal(266.41683333333333, positions.Ra[1], 1e-10);
        Assert.Equal(-0.5078055555555556, positions.Dec[1], 1e-10);
        Assert.True(double.IsNaN(positions.Ra[2]));
    }

    [Fact]
    public void A_minute_of_75_is_an_error_with_its_row()
    {
        AstroTable table = JoinFixtures.Csv("RAh,RAm,DEd,DEm\n1,2,3,4\n1,75,3,4\n");
        AstroException error = Assert.Throws<AstroException>(() => Find(table).Read(table, "mine.csv"));
        Assert.Equal("mine.csv: column 'RAm', row 2: 75 is not between 0 and 60.", error.Message);
    }

    [Fact]
    public void The_sign_may_be_with_the_degrees()
    {
        AstroTable table = JoinFixtures.Csv("RAh,RAm,RAs,DEd,DEm,DEs\n1,0,0,-10,30,0\n2,0,0,-00,30,0\n");
        SkyPositions positions = Find(table).Read(table, "t");
        Assert.Equal(-10.5, positions.Dec[0], 1e-12);
    }

    [Theory]
    [InlineData("RAB1950", "DEB1950", "FK4 B1950")]
    [InlineData("_RAB1950", "_DEB1950", "FK4 B1950")]
    [InlineData("RA1950", "Dec1950", "FK4 B1950")]
    [InlineData("ALPHA_B1950", "DELTA_B1950", "FK4 B1950")]
    [InlineData("RA (B1950)", "Dec (B1950)", "FK4 B1950")]
    [InlineData("RA [B1950.0]", "Dec [B1950.0]", "FK4 B1950")]
    [InlineData("RA (1950)", "Dec (1950)", "FK4 B1950")]
    [InlineData("RA (B1875)", "Dec (B1875)", "FK4 B1875")]
    [InlineData("RA (J1975)", "Dec (J1975)", "FK5 J1975")]
    [InlineData("RA (FK4)", "Dec (FK4)", "FK4 B1950")]
    [InlineData("ELON", "ELAT", "Ecliptic J2000")]
    [InlineData("ecl_lon", "ecl_lat", "Ecliptic J2000")]
    [InlineData("GLON", "GLAT", "Galactic")]
    [InlineData("coord.l", "coord.b", "Galactic")]
    [InlineData("l", "b", "Galactic")]
    [InlineData("SGL", "SGB", "Supergalactic")]
    public void Names_tell_other_frames(string longitude, string latitude, string frame)
    {
        ColumnInfo[] columns = Columns("id", longitude, latitude);
        Assert.Equal(frame, TablePositions.Find(columns, "t").Frame.ToString());
        if (!longitude.Contains('.'))
            Assert.Equal(frame, TablePositions.Named(columns, longitude, latitude, "t").Frame.ToString());
        Assert.Equal(PositionFrame.Icrs, TablePositions.Named(columns, longitude, latitude, "t", frame: PositionFrame.Icrs).Frame);
    }

    // A year before 1984 is an equinox; later ones are epochs of positions in ICRS.
    [Theory]
    [InlineData("RA1875", "DE1875", "FK4 B1875")]
    [InlineData("RA_1900", "Dec_1900", "FK4 B1900")]
    [InlineData("RA_B1900.0", "DE_B1900.0", "FK4 B1900")]
    [InlineData("RA J1975", "Dec J1975", "FK5 J1975")]
    [InlineData("Longitude (Galactic)", "Latitude (Galactic)", "Galactic")]
    [InlineData("RA_J2015.5", "Dec_J2015.5", "ICRS")]
    [InlineData("ra_J1991.25", "dec_J1991.25", "ICRS")]
    [InlineData("ra_2016", "dec_2016", "ICRS")]
    [InlineData("ra_19501", "dec_19501", "ICRS")]
    public void Names_of_columns_that_the_user_names_tell_the_equinox(string longitude, string latitude, string frame) =>
        Assert.Equal(frame, TablePositions.Named(Columns("id", longitude, latitude), longitude, latitude, "t").Frame.ToString());

    [Theory]
    [InlineData("pos.eq.ra", "ICRS")]
    [InlineData("pos.galactic.lon", "Galactic")]
    [InlineData("pos.ecliptic.lon", "Ecliptic J2000")]
    [InlineData("pos.supergalactic.lon", "Supergalactic")]
    [InlineData("POS_GAL_LON", "Galactic")]
    public void UCDs_tell_the_frame(string ucd, string frame)
    {
        ColumnInfo[] columns = [new("x", typeof(double)) { Ucd = ucd }, new("y", typeof(double)) { Ucd = ucd.Replace("ra", "dec").Replace("lon", "lat").Replace("LON", "LAT") }];
        Assert.Equal(frame, TablePositions.Find(columns, "t").Frame.ToString());
        Assert.Equal(frame, TablePositions.Named(columns, "x", "y", "t").Frame.ToString());
    }

    [Fact]
    public void A_frame_that_the_user_gives_chooses_the_columns()
    {
        ColumnInfo[] columns = Columns("ra", "dec", "l", "b");
        Assert.Equal("ra", TablePositions.Find(columns, "t").Longitude);
        Assert.Equal("l", TablePositions.Find(columns, "t", frame: PositionFrame.Galactic).Longitude);
        Assert.Equal("'ra', 'dec' (FK4 B1950)", TablePositions.Find(columns, "t", frame: PositionFrame.Fk4).ToString());
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find(columns, "t", "-LeftPosition", PositionFrame.Ecliptic));
        Assert.Equal("t has no columns that are recognized as a position in the frame Ecliptic J2000.", error.Message);
    }

    [Fact]
    public void A_frame_of_the_file_that_is_not_understood_is_an_error_that_says_what_to_type()
    {
        ColumnInfo[] columns = [.. Columns("ra", "dec").Select(column => column with { CoordinateSystem = new CoordinateSystem("geo_app") })];
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find(columns, "old.vot", "-RightPosition"));
        Assert.Equal(ErrorIds.FrameUnknown, error.ErrorId);
        Assert.Contains("geo_app", error.Message);
        Assert.StartsWith("Say which frame it is, such as -RightFrame 'FK4 B1950'.", error.Recommendation);
        Assert.Equal("FK5 J1975", TablePositions.Find(columns, "old.vot", "-RightPosition", PositionFrame.Parse("FK5 J1975")).Frame.ToString());
    }

    [Fact]
    public void A_file_that_contradicts_itself_is_an_error()
    {
        ColumnInfo[] columns = [new("x", typeof(double)) { Ucd = "pos.galactic.lon", CoordinateSystem = new CoordinateSystem("eq_FK5") }, new("y", typeof(double)) { Ucd = "pos.galactic.lat" }];
        Assert.Equal(ErrorIds.FrameUnknown, Assert.Throws<AstroException>(() => TablePositions.Find(columns, "t")).ErrorId);
    }

    [Theory]
    [InlineData(1e300)]
    [InlineData(-99999)]
    [InlineData(721)]
    [InlineData(double.PositiveInfinity)]
    public void A_right_ascension_that_is_no_angle_is_not_folded_into_the_circle(double ra)
    {
        AstroTable table = new([JoinFixtures.Column("ra", [ra, -10, 370]), JoinFixtures.Column("dec", [20, 20, 20])]);
        SkyPositions positions = Find(table).Read(table, "t");
        Assert.False(double.IsFinite(positions.Ra[0]));
        Assert.Equal([-10, 370], positions.Ra[1..]);
    }

    private static TablePositions Find(AstroTable table) => TablePositions.Find([.. table.Columns.Select(column => column.Info)], "t");

    private static ColumnInfo[] Columns(params string[] names) => [.. names.Select(name => new ColumnInfo(name, typeof(double)))];
}
