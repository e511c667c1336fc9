using System.Text;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables.Fits;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Engine.Tables.VOTable;
using PSAstroXmatch.Tables;
using PSAstroXmatch.UnitTests.Tables.VOTable;

namespace PSAstroXmatch.UnitTests.Tables;

/// <summary>What files say of the frames of their positions: COOSYS, RADESYS and EQUINOX, SkyCoord.</summary>
public sealed class CoordinateSystemTests
{
    [Fact]
    public void A_field_refers_to_its_COOSYS()
    {
        AstroTable table = VOTableFixture.Read(Document(
            """<COOSYS ID="B" system="eq_FK4" equinox="B1950" epoch="1979.9"/><COOSYS ID="G" system="galactic"/>""",
            Field("ra", "pos.eq.ra", "B") + Field("l", "pos.galactic.lon", "G") + Field("mag", "phot.mag", null)));
        Assert.Equal(new CoordinateSystem("eq_FK4") { Equinox = "B1950", Epoch = "1979.9" }, table["ra"].Info.CoordinateSystem);
        Assert.Equal("galactic", table["l"].Info.CoordinateSystem?.System);
        Assert.Null(table["mag"].Info.CoordinateSystem);
    }

    [Fact]
    public void A_group_refers_to_the_COOSYS_of_its_fields()
    {
        AstroTable table = VOTableFixture.Read(Document(
            """<COOSYS ID="B" system="eq_FK4"/><COOSYS ID="I" system="ICRS" epoch="J2016.0"/>""",
            """<GROUP ref="I"><PARAM name="p" datatype="int" value="1"/><GROUP><FIELDref ref="ra"/></GROUP></GROUP><GROUP><FIELDref ref="dec"/></GROUP>"""
            + Field("ra", "pos.eq.ra", null) + Field("dec", "pos.eq.dec", null)));
        Assert.Equal(2016, table["ra"].Info.CoordinateSystem?.ToEpoch());
        Assert.Null(table["dec"].Info.CoordinateSystem);
    }

    [Theory]
    [InlineData("ra", "pos.eq.ra", true)]
    [InlineData("ra", null, true)]
    [InlineData("x", null, true)]
    [InlineData("l", "pos.galactic.lon", false)]
    [InlineData("GLON", null, false)]
    [InlineData("RAJ2000", null, true)]
    [InlineData("err", "stat.error;pos.eq.ra", false)]
    public void The_only_COOSYS_is_that_of_the_positions_of_its_kind(string name, string? ucd, bool applies)
    {
        AstroTable table = VOTableFixture.Read(Document("""<COOSYS system="eq_FK5" equinox="J1975"/>""", Field(name, ucd, null)));
        Assert.Equal(applies, table[name].Info.CoordinateSystem is not null);
    }

    [Theory]
    [InlineData("ra", "pos.eq.ra", "ICRS or eq_FK4")]
    [InlineData("ra", null, "ICRS or eq_FK4")]
    [InlineData("RAJ2000", "pos.eq.ra", "ICRS")]
    [InlineData("RAB1950", "pos.eq.ra", "eq_FK4")]
    [InlineData("l", "pos.galactic.lon", "galactic")]
    [InlineData("mag", "phot.mag", null)]
    public void Of_several_COOSYS_without_references_only_one_that_can_apply_is_taken(string name, string? ucd, string? system)
    {
        AstroTable table = VOTableFixture.Read(Document(
            """<COOSYS ID="I" system="ICRS"/><COOSYS ID="B" system="eq_FK4"/><COOSYS ID="G" system="galactic"/>""", Field(name, ucd, null)));
        Assert.Equal(system, table[name].Info.CoordinateSystem?.System);
        Assert.Equal(system?.Contains("or", StringComparison.Ordinal) ?? true, table[name].Info.CoordinateSystem?.ToFrame() is null);
    }

