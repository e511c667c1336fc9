using System.Globalization;
using CsvHelper;
using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Probabilities;

/// <summary>The whole method on public Chandra sources and the official 4FGL file, against a plain implementation in Python.</summary>
public class SharedAssociationTests
{
    private static readonly Lazy<Task<(CatalogTable Fermi, CatalogTable Csc)>> Catalogs = new(ReadAsync);

    [Fact]
    public async Task Every_candidate_has_the_probability_of_the_reference()
    {
        (CatalogTable fermi, CatalogTable csc) = await Catalogs.Value;
        FermiCscAssociation association = new(fermi, csc, null, new AssociationOptions(), TestContext.Current.CancellationToken);
        Dictionary<(string, string), FermiCscCandidate> ours = association
            .Assess(fermi, [.. Enumerable.Range(0, fermi.RowCount)], TestContext.Current.CancellationToken)
            .ToDictionary(candidate => (candidate.FermiName, candidate.CscName));
        Assert.Equal(0.8069, association.Model.Prior.Completeness, 2e-4);
        Assert.Equal(0.3305, association.Model.Prior.BrightnessMean, 5e-4);
        Assert.Equal(1.0116, association.Model.Prior.BrightnessSigma, 5e-4);
        Assert.Equal(0.3150, association.Model.Prior.MissingShare, 5e-4);
        Assert.Equal(0.6000, association.Model.Prior.CatalogMissingShare, 1e-4);
        Assert.Equal(78.81, association.Catalog.Footprint.Area, 0.01);
        int rows = 0;
        foreach (IDictionary<string, object> expected in Records("../association/expected_shared.csv"))
        {
            rows++;
            double Expected(string name) => Number((string)expected[name]);
            FermiCscCandidate candidate = ours[((string)expected["fermi_name"], (string)expected["csc_name"])];
            Assert.Equal(Expected("normalized_sep"), candidate.NormalizedSep, 1e-9);
            Assert.Equal(Expected("bayes_factor"), candidate.BayesFactor, 1e-9);
            Assert.Equal(Math.Log10(Expected("chance_density")), Math.Log10(candidate.ChanceDensity), 1e-3);
            Assert.Equal(Expected("covered_share"), candidate.CoveredShare, 1e-12);
            Assert.Equal(Expected("reliability"), candidate.Reliability, 2e-3);
            Assert.Equal(Expected("any_probability"), candidate.AnyProbability, 2e-3);
            Assert.Equal(Expected("match_probability"), candidate.MatchProbability, 4e-3);
            Assert.Equal(Expected("chance_probability"), candidate.ChanceProbability, 1e-3);
        }

        Assert.Equal(4970, rows);
        Assert.Equal(4970, ours.Count);
    }

    [Fact]
    public async Task One_source_alone_has_the_probabilities_that_it_has_among_all()
    {
        (CatalogTable fermi, CatalogTable csc) = await Catalogs.Value;
        FermiCscAssociation association = new(fermi, csc, null, new AssociationOptions(), TestContext.Current.CancellationToken);
        FermiCscCandidate[] all = [.. association.Assess(fermi, [.. Enumerable.Range(0, fermi.RowCount)], TestContext.Current.CancellationToken)];
        for (int row = 0; row < fermi.RowCount; row += 97)
        {
            string name = fermi.Text("name", row);
            IReadOnlyList<FermiCscCandidate> alone = association.Assess(fermi, [row], TestContext.Current.CancellationToken);
            Assert.Equal(
                all.Where(candidate => candidate.FermiName == name).Select(candidate => (candidate.CscName, candidate.Reliability, candidate.ChanceDensity, candidate.AnyProbability)),
                alone.Select(candidate => (candidate.CscName, candidate.Reliability, candidate.ChanceDensity, candidate.AnyProbability)));
        }
    }

    // The X-ray sources of two public tables, as the evaluation of the reference joins them: one within 0.5 arcsec of another is that one.
    private static async Task<(CatalogTable Fermi, CatalogTable Csc)> ReadAsync()
    {
        CatalogTable official = await new FolderArchive(SharedData.Path("fermi")).GetCatalogAsync(
            Engine.Archives.Catalogs.Fermilpsc, CatalogFilter.None, null, TestContext.Current.CancellationToken);
        Func<int, FermiSource> source = CatalogObjects.Fermi(official);
        List<ChandraSource> sources = [];
        Dictionary<string, int> known = [];
        foreach (IDictionary<string, object> row in Records("galactic-plane/csc.csv"))
            Add((string)row["name"], row, (string)row["b_flux_ap"]);
        foreach (IDictionary<string, object> row in Records("chandra/csc_classified_8271.csv"))
            Add((string)row["name"], row, "");
        SkyPositions positions = new([.. sources.Select(x => x.RA)], [.. sources.Select(x => x.Dec)]);
        MatchPairs same = SkyMatcher.MatchSelf(positions, new FixedRadius(0.5 / 3600), null, TestContext.Current.CancellationToken);
        HashSet<int> dropped = [.. Enumerable.Range(0, same.Count).Select(i => Math.Max(same.Left[i], same.Right[i]))];
        return (CatalogObjects.ToCatalog([.. Enumerable.Range(0, official.RowCount).Select(row => Widened(source(row)))]),
            CatalogObjects.ToCatalog([.. sources.Where((_, row) => !dropped.Contains(row))]));

        void Add(string name, IDictionary<string, object> row, string flux)
        {
            ChandraSource source = new()
            {
                Name = name.StartsWith("2CXO", StringComparison.Ordinal) ? name : "2CXO " + name,
                RA = Number((string)row["ra"]),
                Dec = Number((string)row["dec"]),
                L = 0,
                B = 0,
                Flux = flux.Length > 0 ? Number(flux) : double.NaN,
            };
            if (known.TryAdd(source.Name, sources.Count))
                sources.Add(source);
        }
    }

    // The reference reads the single-precision numbers of the file by their binary value, this module by their shortest decimal.
    private static FermiSource Widened(FermiSource source) => new()
    {
        Name = source.Name,
        RA = (float)source.RA,
        Dec = (float)source.Dec,
        L = source.L,
        B = source.B,
        SemiMajorAxis95 = (float)source.SemiMajorAxis95,
        SemiMinorAxis95 = (float)source.SemiMinorAxis95,
        PositionAngle95 = (float)source.PositionAngle95,
        EnergyFlux = source.EnergyFlux,
        Class = source.Class,
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<IDictionary<string, object>> Records(string file)
    {
        using StreamReader text = new(SharedData.Path(file));
        using CsvReader reader = new(text, CultureInfo.InvariantCulture);
        return [.. reader.GetRecords<dynamic>().Select(row => (IDictionary<string, object>)row)];
    }
}
