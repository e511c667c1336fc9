using PSAstroXmatch.Engine.Probabilities;
using PSAstroXmatch.Engine.RandomNumbers;

namespace PSAstroXmatch.UnitTests.Probabilities;

/// <summary>Probabilities for more than two catalogs: against NWAY's formulas, the formula for two catalogs, and simulated skies.</summary>
public class MultipleCatalogPosteriorTests
{
    private const double Arcsec = 1.0 / 3600, ArcsecPerRadian = 206264.80624709636, SquareDegreesOfSky = 41252.961249419274;

    [Fact]
    public void Three_catalogs_are_weighed_as_NWAY_weighs_them()
    {
        // One source each in two catalogs; NWAY's completeness is the odds c / (1 - c), since it gives "no counterpart" the weight 1.
        double s1 = 1, s2 = 0.5, s3 = 0.3, odds2 = 0.8 / 0.2, odds3 = 0.6 / 0.4, density2 = 5e4, density3 = 2e5;
        double psi12 = Math.Sqrt(1), psi13 = Math.Sqrt(0.5), psi23 = Math.Sqrt(0.5);
        double b12 = Pair(s1, s2, psi12), b13 = Pair(s1, s3, psi13), n2 = density2 * SquareDegreesOfSky, n3 = density3 * SquareDegreesOfSky;
        double all = s1 * s1 * s2 * s2 + s2 * s2 * s3 * s3 + s1 * s1 * s3 * s3;
        double b123 = 4 * Math.Pow(ArcsecPerRadian, 4) / all
            * Math.Exp(-(psi12 * psi12 * s3 * s3 + psi23 * psi23 * s1 * s1 + psi13 * psi13 * s2 * s2) / (2 * all));
        Assert.Equal(21.872148299939443, Math.Log10(b123), 1e-9);
        double[] weights = [odds2 * odds3 * b123 / (n2 * n3), odds2 * b12 / n2, odds3 * b13 / n3];

        MultipleCatalogPosterior found = MultipleCatalogPosterior.Of(
            Circle(s1), [new(density2, 0.8), new(density3, 0.6)], [new(0, 1 * Arcsec, 0, Circle(s2)), new(1, 0.5 * Arcsec, 0.5 * Arcsec, Circle(s3))]);

        Assert.Equal(weights.Sum() / (1 + weights.Sum()), found.AnyProbability, 1e-9);
        int[][] sources = [[0, 1], [0, -1], [-1, 1]];
        for (int i = 0; i < 3; i++)
        {
            CounterpartHypothesis one = Assert.Single(found.Hypotheses, hypothesis => hypothesis.Sources.SequenceEqual(sources[i]));
            Assert.Equal(weights[i] / weights.Sum(), one.MatchProbability, 1e-9);
            Assert.Equal(weights[i] / (1 + weights.Sum()), one.Reliability, 1e-9);
        }

        Assert.Equal((weights[0] + weights[1]) / (1 + weights.Sum()), found.SourceProbability[0], 1e-9);
        Assert.Equal((weights[0] + weights[2]) / (1 + weights.Sum()), found.SurveyProbability[1], 1e-9);
    }

    [Fact]
    public void One_catalog_has_the_probabilities_of_two_catalogs()
    {
        PositionError first = PositionError.OfEllipse(0.02, 0.01, 30), near = PositionError.OfEllipse(0.001, 0.0005, 80), far = PositionError.OfEllipse(0.002, 0.002, 0);
        double[] ratios = [Ratio(near, 0.004, -0.01) * 3, Ratio(far, -0.01, 0.015)], reliability = new double[2], match = new double[2];
        double any = Posterior.Of(0.7, ratios, reliability, match);
        MultipleCatalogPosterior found = MultipleCatalogPosterior.Of(first, [new(40, 0.7)], [new(0, 0.004, -0.01, near, 3), new(0, -0.01, 0.015, far)]);
        Assert.Equal(any, found.AnyProbability, 1e-12);
        Assert.Equal(reliability[0], found.SourceProbability[0], 1e-12);
        Assert.Equal(reliability[1], found.SourceProbability[1], 1e-12);
        Assert.Equal(match.Max(), found.Hypotheses[0].MatchProbability, 1e-12);

        double Ratio(PositionError error, double east, double north) =>
            BayesFactor.PositionDensity(first + error, (first + error).NormalizedSeparation(east, north)) / 40;
    }

