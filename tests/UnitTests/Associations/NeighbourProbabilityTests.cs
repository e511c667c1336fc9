using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Associations;

/// <summary>The probabilities of optical counterparts, held against the truth of the simulated sky.</summary>
public sealed class NeighbourProbabilityTests
{
    private const double Scale = 0.1;

    private static readonly double[] Edges = [0.05, 0.2, 0.5, 0.8, 0.95, 0.99];

    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Probabilities_of_Gaia_sources_are_the_shares_of_true_counterparts(int seed)
    {
        Calibration found = Measure(seed, "Gaia", "source_id");
        Assert.Equal(found.TrueShare, found.Model.Prior.Completeness, 0.01);
        Assert.Equal(5, found.Model.CountRadius * 3600, 1e-9);
        Assert.All(found.Reliability.Concat(found.Any), bin => Assert.InRange(bin.True, bin.Stated - bin.Tolerance, bin.Stated + bin.Tolerance));
        Assert.True(found.MostProbableIsTrue > 0.99, $"{found.MostProbableIsTrue}");
    }

    // 2MASS has no proper motions, and the stars of the X-ray sources move faster than most: probabilities are rather too low.
    [Theory]
    [InlineData(1)]
    [InlineData(6)]
    public void Probabilities_of_2MASS_sources_are_not_too_high(int seed)
    {
        Calibration found = Measure(seed, "TwoMass", "designation");
        Assert.Equal(found.TrueShare, found.Model.Prior.Completeness, 0.02);
        Assert.All(found.Reliability.Concat(found.Any), bin => Assert.True(bin.True > bin.Stated - bin.Tolerance, $"{bin}"));
        Assert.All(found.Reliability.Where(bin => bin.Stated > 0.95), bin => Assert.InRange(bin.True, bin.Stated - 0.02, bin.Stated + 0.02));
        Assert.True(found.MostProbableIsTrue > 0.99, $"{found.MostProbableIsTrue}");
    }

