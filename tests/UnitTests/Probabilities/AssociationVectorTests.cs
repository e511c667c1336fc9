using System.Globalization;
using CsvHelper;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.UnitTests.Probabilities;

/// <summary>Bayes factors, posteriors, densities and completeness against vectors computed elsewhere with 40 digits and with NWAY.</summary>
public class AssociationVectorTests
{
    private const double Arcsec = 1.0 / 3600;

    [Fact]
    public void Bayes_factors_of_offsets_and_ellipses()
    {
        foreach (Dictionary<string, string> row in Rows("bayes_factor.csv", 19))
        {
            PositionError sum = Error(row, "_1_arcsec", "angle_1_deg") + Error(row, "_2_arcsec", "angle_2_deg");
            double d = sum.NormalizedSeparation(Number(row, "delta_east_arcsec") * Arcsec, Number(row, "delta_north_arcsec") * Arcsec);
            AssertClose(Number(row, "normalized_sep"), d, 1e-12, row["case"]);
            Assert.Equal(Number(row, "log10_bayes_factor"), BayesFactor.Log10(sum, d), 1e-9);
            AssertClose(Number(row, "position_density_per_deg2"), BayesFactor.PositionDensity(sum, d), 1e-9, row["case"]);
        }
    }

    [Fact]
    public void Bayes_factors_of_positions_on_the_sky()
    {
        foreach (Dictionary<string, string> row in Rows("bayes_factor_sky.csv", 6))
        {
            (double east, double north) = TangentOffset.Of(
                Number(row, "ra_1_deg"), Number(row, "dec_1_deg"), Number(row, "ra_2_deg"), Number(row, "dec_2_deg"));
            Assert.Equal(Number(row, "east_deg"), east, 1e-13);
            Assert.Equal(Number(row, "north_deg"), north, 1e-13);
            PositionError sum = Ellipse95(row, "1_deg", 1, "angle_1_deg") + Ellipse95(row, "2_arcsec", Arcsec, "angle_2_deg");
            double d = sum.NormalizedSeparation(east, north);
            AssertClose(Number(row, "normalized_sep"), d, 1e-12, row["case"]);
            Assert.Equal(Number(row, "log10_bayes_factor"), BayesFactor.Log10(sum, d), 1e-9);
        }
    }

    [Fact]
    public void A_position_at_an_offset_has_that_offset()
    {
        foreach ((double ra, double dec) in new[] { (10.0, 0.0), (359.9, 89.99), (120, -90), (266.4, -29.0) })
        {
            (double Ra, double Dec) at = TangentOffset.At(ra, dec, 0.3, -0.2);
            (double east, double north) = TangentOffset.Of(ra, dec, at.Ra, at.Dec);
            Assert.Equal(0.3, east, 1e-12);
            Assert.Equal(-0.2, north, 1e-12);
        }
    }

    [Fact]
    public void Bayes_factors_of_three_positions()
    {
        foreach (Dictionary<string, string> row in Rows("bayes_factor_three.csv", 4))
        {
            (double, double)[] offsets = [.. Enumerable.Range(1, 3).Select(i => (Number(row, $"east_{i}_arcsec") * Arcsec, Number(row, $"north_{i}_arcsec") * Arcsec))];
            PositionError[] errors = [.. Enumerable.Range(1, 3).Select(i => PositionError.OfEllipse(
                Number(row, $"sigma_major_{i}") * Arcsec, Number(row, $"sigma_minor_{i}") * Arcsec, Number(row, $"angle_{i}")))];
            Assert.Equal(Number(row, "log10_bayes_factor"), BayesFactor.Log10(offsets, errors), 1e-9);
        }
    }

    [Fact]
    public void Two_of_many_are_two()
    {
        PositionError first = PositionError.OfEllipse(0.02, 0.01, 30), second = PositionError.OfEllipse(0.001, 0.0005, 80);
        double expected = BayesFactor.Log10(first + second, (first + second).NormalizedSeparation(0.01, -0.02));
        Assert.Equal(expected, BayesFactor.Log10([(0, 0), (0.01, -0.02)], [first, second]), 1e-10);
    }

    [Fact]
    public void Positions_without_errors_have_no_Bayes_factor() => Assert.Equal(
        "PositionErrorInvalid", Assert.Throws<AstroException>(() => BayesFactor.Log10(PositionError.OfEllipse(0, 0, 0), 0)).ErrorId);