    [Fact]
    public void An_unrelated_star_of_two_catalogs_does_not_confirm_itself()
    {
        // 3 sigma from the object, both catalogs list a source at one place.
        CounterpartSurvey[] surveys = [new(3e4, 0.5), new(3e4, 0.5)];
        SurveySource[] sources = [new(0, 3 * Arcsec, 0, Circle(0.1)), new(1, 3 * Arcsec, 0.02 * Arcsec, Circle(0.1))];
        MultipleCatalogPosterior alone = MultipleCatalogPosterior.Of(Circle(1), surveys, sources);
        MultipleCatalogPosterior shared = MultipleCatalogPosterior.Of(Circle(1), surveys, sources, [new([0, 1], 2e4)]);
        Assert.True(alone.AnyProbability > 0.99, $"{alone.AnyProbability}");
        Assert.True(shared.AnyProbability < 0.6, $"{shared.AnyProbability}");
    }

    [Fact]
    public void The_sum_over_shared_objects_is_that_over_all_ways_to_share()
    {
        // Two sources in each of two catalogs: every way is written down.
        (double u, double v, double uv) = (1e5, 1e5, 4e4);
        CounterpartSurvey[] surveys = [new(u, 0.5), new(v, 0.5)];
        SurveySource[] sources =
        [
            new(0, 1 * Arcsec, 0, Circle(0.4)), new(0, 1.5 * Arcsec, 0.5 * Arcsec, Circle(0.4)),
            new(1, 1.2 * Arcsec, 0.1 * Arcsec, Circle(0.4)), new(1, 0.8 * Arcsec, 0.6 * Arcsec, Circle(0.4)),
        ];
        double Block(int a, int b) => uv * SquareDegreesOfSky * Bayes([sources[a], sources[b]])
            / ((u - uv) * (v - uv) * SquareDegreesOfSky * SquareDegreesOfSky);
        double Object(params int[] of) => Bayes([new(0, 0, 0, Circle(1)), .. of.Select(i => sources[i])])
            / of.Aggregate(1.0, (product, i) => product * (sources[i].Survey == 0 ? u - uv : v - uv) * SquareDegreesOfSky);
        (double b02, double b03, double b12, double b13) = (Block(0, 2), Block(0, 3), Block(1, 2), Block(1, 3));
        double none = 1 + b02 + b03 + b12 + b13 + b02 * b13 + b03 * b12;
        double[] of =
        [
            Object(0) * (1 + b12 + b13), Object(1) * (1 + b02 + b03), Object(2) * (1 + b03 + b13), Object(3) * (1 + b02 + b12),
            Object(0, 2) * (1 + b13), Object(0, 3) * (1 + b12), Object(1, 2) * (1 + b03), Object(1, 3) * (1 + b02),
        ];
        MultipleCatalogPosterior found = MultipleCatalogPosterior.Of(Circle(1), surveys, sources, [new([0, 1], uv)]);
        Assert.Equal(of.Sum() / (none + of.Sum()), found.AnyProbability, 1e-9);
        Assert.Equal((of[0] + of[4] + of[5]) / (none + of.Sum()), found.SourceProbability[0], 1e-9);
    }

