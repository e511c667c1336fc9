using PSAstroXmatch.UnitTests;

namespace PSAstroXmatch.ModuleTests.Examples;

/// <summary>What the examples write for the published catalogs is the published table.</summary>
public sealed class PublishedTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("GalacticPlane.ps1", "grouped_csc_fermi_pairs.csv", "grouped.csv", 11)]
    [InlineData("Notebook.ps1", "grouped_csc_fermi_pairs.csv", "grouped.csv", 11)]
    public async Task The_groups_are_those_of_the_notebook(string script, string table, string expected, int columns)
    {
        string archive = SharedData.Path("galactic-plane");
        PwshResult result = await PwshProcess.RunAsync(
            _folder.FullName,
            PwshProcess.StagedModules,
            "-File", ExampleFolder.PathOf(script), "-Archive", archive);
        Assert.Equal("", result.Error);
        string[][] ours = Cells(Path.Combine(_folder.FullName, table)), published = Cells(Path.Combine(archive, "expected", expected));
        Assert.Equal(169, published.Length);
        Assert.All(published, row => Assert.Equal(columns, row.Length));
        Assert.Equal(published.Select(row => string.Join('|', row)).Order(StringComparer.Ordinal), ours.Select(row => string.Join('|', row)).Order(StringComparer.Ordinal));
    }

    private string[][] Cells(string path) =>
        [.. _session.Invoke("Import-AstroTable $path", ("path", path)).Output.Select(row => row.Properties.Select(property => $"{property.Value}").ToArray())];
}