    [Fact]
    public void Few_centres_have_the_fixed_prior_and_one_without_an_error_has_the_nearest_without_probabilities()
    {
        SimulatedArchive archive = new(2, 0.02);
        CatalogTable csc = archive.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, Token);
        ChandraSource[] sources = [.. Enumerable.Range(0, csc.RowCount).Select(CatalogObjects.Chandra(csc)).Take(12)];
        SourceTarget[] targets =
        [
            .. sources.Select(SourceTarget.Of),
            .. sources.Select(source => new SourceTarget(source, source.Name, SourceTarget.Centre95(source.RA, source.Dec, double.NaN, double.NaN, double.NaN))),
        ];
        CounterpartOptions options = new() { HasProbabilities = true, Catalogs = [Catalogs.GaiaSource] };
        CounterpartResult result = new CounterpartSearch(archive).Find(CounterpartTarget.CentresOf(targets), options, Token);
        Assert.False(result.Catalogs[0].Model!.Prior.IsFitted);
        Assert.Equal(12, result.Catalogs[0].Model!.CentreCount);
        CandidateCounterpart[] found = [.. CounterpartTarget.ToObjects(targets, result).Cast<CandidateCounterpart>()];
        Assert.Contains(found[..12], item => item.GaiaReliabilities.Count > 0);
        Assert.All(found[..12], item => Assert.Equal(item.GaiaReliabilities.OrderDescending(), item.GaiaReliabilities));
        Assert.All(found[..12].SelectMany(item => item.Gaia), star => Assert.Equal(star.AnyProbability * star.MatchProbability, star.Reliability, 1e-12));
        Assert.Contains(found[12..], item => item.GaiaReliabilities.Count > 0);
        Assert.All(found[12..].SelectMany(item => item.Gaia), star => Assert.Equal((double.NaN, true), (star.Reliability, star.SepArcsec <= 1)));
    }

    [Fact]
    public void A_source_given_twice_changes_no_number()
    {
        SimulatedArchive archive = new(3, 0.02);
        CatalogTable csc = archive.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, Token);
        ChandraSource[] sources = [.. Enumerable.Range(0, csc.RowCount).Select(CatalogObjects.Chandra(csc)).Take(300)];
        CounterpartOptions options = new() { HasProbabilities = true };
        IReadOnlyList<Counterpart> once = new CounterpartSearch(archive).Find(sources, options, Token);
        IReadOnlyList<Counterpart> twice = new CounterpartSearch(archive).Find([.. sources, .. sources[..50]], options, Token);
        Assert.Equal(once.SelectMany(Reliabilities), twice.Take(300).SelectMany(Reliabilities));
        Assert.Equal(once.Take(50).SelectMany(Reliabilities), twice.Skip(300).SelectMany(Reliabilities));
        Assert.NotEmpty(once.SelectMany(Reliabilities));

        static IEnumerable<double> Reliabilities(Counterpart item) => item.Gaia.Cast<CatalogCounterpart>().Concat(item.TwoMass).Select(source => source.Reliability);
    }

    // A folder may hold only what was saved within some arcseconds of the sources.
    [Fact]
    public void Stars_are_counted_only_as_far_as_the_catalog_is_filled()
    {
        SimulatedArchive simulated = new(1, 0.05);
        CatalogTable csc = simulated.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, Token);
        SourceTarget[] targets = [.. Enumerable.Range(0, csc.RowCount).Select(CatalogObjects.Chandra(csc)).Select(SourceTarget.Of)];
        SearchCentres centres = CounterpartTarget.CentresOf(targets);
        CatalogTable gaia = simulated.GetCatalog(Catalogs.GaiaSource, CatalogFilter.None, _ => { }, Token);
        double[] radii = [.. Enumerable.Repeat(30 / 3600.0, centres.Count)];
        NearbyRows near = simulated.FindNear(Catalogs.GaiaSource, new SearchCircles(centres.Positions.Ra, centres.Positions.Dec, radii), new NearbyOptions(), Token);
        CatalogNeighbours found = NeighbourProbabilities.Choose(near, centres, new CounterpartOptions { HasProbabilities = true }, 30 / 3600.0, Token);
        Assert.Equal(gaia.RowCount, near.Catalog.RowCount);
        // Its stars fill cells of 10 arcsec that reach within 5 arcsec of a source.
        Assert.InRange(found.Model!.CountRadius * 3600, 4.99, 10.01);
    }

    private static Calibration Measure(int seed, string name, string truthColumn)
    {
        CatalogDescription catalog = CounterpartCatalogs.BuiltIn[name];
        SimulatedArchive archive = new(seed, Scale);
        CatalogTable csc = archive.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, Token);
        SourceTarget[] targets = [.. Enumerable.Range(0, csc.RowCount).Select(CatalogObjects.Chandra(csc)).Select(SourceTarget.Of)];
        CounterpartOptions options = new() { Catalogs = [catalog], HasProbabilities = true, Top = 50 };
        CatalogNeighbours found = new CounterpartSearch(archive).Find(CounterpartTarget.CentresOf(targets), options, Token).Catalogs[0];
        Dictionary<string, string> truth = Truth(seed, truthColumn);
        Bins reliability = new(), any = new();
        int previous = -1, right = 0, known = 0;
        for (int pair = 0; pair < found.Row.Length; pair++)
        {
            (int centre, NeighbourProbability probability) = (found.Centre[pair], found.ProbabilityOf(pair));
            string? trueName = truth.GetValueOrDefault(csc.Text("name", centre));
            bool isTrue = trueName == found.Catalog.Text(catalog.Key, found.Row[pair]);
            reliability.Add(probability.Reliability, isTrue);
            if (centre == previous)
                continue;
            previous = centre;
            any.Add(probability.AnyProbability, trueName is not null);
            known += trueName is null ? 0 : 1;
            right += isTrue ? 1 : 0;
        }

        TestContext.Current.SendDiagnosticMessage($"{name}, seed {seed}: {string.Join("; ", reliability.All.Select(bin => bin.ToString()))}");
        return new Calibration(found.Model!, (double)truth.Count / csc.RowCount, reliability.All, any.All, (double)right / known);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> Truth(int seed, string column)
    {
        AstroTable truth = new SimulatedSky(seed, Scale).CscTruth;
        return Enumerable.Range(0, truth.RowCount).Where(row => !truth[column].IsNull(row))
            .ToDictionary(row => truth["csc_name"].GetText(row), row => truth[column].GetText(row));
    }

    private sealed record Calibration(NeighbourModel Model, double TrueShare, Bin[] Reliability, Bin[] Any, double MostProbableIsTrue);

    private sealed record Bin(double Stated, double True, int Count)
    {
        /// <summary>Three standard errors of a share, and 0.015 for what the model leaves out.</summary>
        public double Tolerance => 0.015 + 3 * Math.Sqrt(Stated * (1 - Stated) / Count);
    }

    private sealed class Bins
    {
        private readonly (double Stated, int True, int Count)[] _bins = new (double, int, int)[Edges.Length + 1];

        public Bin[] All => [.. _bins.Where(bin => bin.Count > 0).Select(bin => new Bin(bin.Stated / bin.Count, (double)bin.True / bin.Count, bin.Count))];

        public void Add(double probability, bool isTrue)
        {
            int bin = Edges.Count(edge => probability >= edge);
            _bins[bin] = (_bins[bin].Stated + probability, _bins[bin].True + (isTrue ? 1 : 0), _bins[bin].Count + 1);
        }
    }
}
