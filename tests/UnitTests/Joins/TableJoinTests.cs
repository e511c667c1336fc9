using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

public class TableJoinTests
{
    private const string Left = """
        id,ra,dec
        0,359.9997327,-0.0004415
        1,185.517202,89.9998248
        2,120.0005355,-44.9999634
        3,359.9998158,-0.0002616
        4,17.5527759,89.9993188
        5,120.0001286,-45.0004111
        6,359.9996806,0.0005333
        7,323.1639389,89.9992783
        8,119.9999605,-45.0003877
        9,359.9997902,-0.0001627
        10,200.0146021,89.9997694
        11,119.9999703,-45.0001965
        12,200,10
        13,,5
        """;

    private const string Right = """
        id,ra,dec
        0,0.0001365,0.0002766
        1,81.8346691,89.999893
        2,119.9995377,-45.0000577
        3,359.9995702,6.9e-06
        4,181.2110276,89.9998732
        5,119.999506,-45.0001321
        6,359.9996362,-0.0004517
        7,53.6538901,89.9995378
        8,120.0005517,-44.9997611
        9,359.9993341,9.07e-05
        10,287.9566294,89.9999862
        11,120.0000206,-45.0006628
        12,359.9999222,-8.53e-05
        13,30.8972848,89.9995077
        14,203,10
        """;

    // STILTS 3.4.7 tmatch2 matcher=sky params=2, find=all|best1|best2|best, join=1and2, 1not2, 2not1; the other joins are made of these.
    [Theory]
    [InlineData(MatchMode.All, "0:3 0:6 0:12 1:1 1:4 1:10 2:8 3:3 3:6 3:12 4:7 4:13 5:2 5:5 5:11 6:0 6:3 8:2 8:5 8:11 9:3 9:6 9:9 9:12 10:1 10:4 10:10 11:2 11:5 11:11", "7 12 13", "14")]
    [InlineData(MatchMode.BestForLeft, "0:6 1:4 2:8 3:12 4:13 5:11 6:0 8:11 9:12 10:4 11:5", "7 12 13", "1 2 3 7 9 10 14")]
    [InlineData(MatchMode.Nearest, "0:6 1:4 2:8 3:12 4:13 5:11 6:0 8:11 9:12 10:4 11:5", "7 12 13", "1 2 3 7 9 10 14")]
    [InlineData(MatchMode.BestForRight, "0:6 1:1 1:4 1:10 2:8 4:7 4:13 5:11 6:0 9:3 9:9 9:12 11:2 11:5", "3 7 8 10 12 13", "14")]
    [InlineData(MatchMode.BestBoth, "0:6 1:4 2:8 4:13 5:11 6:0 9:12 11:5", "3 7 8 10 12 13", "1 2 3 7 9 10 14")]
    public void Joins_have_the_rows_that_STILTS_gives(MatchMode mode, string pairs, string leftOnly, string rightOnly)
    {
        string[] inner = pairs.Split(' '), left = [.. leftOnly.Split(' ').Select(id => id + ":")], right = [.. rightOnly.Split(' ').Select(id => ":" + id)];
        Assert.Equal(inner, Ids(mode, JoinKind.Inner));
        Assert.Equal(Sorted([.. inner, .. left]), Sorted(Ids(mode, JoinKind.Left)));
        Assert.Equal(Sorted([.. inner, .. right]), Sorted(Ids(mode, JoinKind.Right)));
        Assert.Equal(Sorted([.. inner, .. left, .. right]), Sorted(Ids(mode, JoinKind.Full)));
        Assert.Equal(left, Ids(mode, JoinKind.LeftAnti));
        Assert.Equal(right, Ids(mode, JoinKind.RightAnti));
    }

