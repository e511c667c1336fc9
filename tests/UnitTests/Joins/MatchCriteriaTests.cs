using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Joins by further criteria against STILTS 3.4.7 (tmatch2), whose pairs of two small tables are written here.</summary>
public class MatchCriteriaTests
{
    private const string Left = """
        id,ra,dec,mag,night,dist,name
        0,150.001036,2.002741,,n3,,HD 5 B
        1,150.003208,2.003560,16.61,n3,95.89,HD 5 B
        2,150.000901,2.002936,14.52,n3,123.83,ngc 1
        3,150.002979,2.000120,14.51,n3,114.34,NGC 2
        4,150.000058,2.001103,14.59,n2,123.05,HD 5 B
        5,150.002979,2.003797,17.18,n2,104.23,HD 5 b
        6,150.000936,2.003593,16.2,n2,,HD 5 b
        7,150.002683,2.003555,,n3,102.55,HD 5 B
        8,150.000469,2.003279,17.19,n2,117.64,NGC 2
        9,150.002217,2.002994,14.54,n3,119.16,HD 5 B
        10,150.002144,2.001173,14.72,n2,100.13,
        11,150.001838,2.002422,15.58,n1,113.09,HD 5 B
        12,150.002200,2.002261,17.55,n3,,NGC 2
        13,150.001466,2.000293,16.6,n2,105.59,NGC 1
        14,150.002876,2.003732,,n1,99.0,HD 5 b
        15,150.001992,2.002793,15.78,n2,96.39,NGC 1
        16,150.001654,2.003473,17.54,n2,98.12,HD 5 B
        17,150.003415,2.001499,16.87,n1,126.06,HD 5 b
        18,150.002816,2.000951,15.99,n3,,NGC 2
        19,150.000170,2.002807,14.15,n3,119.11,NGC 2
        20,150.001365,2.001181,14.66,n3,112.21,NGC 1
        21,150.003602,2.000669,,n2,115.74,NGC 1
        22,150.002225,2.002173,14.16,n2,123.01,HD 5 b
        23,150.002580,2.002106,14.51,n2,94.86,NGC 2
        """;

    private const string Right = """
        id,ra,dec,mag,night,dist,name
        100,150.001206,2.001076,,n3,,ngc 1
        101,150.002796,2.003754,16.09,n1,90.23,NGC 1
        102,150.001339,2.001986,17.88,n3,122.97,HD 5 B
        103,150.000892,2.000829,17.2,n2,110.06,HD 5 b
        104,150.003642,2.002953,15.03,n3,122.97,HD 5 b
        105,150.000861,2.001699,14.94,n1,113.68,
        106,150.001712,2.002563,15.7,n2,105.91,NGC 1
        107,150.000347,2.003033,16.4,n1,116.13,NGC 2
        108,150.001226,2.001798,17.97,n2,,
        109,150.001331,2.001158,,n2,128.06,
        110,150.000593,2.000210,15.47,n1,98.73,
        111,150.001213,2.001553,14.13,n1,93.99,
        112,150.001964,2.002341,16.33,n2,91.74,HD 5 B
        113,150.002140,2.000517,17.21,n2,96.67,NGC 1
        114,150.003549,2.002959,17.61,n1,126.49,HD 5 b
        115,150.002726,2.000359,17.73,n1,103.8,NGC 1
        116,150.003207,2.000855,16.87,n3,,
        117,150.003312,2.000955,17.14,n2,97.8,NGC 2
        118,150.001572,2.000217,,n3,125.9,ngc 1
        119,150.000461,2.000549,16.14,n2,111.34,HD 5 b
        120,150.001198,2.003847,15.19,n1,104.91,NGC 2
        121,150.003727,2.000668,14.06,n3,118.65,
        122,150.003465,2.003999,17.24,n2,96.42,NGC 1
        123,150.003917,2.002697,16.8,n1,94.38,
        124,150.001234,2.003985,15.88,n2,,HD 5 b
        125,150.000603,2.000598,15.2,n3,91.17,HD 5 B
        126,150.001036,2.001328,17.75,n1,128.16,ngc 1
        127,150.003810,2.001500,,n1,129.73,NGC 2
        """;

    private static readonly PairPredicate SimilarMagnitude = new PairComparison(
        PairRelation.LessOrEqual, Difference("mag", "mag"), new NumberTerm(0.5));

    // matcher=sky+1d values1='ra dec mag' values2='ra dec mag' params='3 0.5' find=all
    [Fact]
    public void Positions_and_a_difference_of_magnitudes_give_the_pairs_of_STILTS() => AssertPairs(
        "5:122 6:107 6:124 11:106 15:106 17:116 17:117 20:105",
        Ids(new JoinOptions { Radius = 3 / 3600.0, Filter = new PairCondition(SimilarMagnitude) }));

