using CsCheck;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Conditions on pairs against every pair tried one by one.</summary>
public class PairConditionTests
{
    private const double Radius = 3 / 3600.0;

    private static readonly Gen<AstroTable> Table =
        Gen.Select(Gen.Int[-4, 4], Gen.Int[-4, 4], Gen.Int[0, 6], Gen.Int[0, 3]).Array[0, 14].Select(rows => new AstroTable(
        [
            new AstroColumn<int>(new ColumnInfo("id", typeof(int)), [.. Enumerable.Range(1, rows.Length)]),
            JoinFixtures.Column("ra", [.. rows.Select(row => 120 + row.Item1 / 3600.0)]),
            JoinFixtures.Column("dec", [.. rows.Select(row => row.Item2 / 3600.0)]),
            JoinFixtures.Column("mag", [.. rows.Select(row => row.Item3 == 6 ? double.NaN : row.Item3)]),
            new AstroColumn<string>(new ColumnInfo("field", typeof(string)), [.. rows.Select(row => row.Item4 == 3 ? "" : $"f{row.Item4}")]),
        ], rows.Length));

    [Theory]
    [InlineData(MatchMode.All)]
    [InlineData(MatchMode.BestForLeft)]
    [InlineData(MatchMode.BestForRight)]
    [InlineData(MatchMode.BestBoth)]
    [InlineData(MatchMode.Nearest)]
    public void The_best_are_chosen_among_the_pairs_that_stay(MatchMode mode) => Gen.Select(Table, Table).Sample(
        (left, right) =>
        {
            JoinOptions options = new() { Radius = Radius, Mode = mode, NeighborCount = 2, Filter = Condition };
            string[] found = JoinFixtures.Ids(Assert.Single(new StreamedJoin(JoinInput.OfTable(left), JoinInput.OfTable(right), options).GetBlocks(CancellationToken.None)));
            Assert.Equal(Chosen(Pairs(left, right), mode).Select(pair => $"{pair.Left + 1}:{pair.Right + 1}"), found);
        },
        iter: 300);

    [Fact]
    public void A_table_is_matched_with_itself_in_the_same_way() => Table.Sample(
        table =>
        {
            SelfJoin self = new(table, JoinInput.OfTable(table), new JoinOptions { Radius = Radius, Filter = Condition });
            Assert.Equal(
                Pairs(table, table).Where(pair => pair.Left < pair.Right).Select(pair => $"{pair.Left + 1}:{pair.Right + 1}"),
                JoinFixtures.Ids(self.GetPairs(CancellationToken.None)));
            SkyGroups groups = self.GetGroups(CancellationToken.None);
            Assert.All(Pairs(table, table).Where(pair => pair.Left != pair.Right), pair => Assert.Equal(groups.GroupOf[pair.Left], groups.GroupOf[pair.Right]));
        },
        iter: 300);

    [Theory]
    [InlineData(15.0, 15.5, true)]
    [InlineData(15.0, 16.5, false)]
    [InlineData(double.NaN, 15.0, false)]
    [InlineData(double.NaN, double.NaN, false)]
    public void A_missing_value_never_stays_and_neither_does_its_negation(double left, double right, bool stays)
    {
        PairPredicate near = new PairComparison(PairRelation.Less, Difference("mag"), new NumberTerm(1));
        Assert.Equal(stays, Stays(near, Magnitude(left), Magnitude(right)));
        Assert.Equal(!stays && !double.IsNaN(left), Stays(new NotPredicate(near), Magnitude(left), Magnitude(right)));
        Assert.Equal(double.IsNaN(left), Stays(new MissingPredicate(new ColumnTerm(true, "mag")), Magnitude(left), Magnitude(right)));
        Assert.True(Stays(new OrPredicate(near, new PairComparison(PairRelation.Equal, new NumberTerm(1), new NumberTerm(1))), Magnitude(left), Magnitude(right)));
        Assert.False(Stays(new AndPredicate(near, new PairComparison(PairRelation.Equal, new NumberTerm(1), new NumberTerm(2))), Magnitude(left), Magnitude(right)));
    }

    [Fact]
    public void Identifiers_of_64_bits_are_compared_exactly()
    {
        PairPredicate same = new PairComparison(PairRelation.Equal, new ColumnTerm(true, "id"), new ColumnTerm(false, "id"));
        Assert.True(Stays(same, Longs(5853498713190525697), Longs(5853498713190525697)));
        Assert.False(Stays(same, Longs(5853498713190525697), Longs(5853498713190525696)));
        // Their difference is not exact as a double, so that the condition leaves it to others.
        PairComparison near = new(PairRelation.Less, Difference("id"), new NumberTerm(1, 1));
        Assert.False(new PairCondition(near).IsFor(Longs(5853498713190525697), Longs(1)));
        Assert.True(new PairCondition(near).IsFor(Longs(3), Longs(1)));
    }

