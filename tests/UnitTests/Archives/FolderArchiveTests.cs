using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.UnitTests.Archives;

public sealed class FolderArchiveTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("archive");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_catalog_is_found_under_its_name_in_any_case()
    {
        Write("CSC.csv", "name,ra,dec,b_flux_ap\na,1,2,1e-14\n");
        Assert.Equal(1, Get(Catalogs.Csc).RowCount);
    }

    [Fact]
    public void A_compressed_catalog_is_read()
    {
        using (FileStream file = File.Create(Path.Combine(_folder.FullName, "csc.csv.gz")))
        using (System.IO.Compression.GZipStream gzip = new(file, System.IO.Compression.CompressionLevel.Fastest))
            gzip.Write("name,ra,dec,b_flux_ap\na,1,2,1e-14\nb,2,3,\n"u8);
        Assert.Equal(2, Get(Catalogs.Csc).RowCount);
    }

    [Fact]
    public void A_changed_file_is_read_again()
    {
        FolderArchive archive = new(_folder.FullName);
        Write("csc.csv", "name,ra,dec\na,1,2\n");
        Assert.Equal(1, Get(Catalogs.Csc, archive).RowCount);
        Write("csc.csv", "name,ra,dec\na,1,2\nb,3,4\n");
        Assert.Equal(2, Get(Catalogs.Csc, archive).RowCount);
    }

    [Fact]
    public void A_missing_catalog_is_named()
    {
        AstroException problem = Assert.Throws<AstroException>(() => Get(Catalogs.Fermilpsc));
        Assert.Equal("CatalogNotFound", problem.ErrorId);
        Assert.Contains(_folder.FullName, problem.Message);
        Assert.Contains("fermilpsc.csv", problem.Recommendation);
    }

    [Fact]
    public void A_missing_folder_is_an_error_at_once()
    {
        AstroException problem = Assert.Throws<AstroException>(() => new FolderArchive(Path.Combine(_folder.FullName, "nowhere")));
        Assert.Equal("ArchiveFolderNotFound", problem.ErrorId);
    }

    [Fact]
    public void A_folder_that_is_deleted_later_is_an_error()
    {
        DirectoryInfo gone = _folder.CreateSubdirectory("gone");
        FolderArchive archive = new(gone.FullName);
        gone.Delete();
        Assert.Equal("ArchiveFolderNotFound", Assert.Throws<AstroException>(() => Get(Catalogs.Csc, archive)).ErrorId);
        Assert.Equal("ArchiveFolderNotFound", Assert.Throws<AstroException>(() => archive.DescribeCatalogs().ToList()).ErrorId);
    }

    [Fact]
    public void The_official_4FGL_file_serves_as_it_is()
    {
        string official = SharedData.Path("fermi/gll_psc_v27.fit.gz");
        FolderArchive archive = new(Path.GetDirectoryName(official)!);
        CatalogTable table = Get(Catalogs.Fermilpsc, archive);
        Assert.Equal(5788, table.RowCount);
        FermiSource first = CatalogObjects.Fermi(table)(0);
        Assert.Equal("4FGL J0000.3-7355", first.Name);
        Assert.Equal(0.0983, first.RA);
    }

    [Theory]
    [InlineData("gll_psc_v35.csv", "gll_psc_v27.csv", "gll_psc_v35.csv")]
    [InlineData("gll_psc_v27.csv", "gll_psc_v9.csv", "gll_psc_v27.csv")]
    [InlineData("gll_psc_v100.csv", "gll_psc_v100.csv", "gll_psc_v35.ecsv", "gll_psc_v99.csv")]
    [InlineData("gll_psc_v28.csv", "GLL_PSC_V27.csv", "gll_psc_v28.csv")]
    [InlineData("gll_psc_v27.csv", "gll_psc_v27.csv")]
    [InlineData("fermilpsc.csv", "gll_psc_v27.csv", "fermilpsc.csv")]
    public void Of_several_official_files_the_newest_is_taken(string newest, params string[] files)
    {
        Array.ForEach(files, file => Write(file, "name,ra,dec\na,1,2\n"));
        FolderArchive archive = new(_folder.FullName);
        Assert.Equal(("fermilpsc", newest), Assert.Single(archive.DescribeCatalogs()));
        var several = archive.SeveralReleases().ToArray();
        if (files.Length == 1 || newest == "fermilpsc.csv")
            Assert.Empty(several);
        else
            Assert.Equal((newest, files.Length - 1), (several[0].Used, several[0].Others.Count));
    }

    [Fact]
    public void A_catalog_may_be_in_a_file_of_any_name()
    {
        Write("csc.csv", "name,ra,dec\na,1,2\n");
        Write("my list.csv", "name,ra,dec\nb,1,2\nc,3,4\n");
        string mine = Path.Combine(_folder.FullName, "my list.csv");
        FolderArchive both = new(_folder.FullName, new Dictionary<string, string> { ["FermiLpsc"] = mine });
        Assert.Equal((1, 2), (Get(Catalogs.Csc, both).RowCount, Get(Catalogs.Fermilpsc, both).RowCount));
        Assert.Equal(["csc", "fermilpsc"], both.Recognized(Catalogs.All));
        FolderArchive alone = new(null, new Dictionary<string, string> { ["csc"] = mine });
        Assert.Equal(2, Get(Catalogs.Csc, alone).RowCount);
        Assert.Equal(mine, alone.Location);
        Assert.Equal("CatalogNotFound", Assert.Throws<AstroException>(() => Get(Catalogs.Fermilpsc, alone)).ErrorId);
        Assert.Equal("FileNotFound", Assert.Throws<AstroException>(() => new FolderArchive(null, new Dictionary<string, string> { ["csc"] = mine + "x" })).ErrorId);
    }

    [Fact]
    public void A_folder_without_a_catalog_tells_what_is_there()
    {
        Write("sources.csv", "name,ra,dec\na,1,2\n");
        Write("README.txt", "");
        FolderArchive archive = new(_folder.FullName);
        Assert.Empty(archive.Recognized(Catalogs.All));
        Assert.Equal(["README.txt", "sources.csv"], archive.FileNames());
    }

    private CatalogTable Get(CatalogDescription catalog, FolderArchive? archive = null) =>
        (archive ?? new FolderArchive(_folder.FullName)).GetCatalog(catalog, CatalogFilter.None, _ => { }, CancellationToken.None);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
