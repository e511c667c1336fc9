using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;

namespace PSAstroXmatch.ServerTests;

/// <summary>The main job over a real TAP server that holds the published half of the galactic plane.</summary>
public class FermiCscSearchTests
{
    [Theory]
    [InlineData(MatchEngine.Archive)]
    [InlineData(MatchEngine.Local)]
    [InlineData(MatchEngine.Auto)]
    public void The_published_pairs_come_out_wherever_they_are_matched(MatchEngine engine)
    {
        TapArchive archive = new(null, TestServer.BaseUri, []);
        List<string> log = [];
        FermiCscResult result = new FermiCscSearch(archive).Find(
            new FermiCscOptions { Engine = engine }, null, null, log.Add, TestContext.Current.CancellationToken);
        FermiCscMatch[] matches = [.. result.Matches];
        Assert.Equal(5468, matches.Length);
        Assert.Equal(169, FermiMatchGrouper.Group(matches).Count);
        Assert.Equal(engine != MatchEngine.Local, log.Exists(line => line.Contains("fsc", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_server_and_the_engine_here_give_the_same_objects()
    {
        FermiCscSearch search = new(new TapArchive(null, TestServer.BaseUri, []));
        string[][] found = [.. new[] { MatchEngine.Archive, MatchEngine.Local }.Select(engine => search
            .Find(new FermiCscOptions { Engine = engine }, null, null, _ => { }, TestContext.Current.CancellationToken)
            .Matches.Select(Describe).ToArray())];
        Assert.Equal(found[0], found[1]);
    }

    [Fact]
    public void Conditions_are_sent_to_the_server()
    {
        TapArchive archive = new(null, TestServer.BaseUri, [TapServiceName.Heasarc]);
        CatalogFilter filter = new()
        {
            Cone = new Cone(265.16, -28.138, 0.1),
            Conditions = [new("name", Comparison.Like, Patterns: ["2cxo j1740*"]), new("b_flux_ap", Comparison.GreaterThan, 1e-15)],
        };
        CatalogTable sent = archive.GetCatalog(Catalogs.Csc, filter, _ => { }, TestContext.Current.CancellationToken);
        CatalogTable all = archive.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, TestContext.Current.CancellationToken);
        Assert.Equal(5462, all.RowCount);
        Assert.InRange(sent.RowCount, 1, 5461);
        Assert.Equal(
            filter.Select(all, CancellationToken.None).Select(row => all.Text("name", row)).Order(StringComparer.Ordinal),
            filter.Select(sent, CancellationToken.None).Select(row => sent.Text("name", row)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Observations_come_with_a_column_that_is_a_reserved_word()
    {
        TapArchive archive = new(null, TestServer.BaseUri, []);
        CatalogTable table = archive.GetCatalog(Catalogs.Chanmaster, CatalogFilter.None, _ => { }, TestContext.Current.CancellationToken);
        ChandraObservation first = Enumerable.Range(0, table.RowCount).Select(CatalogObjects.Observations(table)).First(item => item.ObsId == 13276);
        Assert.Equal("RCW120", first.Target);
        Assert.Equal(2013, first.Time!.Value.Year);
    }

    private static string Describe(FermiCscMatch match) =>
        string.Join("|", typeof(FermiCscMatch).GetProperties().Select(property => ValueText.Format(property.GetValue(match))));
}
