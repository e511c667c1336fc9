using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Matches of positions in other frames and at other epochs, against astropy 5.2.1.</summary>
public sealed class FrameJoinTests
{
    private static readonly JoinOptions OneArcsecond = new() { Radius = 1 / 3600.0 };

    // SkyCoord(10, 41, frame=…).icrs
    [Theory]
    [InlineData("FK4", 10.68431813740636, 41.27382491332315)]
    [InlineData("FK5 J1975", 10.341672104812055, 41.13699822114723)]
    public void A_frame_that_the_user_gives_is_converted(string frame, double ra, double dec)
    {
        JoinedBlock pairs = Join(JoinInput.OfTable(Position("ra,dec", 10, 41)) with { Frame = PositionFrame.Parse(frame) }, Position("ra,dec", ra, dec), new JoinOptions { Radius = 0.1 });
        Assert.InRange(pairs.Separation[0] * 3600, 0, 1e-6);
    }

    // SkyCoord(…, pm_ra_cosdec=…, pm_dec=…, distance=10*u.pc, radial_velocity=0, obstime=…).apply_space_motion(new_obstime=…).icrs. Without a
    // distance, astropy lets stars move at a percent of the speed of light, which turns them by some mas.
    [Theory]
    [InlineData("ICRS", "ra,dec,pmra,pmdec", 269.452, 4.693, -801.551, 10362.394, "J2016.0", 2000, 269.45557419671337, 4.646944916472433)]
    [InlineData("ICRS", "RA_ICRS,DE_ICRS,pmRA,pmDE", 217.3934, -62.6762, -3781.741, 769.465, "2016.0", 2000, 217.4300209040293, -62.6796150722182)]
    [InlineData("ICRS", "ra,dec,pm_ra_cosdec,pm_dec", 359.99999, 89.9, 5000, -3000, "J2016.0", 1991.25, 336.5839541466607, 89.9135012705364)]
    [InlineData("FK5 J1975", "ra,dec,pmra,pmdec", 10, 41, 100, -50, "2000-01-01T12:00:00", 2016, 10.342262057793839, 41.13677574461728)]
    [InlineData("Galactic", "l,b,pmra,pmdec", 31.008331261757554, 14.062554836142738, -801.551, 10362.394, "J2016.0", 2000, 269.45557419671337, 4.646944916472433)]
    [InlineData("Galactic", "l,b,pml,pmb", 184.5, -5.7, 300, 400, "J2000", 2016, 83.67934296630962, 22.107767299887104)]
    [InlineData("ICRS", "ra,dec,pml,pmb", 83.633, 22.0145, 300, 400, "J2000", 2016, 83.63538958296708, 22.01432546420215)]
    [InlineData("ICRS", "ra,dec,pm_l_cosb,pm_b", 269.452075, 4.693391, 6000, -8000, "J2000", 2016, 269.49598433207797, 4.701150384487291)]
    [InlineData("ICRS", "RAJ2000,DEJ2000,pmGLON,pmGLAT", 12.3, 89.97, -2000, 1500, "J2016", 1991.25, 31.320008843503874, 89.95750203529848)]
    [InlineData("FK5 J1975", "ra,dec,pm_l,pm_b", 10, 41, 100, -5000, "J2000", 2016, 10.343502633268775, 41.11481436788406)]
    [InlineData("Ecliptic", "elon,elat,mu_l,mu_b", 100, 41, 100, -5000, "J2000", 2016, 107.2433400940278, 63.836282052768)]
    [InlineData("ICRS", "RAJD,DECJD,PMELONG,PMELAT", 269.452075, 4.693391, 6000, -8000, "J2000", 2016, 269.47867589476135, 4.657720256924044)]
    public void A_moving_star_is_where_astropy_moves_it(
        string frame, string names, double lon, double lat, double pmLon, double pmLat, string own, double epoch, double ra, double dec)
    {
        JoinInput star = JoinInput.OfTable(Position(names, lon, lat, pmLon, pmLat)) with { Frame = PositionFrame.Parse(frame), Epoch = own };
        JoinedBlock pairs = Join(star, Position("ra,dec", ra, dec), OneArcsecond with { Epoch = epoch });
        Assert.InRange(pairs.Separation[0] * 3600, 0, 1e-6);
        Assert.Equal(lon, pairs.Left[names.Split(',')[0]].GetDouble(0));
    }

