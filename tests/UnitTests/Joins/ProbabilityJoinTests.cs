using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Joins with probabilities: small tables whose answers are clear, and a simulated sky whose true counterparts are known.</summary>
public class ProbabilityJoinTests
{
    private const double Arcsec = 1.0 / 3600;

    private static readonly string[] Added =
    [
        "bayes_factor", "chance_density", "chance_probability", "likelihood_ratio", "match_probability", "any_probability", "reliability", "match_flag",
        "candidate_count", "covered_share",
    ];

    // Two candidates for object 0, none for 1, one for 2, and a row without a position.
    private static readonly AstroTable Objects = JoinFixtures.Csv("id,ra,dec,err\n0,10,0,1\n1,10.01,0.01,1\n2,10.02,0,1\n3,,,1");

    private static readonly AstroTable Sources = JoinFixtures.Csv("id,ra,dec,mag\n100,10.0002,0,20\n101,10.0003,0,12\n102,10.0201,0,15\n103,10.03,0.02,18");

    private static readonly JoinOptions Known = new() { Probability = new ProbabilityOptions { Completeness = 0.7 } };

    [Fact]
    public void Every_candidate_has_its_probabilities()
    {
        JoinedBlock block = Join(Known);
        Assert.Equal(["0:100", "0:101", "2:102"], JoinFixtures.Ids(block));
        JoinedProbabilities numbers = block.Probabilities!;
        for (int i = 0; i < 3; i++)
        {
            double others = i == 0 ? numbers.LikelihoodRatio[1] : i == 1 ? numbers.LikelihoodRatio[0] : 0;
            double odds = 0.7 * numbers.LikelihoodRatio[i], none = 0.3 + 0.7 * others;
            Assert.Equal(odds / (odds + none), numbers.Reliability[i], 1e-12);
            Assert.Equal(numbers.AnyProbability[i] * numbers.MatchProbability[i], numbers.Reliability[i], 1e-12);
            // log₁₀ of 2/σ² in radians, less d²/2.
            double sigma = Math.PI / 180 * Arcsec, d = block.NormalizedSeparation![i];
            Assert.Equal(Math.Log10(2 / (sigma * sigma)) - d * d / 2 / Math.Log(10), numbers.BayesFactor[i], 1e-6);
            Assert.Equal(1 - Math.Exp(-Math.PI * d * d * Arcsec * Arcsec * numbers.ChanceDensity[i]), numbers.ChanceProbability[i], 1e-12);
        }

        Assert.Equal([0.72, 1.08, 0.36], block.NormalizedSeparation!, (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([2, 2, 1], numbers.CandidateCount);
        Assert.Equal([1, 2, 1], numbers.MatchFlag);
        Assert.All(numbers.CoveredShare, share => Assert.Equal(1, share));
    }

    [Fact]
    public void The_best_is_the_most_probable_not_the_nearest()
    {
        JoinInput right = Right with { Brightness = "mag" };
        JoinOptions best = Known with { Mode = MatchMode.BestForLeft };
        Assert.Equal(["0:100", "2:102"], JoinFixtures.Ids(Join(best)));
        Assert.Equal(["0:101", "2:102"], JoinFixtures.Ids(Join(best, right: right)));
        Assert.Equal(["0:101", "2:102"], JoinFixtures.Ids(Join(Known with { Mode = MatchMode.Nearest }, right: right)));
        Assert.Equal(["0:101", "2:102"], JoinFixtures.Ids(Join(Known with { Mode = MatchMode.BestBoth }, right: right)));
    }

    [Fact]
    public void BestForRight_seeks_the_counterparts_of_right_objects_among_the_left()
    {
        JoinedBlock swapped = new StreamedJoin(Right with { Brightness = "mag" }, Left, Known with { Mode = MatchMode.BestForRight, Join = JoinKind.Full })
            .GetBlocks(TestContext.Current.CancellationToken).Single();
        JoinedBlock direct = Join(Known with { Mode = MatchMode.BestForLeft, Join = JoinKind.Full }, right: Right with { Brightness = "mag" });
        Assert.Equal(["101:0", "102:2"], JoinFixtures.Ids(swapped).Where(ids => !ids.StartsWith(':') && !ids.EndsWith(':')));
        Assert.Equal(Reliable(direct).Order(), Reliable(swapped).Order());
        Assert.Equal(3, swapped.Probabilities!.AnyProbability.Count(double.IsFinite));
        // Of the row without a counterpart, the probability is known too: 0.
        Assert.Contains(0, swapped.Probabilities.AnyProbability);

        static IEnumerable<double> Reliable(JoinedBlock block) => block.Probabilities!.Reliability.Where(double.IsFinite);
    }

    [Fact]
    public void Rows_without_a_counterpart_are_kept_with_what_is_known_of_them()
    {
        AstroTable joined = TableJoin.ToTable(Join(Known with { Join = JoinKind.Full }), TestContext.Current.CancellationToken);
        Assert.Equal(["sep_arcsec", "position_angle", "normalized_sep", .. Added], joined.Columns.Select(column => column.Name).SkipWhile(name => name != "sep_arcsec"));
        int lonely = Enumerable.Range(0, joined.RowCount).Single(row => joined["id_1"].GetText(row) == "1");
        Assert.Equal([0.0, 0, 1.0], new[] { "any_probability", "candidate_count", "covered_share" }.Select(name => joined[name].GetDouble(lonely)));
        Assert.All(Added.Except(["any_probability", "candidate_count", "covered_share", "match_flag"]), name => Assert.True(joined[name].IsNull(lonely), name));
        foreach (string id in new[] { "3", "" })
        {
            int row = Enumerable.Range(0, joined.RowCount).First(row => joined["id_1"].GetText(row) == id);
            Assert.All(Added, name => Assert.True(joined[name].IsNull(row), $"{name} of '{id}'"));
        }
    }

    [Fact]
    public void A_condition_limits_the_candidates() => Assert.Equal(
        [1.0, 1.0], Join(Known with { Filter = new NotTheBright() }).Probabilities!.MatchProbability);

    [Fact]
    public void A_radius_limits_the_candidates_instead_of_their_errors()
    {
        Assert.Equal(["2:102"], JoinFixtures.Ids(Join(Known with { Radius = 0.5 * Arcsec })));
        Assert.Equal(["0:100", "2:102"], JoinFixtures.Ids(Join(Known with { MaxNormalizedSeparation = 1 })));
        JoinedBlock wide = Join(Known with { Radius = 100 * Arcsec });
        Assert.True(wide.Rows.Count > 3);
        Assert.Equal(0, wide.Probabilities!.Reliability.Min(), 1e-12);
    }

    [Fact]
    public void Errors_of_95_percent_are_converted_to_one_sigma()
    {
        AstroTable objects = JoinFixtures.Csv("id,ra,dec,err\n0,10,0,2.447746830680816\n2,10.02,0,2.447746830680816");
        JoinInput left = JoinInput.OfTable(objects) with { Ellipse = RowEllipse.Circle(new RowAngle("err:arcsec"), EllipseLevel.Percent95) };
        Assert.Equal(Join(Known).NormalizedSeparation!, Join(Known, left).NormalizedSeparation!, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Errors_of_both_sides_add_in_quadrature()
    {
        JoinInput right = Right with { Ellipse = new RowEllipse(new RowAngle("2arcsec"), new RowAngle("0.5arcsec"), new RowAngle("90deg")) };
        JoinedBlock block = Join(Known with { Radius = 2 * Arcsec }, right: right);
        Assert.Equal([0.72, 1.08, 0.36], block.NormalizedSeparation!.Select(d => d * Math.Sqrt(5)), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void A_row_without_an_error_is_an_error_unless_there_is_a_default()
    {
        JoinInput left = JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec,err\n0,10,0,0\n2,10.02,0,1\n9,,,")) with { Ellipse = RowEllipse.Circle(new RowAngle("err:arcsec")) };
        AstroException missing = Assert.Throws<AstroException>(() => Join(Known, left));
        Assert.Equal("PositionErrorInvalid", missing.ErrorId);
        Assert.Contains("1 of 3 rows", missing.Message, StringComparison.Ordinal);
        Assert.Contains("row 1", missing.Message, StringComparison.Ordinal);
        JoinOptions filled = Known with { Probability = Known.Probability! with { DefaultError = Arcsec } };
        Assert.Equal(["0:100", "0:101", "2:102"], JoinFixtures.Ids(Join(filled, left)));
    }

    [Fact]
    public void What_probabilities_need_is_checked_before_anything_is_read()
    {
        JoinInput exact = JoinInput.OfTable(Objects);
        Assert.Equal("PositionErrorInvalid", Failure(() => new StreamedJoin(exact, Right, Known)));
        Assert.Equal("MatchCriterionAmbiguous", Failure(() => new StreamedJoin(Left with { Key = "id" }, Right with { Key = "id" }, Known)));
        Assert.Equal("MatchCriterionAmbiguous", Failure(() => new StreamedJoin(Left, Right, Known with { Radius = 1, MaxNormalizedSeparation = 1 })));
        Assert.Equal("MatchRadiusInvalid", Failure(() => new StreamedJoin(Left, Right, Known with { Radius = 11 })));
        Assert.Equal("InputTooLarge", Failure(() => Join(Known with { BlockRows = 2 }, Left)));
        JoinInput huge = JoinFixtures.Blocked(Objects, 3L << 30) with { Ellipse = Left.Ellipse };
        Assert.Equal("InputTooLarge", Failure(() => Join(Known, huge)));

        static string Failure(Action action) => Assert.Throws<AstroException>(action).ErrorId;
    }

    [Fact]
    public void Tables_without_rows_have_no_candidates()
    {
        AstroTable none = Sources.Take([]);
        JoinedBlock block = Join(Known with { Join = JoinKind.Left }, right: JoinInput.OfTable(none));
        // Nothing was looked at, and so nothing is known.
        Assert.Equal([double.NaN, double.NaN, double.NaN, double.NaN], block.Probabilities!.AnyProbability);
        Assert.Equal([0, 0, 0, double.NaN], block.Probabilities.CoveredShare);
    }

    [Fact]
    public void Where_the_other_side_has_not_looked_the_probability_of_a_counterpart_is_not_known()
    {
        // Object 1 lies among the sources and has none; object 2 lies far from all.
        AstroTable objects = JoinFixtures.Csv("id,ra,dec,err\n0,10,0,1\n1,10.01,0.01,1\n2,200,50,1");
        JoinInput left = JoinInput.OfTable(objects) with { Ellipse = RowEllipse.Circle(new RowAngle("err:arcsec")) };
        JoinedBlock block = Join(Known with { Join = JoinKind.Left, Mode = MatchMode.BestForLeft }, left);
        Assert.Equal([1, 1, 0.0], block.Probabilities!.CoveredShare);
        Assert.True(block.Probabilities.AnyProbability[0] > 0.5);
        Assert.Equal([0, double.NaN], block.Probabilities.AnyProbability[1..]);
        AstroTable joined = TableJoin.ToTable(block, TestContext.Current.CancellationToken);
        Assert.Equal([false, false, true], Enumerable.Range(0, 3).Select(joined["any_probability"].IsNull));
    }

    [Fact]
    public void Numbers_that_stand_for_a_missing_magnitude_are_not_bright_or_faint_sources()
    {
        JoinInput Marked(string mark) => JoinInput.OfTable(JoinFixtures.Csv($"id,ra,dec,mag\n100,10.0002,0,20\n101,10.0003,0,{mark}\n102,10.0201,0,15\n103,10.03,0.02,18"))
            with
        { Brightness = "mag" };
        foreach (string mark in new[] { "-99", "99.99" })
        {
            StreamedJoin join = new(Left, Marked(mark), Known);
            JoinedBlock marked = join.GetBlocks(TestContext.Current.CancellationToken).Single(), empty = Join(Known, right: Marked(""));
            Assert.Equal(empty.Probabilities!.Reliability, marked.Probabilities!.Reliability);
            string warning = Assert.Single(join.Warnings, text => text.Contains("Not taken as brightness", StringComparison.Ordinal));
            Assert.Contains("1 value of 'mag' of ", warning, StringComparison.Ordinal);
            Assert.Contains(join.Provenance, entry => entry.Name == "note" && entry.Value.Contains($"({mark} in 1)", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Repeated_objects_have_each_their_own_rows_and_count_once_in_the_fit()
    {
        string[] lines = [.. Enumerable.Range(0, 40).Select(i => FormattableString.Invariant($"{i},{10 + 0.01 * i},0,1"))];
        AstroTable sources = JoinFixtures.Csv("id,ra,dec\n" + string.Join('\n', Enumerable.Range(0, 400).Select(
            i => FormattableString.Invariant($"{i},{10 + 0.001 * i + (i % 20 == 0 ? 0.0001 : 0.0004)},{(i % 20 == 0 ? 0 : 0.001 * (i % 7))}"))));
        JoinOptions fitted = new() { Probability = new ProbabilityOptions() };
        (JoinedBlock once, CounterpartPriorEntry prior, _) = Run(lines);
        // The first ten, most of which have a counterpart or not as it happens, three times.
        (JoinedBlock thrice, CounterpartPriorEntry same, IReadOnlyList<string> warnings) = Run([.. lines, .. lines[..10], .. lines[..10]]);
        Assert.Equal(prior, same);
        string warning = Assert.Single(warnings, text => text.Contains("repeat an earlier row", StringComparison.Ordinal));
        Assert.Contains("20 of 60 rows", warning, StringComparison.Ordinal);
        Assert.Contains("the first is row 41, which repeats row 1.", warning, StringComparison.Ordinal);
        Dictionary<string, double> expected = JoinFixtures.Ids(once).Zip(once.Probabilities!.Reliability).ToDictionary();
        Assert.True(thrice.Rows.Count > once.Rows.Count);
        foreach ((string id, double reliability) in JoinFixtures.Ids(thrice).Zip(thrice.Probabilities!.Reliability))
            Assert.Equal(expected[id], reliability);

        (JoinedBlock, CounterpartPriorEntry, IReadOnlyList<string>) Run(string[] rows)
        {
            JoinInput left = JoinInput.OfTable(JoinFixtures.Csv("id,ra,dec,err\n" + string.Join('\n', rows))) with { Ellipse = RowEllipse.Circle(new RowAngle("err:arcsec")) };
            StreamedJoin join = new(left, JoinInput.OfTable(sources), fitted);
            JoinedBlock block = join.GetBlocks(TestContext.Current.CancellationToken).Single();
            return (block, new(join.Provenance["completeness"]!, join.Provenance.Single(entry => entry.Name == "prior").Comment!), join.Warnings);
        }
    }

    private sealed record CounterpartPriorEntry(string Completeness, string Objects);

    [Fact]
    public void Few_objects_are_not_fitted_and_a_warning_says_so()
    {
        StreamedJoin join = new(Left, Right, new JoinOptions { Probability = new ProbabilityOptions() });
        _ = join.ToTable(TestContext.Current.CancellationToken);
        Assert.Contains(join.Warnings, warning => warning.Contains("0.8 is assumed", StringComparison.Ordinal));
    }

    private static JoinInput Left => JoinInput.OfTable(Objects) with { Ellipse = RowEllipse.Circle(new RowAngle("err:arcsec")) };

    private static JoinInput Right => JoinInput.OfTable(Sources);

    private static JoinedBlock Join(JoinOptions options, JoinInput? left = null, JoinInput? right = null) =>
        new StreamedJoin(left ?? Left, right ?? Right, options).GetBlocks(TestContext.Current.CancellationToken).Single();

    private sealed class NotTheBright : IPairFilter
    {
        public string Description => "mag > 13";

        public bool[] Keep(PairCandidates pairs, CancellationToken cancellationToken) =>
            [.. pairs.Pairs.Right.Select(row => pairs.Right["mag"].GetDouble(row) > 13)];
    }
}