    [Fact]
    public void Posteriors()
    {
        foreach (IGrouping<string, Dictionary<string, string>> group in Rows("posterior.csv", 15).GroupBy(row => row["group"]))
        {
            Dictionary<string, string>[] rows = [.. group.Where(row => row["likelihood_ratio"].Length > 0)];
            double[] reliability = new double[rows.Length], match = new double[rows.Length];
            Dictionary<string, string> first = group.First();
            double any = Posterior.Of(
                Number(first, "completeness") * Coverage.Seen(Math.Pow(Number(first, "seen"), 2)),
                Array.ConvertAll(rows, row => Number(row, "likelihood_ratio")), reliability, match);
            AssertClose(Number(first, "any_probability"), any, 1e-12, group.Key);
            for (int i = 0; i < rows.Length; i++)
            {
                AssertClose(Number(rows[i], "reliability"), reliability[i], 1e-12, group.Key);
                AssertClose(Number(rows[i], "match_probability"), match[i], 1e-12, group.Key);
            }
        }
    }

    [Fact]
    public void A_likelihood_ratio_may_be_as_large_as_a_number_can_be()
    {
        double[] reliability = new double[2], match = new double[2];
        Assert.Equal(1, Posterior.Of(0.5, [1e308, 1e308], reliability, match), 1e-12);
        Assert.Equal(0.5, reliability[0], 1e-12);
    }

    [Fact]
    public void Densities_and_chance_probabilities()
    {
        foreach (Dictionary<string, string> row in Rows("chance.csv", 5))
        {
            double density = Surroundings.Density(
                Number(row, "brighter_others"), Number(row, "covered_area_deg2"), Number(row, "brighter_all") / Number(row, "footprint_deg2"));
            AssertClose(Number(row, "chance_density_per_deg2"), density, 1e-12, "density");
            double chance = ChanceProbability.Of(
                Number(row, "normalized_sep"), Number(row, "major95_deg") / SkyEllipses.Sigma95, Number(row, "minor95_deg") / SkyEllipses.Sigma95, density);
            AssertClose(Number(row, "chance_probability"), chance, 1e-12, "chance");
        }
    }

    [Fact]
    public void Completeness_by_expectation_maximisation()
    {
        Dictionary<string, string>[] rows = [.. Rows("completeness.csv", 10)];
        double c = 0.3;
        for (int i = 0; i < 2000; i++)
        {
            c = rows.Average(row => Completeness.Expected(c, Number(row, "seen"), Any(row, c)));
            if (i == 0)
                Assert.Equal(Number(rows[0], "completeness_after_one_step"), c, 1e-9);
        }

        Assert.Equal(Number(rows[0], "completeness"), c, 1e-9);
        Assert.All(rows, row => Assert.Equal(Number(row, "any_probability"), Any(row, c), 1e-9));
    }

    private static double Any(Dictionary<string, string> row, double c) =>
        Posterior.Of(c * Number(row, "seen"), [Number(row, "sum_of_likelihood_ratios")], new double[1], new double[1]);

    private static PositionError Error(Dictionary<string, string> row, string suffix, string angle) => PositionError.OfEllipse(
        Number(row, "sigma_major" + suffix) * Arcsec, Number(row, "sigma_minor" + suffix) * Arcsec, Number(row, angle));

    private static PositionError Ellipse95(Dictionary<string, string> row, string suffix, double unit, string angle) => PositionError.OfEllipse(
        Number(row, "major95_" + suffix) * unit / SkyEllipses.Sigma95, Number(row, "minor95_" + suffix) * unit / SkyEllipses.Sigma95, Number(row, angle));

    private static void AssertClose(double expected, double actual, double relative, string what) => Assert.True(
        Math.Abs(actual - expected) <= relative * Math.Abs(expected) || Math.Abs(actual - expected) < 1e-300, $"{what}: {actual} instead of {expected}");

    private static double Number(Dictionary<string, string> row, string name) => double.Parse(row[name], CultureInfo.InvariantCulture);

    private static IEnumerable<Dictionary<string, string>> Rows(string file, int count)
    {
        using StreamReader text = new(SharedData.Path("../association/" + file));
        using CsvReader reader = new(text, CultureInfo.InvariantCulture);
        Dictionary<string, string>[] rows =
            [.. reader.GetRecords<dynamic>().Select(row => ((IDictionary<string, object>)row).ToDictionary(pair => pair.Key, pair => (string)pair.Value))];
        Assert.Equal(count, rows.Length);
        return rows;
    }
}