    // Barnard's star at J2000 with its motion of 10.4 arcsec/yr, where astropy moves it. Each catalog has the position that it has by its columns.
    private const string J2000 = "269.452075,4.693391", J2016 = "269.4485135800569,4.739293736620851", J1991 = "269.45402245337857,4.6682879294772865";
    private const string J2010 = "269.4497247602562,4.723683656073574";

    [Theory]
    [InlineData("RAJ2000,DEJ2000,ra,dec,pmra,pmdec,ref_epoch", J2000 + "," + J2016 + ",-798.58,10328.12,2016", null, "ra")]
    [InlineData("ra_epoch2000,dec_epoch2000,ra,dec,pmra,pmdec,ref_epoch", J2000 + "," + J2016 + ",-798.58,10328.12,2016", null, "ra")]
    [InlineData("_RAJ2000,_DEJ2000,RA_ICRS,DE_ICRS,pmRA,pmDE", J2000 + "," + J2016 + ",-798.58,10328.12", "2016", "RA_ICRS")]
    [InlineData("RA_ICRS,DE_ICRS,RAJ2000,DEJ2000,pmRA,pmDE", J2016 + "," + J2000 + ",-798.58,10328.12", "2000", "RAJ2000")]
    [InlineData("HIP,RAhms,DEdms,_RA.icrs,_DE.icrs,RAICRS,DEICRS,pmRA,pmDE", "1,17 57 48.9654,+04 40 05.8365," + J2000 + "," + J1991 + ",-798.58,10328.12", "1991.25", "RAICRS")]
    [InlineData("HIP,_RA.icrs,_DE.icrs,RAICRS,DEICRS,pmRA,pmDE", "1," + J2000 + "," + J1991 + ",-798.58,10328.12", "2000", "_RA.icrs")]
    [InlineData("R.A.,Dec.,pmRA,pmDE,epoch", J2000 + ",-798.58,10328.12,2000", null, "R.A.")]
    [InlineData("UCAC4,RAICRS,DEICRS,pmRA,pmDE", "1," + J2000 + ",-798.58,10328.12", "2000", "RAICRS")]
    [InlineData("ipix,RAJ2000,DEJ2000,epRA,epDE,pmRA,pmDE", "1," + J2000 + ",1990.1,1990.2,-798.58,10328.12", "2000", "RAJ2000")]
    [InlineData("AllWISE,RAJ2000,DEJ2000,pmRA,pmDE", "1," + J2010 + ",-798.58,10328.12", "2010.5589", "RAJ2000")]
    [InlineData("objID,raMean,decMean,epochMean,pmra,pmdec", "1," + J2016 + ",57388.5,-798.58,10328.12", null, "raMean")]
    public void The_position_of_several_that_fits_the_epoch_is_moved(string names, string row, string? epoch, string taken)
    {
        foreach ((double year, string there) in new[] { (2000.0, J2000), (2016.0, J2016), (1991.25, J1991), (2010.5589, J2010) })
        {
            AstroTable star = JoinFixtures.Csv($"{names}\n{row}\n");
            JoinedBlock pairs = Join(JoinInput.OfTable(star) with { Epoch = epoch }, JoinFixtures.Csv($"id,ra,dec\n1,{there}\n"), new JoinOptions { Radius = 0.1 / 3600, Epoch = year });
            Assert.InRange(pairs.Separation[0] * 3600, 0, 0.005);
            Assert.Equal(taken, pairs.Sides.Left?.Columns[0]);
        }
    }

