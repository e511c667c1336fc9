using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Sky;
using PSAstroXmatch.Engine.Tap;

namespace PSAstroXmatch.ServerTests;

/// <summary>Searches around many positions at a real server find what the files hold that it was loaded with.</summary>
public class NearbySearchTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, bool, double> Cases => new()
    {
        { "gaia_source", true, 0 },
        { "fp_psc", true, 0 },
        { "gaia_source", false, 0 },
        { "fp_psc", false, 0 },
        { "gaia_source", true, 9 },
        { "gaia_source", false, 9 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_server_finds_the_pairs_of_the_folder_by_upload_and_by_cones(string name, bool byUpload, double years)
    {
        using CountingProxy proxy = new(TestServer.BaseUri);
        FolderArchive folder = new(CounterpartServerTests.DataFolder());
        SearchCircles circles = Circles(folder, every: byUpload ? 1 : 4) with { Years = years };
        CatalogDescription catalog = Catalogs.All.Single(candidate => candidate.Name == name);
        TapArchive server = new(null, proxy.BaseUri, [], options: new TapServiceOptions { Dialect = TapDialects.Generic with { TakesUploads = byUpload } });
        List<int> progress = [];
        NearbyRows found = server.FindNear(
            catalog, circles, new NearbyOptions { Progress = (done, _) => { lock (progress) progress.Add(done); } }, Token);
        Assert.Empty(found.Failures);
        (int, string)[] expected = Pairs(folder.FindNear(catalog, circles, new NearbyOptions(), Token), circles);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Pairs(found, circles));
        // The list of columns, then capabilities and one join; or, since the dialect takes no table, a cone for each position.
        Assert.Equal(byUpload ? 3 : 1 + circles.Count, proxy.Requests.Count(request => byUpload || request.StartsWith("POST", StringComparison.Ordinal)));
        Assert.Equal(circles.Count, progress.Max());
        Assert.Equal(byUpload ? 1 : circles.Count, progress.Count);
        Archive.Forget(found.KeptAnswers, _ => { });
    }

    [Fact]
    public void Two_catalogs_around_340_positions_are_five_requests_with_all_that_is_asked_before()
    {
        using CountingProxy proxy = new(TestServer.BaseUri);
        SearchCircles around = Circles(new FolderArchive(CounterpartServerTests.DataFolder()), every: 1);
        // Each position twice, the second a little aside: 340 different ones are searched like that many sources.
        double[] ra = [.. around.Ra.Concat(around.Ra.Select(value => value + 0.001)).Concat([10, 20]).Take(340)];
        double[] dec = [.. around.Dec.Concat(around.Dec).Concat([10, 20]).Take(340)];
        Assert.Equal(340, ra.Length);
        SearchCentres centres = SearchCentres.WithRadius(new SkyPositions(ra, dec), SearchCentres.FermiRadius);
        CounterpartResult result = new CounterpartSearch(new TapArchive(null, proxy.BaseUri, [])).Find(centres, new CounterpartOptions(), Token);
        Assert.Empty(result.Problems);
        Assert.Equal(["gaia_source", "fp_psc"], result.Catalogs.Select(catalog => catalog.Catalog.Description.Name));
        Assert.All(result.Catalogs, catalog => Assert.Empty(catalog.Failures));
        Assert.All(result.Catalogs, catalog => Assert.NotEmpty(catalog.Row));
        Assert.Equal(
            ["GET /tap/capabilities HTTP/1.1", .. Enumerable.Repeat("POST /tap/sync HTTP/1.1", 4)], proxy.Requests.Order(StringComparer.Ordinal));
    }

    private static SearchCircles Circles(FolderArchive folder, int every)
    {
        CatalogTable fermi = folder.GetCatalog(Catalogs.Fermilpsc, CatalogFilter.None, _ => { }, Token);
        int[] rows = [.. Enumerable.Range(0, fermi.RowCount).Where(row => row % every == 0)];
        return new SearchCircles([.. rows.Select(row => fermi.Ra[row])], [.. rows.Select(row => fermi.Dec[row])], [.. rows.Select(_ => 0.03)]);
    }

    // What an archive gives may be more than lies in the circles: it is measured here.
    private static (int, string)[] Pairs(NearbyRows near, SearchCircles circles) =>
    [
        .. near.Circle.Zip(near.Row)
            .Where(pair => Separation.Degrees(circles.Ra[pair.First], circles.Dec[pair.First], near.Catalog.Ra[pair.Second], near.Catalog.Dec[pair.Second])
                <= circles.Radius[pair.First])
            .Select(pair => (pair.First, near.Catalog.Text(near.Catalog.Description.Key, pair.Second)))
            .Order(),
    ];
}
