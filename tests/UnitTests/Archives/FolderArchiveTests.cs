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

    private CatalogTable Get(CatalogDescription catalog, FolderArchive? archive = null) =>
        (archive ?? new FolderArchive(_folder.FullName)).GetCatalog(catalog, CatalogFilter.None, _ => { }, CancellationToken.None);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);
}