    // Where the columns do not tell the epoch, nothing is guessed.
    [Theory]
    [InlineData("RA_ICRS,DE_ICRS,RAJ2000,DEJ2000,pmRA,pmDE", J2016 + "," + J2000 + ",-798.58,10328.12")]
    [InlineData("HIP,RAICRS,DEICRS,pmRA,pmDE", "1," + J1991 + ",-798.58,10328.12")]
    [InlineData("designation,ra,dec,w1mjdmean,ra_pm,dec_pm,pmra,pmdec", "1," + J2010 + ",55280.1," + J2010 + ",-798.58,10328.12")]
    public void An_epoch_that_the_columns_do_not_tell_is_an_error(string names, string row) => Assert.Equal(
        ErrorIds.EpochUnknown,
        Assert.Throws<AstroException>(() => Join(JoinInput.OfTable(JoinFixtures.Csv($"{names}\n{row}\n")), Position("ra,dec", 1, 2), OneArcsecond with { Epoch = 2016 })).ErrorId);

    [Fact]
    public void Galactic_motions_are_known_by_their_UCDs()
    {
        AstroTable star = new(
        [
            JoinFixtures.Column("ra", [83.633], "deg"), JoinFixtures.Column("dec", [22.0145], "deg"),
            JoinFixtures.Column("along", [0.3], "arcsec/yr", "pos.pm;pos.galactic.lon"), JoinFixtures.Column("across", [0.4], "arcsec/yr", "pos.pm;pos.galactic.lat"),
        ]);
        JoinedBlock pairs = Join(JoinInput.OfTable(star) with { Epoch = "J2000" }, Position("ra,dec", 83.63538958296708, 22.01432546420215), OneArcsecond with { Epoch = 2016 });
        Assert.InRange(pairs.Separation[0] * 3600, 0, 1e-6);
    }

    // The errors along the galactic axes, 45 degrees or so from those of right ascension and declination, are taken to be the larger one.
    [Theory]
    [InlineData(5)]
    [InlineData(50)]
    public void Errors_of_galactic_motions_widen_ellipses_in_all_directions(double angle)
    {
        AstroTable star = JoinFixtures.Csv($"id,ra,dec,pml,pmb,pml_error,pmb_error,a,b,t\n1,83.633,22.0145,0,0,400,0,1arcsec,1arcsec,{angle}deg\n");
        JoinInput left = JoinInput.OfTable(star) with { Epoch = "2000", Ellipse = new RowEllipse(new RowAngle("a"), new RowAngle("b"), new RowAngle("t")) };
        AstroTable other = JoinFixtures.Csv(FormattableString.Invariant($"id,ra,dec\n1,83.633,{22.0145 + 4 / 3600.0}\n2,{83.633 + 4 / 3600.0},22.0145\n3,83.633,{22.0145 + 4.3 / 3600.0}\n"));
        Assert.Equal(["1:1", "1:2"], JoinFixtures.Ids(Join(left, other, new JoinOptions { Epoch = 2010 })));
    }

    [Theory]
    [InlineData("pm_total", null, "arcsec/yr", "pm_total")]
    [InlineData("mu_1", "pos.pm", null, "mu_1")]
    [InlineData("rate", null, "1/yr", null)]
    public void A_motion_that_is_not_recognized_is_a_warning(string name, string? ucd, string? unit, string? warned)
    {
        AstroTable star = new([JoinFixtures.Column("ra", [10], "deg"), JoinFixtures.Column("dec", [0], "deg"), JoinFixtures.Column(name, [1], unit, ucd)]);
        StreamedJoin join = new(JoinInput.OfTable(star) with { Source = "stars", Epoch = "2000" }, JoinInput.OfTable(Position("ra,dec", 10, 0)) with { Epoch = "2000" }, OneArcsecond with { Epoch = 2010 });
        _ = join.ToTable(TestContext.Current.CancellationToken);
        Assert.Equal(
            [
                warned is null
                    ? "stars: no proper motions are found, and the rows, of epoch J2000.0, are not moved to epoch J2010.0."
                    : $"stars: the column '{warned}' seems to be a proper motion, but no pair of columns is recognized as proper motions "
                        + "along two axes, and the rows are not moved. Name such columns pmra and pmdec, or pml and pmb.",
                "The table: no proper motions are found, and the rows, of epoch J2000.0, are not moved to epoch J2010.0.",
            ],
            join.Warnings);
        Assert.Empty(new StreamedJoin(JoinInput.OfTable(star), JoinInput.OfTable(Position("ra,dec", 10, 0)), OneArcsecond).Warnings);
    }

