using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Associations;

/// <summary>In the simulated sky the true counterpart of each Chandra source is known, so the completeness of the search can be measured.</summary>
public sealed class SimulatedCounterpartTests
{
    private const int Seed = 4;
    private const double Scale = 0.2;

    [Fact]
    public void Within_the_joint_95_percent_error_lie_95_percent_of_true_counterparts()
    {
        (int known, int found, int nearestIsTrue) = Count(new CounterpartOptions { Catalogs = [Catalogs.GaiaSource], Top = 50 });
        Assert.True(known > 1000, $"only {known} sources");
        // 95 % by construction, minus those that proper motion moves outside the errors between the observations and 2016.
        Assert.InRange((double)found / known, 0.92, 0.97);
        Assert.InRange((double)nearestIsTrue / found, 0.9, 1);
    }

    [Fact]
    public void Around_the_Fermi_position_the_nearest_three_are_chance()
    {
        SimulatedArchive archive = new(Seed, Scale);
        Dictionary<string, long> truth = Truth();
        FermiCscResult matches = new FermiCscSearch(archive).Find(new FermiCscOptions { MaxLatitude = 10 }, null, null, _ => { }, TestContext.Current.CancellationToken);
        IReadOnlyList<FermiMatchGroup> groups = FermiMatchGrouper.Group(matches.Matches);
        (IReadOnlyList<FermiCounterpart> counterparts, _) = new CounterpartSearch(archive).Find(
            groups, SearchCentre.Fermi, new CounterpartOptions { Catalogs = [Catalogs.GaiaSource] }, TestContext.Current.CancellationToken);
        int listed = counterparts.Sum(found => found.GaiaNames.Count);
        int isXray = counterparts.Sum(found => found.GaiaNames.Count(id => found.CscNames.Any(name => truth.GetValueOrDefault(name) == id)));
        Assert.True(listed > 100);
        Assert.InRange((double)isXray / listed, 0, 0.2);
    }

    private static (int Known, int Found, int NearestIsTrue) Count(CounterpartOptions options)
    {
        SimulatedArchive archive = new(Seed, Scale);
        Dictionary<string, long> truth = Truth();
        CatalogTable csc = archive.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, TestContext.Current.CancellationToken);
        ChandraSource[] sources = [.. Enumerable.Range(0, csc.RowCount).Select(CatalogObjects.Chandra(csc))
            .Where(source => !double.IsNaN(source.ErrorSemiMajor) && truth.ContainsKey(source.Name)).Take(3000)];
        IReadOnlyList<Counterpart> counterparts = new CounterpartSearch(archive).Find(sources, options, TestContext.Current.CancellationToken);
        int found = counterparts.Count(counterpart => counterpart.GaiaNames.Contains(truth[counterpart.Name]));
        int nearest = counterparts.Count(counterpart => counterpart.GaiaNames.Count > 0 && counterpart.GaiaNames[0] == truth[counterpart.Name]);
        return (sources.Length, found, nearest);
    }

    private static Dictionary<string, long> Truth()
    {
        AstroTable truth = new SimulatedSky(Seed, Scale).CscTruth;
        Dictionary<string, long> ids = new(StringComparer.Ordinal);
        for (int row = 0; row < truth.RowCount; row++)
        {
            if (!truth["source_id"].IsNull(row))
                ids[truth["csc_name"].GetText(row)] = (long)truth["source_id"].GetValue(row)!;
        }

        return ids;
    }
}
