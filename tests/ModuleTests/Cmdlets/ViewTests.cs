using System.Globalization;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

public sealed class ViewTests : IDisposable
{
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new(new CultureInfo("de-DE"));

    public ViewTests() => _session.Invoke("Use-AstroArchive -Path $path", ("path", _archive.Path));

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    [Theory]
    [InlineData("Find-FermiCscMatch -WarningAction Ignore", "4FGL J0040.0+0000  psr    1.25e-11 2CXO J003936.0+000000 4.00e-14  6.00'  6.00'")]
    [InlineData("Get-FermiSource -Class psr", "4FGL J0040.0+0000  300.0000   9.5000  6.00'   1.25e-11 psr")]
    [InlineData("Get-ChandraSource '2CXO J0200*'", "2CXO J020000.0+000036  30.0000   0.0100")]
    [InlineData("Get-ChandraObservation crab", "     1  83.6300  22.0100        30000 ACIS-S   2013-02-11 07:53:45 Crab")]
    [InlineData("Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch", "4FGL J0040.0+0000  300.0000   9.5000  6.00' psr         3 2CXO J003936.0+000000, 2CXO J004000.0+000524, … (1 more)")]
    public void A_table_shows_rounded_numbers_with_a_point_whatever_the_culture(string script, string line) =>
        Assert.Contains(line, _session.Render(script, 140));

    [Theory]
    [InlineData("Find-FermiCscMatch -WarningAction Ignore")]
    [InlineData("Get-FermiSource")]
    [InlineData("Get-ChandraSource")]
    [InlineData("Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch")]
    public void A_table_fits_a_console_of_80_columns(string script)
    {
        string[] lines = _session.Render(script, 80).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(1, lines.Count(line => line.StartsWith("---", StringComparison.Ordinal)));
        Assert.DoesNotContain("Flu\n", string.Join('\n', lines));
    }

    [Fact]
    public void Rows_of_any_table_show_small_numbers_and_fit_the_console()
    {
        _archive.Write("rows.csv", "name,ra,flux,source_id,far,wide\na,266.604123456,1.3e-15,6917528997577384321,0.00001234,xxxxxxxxxxxxxxxxxxxxxxxx\nb,,,,,\n");
        string[] lines = _session.Render("Import-AstroTable $file", 70, ("file", _archive.File("rows.csv"))).Split('\n');
        Assert.Contains(lines, line => line.StartsWith("name", StringComparison.Ordinal) && line.EndsWith("… (+1 columns)", StringComparison.Ordinal));
        Assert.Contains("a    266.6041 1.3e-15 6917528997577384321 1.234e-05", lines);
        Assert.Contains("b", lines);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
        Assert.Contains("xxxxxxxxxxxxxxxxxxxxxxxx", _session.Render("Import-AstroTable $file", 120, ("file", _archive.File("rows.csv"))));
    }

    [Fact]
    public void Exported_numbers_have_a_point_whatever_the_culture()
    {
        _session.Invoke("Get-FermiSource -Class psr | Export-AstroTable $file", ("file", _archive.File("de.csv")));
        Assert.StartsWith("4FGL J0040.0+0000,10,0,300,9.5,0.1,0.05,90,1.25e-11,psr", System.IO.File.ReadAllLines(_archive.File("de.csv"))[1]);
    }
}
