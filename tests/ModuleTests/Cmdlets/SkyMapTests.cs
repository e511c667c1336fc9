using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>Export-SkyMap and New-SkyMapLayer, from the pipeline to the file.</summary>
public sealed class SkyMapTests : IDisposable
{
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public SkyMapTests() => _session.Invoke("Use-AstroArchive -Path $path", ("path", _archive.Path));

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    [Theory]
    [InlineData("map.png", "Get-ChandraSource | Export-SkyMap $file")]
    [InlineData("map.svg", "Get-ChandraSource | Export-SkyMap $file -Theme Dark -Title Sky")]
    [InlineData("map.png", "Get-ChandraSource | Export-SkyMap $file -ColorBy Flux -Log -ColorMap Plasma -Projection Mollweide -Frame Icrs -WarningAction Ignore")]
    [InlineData("map.png", "Get-ChandraSource | Export-SkyMap $file -ColorBy { $_.Flux * 2 } -SizeBy Flux -Projection Hammer -Frame Ecliptic -WarningAction Ignore")]
    [InlineData("map.png", "Get-FermiSource | Export-SkyMap $file -Ellipse SemiMajorAxis95, SemiMinorAxis95, PositionAngle95 -WarningAction Ignore")]
    [InlineData("map.png", "Get-FermiSource | Export-SkyMap $file -Radius 0.5deg -Label Fermi")]
    [InlineData("map.png", "Get-FermiSource | Export-SkyMap $file -Radius SemiMajorAxis95 -WarningAction Ignore")]
    [InlineData("map.png", "Get-ChandraSource | Export-SkyMap $file -Density -Order 5 -Log")]
    [InlineData("map.png", "Get-ChandraSource | Export-SkyMap $file -Projection PlateCarree -Field 360deg, 20deg -Panels 3 -WarningAction Ignore")]
    [InlineData("map.png", "Get-ChandraSource | Export-SkyMap $file -Projection Gnomonic -Center '17:45:40 -29:00:28' -Field 3 -WarningAction Ignore")]
    [InlineData("map.png", "Find-FermiCscMatch -WarningAction Ignore | Export-SkyMap $file -PositionProperty CscL, CscB -Layer (Get-FermiSource | New-SkyMapLayer)")]
    [InlineData("map.png", "Export-SkyMap $file -Layer (Get-ChandraSource | New-SkyMapLayer), (Get-FermiSource | New-SkyMapLayer -Color tomato)")]
    [InlineData("map.png", "[pscustomobject]@{ RA = 1; Dec = 2 }, $null, [pscustomobject]@{ RA = 3; Dec = 4 } | Export-SkyMap $file -Width 12cm -Height 8cm -Dpi 96")]
    public void It_writes_the_figure_and_emits_its_file(string name, string script)
    {
        string file = _archive.File(name);
        Invocation result = _session.Invoke(script, ("file", file));
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        FileInfo written = Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject);
        Assert.Equal(file, written.FullName);
        byte[] bytes = File.ReadAllBytes(file);
        Assert.True(name.EndsWith("svg", StringComparison.Ordinal) ? bytes.AsSpan().IndexOf("<svg"u8) >= 0 : bytes.AsSpan(1, 3).SequenceEqual("PNG"u8));
    }

    [Theory]
    [InlineData("Find-FermiCscMatch", "CscL, CscB")]
    [InlineData("Find-FermiCscMatch | Group-FermiMatch", "FermiL, FermiB")]
    [InlineData("Get-ChandraSource | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec | ForEach-Object Left", "RA, Dec")]
    public void Matches_and_groups_have_a_usual_position(string objects, string properties)
    {
        PSObject usual = Assert.Single(_session.Invoke($"{objects} | New-SkyMapLayer").Output);
        PSObject named = Assert.Single(_session.Invoke($"{objects} | New-SkyMapLayer -PositionProperty {properties}").Output);
        Assert.NotEmpty((double[])usual.Properties["RA"].Value);
        Assert.Equal((double[])named.Properties["RA"].Value, (double[])usual.Properties["RA"].Value);
        Assert.Equal((double[])named.Properties["Dec"].Value, (double[])usual.Properties["Dec"].Value);
    }

    [Fact]
    public void A_match_is_where_its_left_object_is()
    {
        PSObject matches = Assert.Single(_session.Invoke("Get-ChandraSource | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec | New-SkyMapLayer").Output);
        PSObject left = Assert.Single(_session.Invoke("Get-ChandraSource | Find-SkyMatch -Right (Get-ChandraSource) -Radius 1arcsec | ForEach-Object Left | New-SkyMapLayer").Output);
        Assert.Equal((double[])left.Properties["RA"].Value, (double[])matches.Properties["RA"].Value);
    }

    [Fact]
    public void Axes_of_ellipses_are_taken_in_their_units()
    {
        // Chandra's are in arcsec.
        _session.Invoke("Use-AstroArchive -Simulated -Scale 0.002");
        PSObject layer = Assert.Single(_session.Invoke("Get-ChandraSource | New-SkyMapLayer -Ellipse ErrorSemiMajor, ErrorSemiMinor, ErrorAngle").Output);
        double[] inArcsec = [.. _session.Invoke("Get-ChandraSource | ForEach-Object { [double]($_.ErrorSemiMajor ?? [double]::NaN) }").Output.Select(item => (double)item.BaseObject)];
        Assert.Contains(inArcsec, value => value > 0);
        Assert.All(((double[])layer.Properties["SemiMajorAxis"].Value).Zip(inArcsec), pair => Assert.Equal(pair.Second / 3600, pair.First, 1e-12));
    }

    [Theory]
    [InlineData("", 1600, 900)]
    [InlineData("-Projection PlateCarree -Field 360deg, 20deg", 1600, 376)]
    [InlineData("-Projection PlateCarree -Field 360deg, 20deg -Panels 4", 1600, 1682)]
    [InlineData("-Projection PlateCarree -Field 360deg, 20deg -Height 900", 1600, 900)]
    public void A_figure_is_as_high_as_its_map_needs(string parameters, int width, int height)
    {
        string file = _archive.File("map.png");
        Assert.Empty(_session.Invoke($"Get-ChandraSource | Export-SkyMap $file {parameters} -WarningAction Ignore", ("file", file)).Errors);
        byte[] png = File.ReadAllBytes(file);
        Assert.Equal((width, height), (
            System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20))));
    }

    [Theory]
    [InlineData("FigureFormatUnknown", "Get-ChandraSource | Export-SkyMap map.jpg")]
    [InlineData("FigureSizeInvalid", "Get-ChandraSource | Export-SkyMap map.png -Width 10")]
    [InlineData("FolderNotFound", "Get-ChandraSource | Export-SkyMap $folder/none/map.png")]
    [InlineData("PropertyNotFound", "Get-ChandraSource | Export-SkyMap $folder/map.png -ColorBy Fluxx")]
    [InlineData("NotANumber", "Get-ChandraSource | Export-SkyMap $folder/map.png -ColorBy Name")]
    [InlineData("ColorUnknown", "Get-ChandraSource | Export-SkyMap $folder/map.png -Color bluish")]
    [InlineData("FieldInvalid", "Get-ChandraSource | Export-SkyMap $folder/map.png -Field 10deg")]
    [InlineData("PanelsInvalid", "Get-ChandraSource | Export-SkyMap $folder/map.png -Panels 2")]
    [InlineData("LayerInvalid", "Get-ChandraSource | Export-SkyMap $folder/map.png -Density -Radius 1deg")]
    [InlineData("RangeInvalid", "Get-ChandraSource | Export-SkyMap $folder/map.png -ColorBy Flux -ColorRange 2, 1")]
    [InlineData("PositionColumnsNotFound", "[pscustomobject]@{ a = 1 } | Export-SkyMap $folder/map.png")]
    [InlineData("ColumnNotFound", "Get-ChandraSource | Export-SkyMap $folder/map.png -PositionProperty x, y")]
    [InlineData("FileExists", "$null = New-Item $folder/map.png; Get-ChandraSource | Export-SkyMap $folder/map.png -NoClobber")]
    public void What_can_not_be_drawn_is_one_clear_error_and_leaves_no_file(string id, string script)
    {
        if (script.StartsWith("$null = New-Item", StringComparison.Ordinal))
            script = script.Replace("$null = New-Item $folder/map.png", "[IO.File]::WriteAllText(\"$folder/map.png\", 'mine')", StringComparison.Ordinal);
        ErrorRecord error = Assert.Single(_session.Invoke(script, ("folder", _archive.Path)).Errors);
        Assert.StartsWith(id, error.FullyQualifiedErrorId);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.Equal(id == "FileExists" ? ["mine"] : [], Directory.GetFiles(_archive.Path, "map.*").Select(File.ReadAllText));
    }

    [Fact]
    public void An_empty_pipeline_is_told_and_makes_no_file()
    {
        Invocation result = _session.Invoke("Get-ChandraSource -Name none | Export-SkyMap $file", ("file", _archive.File("map.png")));
        Assert.Empty(result.Output);
        Assert.Contains("was not written: the pipeline was empty", Assert.Single(result.Warnings));
        Assert.False(File.Exists(_archive.File("map.png")));
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        Assert.Empty(_session.Invoke("Get-ChandraSource | Export-SkyMap $file -WhatIf", ("file", _archive.File("map.png"))).Output);
        Assert.False(File.Exists(_archive.File("map.png")));
    }

    [Fact]
    public void What_is_not_drawn_is_a_warning()
    {
        Invocation result = _session.Invoke(
            "[pscustomobject]@{ RA = 1; Dec = 2; f = 3 }, [pscustomobject]@{ RA = $null; Dec = 2; f = 3 }, [pscustomobject]@{ RA = 5; Dec = 2; f = 0 } | Export-SkyMap $file -ColorBy f -Log",
            ("file", _archive.File("map.png")));
        Assert.Equal(["1 of 3 objects not drawn: no position.", "1 of 3 objects drawn in grey: no positive value of f."], result.Warnings);
    }

    [Fact]
    public void A_layer_carries_its_positions_and_their_unit()
    {
        PSObject layer = Assert.Single(_session.Invoke("Find-FermiCscMatch | New-SkyMapLayer -PositionProperty CscL, CscB -ColorBy CscFlux -Label X").Output);
        Assert.Equal("PSAstroXmatch.SkyMapLayer", layer.TypeNames[0]);
        int pairs = _session.Invoke("Find-FermiCscMatch").Output.Count;
        Assert.Equal(pairs, layer.Properties["Count"].Value);
        Assert.Equal("CscFlux (erg cm⁻² s⁻¹)", layer.Properties["ValueLabel"].Value);
        Assert.All((double[])layer.Properties["RA"].Value, ra => Assert.InRange(ra, 0, 360));
    }

    [Theory]
    [InlineData("Get-ChandraSource | Export-SkyMap x.png -ColorBy Flu", "Flux")]
    [InlineData("Get-ChandraSource | Where-Object Flux | Export-SkyMap x.png -ColorBy FluxH", "FluxHigh")]
    [InlineData("Find-FermiCscMatch | Group-FermiMatch | Export-SkyMap x.png -SizeBy NumC", "NumCscMatches")]
    [InlineData("Get-FermiSource | New-SkyMapLayer -Radius SemiMa", "SemiMajorAxis95")]
    public void Tab_knows_the_properties_of_what_comes_down_the_pipeline(string line, string expected) =>
        Assert.Contains(_session.Complete(line).CompletionMatches, match => match.CompletionText == expected);

    [Fact]
    public void Positions_are_read_once()
    {
        CountedPosition[] objects = [.. Enumerable.Range(0, 5).Select(_ => new CountedPosition())];
        Assert.Single(_session.Invoke("$objects | New-SkyMapLayer", ("objects", objects)).Output);
        Assert.Equal([1, 1, 1, 1, 1], objects.Select(item => item.Reads));
    }

    /// <summary>An object with a position that counts how often it is asked for it.</summary>
    public sealed class CountedPosition
    {
        internal int Reads { get; private set; }

        public double RA
        {
            get
            {
                Reads++;
                return 266.4;
            }
        }

        public double Dec => -29;
    }
}