    [Theory]
    [InlineData(null, null, "Neither stars nor survey has columns that are recognized as proper motions: no row is moved to epoch J2010.0.")]
    [InlineData("2000", null, "stars: no proper motions are found, and the rows, of epoch J2000.0, are not moved to epoch J2010.0.")]
    [InlineData("2010", "2010", "Neither stars nor survey has columns that are recognized as proper motions: no row is moved to epoch J2010.0.")]
    public void A_common_epoch_without_any_motion_is_one_warning(string? left, string? right, string warning)
    {
        StreamedJoin join = new(
            JoinInput.OfTable(Position("ra,dec", 10, 0)) with { Source = "stars", Epoch = left },
            JoinInput.OfTable(Position("ra,dec", 10, 0)) with { Source = "survey", Epoch = right },
            OneArcsecond with { Epoch = 2010 });
        _ = join.ToTable(TestContext.Current.CancellationToken);
        Assert.Equal([warning], join.Warnings);
    }

    [Theory]
    [InlineData("muRA,muDE")]
    [InlineData("mu_ra,mu_dec")]
    [InlineData("ra_pm,dec_pm")]
    [InlineData("pmRAcosDE,pmDE")]
    [InlineData("pmRAcosDec,pmDE")]
    [InlineData("pmRA (mas/yr),pmDE (mas/yr)")]
    [InlineData("pmRA [arcsec/yr],pmDE [arcsec/yr]", 0.001)]
    [InlineData("pmRA [arcsec.yr-1],pmDE [arcsec.yr-1]", 0.001)]
    public void Motions_are_known_by_many_names_and_the_unit_may_be_in_the_name(string names, double unit = 1)
    {
        JoinInput star = JoinInput.OfTable(Position("ra,dec," + names, 269.452, 4.693, -801.551 * unit, 10362.394 * unit)) with { Epoch = "2016" };
        StreamedJoin join = new(star, JoinInput.OfTable(Position("ra,dec", 269.45557419671337, 4.646944916472433)), OneArcsecond with { Epoch = 2000 });
        JoinedBlock pairs = join.GetBlocks(TestContext.Current.CancellationToken).Single();
        Assert.InRange(pairs.Separation[0] * 3600, 0, 1e-6);
        Assert.Equal(!names.Contains("/yr", StringComparison.Ordinal) && unit == 1, join.Warnings.Any(warning => warning.Contains("have no unit", StringComparison.Ordinal)));
    }

    // In AllWISE they are positions.
    [Fact]
    public void Columns_ra_pm_and_dec_pm_in_degrees_are_no_motions()
    {
        AstroTable wise = new([.. new[] { "ra", "dec", "ra_pm", "dec_pm" }.Select(name => JoinFixtures.Column(name, [10], "deg"))]);
        JoinedBlock pairs = Join(JoinInput.OfTable(wise), Position("ra,dec", 10, 10), OneArcsecond with { Epoch = 2000 });
        Assert.Equal(0, pairs.Separation[0]);
    }

    // A quasar has a motion in the FK4, which rotates: SkyCoord(10.684708, 41.26875).transform_to(FK4(obstime='J1950')), and 'J1980'.
    [Fact]
    public void A_quasar_that_moves_in_the_FK4_stays_where_it_is()
    {
        JoinInput quasar = JoinInput.OfTable(Position("ra,dec,pmra,pmdec", 10.000396026187547, 40.99492542288118, -1.3005, 4.28868)) with { Frame = PositionFrame.Fk4, Epoch = "J1950" };
        JoinedBlock pairs = Join(quasar, Position("ra,dec", 10.684708, 41.26875), OneArcsecond with { Epoch = 1980 });
        Assert.InRange(pairs.Separation[0] * 3600, 0, 0.0005);
    }