    [Theory]
    [InlineData("""<PARAM name="EQUINOX" datatype="char" arraysize="*" value="B1950"/>""", "FK4 B1950")]
    [InlineData("""<INFO name="equinox" value="1950.0"/>""", "FK4 B1950")]
    [InlineData("""<INFO name="RADESYS" value="FK5"/><INFO name="EQUINOX" value="1975"/>""", "FK5 J1975")]
    [InlineData("""<INFO name="EQUINOX" value="J2000"/>""", null)]
    [InlineData("""<INFO name="EPOCH" value="2016"/>""", null)]
    [InlineData("""<COOSYS ID="I" system="ICRS"/><INFO name="EQUINOX" value="B1950"/>""", "ICRS")]
    public void A_parameter_with_the_name_of_a_FITS_keyword_counts_where_there_is_no_COOSYS(string parameters, string? frame)
    {
        foreach (string document in new[] { Document(parameters, Field("ra", "pos.eq.ra", null)), Document("", parameters + Field("ra", "pos.eq.ra", null)) })
            Assert.Equal(frame, VOTableFixture.Read(document)["ra"].Info.CoordinateSystem?.ToFrame()?.ToString());
    }

    [Fact]
    public void The_keywords_of_a_table_without_systems_are_not_written_to_a_VOTable()
    {
        AstroTable table = new([new AstroColumn<double>(new ColumnInfo("ra", typeof(double)) { Unit = "deg" }, [10.0])])
        {
            Parameters = [new TableParameter("EQUINOX", "1950.0"), new TableParameter("TELESCOP", "Schmidt")],
        };
        using MemoryStream stream = new();
        VOTableWriter.Write(stream, table, cancellationToken: TestContext.Current.CancellationToken);
        AstroTable read = VOTableFixture.Read(Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Null(read["ra"].Info.CoordinateSystem);
        Assert.Equal("TELESCOP", Assert.Single(read.Parameters).Name);
    }

    [Fact]
    public void A_COOSYS_of_another_resource_does_not_apply()
    {
        string document = Document("", Field("ra", "pos.eq.ra", null)).Replace(
            "<RESOURCE>", """<RESOURCE><COOSYS ID="B" system="eq_FK4"/></RESOURCE><RESOURCE>""", StringComparison.Ordinal);
        Assert.Null(VOTableFixture.Read(document)["ra"].Info.CoordinateSystem);
    }

    [Fact]
    public void A_written_VOTable_keeps_the_systems()
    {
        AstroTable table = VOTableFixture.Read(Document(
            """<COOSYS ID="B" system="eq_FK4" equinox="B1950"/><COOSYS ID="G" system="galactic"/>""",
            Field("ra", "pos.eq.ra", "B") + Field("dec", "pos.eq.dec", "B") + Field("l", "pos.galactic.lon", "G")));
        using MemoryStream stream = new();
        VOTableWriter.Write(stream, table, cancellationToken: TestContext.Current.CancellationToken);
        string document = Encoding.UTF8.GetString(stream.ToArray());
        Assert.Contains("""<COOSYS ID="system1" system="eq_FK4" equinox="B1950"/>""", document);
        Assert.Contains("""ucd="pos.eq.dec" ref="system1" """.TrimEnd(), document);
        AstroTable again = VOTableFixture.Read(stream.ToArray());
        Assert.Equal(table.Columns.Select(column => column.Info.CoordinateSystem), again.Columns.Select(column => column.Info.CoordinateSystem));
    }

    [Theory]
    [InlineData("FK4 B1950", "RADESYS", "FK4")]
    [InlineData("FK4 B1950", "RADECSYS", "FK4", "EQUINOX", "1950.0")]
    [InlineData("FK4 B1975", "RADESYS", "FK4", "EQUINOX", "1975.0")]
    [InlineData("FK5 J1975", "RADESYS", "FK5", "EQUINOX", "1975.0")]
    [InlineData("FK4 B1950", "EQUINOX", "1950.0")]
    [InlineData("FK4 B1950", "EQUINOX", "B1950")]
    [InlineData("FK5 J2025", "EQUINOX", "J2025.0")]
    [InlineData("FK4 B1950", "EPOCH", "1950.0")]
    [InlineData("FK4 B1950", "EPOCH", "B1950")]
    [InlineData("FK5 J2025", "EQUINOX", "2025.0")]
    [InlineData("ICRS", "RADESYS", "ICRS", "EQUINOX", "2000.0")]
    [InlineData(null, "EQUINOX", "2000.0")]
    [InlineData(null, "EQUINOX", "J2000")]
    [InlineData(null, "EPOCH", "2015.5")]
    public void FITS_keywords_give_the_system_of_right_ascensions(string? frame, params string[] keywords)
    {
        string[] cards = [.. keywords.Chunk(2).Select(pair => char.IsDigit(pair[1][0]) ? FitsBytes.Card(pair[0], pair[1]) : FitsBytes.Text(pair[0], pair[1]))];
        foreach (byte[] file in new[] { Table(new FitsBytes(), cards), Table(new FitsBytes(cards), []) })
        {
            AstroTable table = ReadFits(file);
            Assert.Equal(frame, table["RA"].Info.CoordinateSystem?.ToFrame()?.ToString());
            Assert.Null(table["GLON"].Info.CoordinateSystem);
            Assert.Null(table["flux"].Info.CoordinateSystem);
        }
    }

    [Fact]
    public void An_EQUINOX_that_is_not_understood_is_not_taken_as_J2000()
    {
        CoordinateSystem? system = ReadFits(Table(new FitsBytes(), [FitsBytes.Text("EQUINOX", "mean of date")]))["RA"].Info.CoordinateSystem;
        Assert.Equal("EQUINOX mean of date", $"{system}");
        Assert.Null(system!.ToFrame());
    }

    [Fact]
    public void The_keywords_of_a_primary_image_are_its_own()
    {
        FitsBytes file = new FitsBytes([]);
        byte[] image = [.. new byte[2880]];
        byte[] bytes = [.. Encoding.Latin1.GetBytes(string.Concat(new[]
        {
            "SIMPLE  =                    T", "BITPIX  =                    8", "NAXIS   =                    1", "NAXIS1  =                 2880",
            FitsBytes.Text("RADESYS", "FK4"), "END",
        }.Select(card => card.PadRight(80))).PadRight(2880)), .. image, .. Table(file, [])[2880..]];
        Assert.Null(ReadFits(bytes)["RA"].Info.CoordinateSystem);
    }

    [Theory]
    [InlineData("TCOMM1  = 'Right ascension (B1950)'", "FK4 B1950")]
    [InlineData("TCOMM1  = 'Right ascension (FK5, equinox J1975)'", "FK5 J1975")]
    [InlineData("TCOMM1  = 'Right ascension (J2000)'", null)]
    [InlineData("TTYPE1  = 'RA      '           / Right ascension (FK4, B1950)", "FK4 B1950")]
    [InlineData("TTYPE1  = 'RA      '           / label for field 1", null)]
    public void Descriptions_of_FITS_columns_give_the_system(string card, string? frame)
    {
        byte[] file = Table(new FitsBytes(), [card]);
        // The card is there twice, and a header is read by its first.
        if (card.StartsWith("TTYPE", StringComparison.Ordinal))
            file = [.. Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(file).Replace(FitsBytes.Text("TTYPE1", "RA").PadRight(80), card.PadRight(80), StringComparison.Ordinal))];
        AstroTable table = ReadFits(file);
        Assert.Equal(frame, table["RA"].Info.CoordinateSystem?.ToFrame()?.ToString());
        Assert.Null(table["flux"].Info.CoordinateSystem);
    }