    // matcher=sky+exact values1='ra dec night' values2='ra dec night' params=3 find=best1
    [Fact]
    public void Positions_and_an_equal_text_give_the_best_pairs_of_STILTS() => AssertPairs(
        SkyAndNight, Ids(new JoinOptions { Radius = 3 / 3600.0, Filter = new PairCondition(SameNight), Mode = MatchMode.BestForLeft }));

    // matcher=exact values1=name values2=name find=all; upper and lower case differ, and a missing name equals no other.
    [Fact]
    public void Keys_give_the_pairs_of_STILTS()
    {
        JoinInput left = JoinInput.OfTable(JoinFixtures.Csv(Left)) with { Key = "name" }, right = JoinInput.OfTable(JoinFixtures.Csv(Right)) with { Key = "NAME" };
        StreamedJoin join = new(left, right, new JoinOptions());
        AssertPairs(ByName, [.. join.GetBlocks(CancellationToken.None).SelectMany(JoinFixtures.Ids)]);
        Assert.Equal(2, join.Warnings.Count);
        Assert.Contains("1 of 24 rows have no value of 'name' and cannot be matched.", join.Warnings[0]);
        Assert.Empty(join.Problems);
    }

    // matcher=sky3d values1='ra dec dist' values2='ra dec dist' params=2 find=all
    [Fact]
    public void Distances_give_the_pairs_in_space_of_STILTS() => AssertPairs(InSpace, InSpaceIds(MatchMode.All));

    // The same with find=best1.
    [Fact]
    public void The_best_pairs_in_space_are_those_of_STILTS() => AssertPairs(InSpaceBest, InSpaceIds(MatchMode.BestForLeft));

    // The length of the difference of the two vectors. STILTS has 1.9000073, because it reads such distances as 32-bit numbers.
    [Fact]
    public void Separations_in_space_are_in_parsec()
    {
        AstroTable table = InSpaceJoin(MatchMode.All).ToTable(CancellationToken.None);
        AstroTableRow row = Assert.Single(table.GetRows(), row => row["id_1"] is 1 or 1L && row["id_2"] is 111 or 111L);
        Assert.Equal(1.9000057821569751, (double)row["sep_pc"]!, 1e-11);
        Assert.Equal("pc", table["sep_pc"].Unit);
        Assert.False(table.TryGetColumn("normalized_sep", out _));
    }

    // join=1xor2 of matcher=sky values1='ra dec' values2='ra dec' params=2
    [Fact]
    public void Rows_of_either_side_without_a_partner_are_those_of_STILTS() => AssertPairs(
        "0: 2: 4: 9: 10: 16: 23: :102 :103 :104 :105 :108 :110 :113 :114 :119 :123 :125",
        Ids(new JoinOptions { Radius = 2 / 3600.0, Join = JoinKind.FullAnti }));

    [Fact]
    public void An_annulus_is_what_the_larger_circle_has_more_than_the_smaller()
    {
        string[] all = Ids(new JoinOptions { Radius = 4 / 3600.0 }), inner = Ids(new JoinOptions { Radius = 2 / 3600.0 });
        Assert.Equal(all.Except(inner), Ids(new JoinOptions { Radius = 4 / 3600.0, MinSeparation = 2 / 3600.0 }));
        Assert.InRange(inner.Length, 1, all.Length - 1);
    }

    [Fact]
    public void Suffixes_tell_the_sides_apart()
    {
        JoinOptions options = new() { Radius = 2 / 3600.0, LeftSuffix = "", RightSuffix = "_csc" };
        AstroTable table = Join(options).ToTable(CancellationToken.None);
        Assert.Equal(["id", "ra", "dec", "mag", "night", "dist", "name", "id_csc", "ra_csc"], table.Columns.Take(9).Select(column => column.Name));
    }

    [Fact]
    public void A_table_that_was_joined_is_known_by_the_position_of_its_left_side()
    {
        AstroTable table = Join(new JoinOptions { Radius = 2 / 3600.0 }).ToTable(CancellationToken.None);
        TablePositions found = TablePositions.Find([.. table.Columns.Select(column => column.Info)], "joined");
        Assert.Equal(("ra_1", "dec_1"), (found.Longitude, found.Latitude));
    }

