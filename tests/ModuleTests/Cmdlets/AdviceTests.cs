using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>What an error recommends: in the engine's words, followed by the parameters and cmdlets that do it.</summary>
public sealed class AdviceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public AdviceTests() => _session.Invoke("Use-AstroArchive -Simulated -Scale 0.01");

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("BinsInvalid", "wider bins", "-BinWidth", "Get-FermiSource | Export-Histogram $path L -BinWidth 0.000001")]
    [InlineData("FieldInvalid", "always the whole sky", "-Projection PlateCarree or Gnomonic", "Get-FermiSource | Export-SkyMap $path -Field 20deg")]
    [InlineData("FigureSizeInvalid", "another resolution", "-Dpi", "Get-FermiSource | Export-Histogram $path L -Width 5")]
    [InlineData("FigureSizeInvalid", "fewer panels", "-Height", "Get-FermiSource | Export-SkyMap $path -Projection PlateCarree -Panels 20 -Height 300")]
    [InlineData("FileExists", "Give another path", "leave out -NoClobber", "Get-FermiClass psr | Export-AstroTable $path; Get-FermiClass psr | Export-AstroTable $path -NoClobber")]
    [InlineData("NotInCache", "save whole catalogs", "Save-AstroCatalog", "Invoke-TapQuery 'SELECT 1' -Service http://127.0.0.1:1/tap -Offline")]
    [InlineData("PanelsInvalid", "1 to 24 panels", "-Panels", "Get-FermiSource | Export-SkyMap $path -Panels 3")]
    [InlineData("StackInvalid", "stack sums", "-Statistic Sum", "Get-FermiSource | Export-BarChart $path Class -Value L -Statistic Mean -GroupBy Class -Stacked")]
    public void It_names_what_to_type(string id, string ofEngine, string ofCmdlets, string script)
    {
        ErrorRecord error = ErrorOf(script, _folder.FullName + (id == "FileExists" ? "/classes.csv" : "/figure.png"));
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        string advice = error.ErrorDetails.RecommendedAction;
        Assert.InRange(advice.IndexOf(ofEngine, StringComparison.Ordinal), 0, advice.IndexOf(ofCmdlets, StringComparison.Ordinal) - 1);
    }

    [Fact]
    public void A_catalog_without_a_VizieR_table_is_registered_with_one()
    {
        _session.Invoke("Register-AstroCatalog Stars public.stars http://127.0.0.1:1/tap -Id id");
        ErrorRecord error = ErrorOf("[pscustomobject]@{ Name = 'a'; RA = 1; Dec = 2 } | Add-OpticalCounterpart -Catalog Stars -Radius 1arcsec -Engine CdsXMatch", "");
        Assert.Contains("Register-AstroCatalog -VizierTable", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_an_archive_that_is_no_longer_there_is_chosen_again()
    {
        string archive = Directory.CreateDirectory(Path.Combine(_folder.FullName, "catalogs")).FullName;
        _session.Invoke("Use-AstroArchive $path", ("path", archive));
        Directory.Delete(archive);
        Assert.EndsWith("Choose it with Use-AstroArchive.", ErrorOf("Get-FermiSource", "").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PanelAxesInvalid", "Get-FermiSource | Export-ScatterPlot $path/plot.png L, B EnergyFlux, L")]
    [InlineData("FolderNotFound", "Get-FermiClass psr | Export-AstroTable $path/none/classes.csv")]
    [InlineData("ArchiveFolderNotFound", "Use-AstroArchive $path/none")]
    public void It_names_nothing_that_the_cmdlet_does_not_have(string id, string script)
    {
        ErrorRecord error = ErrorOf(script, _folder.FullName);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotMatch(@"(^|\s)-[A-Z]|AstroArchive", error.ErrorDetails.RecommendedAction);
    }

    private ErrorRecord ErrorOf(string script, string path)
    {
        try
        {
            return Assert.Single(_session.Invoke(script, ("path", path)).Errors);
        }
        catch (RuntimeException ended)
        {
            return ended.ErrorRecord;
        }
    }
}