    // SkyCoord(10, 41, frame=FK4(equinox='B1950', obstime='J1980')).icrs
    [Theory]
    [InlineData("J1980", 0, 1e-6)]
    [InlineData(null, 0.1, 0.2)]
    public void An_epoch_that_the_user_gives_is_that_at_which_the_FK4_was_observed(string? epoch, double least, double most)
    {
        JoinInput old = JoinInput.OfTable(Position("ra,dec", 10, 41)) with { Frame = PositionFrame.Fk4, Epoch = epoch };
        JoinedBlock pairs = Join(old, Position("ra,dec", 10.68433250152041, 41.27378916146773), OneArcsecond);
        Assert.InRange(pairs.Separation[0] * 3600, least, most);
        if (epoch is null)
            return;
        AstroTable joined = TableJoin.ToTable(pairs, TestContext.Current.CancellationToken);
        JoinedBlock again = Join(JoinInput.OfTable(joined), Position("ra,dec", 10.68433250152041, 41.27378916146773), OneArcsecond);
        Assert.InRange(again.Separation[0] * 3600, least, most);
    }

    [Fact]
    public void Rows_without_a_motion_are_counted()
    {
        AstroTable gaia = JoinFixtures.Csv("id,ra,dec,pmra,pmdec\n1,10,0,1,1\n2,20,0,,\n3,30,0,1,\n4,,,,\n");
        JoinSide side = new(JoinInput.OfTable(gaia) with { Epoch = "2016" }, keepsUnmatched: false, epoch: 2000);
        side.Read(gaia);
        Assert.Contains(side.Warnings, warning => warning.Contains("2 of 4 rows have no proper motion and are not moved to epoch J2000.0", StringComparison.Ordinal));
    }

    [Fact]
    public void Both_sides_are_moved_from_their_own_epochs()
    {
        AstroTable gaia = JoinFixtures.Csv("id,ra,dec,pmra,pmdec,ref_epoch\n1,269.452,4.693,-801.551,10362.394,2016\n2,10,0,,,2016\n");
        AstroTable old = JoinFixtures.Csv("id,ra,dec,pmra,pmdec,when\n1,269.45557419671337,4.646944916472433,-801.551,10362.394,2451545.0\n2,10,0,1000,0,2451545.0\n");
        StreamedJoin join = new(JoinInput.OfTable(gaia), JoinInput.OfTable(old) with { Epoch = "when", Source = "old.csv" }, OneArcsecond with { Epoch = 2026 });
        JoinedBlock pairs = join.GetBlocks(TestContext.Current.CancellationToken).Single();
        Assert.Equal(["1:1"], JoinFixtures.Ids(pairs));
        // The same motion at both epochs is not quite the same line: a great circle meets the meridians at other angles.
        Assert.InRange(pairs.Separation[0] * 3600, 0, 0.002);
        Assert.Equal(
            [
                "fixture.csv: the proper motions in 'pmra' and 'pmdec' have no unit and are taken to be in mas/yr.",
                "fixture.csv: 1 of 2 rows have no proper motion and are not moved to epoch J2026.0.",
                "old.csv: the proper motions in 'pmra' and 'pmdec' have no unit and are taken to be in mas/yr.",
            ],
            join.Warnings);
    }

    [Theory]
    [InlineData(MatchMode.All)]
    [InlineData(MatchMode.BestBoth)]
    public void Blocks_of_a_large_file_are_moved_as_a_table_in_memory_is(MatchMode mode)
    {
        Random random = new(5);
        string[] stars = [.. Enumerable.Range(1, 50).Select(i => FormattableString.Invariant($"{i},{10 + random.NextDouble()},{40 + random.NextDouble()},{random.Next(-9000, 9000)},{random.Next(-9000, 9000)},{2000 + random.Next(20)}"))];
        AstroTable large = JoinFixtures.Csv("id,ra,dec,pmra,pmdec,ref_epoch\n" + string.Join('\n', stars) + "\n"), small = JoinFixtures.Csv("id,ra,dec\n1,10.7,41.3\n2,11.2,41.0\n");
        JoinOptions options = new() { Radius = 0.3, Epoch = 2026, Mode = mode };
        Func<JoinInput, string[]> match = input => [.. new StreamedJoin(input with { Frame = PositionFrame.Fk4 }, JoinInput.OfTable(small), options with { BlockRows = 7 })
            .GetBlocks(TestContext.Current.CancellationToken).SelectMany(block => JoinFixtures.Ids(block).Select((id, i) => $"{id} {block.Separation[block.Rows.Pair[i]]:R}"))];
        string[] inMemory = match(JoinInput.OfTable(large));
        Assert.NotEmpty(inMemory);
        Assert.Equal(inMemory, match(JoinFixtures.Blocked(large, 1)));
    }

