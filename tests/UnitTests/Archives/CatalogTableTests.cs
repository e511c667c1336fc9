using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Archives;

public class CatalogTableTests
{
    [Fact]
    public void The_official_names_of_4FGL_become_ours()
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Fermilpsc, Table(
            Column("Source_Name", "4FGL J0000.3-7355 "),
            Column("RAJ2000", 0.0983f),
            Column("DEJ2000", -73.922f),
            Column("Conf_95_SemiMajor", 0.0324f),
            Column("Energy_Flux100", 1.73e-12f),
            Column("CLASS1", "bll  ")));

        FermiSource source = CatalogObjects.Fermi(table)(0);
        Assert.Equal("4FGL J0000.3-7355", source.Name);
        Assert.Equal(0.0983, source.RA);
        Assert.Equal(0.0324, source.SemiMajorAxis95);
        Assert.Equal(1.73e-12, source.EnergyFlux);
        Assert.Equal("bll", source.Class);
        Assert.Equal(double.NaN, source.SemiMinorAxis95);
        Assert.Equal(double.NaN, source.AssociationRA);
        Assert.Equal("", source.Association);
    }

    [Theory]
    [InlineData(6.5, "arcmin", null)]
    [InlineData(6.5, null, "column 'semi_major_axis_95' is read as angles whose median is 6.5 degrees.")]
    public void Position_errors_of_degrees_are_a_warning(double error, string? unit, string? warning)
    {
        AstroColumn axis = Column("Conf_95_SemiMajor", error);
        CatalogTable table = CatalogTable.Create(Catalogs.Fermilpsc, Table(
            Column("Source_Name", "4FGL J0000.3-7355"),
            Column("RAJ2000", 0.0983),
            Column("DEJ2000", -73.922),
            axis.With(axis.Info with { Unit = unit }),
            Column("Energy_Flux100", 1.73e-12)));
        if (warning is null)
            Assert.Empty(table.Warnings);
        else
            Assert.Contains(warning, Assert.Single(table.Warnings));
    }

    [Fact]
    public void Missing_equatorial_columns_are_computed_from_galactic_ones()
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Csc, Table(
            Column("name", "a"), Column("lii", 96.33728336969006), Column("bii", -60.188551946914465), Column("b_flux_ap", 1e-14)));
        Assert.InRange(table.Ra[0] is > 180 ? table.Ra[0] - 360 : table.Ra[0], -1e-11, 1e-11);
        Assert.Equal(0, table.Dec[0], 1e-11);
    }

    [Fact]
    public void Missing_galactic_columns_are_computed_from_equatorial_ones()
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Csc, Table(Column("name", "a"), Column("ra", 0.0), Column("dec", 0.0)));
        Assert.Equal(96.33728336969006, table.L[0], 1e-11);
        Assert.Equal(-60.188551946914465, table.B[0], 1e-11);
    }

    [Fact]
    public void A_row_may_have_its_position_in_one_frame_only()
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Csc, Table(
            Column("name", "a", "b"),
            Column("ra", 0.0, double.NaN), Column("dec", 0.0, double.NaN),
            Column("lii", double.NaN, 96.33728336969006), Column("bii", double.NaN, -60.188551946914465)));
        Assert.Equal(2, table.RowCount);
        Assert.Equal(96.33728336969006, table.L[0], 1e-11);
        Assert.Equal(0, table.Dec[1], 1e-11);
    }

    [Fact]
    public void Rows_without_a_position_are_left_out_and_counted()
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Csc, Table(
            Column("name", "good", "null", "too far south", "good too"),
            Column("ra", 10.0, double.NaN, 10.0, 350.0),
            Column("dec", 1.0, 1.0, -90.5, 2.0)));
        Assert.Equal(["good", "good too"], [table.Text("name", 0), table.Text("name", 1)]);
        AstroException problem = Assert.Single(table.Problems);
        Assert.Equal("PositionMissing", problem.ErrorId);
        Assert.Contains("2 of 4 rows", problem.Message);
        Assert.Contains("row 2 ('null')", problem.Message);
    }

    [Theory]
    [InlineData("RAB1950", "DEB1950", 82.67444444444445, 21.98166666666667)]
    [InlineData("ra1950", "dec", 82.67444444444445, 21.98166666666667)]
    [InlineData("l", "b", 184.6240427, -5.8823953)]
    [InlineData("RAJ2000", "DEJ2000", 83.687, 22.0231)]
    public void The_names_of_the_columns_tell_their_frame(string longitude, string latitude, double lon, double lat)
    {
        CatalogTable table = CatalogTable.Create(Registered(longitude, latitude), Table(Column("id", "x"), Column(longitude, lon), Column(latitude, lat)));
        bool isConverted = longitude != "RAJ2000";
        Assert.NotEqual(isConverted, table.Ra[0] == lon);
        SkyPositions expected = TablePositions.Named(
            [new ColumnInfo(longitude, typeof(double)), new ColumnInfo(latitude, typeof(double))], longitude, latitude, "x").Read(Table(Column(longitude, lon), Column(latitude, lat)), "x");
        Assert.Equal((expected.Ra[0], expected.Dec[0]), (table.Ra[0], table.Dec[0]));
    }

    [Theory]
    [InlineData("l", "dec", "x", "one of ICRS")]
    [InlineData("l", "b", "pml", "may be along the axes of that frame")]
    public void Names_that_contradict_each_other_are_an_error(string longitude, string latitude, string motion, string said)
    {
        CatalogDescription catalog = Registered(longitude, latitude) with { Epoch = 2000, ProperMotion = (motion, "y") };
        AstroException error = Assert.Throws<AstroException>(() => CatalogTable.Create(catalog, Table(Column("id", "x"), Column(longitude, 10.0), Column(latitude, 10.0))));
        Assert.Equal(ErrorIds.FrameUnknown, error.ErrorId);
        Assert.Contains(said, error.Message);
    }

    private static CatalogDescription Registered(string longitude, string latitude) => new(
        "own", "own", [new("id", CatalogQuantity.Text), new("ra", CatalogQuantity.Degrees, longitude), new("dec", CatalogQuantity.Degrees, latitude)])
    {
        TableName = "own",
        Galactic = ("glon", "glat"),
    };

    [Theory]
    [InlineData("pm [arcsec/yr]", 1000)]
    [InlineData("pm (mas.yr-1)", 1)]
    [InlineData("pm", 1)]
    public void The_unit_of_a_proper_motion_may_be_in_its_name(string name, double factor)
    {
        CatalogDescription catalog = Registered("ra", "dec");
        catalog = catalog with { Columns = [.. catalog.Columns, new CatalogColumn(name, CatalogQuantity.MilliarcsecondsPerYear)] };
        Assert.Equal(2 * factor, CatalogTable.Create(catalog, Table(Column("id", "x"), Column("ra", 1.0), Column("dec", 1.0), Column(name, 2.0))).Doubles(name)[0], 1e-9);
    }

    [Theory]
    [InlineData("2016.0", 2016.0)]
    [InlineData("J2015.5", 2015.5)]
    [InlineData("57388.5", 2016.0)]
    [InlineData("2457389", 2016.0)]
    [InlineData("2016-01-01T12:00:00", 2016.0)]
    [InlineData("", double.NaN)]
    public void An_epoch_is_read_in_any_form(string text, double year)
    {
        CatalogTable table = CatalogTable.Create(Catalogs.GaiaSource, Table(Column("source_id", 1L), Column("ra", 0.0), Column("dec", 0.0), Column("epoch", text)));
        Assert.Equal(year, table.Doubles("ref_epoch")[0], 1e-9);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-9999.0)]
    [InlineData("DR3")]
    public void What_is_no_epoch_is_an_error(object value)
    {
        AstroColumn epoch = value is double number ? Column("ref_epoch", number) : Column("ref_epoch", (string)value);
        AstroTable raw = Table(Column("source_id", 1L), Column("ra", 0.0), Column("dec", 0.0), epoch);
        AstroException error = Assert.Throws<AstroException>(() => CatalogTable.Create(Catalogs.GaiaSource, raw));
        Assert.Equal(ErrorIds.ValueInvalid, error.ErrorId);
        Assert.Contains("column 'ref_epoch', row 1", error.Message);
    }

    [Theory]
    [InlineData("arcmin", 1.2, 0.02)]
    [InlineData("arcsec", 72, 0.02)]
    [InlineData("deg", 0.02, 0.02)]
    [InlineData(null, 0.02, 0.02)]
    public void Error_radii_are_converted_to_degrees(string? unit, double value, double degrees)
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Fermilpsc, Table(
            Column("name", "a"), Column("ra", 0.0), Column("dec", 0.0), WithUnit("semi_major_axis_95", unit, value)));
        Assert.Equal(degrees, table.Doubles("semi_major_axis_95")[0], 1e-15);
    }

    [Theory]
    [InlineData("mas/yr", 1)]
    [InlineData("mas.yr**-1", 1)]
    [InlineData("mas yr-1", 1)]
    [InlineData("mas.yr-1", 1)]
    [InlineData("mas/year", 1)]
    [InlineData("mas * yr^-1", 1)]
    [InlineData("arcsec/yr", 1000)]
    [InlineData("deg/yr", 3_600_000)]
    [InlineData("mas", double.NaN)]
    [InlineData("km/s", double.NaN)]
    [InlineData("mas/day", 365.25)]
    public void Proper_motions_are_converted_to_mas_a_year(string unit, double factor)
    {
        if (!double.IsNaN(factor))
            Assert.Equal(factor, UnitConversion.Factor(CatalogQuantity.MilliarcsecondsPerYear, unit, "test"), 1e-12 * factor);
        else
            Assert.Equal("UnitUnknown", Assert.Throws<AstroException>(() => UnitConversion.Factor(CatalogQuantity.MilliarcsecondsPerYear, unit, "test")).ErrorId);
    }

    [Theory]
    [InlineData("mas", 1)]
    [InlineData("arcsec", 1000)]
    [InlineData("deg", 3_600_000)]
    public void Small_angles_are_converted_to_mas(string unit, double factor) =>
        Assert.Equal(factor, UnitConversion.Factor(CatalogQuantity.Milliarcseconds, unit, "test"), 1e-12 * factor);

    [Theory]
    [InlineData("erg cm-2 s-1", 1)]
    [InlineData("erg/cm^2/s", 1)]
    [InlineData("cm-2 erg s-1", 1)]
    [InlineData("erg cm**(-2) s**(-1)", 1)]
    [InlineData("erg/(cm2 s)", 1)]
    [InlineData("ergs/s/cm2", 1)]
    [InlineData("1e-14erg/cm2/s", double.NaN)]
    [InlineData("erg/cm2", double.NaN)]
    [InlineData("photon/cm2/s", double.NaN)]
    [InlineData("erg.s**-1.cm**-2", 1)]
    [InlineData("erg/s/cm**2", 1)]
    [InlineData("mW/m2", 1)]
    [InlineData("W.m-2", 1000)]
    [InlineData("MeV cm-2 s-1", 1.602176634e-6)]
    public void Fluxes_are_converted_to_erg(string unit, double factor)
    {
        if (!double.IsNaN(factor))
            Assert.Equal(factor, UnitConversion.Factor(CatalogQuantity.EnergyFlux, unit, "test"), 1e-12 * factor);
        else
            Assert.Equal("UnitUnknown", Assert.Throws<AstroException>(() => UnitConversion.Factor(CatalogQuantity.EnergyFlux, unit, "test")).ErrorId);
    }

    [Fact]
    public void A_column_in_the_engines_own_unit_keeps_every_digit()
    {
        foreach (CatalogQuantity quantity in Enum.GetValues<CatalogQuantity>())
            Assert.Equal(1, UnitConversion.Factor(quantity, UnitConversion.UnitOf(quantity), "test"));
    }

    [Theory]
    [InlineData("s", 50)]
    [InlineData("ks", 50_000)]
    [InlineData("h", 180_000)]
    [InlineData(null, 50)]
    public void Exposures_are_converted_to_seconds(string? unit, double seconds)
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Chanmaster, Table(
            Column("obsid", 1.0), Column("ra", 0.0), Column("dec", 0.0), WithUnit("exposure", unit, 50)));
        Assert.Equal(seconds, CatalogObjects.Observations(table)(0).Exposure);
    }

    [Theory]
    [InlineData(double.NaN, 56000.0, "no obsid")]
    [InlineData(99999999999.0, 56000.0, "99999999999")]
    [InlineData(1.0, 1e300, "1e+300")]
    public void A_row_that_is_no_observation_is_an_error_of_its_own(double obsid, double time, string part)
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Chanmaster, Table(
            Column("obsid", obsid, 2.0), Column("ra", 1.0, 1.0), Column("dec", 0.0, 0.0), Column("time", time, 56000.0)));
        Func<int, ChandraObservation> create = CatalogObjects.Observations(table);
        AstroException problem = Assert.Throws<AstroException>(() => create(0));
        Assert.Equal("ValueInvalid", problem.ErrorId);
        Assert.Contains(part, problem.Message);
        Assert.Equal(2, create(1).ObsId);
    }

    [Fact]
    public void An_unknown_unit_is_an_error_and_not_a_factor_of_one()
    {
        AstroException problem = Assert.Throws<AstroException>(() => CatalogTable.Create(Catalogs.Csc, Table(
            Column("name", "a"), Column("ra", 0.0), Column("dec", 0.0), WithUnit("b_flux_ap", "Jy", 1))));
        Assert.Equal("UnitUnknown", problem.ErrorId);
        Assert.Contains("b_flux_ap", problem.Message);
        Assert.Contains("Jy", problem.Message);
    }

    [Fact]
    public void A_missing_name_says_what_is_there_and_what_would_do()
    {
        AstroException problem = Assert.Throws<AstroException>(() =>
            CatalogTable.Create(Catalogs.Csc, Table(Column("ra", 0.0), Column("dec", 0.0))));
        Assert.Equal("ColumnNotFound", problem.ErrorId);
        Assert.Contains("ra, dec", problem.Message);
        Assert.Contains("2cxo", problem.Recommendation);
    }

    [Fact]
    public void Without_positions_in_any_frame_there_is_one_error()
    {
        AstroException problem = Assert.Throws<AstroException>(() => CatalogTable.Create(Catalogs.Csc, Table(Column("name", "a"), Column("ra", 1.0))));
        Assert.Equal("ColumnNotFound", problem.ErrorId);
        Assert.Contains("positions", problem.Message);
    }

    [Fact]
    public void Text_in_a_column_of_numbers_names_its_row()
    {
        AstroException problem = Assert.Throws<AstroException>(() => CatalogTable.Create(Catalogs.Csc, Table(
            Column("name", "a", "b"), Column("ra", "1", "0,5"), Column("dec", 1.0, 2.0))));
        Assert.Equal("ValueInvalid", problem.ErrorId);
        Assert.Contains("row 2", problem.Message);
        Assert.Contains("0,5", problem.Message);
        Assert.Contains("0.5", problem.Recommendation);
    }

    [Fact]
    public void Observation_times_are_UTC_and_zero_means_not_made()
    {
        CatalogTable table = CatalogTable.Create(Catalogs.Chanmaster, Table(
            Column("obsid", 13276L, 1L), Column("ra", 1.0, 2.0), Column("dec", 1.0, 2.0), Column("time", 56334.329002, 0.0), Column("exposure", 30000.0, 0.0)));
        ChandraObservation made = CatalogObjects.Observations(table)(0), planned = CatalogObjects.Observations(table)(1);
        // astropy: Time(56334.329002, format='mjd').iso = 2013-02-11 07:53:45.773
        Assert.Equal(new DateTime(2013, 2, 11, 7, 53, 45, 773, DateTimeKind.Utc), made.Time);
        Assert.Equal(DateTimeKind.Utc, made.Time!.Value.Kind);
        Assert.Null(planned.Time);
        Assert.Equal(0, planned.Exposure);
        Assert.Equal(56334.329002, CatalogObjects.ToMjd(made.Time.Value), 1e-7);
    }

    internal static AstroTable Table(params AstroColumn[] columns) => new(columns) { Source = "test.csv" };

    internal static AstroColumn Column<T>(string name, params T[] values) => new AstroColumn<T>(new ColumnInfo(name, typeof(T)), values);

    private static AstroColumn<double> WithUnit(string name, string? unit, params double[] values) =>
        new(new ColumnInfo(name, typeof(double)) { Unit = unit }, values);
}