    [Theory]
    [InlineData(null, null, 1.0, null, null, "MatchCriterionAmbiguous")]
    [InlineData(null, "dist:pc", 1.0, "dist:pc", 1.0, "MatchCriterionAmbiguous")]
    [InlineData("name", null, null, null, null, "MatchCriterionAmbiguous")]
    [InlineData(null, "dist", 1.0, "dist:pc", null, "UnitUnknown")]
    [InlineData(null, "nothing", 1.0, "dist:pc", null, "ColumnNotFound")]
    [InlineData(null, "night:pc", 1.0, "dist:pc", null, "ValueInvalid")]
    [InlineData(null, "dist:pc", -1.0, "dist:pc", null, "MatchRadiusInvalid")]
    public void What_is_no_match_is_refused(string? leftKey, string? leftDistance, double? inSpace, string? rightDistance, double? radius, string id)
    {
        JoinInput left = JoinInput.OfTable(JoinFixtures.Csv(Left)), right = JoinInput.OfTable(JoinFixtures.Csv(Right));
        AstroException error = Assert.Throws<AstroException>(() => new StreamedJoin(
            left with { Key = leftKey, Distance = leftDistance is null ? null : new RowDistance(leftDistance) },
            right with { Distance = rightDistance is null ? null : new RowDistance(rightDistance) },
            new JoinOptions { MaxSpatialSeparation = inSpace, Radius = radius }).ToTable(CancellationToken.None));
        Assert.Equal(id, error.ErrorId);
        Assert.NotEmpty(error.Recommendation);
    }

    [Fact]
    public void A_minimum_beyond_the_maximum_is_refused() => Assert.Equal(
        "MatchRadiusInvalid", Assert.Throws<AstroException>(() => Join(new JoinOptions { Radius = 1, MinSeparation = 2 })).ErrorId);

    private static PairPredicate SameNight => new PairComparison(PairRelation.Equal, new ColumnTerm(true, "night"), new ColumnTerm(false, "night"));

    private static FunctionTerm Difference(string left, string right) =>
        new((a, b) => Math.Abs(a - b), new ColumnTerm(true, left), new ColumnTerm(false, right));

    private static StreamedJoin Join(JoinOptions options) => new(JoinInput.OfTable(JoinFixtures.Csv(Left)), JoinInput.OfTable(JoinFixtures.Csv(Right)), options);

    private static string[] Ids(JoinOptions options) => [.. Join(options).GetBlocks(CancellationToken.None).SelectMany(JoinFixtures.Ids)];

    private static StreamedJoin InSpaceJoin(MatchMode mode) => new(
        JoinInput.OfTable(JoinFixtures.Csv(Left)) with { Distance = new RowDistance("dist:pc") },
        JoinInput.OfTable(JoinFixtures.Csv(Right)) with { Distance = new RowDistance("dist:pc") },
        new JoinOptions { MaxSpatialSeparation = 2, Mode = mode });

    private static string[] InSpaceIds(MatchMode mode) => [.. InSpaceJoin(mode).GetBlocks(CancellationToken.None).SelectMany(JoinFixtures.Ids)];

    private static void AssertPairs(string expected, string[] found) =>
        Assert.Equal(expected.Split(' ').Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));

    private const string SkyAndNight =
        "0:102 1:104 3:116 4:119 5:122 6:124 10:113 13:113 14:101 15:106 16:124 17:127 18:116 20:100 21:117 22:112 23:112";

    private const string ByName =
        "0:102 0:112 0:125 1:102 1:112 1:125 2:100 2:118 2:126 3:107 3:117 3:120 3:127 4:102 4:112 4:125 5:103 5:104 5:114 "
        + "5:119 5:124 6:103 6:104 6:114 6:119 6:124 7:102 7:112 7:125 8:107 8:117 8:120 8:127 9:102 9:112 9:125 11:102 11:112 "
        + "11:125 12:107 12:117 12:120 12:127 13:101 13:106 13:113 13:115 13:122 14:103 14:104 14:114 14:119 14:124 15:101 "
        + "15:106 15:113 15:115 15:122 16:102 16:112 16:125 17:103 17:104 17:114 17:119 17:124 18:107 18:117 18:120 18:127 "
        + "19:107 19:117 19:120 19:127 20:101 20:106 20:113 20:115 20:122 21:101 21:106 21:113 21:115 21:122 22:103 22:104 "
        + "22:114 22:119 22:124 23:107 23:117 23:120 23:127";

    private const string InSpace =
        "1:111 1:113 1:117 1:122 1:123 2:102 2:104 3:105 3:107 4:102 4:104 5:106 5:115 5:120 7:115 8:107 8:121 9:121 10:110 "
        + "11:105 11:119 13:106 13:115 13:120 14:110 14:117 15:113 15:117 15:122 16:110 16:113 16:117 16:122 17:114 17:118 "
        + "19:121 20:105 20:119 21:107 22:102 22:104 23:111 23:113 23:122 23:123";

    private const string InSpaceBest =
        "1:122 2:102 3:105 4:102 5:115 7:115 8:121 9:121 10:110 11:105 13:106 14:110 15:122 16:117 17:118 19:121 20:119 "
        + "21:107 22:102 23:123";
}