    // astropy 5.2.1: separation and position_angle of these rows, across right ascension 0, at the pole, and elsewhere.
    [Theory]
    [InlineData(0, 12, 1.4524948958779476, 28.013178019237625)]
    [InlineData(10, 1, 1.0675062383370992, 341.45374692190603)]
    [InlineData(5, 11, 0.9469079985636071, 196.8779752581781)]
    public void Separation_and_position_angle_are_those_of_astropy(int left, int right, double arcsec, double degrees)
    {
        AstroTable table = new StreamedJoin(
            JoinInput.OfTable(JoinFixtures.Csv(Left)), JoinInput.OfTable(JoinFixtures.Csv(Right)), new JoinOptions { Radius = 2 / 3600.0 }).ToTable(CancellationToken.None);
        AstroTableRow row = Assert.Single(table.GetRows(), row => Convert.ToInt32(row["id_1"]) == left && Convert.ToInt32(row["id_2"]) == right);
        Assert.Equal(arcsec, (double)row["sep_arcsec"]!, 1e-9);
        Assert.Equal(degrees, (double)row["position_angle"]!, 1e-6);
    }

    [Fact]
    public void Names_that_clash_get_the_suffixes_of_STILTS_and_metadata_stay()
    {
        AstroTable left = new(
        [
            JoinFixtures.Column("ra", [10], "deg", "pos.eq.ra;meta.main"), JoinFixtures.Column("Dec", [0]), JoinFixtures.Column("flux", [1e-14], "erg/cm2/s"),
            JoinFixtures.Column("sep_arcsec", [5], "arcsec"), JoinFixtures.Column("ra_1", [7]),
        ]);
        AstroTable right = new([JoinFixtures.Column("RA", [10], "deg"), JoinFixtures.Column("dec", [0.0001]), JoinFixtures.Column("mag", [15], "mag", "phot.mag")]);
        AstroTable joined = Join(left, right, JoinKind.Inner);
        Assert.Equal(
            ["ra_1", "Dec_1", "flux", "sep_arcsec_1", "ra_1_2", "RA_2", "dec_2", "mag", "sep_arcsec", "position_angle"],
            joined.Columns.Select(column => column.Name));
        Assert.Equal(("erg/cm2/s", "phot.mag", "pos.eq.ra;meta.main"), (joined["flux"].Unit, joined["mag"].Info.Ucd, joined["ra_1"].Info.Ucd));
        Assert.Equal(0.36, joined["sep_arcsec"].GetDouble(0), 1e-12);
        Assert.Equal(("arcsec", "deg"), (joined["sep_arcsec"].Unit, joined["position_angle"].Unit));
    }

    [Fact]
    public void A_missing_side_is_null_and_64_bit_ids_stay_exact()
    {
        AstroTable left = JoinFixtures.Csv("source_id,ra,dec\n5853498713190525697,10,0\n5853498713190525699,20,0\n"), right = JoinFixtures.Csv("n,ra,dec\n7,10,0\n9,50,0\n");
        Assert.Equal(
            [
                "source_id=5853498713190525697 ra_1=10 dec_1=0 n=7 ra_2=10 dec_2=0 sep_arcsec=0 position_angle=0",
                "source_id=5853498713190525699 ra_1=20 dec_1=0 n= ra_2= dec_2= sep_arcsec= position_angle=",
                "source_id= ra_1= dec_1= n=9 ra_2=50 dec_2=0 sep_arcsec= position_angle=",
            ],
            JoinFixtures.Lines(Join(left, right, JoinKind.Full)));
    }

    [Fact]
    public void An_anti_join_has_the_columns_of_its_side()
    {
        AstroTable left = JoinFixtures.Csv("a,ra,dec\n1,10,0\n2,20,0\n"), right = JoinFixtures.Csv("b,ra,dec\n1,10,0\n");
        Assert.Equal(["a=2 ra=20 dec=0"], JoinFixtures.Lines(Join(left, right, JoinKind.LeftAnti)));
        Assert.Empty(JoinFixtures.Lines(Join(left, right, JoinKind.RightAnti)));
    }

