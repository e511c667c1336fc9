using System.Globalization;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>What asks the host how wide its window is. Pester runs where there is no window.</summary>
public sealed class WindowWidthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new(new CultureInfo("de-DE"));

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_map_without_a_size_fits_the_window()
    {
        string[] lines = _session.Render("[pscustomobject]@{ ra = 10; dec = 0 }, [pscustomobject]@{ ra = 200; dec = 40 } | Show-SkyMap", 100)
            .TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 99));
        Assert.InRange(lines.Max(line => line.Length), 90, 99);
    }

    [Fact]
    public void Rows_of_any_table_show_small_numbers_and_fit_the_window()
    {
        string file = _folder.Write(
            "rows.csv", "name,ra,flux,source_id,far,wide\na,266.604123456,1.3e-15,6917528997577384321,0.00001234,xxxxxxxxxxxxxxxxxxxxxxxx\nb,,,,,\n");
        string[] lines = _session.Render("Import-AstroTable $file", 70, ("file", file)).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("name", StringComparison.Ordinal) && line.EndsWith("… (+1 columns)", StringComparison.Ordinal));
        Assert.Contains("a    266.6041 1.3e-15 6917528997577384321 1.234e-05", lines);
        Assert.Contains("b", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("xxxxxxxxxxxxxxxxxxxxxxxx", _session.Render("Import-AstroTable $file", 120, ("file", file)));
    }
}