    [Theory]
    [InlineData("Vela", "VELA", true, true)]
    [InlineData("Vela", "VELA", false, false)]
    [InlineData("Vela", "Vela ", false, true)]
    [InlineData("", "", true, false)]
    public void Texts_are_equal_with_or_without_their_case_and_missing_ones_never(string left, string right, bool ignoreCase, bool stays) => Assert.Equal(
        stays,
        Stays(new PairComparison(PairRelation.Equal, new ColumnTerm(true, "t"), new ColumnTerm(false, "t"), ignoreCase), Text(left), Text(right)));

    [Fact]
    public void Text_that_holds_numbers_is_compared_with_numbers_and_other_text_is_an_error()
    {
        PairComparison bright = new(PairRelation.Less, new ColumnTerm(true, "t"), new NumberTerm(18, 18));
        Assert.True(Stays(bright, Text("9.5"), Text("x")));
        AstroException error = Assert.Throws<AstroException>(() => Stays(bright, Text("faint"), Text("x")));
        Assert.Equal("ValueInvalid", error.ErrorId);
        Assert.Contains("'faint'", error.Message);
    }

    [Fact]
    public void Values_of_different_kinds_are_left_to_others()
    {
        FunctionTerm sum = new((a, b) => a + b, new ColumnTerm(true, "t"), new NumberTerm(1, 1), ReadsText: false);
        Assert.False(new PairCondition(new PairComparison(PairRelation.Less, sum, new NumberTerm(3, 3))).IsFor(Text("1"), Text("1")));
        PairCondition mixed = new(new PairComparison(PairRelation.Equal, new ColumnTerm(true, "t"), new ColumnTerm(false, "mag")));
        Assert.False(mixed.IsFor(Text("1"), Magnitude(1)));
        Assert.False(new PairCondition(new PairComparison(PairRelation.Less, new ColumnTerm(true, "t"), new ColumnTerm(false, "t"))).IsFor(Text("a"), Text("b")));
        Assert.Equal("ColumnNotFound", Assert.Throws<AstroException>(() => mixed.IsFor(Magnitude(1), Magnitude(1))).ErrorId);
    }

    [Theory]
    [InlineData("arcmin", "arcsec", 180, true)]
    [InlineData("deg", "mas", 3 * 3.6e6, true)]
    [InlineData("h", "deg", 45, true)]
    [InlineData("arcmin", "arcsec", 3, false)]
    [InlineData("arcmin", "", 3, true)]
    [InlineData("", "arcsec", 3, true)]
    [InlineData("mag(AB)", "mag", 3, true)]
    public void Values_in_units_of_one_quantity_are_compared_in_one_of_them(string first, string second, double value, bool stays)
    {
        (AstroTable left, AstroTable right) = (WithUnit(3, first), WithUnit(value, second));
        Assert.Equal(stays, Stays(new PairComparison(PairRelation.Equal, new ColumnTerm(true, "x"), new ColumnTerm(false, "x")), left, right));
        FunctionTerm difference = new((a, b) => Math.Abs(a - b), new ColumnTerm(true, "x"), new ColumnTerm(false, "x"), KeepsUnit: true);
        Assert.Equal(stays, Stays(new PairComparison(PairRelation.Less, difference, new NumberTerm(1e-9)), left, right));
    }

    [Theory]
    [InlineData(2, 359, true)]
    [InlineData(2, 361, false)]
    [InlineData(0.5, 89, true)]
    [InlineData(60, 179, true)]
    [InlineData(60, 181, false)]
    public void A_multiple_keeps_the_unit_unless_its_constant_is_the_factor_between_the_units(double constant, double value, bool stays)
    {
        (AstroTable left, AstroTable right) = (WithUnit(3, "arcmin"), WithUnit(value, "arcsec"));
        FunctionTerm product = new((a, b) => a * b, new NumberTerm(constant), new ColumnTerm(true, "x"), KeepsUnit: true) { Scale = constant };
        Assert.Equal(stays, Stays(new PairComparison(PairRelation.Less, new ColumnTerm(false, "x"), product), left, right));
        Assert.Equal(stays, Stays(new PairComparison(PairRelation.Greater, product, new ColumnTerm(false, "x")), left, right));
    }

    [Theory]
    [InlineData(180)]
    [InlineData(30)]
    public void A_multiple_that_may_convert_the_units_is_refused(double constant)
    {
        FunctionTerm product = new((a, b) => a * b, new NumberTerm(constant), new ColumnTerm(true, "x"), KeepsUnit: true) { Scale = constant };
        AstroException error = Assert.Throws<AstroException>(
            () => Stays(new PairComparison(PairRelation.Less, new ColumnTerm(false, "x"), product), WithUnit(3, "arcmin"), WithUnit(3, "arcsec")));
        Assert.Equal("UnitUnknown", error.ErrorId);
        Assert.Contains($"multiplies by {constant}", error.Message);
    }