    [Theory]
    [InlineData("Right ascension (B1950)", null, "FK4 B1950")]
    [InlineData("Right ascension (B1950)", "I", "ICRS")]
    [InlineData("Right ascension (J2000)", null, null)]
    public void The_description_of_a_FIELD_gives_the_system_where_no_COOSYS_does(string description, string? reference, string? frame)
    {
        string field = Field("ra", "pos.eq.ra", reference).Replace("/>", $"><DESCRIPTION>{description}</DESCRIPTION></FIELD>", StringComparison.Ordinal);
        string systems = reference is null ? "" : """<COOSYS ID="I" system="ICRS"/>""";
        Assert.Equal(frame, VOTableFixture.Read(Document(systems, field))["ra"].Info.CoordinateSystem?.ToFrame()?.ToString());
    }

    [Fact]
    public void Descriptions_of_ECSV_and_IPAC_columns_give_the_system()
    {
        const string Ecsv = "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: lon, unit: deg, datatype: float64, description: Galactic longitude}\n# - {name: lat, unit: deg, datatype: float64}\nlon lat\n1 2\n";
        using EcsvTableReader ecsv = EcsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(Ecsv)), "t.ecsv");
        Assert.Equal(["Galactic", null], ecsv.Columns.Select(column => column.CoordinateSystem?.ToString()));
        const string Ipac = "\\ ra (deg)\n\\ ___ right ascension (B1950)\n|ra    |dec   |\n|double|double|\n|deg   |deg   |\n 10.0   41.0  \n";
        using IpacTableReader ipac = IpacTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(Ipac)), "t.tbl");
        Assert.Equal(["FK4 B1950", null], ipac.Columns.Select(column => column.CoordinateSystem?.ToString()));
    }

    // Written by astropy 5.2.1: a QTable with a SkyCoord column in FK4, shortened.
    [Fact]
    public void SkyCoord_columns_of_FITS_keep_their_frames()
    {
        string[] yaml =
        [
            "--BEGIN-ASTROPY-SERIALIZED-COLUMNS--",
            "meta:",
            "  __serialized_columns__:",
            "    old:",
            "      __class__: astropy.coordinates.sky_coordinate.SkyCoord",
            "      equinox: &id002 !astropy.time.Time {format: byear_str, in_subfmt\\",
            ": '*', jd1: 2442413.0, jd2: 0.4784285749992705, out_subfmt: '*',",
            "        precision: 3, scale: tt}",
            "      frame: fk4",
            "      obstime: *id002",
            "      ra: !astropy.table.SerializedColumn",
            "        value: !astropy.table.SerializedColumn {name: old.ra}",
            "--END-ASTROPY-SERIALIZED-COLUMNS--",
        ];
        byte[] file = new FitsBytes().AddTable([("old.ra", "D"), ("mag", "D")], [[.. FitsBytes.Big(1.0), .. FitsBytes.Big(2.0)]], [.. yaml.Select(line => "COMMENT " + line)]).ToArray();
        AstroTable table = ReadFits(file);
        Assert.Equal("FK4 B1975", table["old.ra"].Info.CoordinateSystem?.ToFrame()?.ToString());
        Assert.Null(table["mag"].Info.CoordinateSystem);
    }

    [Theory]
    [InlineData("EQUINOX = 'B1950'", "FK4 B1950")]
    [InlineData("RADESYS = 'FK5'", "FK5 J2000")]
    [InlineData("EQUINOX = 'J2000.0'", null)]
    [InlineData("EQUINOX=\"'B1950.0'\"", "FK4 B1950")]
    [InlineData("CoordSys=\"'Equ B1950'\"", "FK4 B1950")]
    [InlineData("COORDSYS = 'Equatorial J2000'", null)]
    [InlineData("CoordSys = 'Equ'", null)]
    public void IPAC_keywords_give_the_system(string keyword, string? frame)
    {
        string text = $"\\{keyword}\n|ra    |dec   |\n|double|double|\n|deg   |deg   |\n 10.0   41.0  \n";
        using IpacTableReader reader = IpacTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.tbl");
        Assert.Equal([frame, frame], reader.Columns.Select(column => column.CoordinateSystem?.ToFrame()?.ToString()));
    }

    [Theory]
    [InlineData("{RADESYS: FK4, EQUINOX: 1950.0}", "FK4 B1950")]
    [InlineData("!!omap\n# - {EQUINOX: 1975.0}\n# - {RADESYS: FK5}", "FK5 J1975")]
    [InlineData("{EQUINOX: 2000.0}", null)]
    public void FITS_keywords_in_the_meta_data_of_ECSV_give_the_system(string meta, string? frame)
    {
        string text = $"# %ECSV 1.0\n# ---\n# datatype:\n# - {{name: ra, datatype: float64}}\n# - {{name: dec, datatype: float64}}\n# - {{name: RAJ2000, datatype: float64}}\n# meta: {meta}\nra dec RAJ2000\n1 2 3\n";
        using EcsvTableReader reader = EcsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.ecsv");
        Assert.Equal([frame, frame, null], reader.Columns.Select(column => column.CoordinateSystem?.ToFrame()?.ToString()));
    }

    [Fact]
    public void Right_ascensions_of_a_galactic_table_are_an_error()
    {
        const string Ipac = "\\CoordSys = 'Galactic'\n|l     |b     |\n|double|double|\n|deg   |deg   |\n 10.0   41.0  \n";
        foreach ((string text, string system) in new[] { (Ipac, "Galactic"), (Ipac.Replace("|l ", "|ra", StringComparison.Ordinal).Replace("|b  ", "|dec", StringComparison.Ordinal), "Galactic for right ascension and declination") })
        {
            using IpacTableReader reader = IpacTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(text)), "t.tbl");
            Assert.Equal([system, system], reader.Columns.Select(column => $"{column.CoordinateSystem}"));
        }

        string[] cards = [FitsBytes.Text("RADESYS", "GALACTIC")];
        Assert.Null(ReadFits(Table(new FitsBytes(), cards))["RA"].Info.CoordinateSystem);
        AstroTable table = ReadFits(new FitsBytes().AddTable([("RA", "D"), ("DEC", "D")], [[.. FitsBytes.Big(1.0), .. FitsBytes.Big(2.0)]], cards).ToArray());
        AstroException error = Assert.Throws<AstroException>(() => TablePositions.Find([.. table.Columns.Select(column => column.Info)], "t.fits"));
        Assert.Equal(ErrorIds.FrameUnknown, error.ErrorId);
        Assert.Contains("gives column 'RA' the frame 'GALACTIC for right ascension and declination', which is not understood", error.Message);
    }

    // Written by astropy 5.2.1: QTable with SkyCoord columns in FK4 B1950, FK5 J1975, the ecliptic, ICRS and galactic coordinates, shortened.
    [Fact]
    public void SkyCoord_columns_of_ECSV_keep_their_frames()
    {
        const string Text = """
            # %ECSV 1.0
            # ---
            # datatype:
            # - {name: a.ra, unit: deg, datatype: float64}
            # - {name: a.dec, unit: deg, datatype: float64}
            # - {name: b.ra, unit: deg, datatype: float64}
            # - {name: c.lon, unit: deg, datatype: float64}
            # - {name: c.lat, unit: deg, datatype: float64}
            # - {name: coord.l, unit: deg, datatype: float64}
            # - {name: mag, datatype: float64}
            # meta: !!omap
            # - __serialized_columns__:
            #     a:
            #       __class__: astropy.coordinates.sky_coordinate.SkyCoord
            #       dec: !astropy.table.SerializedColumn
            #         __class__: astropy.coordinates.angles.Latitude
            #         unit: &id002 !astropy.units.Unit {unit: deg}
            #         value: !astropy.table.SerializedColumn {name: a.dec}
            #       equinox: &id001 !astropy.time.Time {format: byear_str, in_subfmt: '*', jd1: 2433282.0, jd2: 0.4234590499982005, out_subfmt: '*',
            #         precision: 3, scale: tt}
            #       frame: fk4
            #       obstime: *id001
            #       ra: !astropy.table.SerializedColumn
            #         __class__: astropy.coordinates.angles.Longitude
            #         unit: *id002
            #         value: !astropy.table.SerializedColumn {name: a.ra}
            #         wrap_angle: &id003 !astropy.coordinates.Angle
            #           unit: *id002
            #           value: 360.0
            #       representation_type: spherical
            #     b:
            #       __class__: astropy.coordinates.sky_coordinate.SkyCoord
            #       equinox: !astropy.time.Time {format: jyear_str, in_subfmt: '*', jd1: 2442414.0, jd2: -0.25, out_subfmt: '*', precision: 3, scale: tt}
            #       frame: fk5
            #       ra: !astropy.table.SerializedColumn
            #         __class__: astropy.coordinates.angles.Longitude
            #         unit: *id002
            #         value: !astropy.table.SerializedColumn {name: b.ra}
            #         wrap_angle: *id003
            #       representation_type: spherical
            #     c:
            #       __class__: astropy.coordinates.sky_coordinate.SkyCoord
            #       equinox: !astropy.time.Time {format: jyear_str, in_subfmt: '*', jd1: 2451545.0, jd2: 0.0, out_subfmt: '*', precision: 3, scale: tt}
            #       frame: barycentricmeanecliptic
            #       lat: !astropy.table.SerializedColumn
            #         value: !astropy.table.SerializedColumn {name: c.lat}
            #       lon: !astropy.table.SerializedColumn
            #         value: !astropy.table.SerializedColumn {name: c.lon}
            #       representation_type: spherical
            #     coord:
            #       __class__: astropy.coordinates.sky_coordinate.SkyCoord
            #       frame: galactic
            #       l: !astropy.table.SerializedColumn
            #         value: !astropy.table.SerializedColumn {name: coord.l}
            # schema: astropy-2.0
            a.ra a.dec b.ra c.lon c.lat coord.l mag
            10.0 41.0 10.0 10.0 41.0 121.2 3
            """;
        using EcsvTableReader reader = EcsvTableReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(Text)), "t.ecsv");
        Assert.Equal(
            ["FK4 B1950", "FK4 B1950", "FK5 J1975", "Ecliptic J2000", "Ecliptic J2000", "Galactic", null],
            reader.Columns.Select(column => column.CoordinateSystem?.ToFrame()?.ToString()));
    }

    private static string Field(string name, string? ucd, string? system) =>
        $"""<FIELD ID="{name}" name="{name}" datatype="double" unit="deg"{(ucd is null ? "" : $" ucd=\"{ucd}\"")}{(system is null ? "" : $" ref=\"{system}\"")}/>""";

    private static string Document(string systems, string fields) => $"""
        <?xml version="1.0"?>
        <VOTABLE version="1.3" xmlns="http://www.ivoa.net/xml/VOTable/v1.3"><RESOURCE>{systems}<TABLE>{fields}<DATA><TABLEDATA/></DATA></TABLE></RESOURCE></VOTABLE>
        """;

    private static byte[] Table(FitsBytes file, string[] cards) => file.AddTable(
        [("RA", "D"), ("GLON", "D"), ("flux", "D")],
        [[.. FitsBytes.Big(1.0), .. FitsBytes.Big(2.0), .. FitsBytes.Big(3.0)]],
        [FitsBytes.Text("TUNIT1", "deg"), FitsBytes.Text("TUNIT2", "deg"), FitsBytes.Text("TUNIT3", "mJy"), .. cards]).ToArray();

    private static AstroTable ReadFits(byte[] file)
    {
        using FitsTableReader reader = FitsTableReader.Open(new MemoryStream(file), "t.fits");
        return reader.ReadToEnd(TestContext.Current.CancellationToken);
    }
}
