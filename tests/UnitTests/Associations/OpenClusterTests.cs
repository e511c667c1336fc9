using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Associations;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tables.Text;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.UnitTests.Associations;

/// <summary>
/// The open cluster NGC 3532: 373 Chandra sources with their own error ellipses, and for 354 of them the nearest real 2MASS source within
/// 10 arcsec, as published. The corresponding file for Gaia has no Gaia positions, so nothing can be matched with it.
/// </summary>
public sealed class OpenClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("psastroxmatch-ngc3532-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Chandra_sources_find_their_2MASS_sources_or_these_lie_outside_both_errors()
    {
        File.Copy(SharedData.Path("fields/NGC3532_ave.csv"), Path.Combine(_folder, "csc.csv"));
        AstroTable published = TableFile.Read(SharedData.Path("fields/NGC3532_2mass.csv"), null, TestContext.Current.CancellationToken);
        string[] names = [.. Enumerable.Range(0, published.RowCount).Select(row => published["_2MASS_2mass"].GetText(row))];
        WriteTwoMass(published, names);

        FolderArchive archive = new(_folder);
        CatalogTable csc = archive.GetCatalog(Catalogs.Csc, CatalogFilter.None, _ => { }, TestContext.Current.CancellationToken);
        ChandraSource[] sources = [.. Enumerable.Range(0, csc.RowCount).Select(CatalogObjects.Chandra(csc))];
        CounterpartOptions options = new() { Catalogs = [Catalogs.TwoMass], Top = 10 };
        IReadOnlyList<Counterpart> near = Find(archive, sources, options);
        IReadOnlyList<Counterpart> wide = Find(archive, sources, options with { Radius = 10 / 3600.0 });

        int found = 0, outside = 0;
        for (int i = 0; i < sources.Length; i++)
        {
            if (names[i].Length == 0)
                continue;
            Assert.Equal(names[i], wide[i].TwoMassNames[0]);
            if (near[i].TwoMassNames.Contains(names[i]))
                found++;
            else if (Assert.Single(wide[i].TwoMass, source => source.Designation == names[i]).NormalizedSep > 2.4477)
                outside++;
        }

        Assert.Equal((237, 117), (found, outside));
    }

    private static IReadOnlyList<Counterpart> Find(Archive archive, ChandraSource[] sources, CounterpartOptions options) =>
        new CounterpartSearch(archive).Find(sources, options, TestContext.Current.CancellationToken);

    // Each source once, under the names of VizieR's columns.
    private void WriteTwoMass(AstroTable published, string[] names)
    {
        int[] rows = [.. Enumerable.Range(0, names.Length).Where(row => names[row].Length > 0).DistinctBy(row => names[row])];
        AstroTable table = published.Take(rows);
        AstroTable renamed = new(table.Columns.Select(column => column.With(column.Info with { Name = column.Name.Replace("_2mass", "") })));
        using FileStream file = File.Create(Path.Combine(_folder, "fp_psc.csv"));
        CsvTableWriter.Write(file, renamed, new CsvWriteOptions());
    }
}
