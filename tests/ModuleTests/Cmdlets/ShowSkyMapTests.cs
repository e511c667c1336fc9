namespace PSAstroXmatch.ModuleTests.Cmdlets;

public sealed class ShowSkyMapTests : IDisposable
{
    private const string Points = "@([pscustomobject]@{ ra = 10; dec = 0; flux = 1e-14; note = 'x' }, [pscustomobject]@{ ra = 200; dec = 40; flux = 1e-11; note = 'y' })";

    private readonly ModuleSession _session = new();

    public void Dispose() => _session.Dispose();

    [Fact]
    public void The_map_is_lines_of_text_as_large_as_was_asked_for()
    {
        string[] lines = Lines($"{Points} | Show-SkyMap -Width 60 -Height 20");
        Assert.InRange(lines.Length, 15, 20);
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 60));
        Assert.Equal("Galactic, Aitoff, centre l = 0°, b = 0°, l grows to the left", lines[0]);
        Assert.Equal("2 of 2 drawn", lines[^1]);
        Assert.DoesNotContain('\e', string.Concat(lines));
    }

    [Fact]
    public void Without_a_size_it_fits_the_window()
    {
        string[] lines = _session.Render($"{Points} | Show-SkyMap", 100).TrimEnd().Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, 99));
        Assert.InRange(lines.Max(line => line.Length), 90, 99);
    }

    [Theory]
    [InlineData("-Frame Icrs", 10, 40)]
    [InlineData("-Frame Icrs -Center '90 0'", 10, 60)]
    [InlineData("-Frame Icrs -Center '90 0' -Projection Mollweide", 10, 60)]
    public void Right_ascension_grows_to_the_left(string arguments, int row, int column)
    {
        string[] lines = Lines($"[pscustomobject]@{{ ra = 0; dec = 0 }} | Show-SkyMap -Width 80 -Height 22 {arguments}");
        Assert.Equal('⠁', lines[row + 1][column]);
    }

    [Fact]
    public void Galactic_columns_and_the_galactic_frame_are_used_as_they_are()
    {
        string[] lines = Lines("[pscustomobject]@{ l = 90; b = 0 } | Show-SkyMap -Width 80 -Height 22");
        Assert.Contains(lines[10][20], "⠁⠈⡀⢀");
    }

    [Fact]
    public void Positions_that_are_none_and_values_without_a_logarithm_are_counted()
    {
        string[] lines = Lines("""
            @([pscustomobject]@{ ra = 10; dec = 0; flux = 1e-14 }, [pscustomobject]@{ ra = $null; dec = 40; flux = 1 }, [pscustomobject]@{ ra = 10; dec = [double]::NaN; flux = 1 },
              [pscustomobject]@{ ra = 30; dec = 0; flux = 0 }, [pscustomobject]@{ ra = 50; dec = 0; flux = $null }) | Show-SkyMap -ColorBy flux -Log
            """);
        Assert.Equal("3 of 5 drawn; 2 in grey: no positive value; 2 without a position", lines[^1]);
    }

    [Theory]
    [InlineData("TrueColor", "\e[38;2;")]
    [InlineData("Palette256", "\e[38;5;")]
    public void Colours_can_be_asked_for(string depth, string sequence)
    {
        string[] lines = Lines($"{Points} | Show-SkyMap -ColorBy {{ $_.flux * 2 }} -ColorLabel twice -Log -ColorDepth {depth}");
        Assert.StartsWith("twice 2×10⁻¹⁴ " + sequence, lines[^2]);
        Assert.EndsWith("2×10⁻¹¹ (log)", lines[^2]);
    }

    [Theory]
    [InlineData("@() | Show-SkyMap")]
    [InlineData("Show-SkyMap")]
    [InlineData("@() | Show-SkyMap -ColorBy flux -Projection Gnomonic")]
    public void An_empty_pipeline_is_told(string script)
    {
        Invocation result = _session.Invoke(script);
        Assert.Empty(result.Output);
        Assert.Contains("Nothing was drawn: the pipeline was empty", Assert.Single(result.Warnings));
    }

    [Theory]
    [InlineData("-ColorBy nosuch", "PropertyNotFound")]
    [InlineData("-ColorBy note", "NotANumber")]
    [InlineData("-PositionProperty nosuch, dec", "ColumnNotFound")]
    [InlineData("-Field 20deg", "FieldInvalid")]
    [InlineData("-Projection PlateCarree -Field 400deg", "FieldInvalid")]
    [InlineData("-Width 20", "ParameterArgumentValidationError")]
    public void What_can_not_be_drawn_is_a_clear_error(string arguments, string errorId) =>
        Assert.StartsWith(errorId, Assert.Single(_session.Invoke($"{Points} | Show-SkyMap {arguments}").Errors).FullyQualifiedErrorId);

    [Fact]
    public void A_part_of_the_sky_counts_what_lies_outside()
    {
        string[] lines = Lines($"{Points} | Show-SkyMap Gnomonic -Frame Icrs -Center '10 0' -Field 10deg, 6deg");
        Assert.Equal("1 of 2 drawn; 1 outside the map", lines[^1]);
        Assert.StartsWith("ICRS, Gnomonic, centre RA = 10°, Dec = 0°", lines[0]);
    }

    [Theory]
    [InlineData("Kitty", "\e_Ga=T,f=100,q=2,c=60,r=20,m=1;iVBORw0KGgo")]
    [InlineData("Sixel", "\ePq\"1;1;600;400#0;2;")]
    public void A_picture_is_one_string_and_what_is_not_in_it_a_warning(string graphics, string start)
    {
        Invocation result = _session.Invoke($"$p = {Points}; $p[0].dec = $null; $p | Show-SkyMap -Width 60 -Height 20 -Graphics {graphics}");
        Assert.Empty(result.Errors);
        string sequence = (string)Assert.Single(result.Output).BaseObject;
        Assert.StartsWith(start, sequence);
        Assert.EndsWith("\e\\", sequence);
        Assert.StartsWith("1 of 2 objects not drawn", Assert.Single(result.Warnings));
    }

    private string[] Lines(string script)
    {
        Invocation result = _session.Invoke(script);
        Assert.Empty(result.Errors);
        return [.. result.Output.Select(line => (string)line.BaseObject)];
    }
}
