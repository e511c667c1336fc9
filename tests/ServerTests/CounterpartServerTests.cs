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
        IReadOnlyList<IReadOnlyList<FermiCscMatch>> groups = Groups(folder);
        CounterpartResult fromServer = new CounterpartSearch(server).Find(groups, options, Token), fromFolder = new CounterpartSearch(folder).Find(groups, options, Token);
        Assert.Empty(fromServer.Problems);
        Assert.Equal(169, fromServer.Counterparts.Count);
        Assert.Equal(507, fromServer.Counterparts.Sum(counterpart => counterpart.GaiaNames.Count));
        foreach ((FermiCounterpart expected, FermiCounterpart found) in fromFolder.Counterparts.Zip(fromServer.Counterparts))
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
        new CounterpartSearch(server).Find(Groups(new FolderArchive(DataFolder())), options, Token);
        // Two lists of columns and two joins; the capabilities, which are asked once, are the fifth.
        Assert.Equal(4, log.Count(line => line.Contains("/sync): SELECT")));
        Assert.DoesNotContain(log, line => line.Contains("again"));
    }

    private static IReadOnlyList<IReadOnlyList<FermiCscMatch>> Groups(Archive archive) =>
    [
        .. FermiMatchGrouper.Group(new FermiCscSearch(archive).Find(new FermiCscOptions { MaxLatitude = 10 }, null, null, _ => { }, Token).Matches)
            .Select(group => group.GetMatches()),
    ];

    internal static string DataFolder()
    {
        string path = Repository.PathOf("..", "shared", "data", "galactic-plane");
        if (!Directory.Exists(path))
            Assert.Skip("The data that the server was loaded with are not on this machine.");
        return path;
    }
}