    /// <summary>Simulated objects with their counterparts, and simulated unrelated sources, a part of which both catalogs list.</summary>
    [Fact]
    public void Probabilities_in_simulated_skies_are_the_frequencies_found()
    {
        const int Objects = 8000;
        Tally exact = new(), naive = new();
        for (int i = 0; i < Objects; i++)
        {
            SimulatedObject one = new(new RandomStream(20, (ulong)i));
            exact.Add(one, one.Posterior(knowsShared: true));
            naive.Add(one, one.Posterior(knowsShared: false));
        }

        Assert.True(exact.Worst < 4, $"{exact.Worst:0.0} sigma");
        // The test sees what it is for: ignoring that unrelated sources are shared makes the probabilities far too high.
        Assert.True(naive.Worst > 10, $"{naive.Worst:0.0} sigma");
    }

    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(-1, 0.5)]
    [InlineData(1e5, 1.5)]
    [InlineData(1e5, -0.1)]
    [InlineData(double.NaN, 0.5)]
    public void Densities_and_completenesses_are_checked(double density, double completeness) => Assert.Equal(
        "ValueInvalid", Assert.Throws<AstroException>(() => MultipleCatalogPosterior.Of(Circle(1), [new(density, completeness)], [])).ErrorId);

    [Fact]
    public void Catalogs_cannot_share_more_than_they_have() => Assert.Equal("ValueInvalid", Assert.Throws<AstroException>(
        () => MultipleCatalogPosterior.Of(Circle(1), [new(10, 0.5), new(20, 0.5)], [], [new([0, 1], 10)])).ErrorId);

    [Fact]
    public void Without_sources_nothing_is_the_counterpart()
    {
        MultipleCatalogPosterior found = MultipleCatalogPosterior.Of(Circle(1), [new(10, 0.5), new(20, 0.5)], []);
        Assert.Equal(0, found.AnyProbability);
        Assert.Empty(found.Hypotheses);
    }

    private static double Pair(double first, double second, double separation) =>
        2 * ArcsecPerRadian * ArcsecPerRadian / (first * first + second * second) * Math.Exp(-separation * separation / (2 * (first * first + second * second)));

    private static double Bayes(SurveySource[] positions) => Math.Pow(10, BayesFactor.Log10(
        [.. positions.Select(position => (position.East, position.North))], [.. positions.Select(position => position.Error)]));

    private static PositionError Circle(double arcsec) => PositionError.OfEllipse(arcsec * Arcsec, arcsec * Arcsec, 0);

    /// <summary>Stated probabilities in ten bins beside what is true.</summary>
    private sealed class Tally
    {
        private readonly double[] _stated = new double[40], _found = new double[40], _variance = new double[40];

        /// <summary>The largest difference in standard errors.</summary>
        public double Worst => _stated.Select((stated, bin) => _variance[bin] > 3 ? Math.Abs(stated - _found[bin]) / Math.Sqrt(_variance[bin]) : 0).Max();

        public void Add(SimulatedObject one, MultipleCatalogPosterior posterior)
        {
            Add(0, posterior.AnyProbability, one.Counterparts.Any(source => source >= 0));
            Add(10, posterior.SurveyProbability[0], one.Counterparts[0] >= 0);
            for (int source = 0; source < posterior.SourceProbability.Length; source++)
                Add(20, posterior.SourceProbability[source], one.Counterparts.Contains(source));
            CounterpartHypothesis? best = posterior.Hypotheses.FirstOrDefault();
            if (best is not null)
                Add(30, best.Reliability, best.Sources.SequenceEqual(one.Counterparts));
        }

        private void Add(int first, double stated, bool isTrue)
        {
            int bin = first + Math.Min((int)(stated * 10), 9);
            _stated[bin] += stated;
            _found[bin] += isTrue ? 1 : 0;
            _variance[bin] += stated * (1 - stated);
        }
    }

    /// <summary>A simulated object in arcseconds: its true position, its counterparts in two catalogs, and unrelated sources within 9″.</summary>
    private sealed class SimulatedObject
    {
        private const double Region = 9, Sigma = 1, SquareArcsecPerSquareDegree = 3600.0 * 3600;
        private static readonly double[] Sigmas = [0.3, 0.2], Completeness = [0.7, 0.5], Alone = [0.004, 0.006];
        private const double Shared = 0.01;

        private readonly List<SurveySource> _sources = [];
        private readonly RandomStream _random;

        public SimulatedObject(RandomStream random)
        {
            _random = random;
            // The measured position is 0, and so the true one is off by the error.
            (double east, double north) = (random.Normal() * Sigma, random.Normal() * Sigma);
            for (int survey = 0; survey < 2; survey++)
            {
                if (random.Uniform(0, 1) < Completeness[survey])
                    Counterparts[survey] = Add(survey, east, north);
            }

            for (int survey = 0; survey < 2; survey++)
                Scatter(Alone[survey], place => Add(survey, place.East, place.North));
            Scatter(Shared, place =>
            {
                Add(0, place.East, place.North);
                Add(1, place.East, place.North);
            });
        }

        public int[] Counterparts { get; } = [-1, -1];

        public MultipleCatalogPosterior Posterior(bool knowsShared) => MultipleCatalogPosterior.Of(
            Circle(Sigma),
            [.. Enumerable.Range(0, 2).Select(survey => new CounterpartSurvey((Alone[survey] + Shared) * SquareArcsecPerSquareDegree, Completeness[survey]))],
            _sources, knowsShared ? [new([0, 1], Shared * SquareArcsecPerSquareDegree)] : null);

        private int Add(int survey, double east, double north)
        {
            double measuredEast = east + _random.Normal() * Sigmas[survey], measuredNorth = north + _random.Normal() * Sigmas[survey];
            _sources.Add(new SurveySource(survey, measuredEast * Arcsec, measuredNorth * Arcsec, Circle(Sigmas[survey])));
            return _sources.Count - 1;
        }

        // A Poisson process: exponential steps in area from the centre outwards.
        private void Scatter(double density, Action<(double East, double North)> add)
        {
            for (double area = -Math.Log(1 - _random.Uniform(0, 1)) / density; area < Math.PI * Region * Region; area -= Math.Log(1 - _random.Uniform(0, 1)) / density)
            {
                double radius = Math.Sqrt(area / Math.PI), angle = _random.Uniform(0, 2 * Math.PI);
                add((radius * Math.Cos(angle), radius * Math.Sin(angle)));
            }
        }
    }
}
