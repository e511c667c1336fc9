using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>What the Tab key offers for the arguments of the cmdlets.</summary>
public sealed class CompletionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ModuleSession _session = new();

    public CompletionTests()
    {
        _folder.Write("left.csv", "ra,dec,my col,1\n10,20,3,4\n");
        _folder.Write("right.csv", "name,raj,dej\nx,20,3\n");
        _session.Invoke(
            "Use-AstroArchive -Simulated -Scale 0.01; $ExecutionContext.SessionState.Path.SetLocation($folder)",
            ("folder", WildcardPattern.Escape(_folder.FullName)));
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("$m | Export-ScatterPlot x.png -X CscF", "CscFlux")]
    [InlineData("$m | Export-ScatterPlot x.png -ColorBy SepD", "SepDeg")]
    [InlineData("$m | Export-Histogram x.png -Property CscF", "CscFlux")]
    [InlineData("$m | Export-BarChart x.png FermiCl", "FermiClass")]
    [InlineData("$m | New-SkyMapLayer -Radius SepD", "SepDeg")]
    [InlineData("$m | New-SkyMapLayer -Ellipse SepDeg, CscF", "CscFlux")]
    [InlineData("$global:m | Where-Object SepDeg -lt 1 | Sort-Object SepDeg | Export-SkyMap x.png -SizeBy SepD", "SepDeg")]
    [InlineData("$rows | Show-SkyMap -PositionProperty ", "ra", "dec", "'my col'", "'1'")]
    [InlineData("$table | Show-SkyMap -ColorBy ", "ra", "dec", "'my col'", "'1'")]
    [InlineData("$objects | Export-Histogram x.png ", "A", "B")]
    [InlineData("$m | ForEach-Object { $_ } | Export-Histogram x.png ")]
    [InlineData("$hash | Export-Histogram x.png ")]
    [InlineData("$text | Export-Histogram x.png ")]
    [InlineData("$numbers | Export-Histogram x.png ")]
    [InlineData("$none | Export-Histogram x.png ")]
    public void Properties_of_a_variable_come_from_its_first_element(string line, params string[] expected)
    {
        _session.Invoke(
            """
            $global:m = Find-FermiCscMatch
            $rows = Import-AstroTable left.csv; $table = Import-AstroTable left.csv -AsTable
            $objects = [pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ C = 3 }
            $hash = @{ A = 1 }; $text = 'abc'; $numbers = 1, 2
            """);
        Assert.Equal(expected, Offered(line));
    }

    [Fact]
    public void Only_the_first_element_of_a_collection_is_looked_at_and_what_is_none_is_left_alone()
    {
        int made = 0;
        IEnumerable<object> lazy = Enumerable.Range(0, int.MaxValue).Select(_ => new { Number = made++ });
        object[] many = new object[1_000_000];
        many[0] = new { Number = 1 };
        many[1] = new { Other = 1 };
        _session.Invoke("", ("lazy", lazy), ("many", many));
        Assert.Empty(Offered("$lazy | Export-Histogram x.png "));
        Assert.Equal(0, made);
        Assert.Equal(["Number"], Offered("$many | Export-Histogram x.png "));
    }

    [Theory]
    [InlineData("Import-AstroTable left.csv | Export-ScatterPlot x.png -X ", "ra", "dec", "'my col'", "'1'")]
    [InlineData("Import-AstroTable -Path ./left.csv -AsTable | Where-Object ra -gt 1 | Export-ScatterPlot x.png -X d", "dec")]
    [InlineData("Import-AstroTable none.csv | Export-ScatterPlot x.png -X ")]
    [InlineData("Import-AstroTable $path | Export-ScatterPlot x.png -X ")]
    [InlineData("Invoke-TapQuery 'SELECT 1' | Export-ScatterPlot x.png -X ")]
    public void Columns_of_a_file_come_from_its_header(string line, params string[] expected) => Assert.Equal(expected, Offered(line));

    [Theory]
    [InlineData("Find-SkyMatch left.csv right.csv -LeftPosition ", "ra", "dec", "'my col'", "'1'")]
    [InlineData("Find-SkyMatch left.csv right.csv -RightRadius ", "name", "raj", "dej")]
    [InlineData("Find-SkyMatch left.csv right.csv -RightPosition raj, d", "dej")]
    [InlineData("Find-SkyMatch left.csv $objects -RightEllipse ", "A", "B")]
    [InlineData("$objects | Find-SkyMatch -Right right.csv -LeftEllipse ", "A", "B")]
    [InlineData("Get-FermiSource | Find-SkyMatch -Right right.csv -LeftRadius Energy", "EnergyFlux")]
    [InlineData("Find-SkyMatch left.csv -RightRadius ")]
    public void Find_SkyMatch_offers_the_columns_of_the_side(string line, params string[] expected)
    {
        _session.Invoke("$objects = [pscustomobject]@{ A = 1; B = 2 }, [pscustomobject]@{ C = 3 }");
        Assert.Equal(expected, Offered(line));
    }

    [Theory]
    [InlineData("Get-FermiSource -Position ", "'l=0 b=0'", "'17:45:40 -29:00:28'")]
    [InlineData("Show-SkyMap -Center l", "'l=0 b=0'")]
    [InlineData("Export-SkyMap x.png -Field ", "360deg,20deg", "40deg,20deg", "2deg")]
    [InlineData("Export-SkyMap x.png -Field 360deg,")]
    [InlineData("New-SkyMapLayer -Color tom", "Tomato")]
    [InlineData("New-SkyMapLayer -Color Trans")]
    [InlineData("Export-BarChart x.png FermiClass -CategoryOrder ps", "PSR", "psr")]
    [InlineData("Export-BarChart x.png CscName -CategoryOrder ps")]
    [InlineData("Export-ScatterPlot x.png Class SepDeg -Category -CategoryOrder ps", "PSR", "psr")]
    [InlineData("Export-Histogram x.png SepDeg -GroupBy FermiClass -GroupOrder psr, MS", "MSP", "msp")]
    public void Examples_and_known_values_are_offered(string line, params string[] expected) => Assert.Equal(expected, Offered(line));

    [Fact]
    public void Every_offered_example_and_colour_is_taken()
    {
        _session.Invoke("$o = [pscustomobject]@{ RA = 266.4; Dec = -29.0 }");
        foreach (string position in Offered("Show-SkyMap -Center "))
            Assert.NotEmpty(_session.Invoke($"$o | Show-SkyMap -Projection Gnomonic -Field 2deg -Center {position}").Output);
        foreach (string field in Offered("Show-SkyMap -Field "))
            Assert.NotEmpty(_session.Invoke($"$o | Show-SkyMap -Projection PlateCarree -Field {field}").Output);
        string[] colours = Offered("New-SkyMapLayer -Color ");
        Assert.True(colours.Length > 100, $"{colours.Length} colours");
        foreach (string colour in colours)
            Assert.Empty(_session.Invoke($"$o | New-SkyMapLayer -Color {colour}").Errors);
    }

    [Fact]
    public void Every_parameter_that_takes_no_file_completes_something_else_or_nothing()
    {
        // Of objects no values are known; a user writes a variable or an expression. This engine completes no files: Pester looks at those.
        HashSet<string> exempt =
        [
            "Path", "LiteralPath", "OutFile", "Left", "Right", "InputObject", "Layer", "FermiSource", "ChandraSource", "Upload", "VizierColumn", "Credential", "Token",
        ];
        Assert.Empty(
            from cmdlet in _session.Module.ExportedCmdlets.Values
            from parameter in cmdlet.Parameters.Values
            where !exempt.Contains(parameter.Name) && !Cmdlet.CommonParameters.Contains(parameter.Name) && !Cmdlet.OptionalCommonParameters.Contains(parameter.Name)
            let type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType.GetElementType() ?? parameter.ParameterType
            where !parameter.SwitchParameter && !type.IsEnum && !parameter.Attributes.Any(attribute => attribute is ArgumentCompleterAttribute or ValidateSetAttribute)
            select $"{cmdlet.Name} -{parameter.Name}");
    }

    private string[] Offered(string line) => [.. _session.Complete(line).CompletionMatches.Select(match => match.CompletionText)];
}
