using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Tables;

namespace PSAstroXmatch.ServerTests;

/// <summary>Catalogs that were fetched from a real TAP server and saved are as good as the server itself.</summary>
public sealed class SavedCatalogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-saved-").FullName;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void They_give_the_matches_of_the_server_equal_in_every_property()
    {
        TapArchive server = new(null, TestServer.BaseUri, []);
        foreach (CatalogDescription catalog in new[] { Catalogs.Csc, Catalogs.Fermilpsc })
        {
            CatalogTable fetched = server.GetCatalog(catalog, CatalogFilter.None, _ => { }, Token);
            TableFileWriter.Write(Path.Combine(_folder, catalog.Name + ".vot.gz"), overwrite: true, [fetched.ToTable()], Token);
        }

        // Made after the catalogs were saved, and joined by the server itself: nothing is shared with what was written.
        string[] expected = Matches(new TapArchive(null, TestServer.BaseUri, []), MatchEngine.Archive);
        string[] found = Matches(new FolderArchive(_folder), MatchEngine.Local);
        Assert.Equal(5468, expected.Length);
        Assert.Equal(expected, found);
    }

    private static string[] Matches(Archive archive, MatchEngine engine) =>
    [
        .. new FermiCscSearch(archive).Find(new FermiCscOptions { Engine = engine }, null, null, _ => { }, Token).Matches.Select(match =>
            string.Join("|", typeof(FermiCscMatch).GetProperties().Select(property => $"{property.Name}={ValueText.Format(property.GetValue(match))}"))),
    ];
}
