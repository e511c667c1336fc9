using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Joins;

/// <summary>Whether probabilities are what they say, on simulated skies whose true counterparts are known to the test only.</summary>
public class ProbabilityCalibrationTests
{
    private const double Arcsec = 1.0 / 3600;

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Stated_probabilities_are_found(int seed)
    {
        SimulatedSky sky = new(seed);
        Outcome plain = sky.Match(null), bright = sky.Match("flux");
        foreach (Outcome outcome in new[] { plain, bright })
        {
            // About 3,600 of 6,000 objects have a counterpart; three standard errors are 114.
            Assert.Equal(outcome.TrueCount, outcome.Reliability.Sum(), 115.0);
            foreach (double cut in new[] { 0.5, 0.8, 0.9 })
            {
                int[] accepted = [.. Enumerable.Range(0, outcome.Reliability.Length).Where(i => outcome.Reliability[i] >= cut)];
                Assert.True(accepted.Length > 1_000);
                double stated = accepted.Average(i => 1 - outcome.Reliability[i]), found = accepted.Average(i => outcome.IsTrue[i] ? 0.0 : 1);
                Assert.Equal(found, stated, 0.025);
            }
        }

        Assert.True(bright.Brier < 0.85 * plain.Brier, $"{bright.Brier} with brightness, {plain.Brier} without.");
        Assert.True(bright.Brier < 0.5 * bright.Constant, $"{bright.Brier} of {bright.Constant}.");
    }

    private sealed record Outcome(double[] Reliability, bool[] IsTrue)
    {
        public int TrueCount => IsTrue.Count(isTrue => isTrue);

        public double Brier => Reliability.Zip(IsTrue, (stated, isTrue) => (stated - (isTrue ? 1 : 0)) * (stated - (isTrue ? 1 : 0))).Average();

        public double Constant => (double)TrueCount / IsTrue.Length * (1 - (double)TrueCount / IsTrue.Length);
    }

    // Sources and objects four times as dense in the east as in the west; 6,000 objects with elliptical errors of some arcseconds, of which 60 %
    // have a source with more than some ten times the smallest flux as their counterpart.
    private sealed class SimulatedSky
    {
        private const int SourceCount = 60_000, ObjectCount = 6_000;

        private readonly Random _random;
        private readonly AstroTable _sources;
        private readonly AstroTable _objects;

        public SimulatedSky(int seed)
        {
            _random = new Random(seed);
            double[] ra = new double[SourceCount], dec = new double[SourceCount], flux = new double[SourceCount], id = new double[SourceCount];
            for (int i = 0; i < SourceCount; i++)
            {
                ra[i] = RightAscension();
                dec[i] = -1 + 2 * _random.NextDouble();
                flux[i] = Math.Pow(1 - _random.NextDouble(), -1);
                id[i] = i;
            }

            _sources = Table(("id", null, id), ("ra", "deg", ra), ("dec", "deg", dec), ("flux", "Jy", flux));
            _objects = Objects(ra, dec, flux);
        }

        public Outcome Match(string? brightness)
        {
            JoinInput left = JoinInput.OfTable(_objects) with { Ellipse = new RowEllipse(new RowAngle("a"), new RowAngle("b"), new RowAngle("pa")) };
            JoinInput right = JoinInput.OfTable(_sources) with { Brightness = brightness };
            JoinedBlock block = new StreamedJoin(left, right, new JoinOptions { Probability = new ProbabilityOptions() })
                .GetBlocks(TestContext.Current.CancellationToken).Single();
            double[] truth = _objects["truth"].ToDoubles();
            return new Outcome(block.Probabilities!.Reliability, [.. block.Rows.Left.Zip(block.Rows.Right, (row, source) => truth[row] == source)]);
        }

        private AstroTable Objects(double[] sourceRa, double[] sourceDec, double[] flux)
        {
            double[] ra = new double[ObjectCount], dec = new double[ObjectCount], a = new double[ObjectCount], b = new double[ObjectCount];
            double[] pa = new double[ObjectCount], truth = new double[ObjectCount];
            HashSet<int> taken = [];
            for (int i = 0; i < ObjectCount; i++)
            {
                (a[i], b[i], pa[i]) = (1 + 3 * _random.NextDouble(), 0.5 + 0.5 * _random.NextDouble(), 180 * _random.NextDouble());
                b[i] *= a[i];
                int source;
                do
                    source = _random.Next(SourceCount);
                while (Math.Log10(flux[source]) < 1 + 0.4 * Normal() || !taken.Add(source));
                if (_random.NextDouble() < 0.6)
                {
                    (double x, double y) = (a[i] * Normal() * Arcsec, b[i] * Normal() * Arcsec);
                    (double sin, double cos) = Math.SinCos(pa[i] * Math.PI / 180);
                    dec[i] = sourceDec[source] + x * cos - y * sin;
                    ra[i] = sourceRa[source] + (x * sin + y * cos) / Math.Cos(dec[i] * Math.PI / 180);
                    truth[i] = source;
                }
                else
                {
                    (ra[i], dec[i], truth[i]) = (RightAscension(), -1 + 2 * _random.NextDouble(), -1);
                }
            }

            return Table(("ra", "deg", ra), ("dec", "deg", dec), ("a", "arcsec", a), ("b", "arcsec", b), ("pa", "deg", pa), ("truth", null, truth));
        }

        private double RightAscension()
        {
            double ra;
            do
                ra = 150 + 2 * _random.NextDouble();
            while (_random.NextDouble() > 0.25 + 0.375 * (ra - 150));
            return ra;
        }

        private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

        private static AstroTable Table(params (string Name, string? Unit, double[] Values)[] columns) =>
            new(columns.Select(column => JoinFixtures.Column(column.Name, column.Values, column.Unit)), columns[0].Values.Length);
    }
}
