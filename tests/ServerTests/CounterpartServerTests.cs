using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Tests;

namespace PSAstroXmatch.ServerTests;

/// <summary>Counterparts from a real TAP server are those of the files that it was loaded with.</summary>
public class CounterpartServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData(2010.5)]
    public void The_server_finds_what_the_folder_finds(double? epoch)
    {
        TapArchive server = new(null, TestServer.BaseUri, []);
        FolderArchive folder = new(DataFolder());
        CounterpartOptions options = new() { Epoch = epoch };
        IReadOnlyList<FermiMatchGroup> groups = Groups(folder);
        (IReadOnlyList<FermiCounterpart> fromServer, IReadOnlyList<AstroException> problems) = new CounterpartSearch(server).Find(groups, SearchCentre.Fermi, options, Token);
        (IReadOnlyList<FermiCounterpart> fromFolder, _) = new CounterpartSearch(folder).Find(groups, SearchCentre.Fermi, options, Token);
        Assert.Empty(problems);
        Assert.Equal(169, fromServer.Count);
        Assert.Equal(507, fromServer.Sum(counterpart => counterpart.GaiaNames.Count));
        foreach ((FermiCounterpart expected, FermiCounterpart found) in fromFolder.Zip(fromServer))
        {
            Assert.Equal(expected.GaiaNames, found.GaiaNames);
            Assert.Equal(expected.GaiaClasses, found.GaiaClasses);
            Assert.Equal(expected.GaiaMeanGMag, found.GaiaMeanGMag);
            Assert.Equal(expected.SepFromFermiGaia, found.SepFromFermiGaia);
            Assert.Equal(expected.TwoMassNames, found.TwoMassNames);
            Assert.Equal(expected.SepFromFermi2Mass, found.SepFromFermi2Mass);
            Assert.Equal(["gaia_source", "fp_psc"], found.SearchedCatalogs);
        }
    }

    [Fact]
    public void Both_catalogs_take_five_requests()
    {
        List<string> log = [];
        TapArchive server = new(null, TestServer.BaseUri, []);
        CounterpartOptions options = new() { Nearby = new NearbyOptions { Log = log.Add } };
        new CounterpartSearch(server).Find(Groups(new FolderArchive(DataFolder())), SearchCentre.Fermi, options, Token);
        // Two lists of columns and two joins; the capabilities, which are asked once, are the fifth.
        Assert.Equal(4, log.Count(line => line.Contains("/sync): SELECT")));
        Assert.DoesNotContain(log, line => line.Contains("again"));
    }

    private static IReadOnlyList<FermiMatchGroup> Groups(Archive archive) =>
        FermiMatchGrouper.Group(new FermiCscSearch(archive).Find(new FermiCscOptions { MaxLatitude = 10 }, null, null, _ => { }, Token).Matches);

    internal static string DataFolder()
    {
        string path = Repository.PathOf("..", "shared", "data", "galactic-plane");
        if (!Directory.Exists(path))
            Assert.Skip("The data that the server was loaded with are not on this machine.");
        return path;
    }
}