    [Fact]
    public void Motions_without_an_epoch_are_an_error_that_says_what_to_type()
    {
        JoinInput left = JoinInput.OfTable(Position("ra,dec,pmra,pmdec", 1, 2, 3, 4)) with { Source = "stars.csv", PositionOption = "-LeftPosition" };
        AstroException error = Assert.Throws<AstroException>(() => Join(left, Position("ra,dec", 1, 2), OneArcsecond with { Epoch = 2000 }));
        Assert.Equal(ErrorIds.EpochUnknown, error.ErrorId);
        Assert.Equal("Give it as a year or as the name of a column: -LeftEpoch 2016.0.", error.Recommendation);
    }

    [Fact]
    public void A_unit_that_is_no_proper_motion_is_an_error()
    {
        AstroTable table = new([JoinFixtures.Column("ra", [1], "deg"), JoinFixtures.Column("dec", [2], "deg"), JoinFixtures.Column("pmra", [3], "s/yr"), JoinFixtures.Column("pmdec", [3], "arcsec/yr")]);
        AstroException error = Assert.Throws<AstroException>(() => Join(JoinInput.OfTable(table) with { Epoch = "2016" }, Position("ra,dec", 1, 2), OneArcsecond with { Epoch = 2000 }));
        Assert.Equal(ErrorIds.UnitUnknown, error.ErrorId);
    }

    [Theory]
    [InlineData("mas/yr", 1000)]
    [InlineData("arcsec/yr", 1)]
    [InlineData("deg/d", 7.605e-7)]
    public void Motions_are_in_the_unit_of_their_column(string unit, double value)
    {
        AstroTable table = new([JoinFixtures.Column("ra", [10], "deg"), JoinFixtures.Column("dec", [0], "deg"), JoinFixtures.Column("pmra", [value], unit), JoinFixtures.Column("pmdec", [0], unit)]);
        JoinedBlock pairs = Join(JoinInput.OfTable(table) with { Epoch = "2000" }, Position("ra,dec", 10, 0), new JoinOptions { Radius = 1, Epoch = 2010 });
        Assert.Equal(10, pairs.Separation[0] * 3600, 0.01);
    }

    [Theory]
    [InlineData("2000")]
    [InlineData("MJD 51544.5")]
    [InlineData("51544.5")]
    [InlineData("JD 2451545")]
    [InlineData("2000-01-01 12:00")]
    public void An_epoch_is_a_year_a_date_or_a_Julian_date(string epoch)
    {
        AstroTable table = new([JoinFixtures.Column("ra", [10], "deg"), JoinFixtures.Column("dec", [0], "deg"), JoinFixtures.Column("pmra", [1], "arcsec/yr"), JoinFixtures.Column("pmdec", [0], "arcsec/yr")]);
        JoinedBlock pairs = Join(JoinInput.OfTable(table) with { Epoch = epoch }, Position("ra,dec", 10, 0), new JoinOptions { Radius = 1, Epoch = 2010 });
        Assert.Equal(10, pairs.Separation[0] * 3600, 0.001);
    }

