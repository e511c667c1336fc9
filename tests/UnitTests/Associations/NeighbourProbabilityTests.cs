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
    [InlineData(1, "Gaia", null)]
    [InlineData(1, "Gaia", 2008.0)]
    [InlineData(1, "TwoMass", null)]
    [InlineData(6, "Gaia", 2008.0)]
    [InlineData(6, "TwoMass", null)]
    public void Stated_probabilities_are_the_shares_of_true_counterparts(int seed, string name, double? epoch)
    {
        CatalogDescription catalog = CounterpartCatalogs.BuiltIn[name];
        SimulatedArchive archive = new(seed, Scale);
        CatalogTable csc = archive.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, Token);
        SourceTarget[] targets = [.. Enumerable.Range(0, csc.RowCount).Select(CatalogObjects.Chandra(csc)).Select(SourceTarget.Of)];
        CounterpartOptions options = new() { Catalogs = [catalog], HasProbabilities = true, Top = 50, Epoch = epoch };
        CatalogNeighbours found = new CounterpartSearch(archive).Find(CounterpartTarget.CentresOf(targets), options, Token).Catalogs[0];
        Dictionary<string, string> truth = Truth(seed, name == "Gaia" ? "source_id" : "designation");
        (double Stated, int True, int All)[] bins = new (double, int, int)[Edges.Length + 1];
        (double Stated, int True, int All)[] any = new (double, int, int)[Edges.Length + 1];
        int previous = -1, right = 0, known = 0;
        HashSet<int> has = [];
        for (int pair = 0; pair < found.Row.Length; pair++)
        {
            NeighbourProbability probability = found.ProbabilityOf(pair);
            if (double.IsNaN(probability.Reliability))
                continue;
            bool isTrue = truth.GetValueOrDefault(csc.Text("name", found.Centre[pair])) == found.Catalog.Text(catalog.Key, found.Row[pair]);
            Add(bins, probability.Reliability, isTrue);
            if (found.Centre[pair] != previous)
            {
                previous = found.Centre[pair];
                bool hasAny = truth.ContainsKey(csc.Text("name", previous));
                Add(any, probability.AnyProbability, hasAny);
                known += hasAny ? 1 : 0;
                right += isTrue ? 1 : 0;
            }
        }

        TestContext.Current.SendDiagnosticMessage($"seed {seed} {name} {epoch}: {found.Model!.Prior}, radius {found.Model.CountRadius * 3600}\" centres {found.Model.CentreCount} truth {truth.Count}, known {known} right {right}");
        TestContext.Current.SendDiagnosticMessage("R: " + string.Join("; ", bins.Select(bin => $"{bin.Stated / bin.All:0.000}→{(double)bin.True / bin.All:0.000} ({bin.All})")));
        TestContext.Current.SendDiagnosticMessage("any: " + string.Join("; ", any.Select(bin => $"{bin.Stated / bin.All:0.000}→{(double)bin.True / bin.All:0.000} ({bin.All})")));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static void Add((double Stated, int True, int All)[] bins, double probability, bool isTrue)
    {
        int bin = Edges.Count(edge => probability >= edge);
        bins[bin] = (bins[bin].Stated + probability, bins[bin].True + (isTrue ? 1 : 0), bins[bin].All + 1);
    }

    private static Dictionary<string, string> Truth(int seed, string column)
    {
        AstroTable truth = new SimulatedSky(seed, Scale).CscTruth;
        return Enumerable.Range(0, truth.RowCount).Where(row => !truth[column].IsNull(row))
            .ToDictionary(row => truth["csc_name"].GetText(row), row => truth[column].GetText(row));
    }
}