    [Fact]
    public void Values_of_different_quantities_are_refused_unless_they_are_numbers_alone()
    {
        PairTerm first = new ColumnTerm(true, "x"), second = new ColumnTerm(false, "x");
        foreach (PairTerm term in new[] { second, new FunctionTerm((a, b) => a + b, second, new NumberTerm(1), KeepsUnit: true) })
        {
            AstroException error = Assert.Throws<AstroException>(() => Stays(new PairComparison(PairRelation.Less, first, term), WithUnit(3, "arcmin"), WithUnit(4, "Jy")));
            Assert.Equal("UnitUnknown", error.ErrorId);
            Assert.Contains("'arcmin' with one in 'Jy'", error.Message);
        }

        Assert.True(Stays(new PairComparison(PairRelation.Less, first, new FunctionTerm((a, _) => a, second)), WithUnit(3, "arcmin"), WithUnit(4, "Jy")));
    }

    [Fact]
    public void A_long_list_of_pairs_is_decided_in_pieces()
    {
        int count = 3 * PairChunk.Size + 7;
        double[] zeros = new double[count];
        AstroTable left = new([JoinFixtures.Column("mag", [.. Enumerable.Range(0, count).Select(row => (double)row)])]), right = Magnitude(10000);
        int[] rows = [.. Enumerable.Range(0, count)];
        MatchPairs pairs = new(rows, new int[count], zeros, null);
        bool[] keep = new PairCondition(new PairComparison(PairRelation.Less, Difference("mag"), new NumberTerm(3)))
            .Keep(new PairCandidates(left, right, pairs, new SkyPositions(zeros, zeros), new SkyPositions([0], [0])), CancellationToken.None);
        Assert.Equal([9998, 9999, 10000, 10001, 10002], rows.Where(row => keep[row]));
    }

    private static PairCondition Condition => new(new AndPredicate(
        new PairComparison(PairRelation.LessOrEqual, Difference("mag"), new NumberTerm(2, 2)),
        new PairComparison(PairRelation.Equal, new ColumnTerm(true, "field"), new ColumnTerm(false, "field"))));

    private static FunctionTerm Difference(string column) =>
        new((a, b) => Math.Abs(a - b), new ColumnTerm(true, column), new ColumnTerm(false, column));

    private static List<(int Left, int Right, double Separation)> Pairs(AstroTable left, AstroTable right)
    {
        List<(int, int, double)> pairs = [];
        for (int i = 0; i < left.RowCount; i++)
        {
            for (int j = 0; j < right.RowCount; j++)
            {
                double separation = Separation.Degrees(
                    left["ra"].GetDouble(i), left["dec"].GetDouble(i), right["ra"].GetDouble(j), right["dec"].GetDouble(j));
                string field = left["field"].GetText(i);
                if (separation <= Radius && Math.Abs(left["mag"].GetDouble(i) - right["mag"].GetDouble(j)) <= 2 && field.Length > 0 && field == right["field"].GetText(j))
                    pairs.Add((i, j, separation));
            }
        }
        return pairs;
    }

    private static IEnumerable<(int Left, int Right, double Separation)> Chosen(List<(int Left, int Right, double Separation)> pairs, MatchMode mode)
    {
        // OrderBy is stable: of equals, the first comes first.
        var ofLeft = pairs.GroupBy(pair => pair.Left).Select(group => group.OrderBy(pair => pair.Separation).ToArray()).ToArray();
        var ofRight = pairs.GroupBy(pair => pair.Right).Select(group => group.MinBy(pair => pair.Separation)).ToArray();
        return mode switch
        {
            MatchMode.All => pairs,
            MatchMode.BestForLeft => ofLeft.Select(group => group[0]),
            MatchMode.BestForRight => pairs.Where(ofRight.Contains),
            MatchMode.BestBoth => ofLeft.Select(group => group[0]).Where(ofRight.Contains),
            _ => ofLeft.SelectMany(group => group.Take(2).OrderBy(pair => pair.Right)),
        };
    }

    private static bool Stays(PairPredicate test, AstroTable left, AstroTable right) => Assert.Single(new PairCondition(test).Keep(
        new PairCandidates(left, right, new MatchPairs([0], [0], [0], null), new SkyPositions([0], [0]), new SkyPositions([0], [0])), CancellationToken.None));

    private static AstroTable Magnitude(double value) => new([JoinFixtures.Column("mag", [value])]);

    private static AstroTable WithUnit(double value, string unit) => new([JoinFixtures.Column("x", [value], unit)]);

    private static AstroTable Longs(long value) => new([new AstroColumn<long>(new ColumnInfo("id", typeof(long)), [value])]);

    private static AstroTable Text(string value) => new([new AstroColumn<string>(new ColumnInfo("t", typeof(string)), [value])]);
}