    // Two stars 3 arcsec from the other position. The motion of the first is known to 100 mas/yr, that of the second is not known: 10 mas/yr.
    [Theory]
    [InlineData(2010, "1:1")]
    [InlineData(2020, "1:1")]
    [InlineData(2120, "1:1,2:1")]
    public void Radii_grow_by_what_is_not_known_of_the_motion(double epoch, string expected)
    {
        AstroTable stars = JoinFixtures.Csv($"id,ra,dec,pmra,pmdec,pmra_error,pmdec_error,r\n1,10,{3 / 3600.0},0,0,100,50,2.1arcsec\n2,10,{3 / 3600.0},,,,,2.1arcsec\n");
        JoinInput left = JoinInput.OfTable(stars) with { Radius = new RowAngle("r"), Epoch = "2000" };
        Assert.Equal(expected.Split(','), JoinFixtures.Ids(Join(left, JoinFixtures.Csv("id,ra,dec\n1,10,0\n"), new JoinOptions { Epoch = epoch })));
        Assert.Empty(JoinFixtures.Ids(Join(left, JoinFixtures.Csv("id,ra,dec\n1,10,0\n"), new JoinOptions())));
    }

    [Fact]
    public void Ellipses_grow_by_the_covariance_of_the_motion()
    {
        AstroTable stars = JoinFixtures.Csv($"id,ra,dec,pmra,pmdec,pmra_error,pmdec_error\n1,10,{5 / 3600.0},0,0,0,400\n");
        JoinInput left = JoinInput.OfTable(stars) with { Ellipse = new RowEllipse(new RowAngle("3arcsec"), new RowAngle("1arcsec"), new RowAngle("0deg")), Epoch = "2000" };
        JoinInput right = JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec\n1,10,0\n")) with { Ellipse = new RowEllipse(new RowAngle("0deg"), new RowAngle("0deg"), new RowAngle("0deg")) };
        JoinedBlock pairs = new StreamedJoin(left, right, new JoinOptions { Epoch = 2010 }).GetBlocks(TestContext.Current.CancellationToken).Single();
        // sqrt(3² + 4²) = 5 arcsec to the north.
        Assert.Equal(1, pairs.NormalizedSeparation![0], 1e-6);
    }

    [Fact]
    public void Epochs_that_differ_by_more_than_the_radius_are_a_warning()
    {
        CoordinateSystem gaia = new("ICRS") { Epoch = "J2016.0" }, old = new("ICRS") { Epoch = "J2000.0" };
        Assert.Equal(
            ["stars: The positions"],
            Warnings(gaia, old, 1000, OneArcsecond).Select(warning => "stars: " + warning[..13]));
        Assert.Contains("moves by 16 arcsec in between", Warnings(gaia, old, 1000, OneArcsecond).Single());
        Assert.Empty(Warnings(gaia, old, 50, OneArcsecond));
        Assert.Empty(Warnings(gaia, gaia, 1000, OneArcsecond));
        Assert.Empty(Warnings(gaia, old, 1000, OneArcsecond with { Radius = 20 / 3600.0 }));
        Assert.Empty(Warnings(gaia, old, 1000, OneArcsecond with { Epoch = 2000 }));
    }

    private static IReadOnlyList<string> Warnings(CoordinateSystem left, CoordinateSystem right, double motion, JoinOptions options)
    {
        AstroTable stars = new(
        [
            Coordinate("ra", 10, left), Coordinate("dec", 0, left), JoinFixtures.Column("pmra", [motion], "mas/yr"), JoinFixtures.Column("pmdec", [0], "mas/yr"),
        ]);
        AstroTable other = new([Coordinate("ra", 10, right), Coordinate("dec", 0, right)]);
        StreamedJoin join = new(JoinInput.OfTable(stars), JoinInput.OfTable(other), options);
        _ = join.GetBlocks(TestContext.Current.CancellationToken).Single();
        return join.Warnings;
    }

    private static AstroColumn Coordinate(string name, double value, CoordinateSystem system) =>
        new AstroColumn<double>(new ColumnInfo(name, typeof(double)) { Unit = "deg", CoordinateSystem = system }, [value]);

    private static JoinedBlock Join(JoinInput left, AstroTable right, JoinOptions options) =>
        new StreamedJoin(left, JoinInput.OfTable(right), options).GetBlocks(TestContext.Current.CancellationToken).Single();

    private static AstroTable Position(string names, params double[] values) =>
        new(names.Split(',').Select((name, i) => JoinFixtures.Column(name, [values[i]])));
}