    // A 95 % ellipse of 2.4477 σ against a point: 1 at its edge; against a 1σ circle of the same σ: the joint σ is √2 times as large.
    [Fact]
    public void The_level_of_ellipses_makes_the_normalised_separation_a_number_of_sigmas()
    {
        AstroTable left = new([JoinFixtures.Column("ra", [10]), JoinFixtures.Column("dec", [0]), JoinFixtures.Column("r", [SkyEllipses.Sigma95], "arcsec")]);
        AstroTable right = new([JoinFixtures.Column("ra", [10]), JoinFixtures.Column("dec", [2 / 3600.0]), JoinFixtures.Column("r", [1], "arcsec")]);
        RowEllipse circle = new(new RowAngle("r"), new RowAngle("r"), new RowAngle("0deg"));
        JoinInput a = JoinInput.OfTable(left), b = JoinInput.OfTable(right);
        AstroTable both = new StreamedJoin(a with { Ellipse = circle with { Level = EllipseLevel.Percent95 } }, b with { Ellipse = circle }, new JoinOptions()).ToTable(CancellationToken.None);
        Assert.Equal(2 / Math.Sqrt(2), both["normalized_sep"].GetDouble(0), 1e-9);
        AstroTable leftOnly = new StreamedJoin(a with { Ellipse = circle }, b, new JoinOptions()).ToTable(CancellationToken.None);
        Assert.Equal(2 / SkyEllipses.Sigma95, leftOnly["normalized_sep"].GetDouble(0), 1e-9);
        // The right ellipse alone contains the left position with the same normalised separation.
        AstroTable rightOnly = new StreamedJoin(b, a with { Ellipse = circle }, new JoinOptions()).ToTable(CancellationToken.None);
        Assert.Equal(2 / SkyEllipses.Sigma95, rightOnly["normalized_sep"].GetDouble(0), 1e-9);
        Assert.Equal(180, rightOnly["position_angle"].GetDouble(0), 1e-9);
        Assert.Equal(0, new StreamedJoin(a, b with { Ellipse = circle }, new JoinOptions()).ToTable(CancellationToken.None).RowCount);
    }

    [Theory]
    [InlineData("xmatch_correct.csv", 0.01)]
    [InlineData("xmatch_correct_0_005.csv", 0.005)]
    public void The_pairs_of_LSDB_s_own_test_come_out(string expectedName, double degrees)
    {
        AstroTable left = Engine.Tables.TableFile.Read(SharedData.Path("vectors/lsdb/small_sky/small_sky.csv"), null, TestContext.Current.CancellationToken);
        AstroTable right = Engine.Tables.TableFile.Read(SharedData.Path("vectors/lsdb/xmatch/small_sky_xmatch.csv"), null, TestContext.Current.CancellationToken);
        AstroTable expected = Engine.Tables.TableFile.Read(SharedData.Path("vectors/lsdb/xmatch_expected/" + expectedName), null, TestContext.Current.CancellationToken);
        AstroTable found = new StreamedJoin(JoinInput.OfTable(left), JoinInput.OfTable(right), new JoinOptions { Radius = degrees, Mode = MatchMode.BestForLeft }).ToTable(CancellationToken.None);
        var pairs = found.GetRows().ToDictionary(row => (Convert.ToInt64(row["id_1"]), Convert.ToInt64(row["id_2"])), row => (double)row["sep_arcsec"]! / 3600);
        Assert.Equal(expected.RowCount, pairs.Count);
        Assert.All(expected.GetRows(), row =>
            Assert.Equal((double)row["dist"]!, pairs[(Convert.ToInt64(row["ss_id"]), Convert.ToInt64(row["xmatch_id"]))], 1e-9));
    }

    private static string[] Ids(MatchMode mode, JoinKind join)
    {
        StreamedJoin sky = new(
            JoinInput.OfTable(JoinFixtures.Csv(Left)), JoinInput.OfTable(JoinFixtures.Csv(Right)), new JoinOptions { Radius = 2 / 3600.0, Mode = mode, Join = join });
        return [.. sky.GetBlocks(CancellationToken.None).SelectMany(JoinFixtures.Ids)];
    }

    private static AstroTable Join(AstroTable left, AstroTable right, JoinKind join) =>
        new StreamedJoin(JoinInput.OfTable(left), JoinInput.OfTable(right), new JoinOptions { Radius = 1 / 3600.0, Join = join }).ToTable(CancellationToken.None);

    private static string[] Sorted(string[] lines) => [.. lines.Order(StringComparer.Ordinal)];
}
