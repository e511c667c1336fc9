using System.Globalization;
using System.Xml.Linq;

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
    [InlineData("Find-FermiCscMatch -WarningAction Ignore", "4FGL J0040.0+0000  psr        2CXO J003936.0+000000  4.00e-14   0.1000   0.1000")]
    [InlineData("Get-FermiSource -Class psr", "4FGL J0040.0+0000  300.0000   9.5000   1.25e-11 psr")]
    [InlineData("Get-ChandraSource '2CXO J0200*'", "2CXO J020000.0+000036   30.0000   0.0100")]
    [InlineData("Get-ChandraObservation crab", "     1  83.6300  22.0100    30000 ACIS-S   2013-02-11 07:53:45 Crab")]
    [InlineData("Find-FermiCscMatch -WarningAction Ignore | Group-FermiMatch", "4FGL J0040.0+0000  psr          0.1000             3 2CXO J003936.0+000000, 2CXO J004000.0+000524, … (1 more)")]
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

    // Columns that no single property holds, and so can't be sorted or selected by their heading.
    private static readonly Dictionary<string, string> Computed = new()
    {
        ["FermiCounterpart.SepGaia"] = "the first of SepFromFermiGaia or SepFromCscGaia, by what was searched around",
        ["FermiCounterpart.Sep2Mass"] = "the first of SepFromFermi2Mass or SepFromCsc2Mass, likewise",
        ["AstroColumn.Ucd"] = "a property of Info",
        ["AstroColumn.Utype"] = "a property of Info",
        ["AstroColumn.Xtype"] = "a property of Info",
        ["AstroColumn.ArraySize"] = "a property of Info",
        ["AstroColumn.Description"] = "a property of Info",
    };

    [Fact]
    public void Every_heading_of_every_view_is_a_property_of_its_type()
    {
        // Aliases of type extensions would do too, but Export-Csv and ConvertTo-Json write them as further columns.
        XDocument views = XDocument.Load(Path.Combine(Path.GetDirectoryName(ModuleSession.StagedManifest())!, "PSAstroXmatch.Format.ps1xml"));
        List<string> strangers = [];
        int seen = 0;
        foreach (XElement view in views.Descendants("View"))
        {
            string type = view.Descendants("TypeName").First().Value;
            string[] properties = [.. _session.Invoke("([type]$name).GetProperties().Name", ("name", type)).Output.Select(name => $"{name}")];
            string[] headings =
            [
                .. view.Descendants("TableColumnHeader").Select(header => header.Element("Label")?.Value).OfType<string>(),
                .. view.Descendants("ListItem").Select(item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value),
            ];
            seen += headings.Length;
            strangers.AddRange(headings.Except(properties).Select(heading => $"{type.Split('.')[^1]}.{heading}"));
        }

        Assert.InRange(seen, 100, int.MaxValue);
        Assert.Equal(Computed.Keys.Order(), strangers.Distinct().Order());
    }

    [Fact]
    public void Sorting_and_selecting_by_a_heading_works() =>
        Assert.Equal(3, _session.Invoke("Find-FermiCscMatch -WarningAction Ignore | Where-Object FermiClass -eq psr | Where-Object SepDeg -gt 0").Output.Count);

    [Theory]
    [InlineData(0.01, "0.01\"")]
    [InlineData(24.4, "24.40\"")]
    [InlineData(59.994, "59.99\"")]
    [InlineData(600, "10.00'")]
    [InlineData(3540, "59.00'")]
    [InlineData(7200, "2.000°")]
    [InlineData(647_999, "180.000°")]
    public void No_separation_is_cut_from_the_left(double arcsec, string shown)
    {
        const string Script = """
            $match = [PSAstroXmatch.FermiCscMatch]@{ FermiName = '4FGL J0040.0+0000'; FermiClass = 'psr'; CscName = '2CXO J003936.0+000000'; SepDeg = $arcsec / 3600; FermiR95 = $arcsec / 3600 }
            $star = [PSAstroXmatch.GaiaSource]@{ SourceId = 6917528997577384321; SepFromFermi = $arcsec; SepFromCsc = $arcsec; CscName = '2CXO J003936.0+000000'; NormalizedSep = 1.5 }
            $infrared = [PSAstroXmatch.TwoMassSource]@{ Designation = '00393600+0000000'; SepFromFermi = $arcsec; SepFromCsc = $arcsec; CscName = '2CXO J003936.0+000000' }
            """;
        Assert.Contains($" {shown}", _session.Render(Script + "\n$star", 80, ("arcsec", arcsec)));
        Assert.Contains($" {shown}", _session.Render(Script + "\n$infrared", 80, ("arcsec", arcsec)));
        string counterpart = _session.Render(Script + "\n[PSAstroXmatch.FermiCounterpart]::new([PSAstroXmatch.FermiCscMatch[]]$match, [PSAstroXmatch.GaiaSource[]]$star, [PSAstroXmatch.TwoMassSource[]]$infrared, [PSAstroXmatch.OtherSource[]]@(), $false)", 80, ("arcsec", arcsec));
        Assert.Equal(3, counterpart.Split($" {shown}").Length);
        string degrees = (arcsec / 3600).ToString("F4", CultureInfo.InvariantCulture);
        Assert.Equal(3, _session.Render(Script + "\n$match", 80, ("arcsec", arcsec)).Split($" {degrees}").Length);
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
