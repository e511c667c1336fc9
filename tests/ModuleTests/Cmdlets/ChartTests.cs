using System.Management.Automation;

namespace PSAstroXmatch.ModuleTests.Cmdlets;

/// <summary>The cmdlets that draw charts of the objects of a pipeline.</summary>
public sealed class ChartTests : IDisposable
{
    private readonly SmallArchive _archive = new();
    private readonly ModuleSession _session = new();

    public ChartTests() => _session.Invoke("Use-AstroArchive -Path $path", ("path", _archive.Path));

    public void Dispose()
    {
        _session.Dispose();
        _archive.Dispose();
    }

    [Theory]
    [InlineData("Export-Histogram $file CscFlux -LogX -BinWidth 0.1", "CscFlux (erg cm⁻² s⁻¹)")]
    [InlineData("Export-Histogram $file { $_.SepDeg * 3600 } -Bins 3 -GroupBy CscName", "SepDeg * 3600")]
    [InlineData("Export-Histogram $file CscL -LongitudeX", "180°")]
    [InlineData("Export-ScatterPlot $file SepDeg CscFlux -LogY -ColorBy FermiFlux -SizeBy SepDeg -XError { 0.01 } -Title 'A title'", "SepDeg (deg)")]
    [InlineData("Export-ScatterPlot $file CscL,CscB CscFlux -LongitudeX -YLabel Flux", "CscB (deg)")]
    [InlineData("Export-ScatterPlot $file CscName CscFlux -Category -Jitter 0", "2CXO J004000.0+000524")]
    [InlineData("Export-BarChart $file FermiClass -EmptyLabel unassociated", "psr")]
    [InlineData("Export-BarChart $file FermiClass -Value CscFlux -Statistic Mean", "Mean of CscFlux (erg cm⁻² s⁻¹)")]
    [InlineData("Export-BarChart $file -Position CscL -Value CscFlux -BarWidth 0.5 -LongitudeX -XLabel Longitude", "Longitude")]
    [InlineData("Export-BarChart $file -Position SepDeg -Value CscFlux -BarWidth FermiR95", "SepDeg (deg)")]
    public void A_chart_is_written_with_its_labels(string command, string label)
    {
        Invocation result = _session.Invoke($"Find-FermiCscMatch -WarningAction Ignore | {command}", ("file", _archive.File("chart.svg")));
        Assert.Empty(result.Errors);
        Assert.Empty(result.Warnings);
        FileInfo file = Assert.IsType<FileInfo>(Assert.Single(result.Output).BaseObject);
        Assert.Equal(_archive.File("chart.svg"), file.FullName);
        Assert.Contains(label, File.ReadAllText(file.FullName));
    }

    [Fact]
    public void The_ending_chooses_PNG_and_the_size_is_what_is_asked_for()
    {
        _session.Invoke("Get-ChandraSource | Export-Histogram $file Dec -Width 10cm -Height 300 -Dpi 127", ("file", _archive.File("chart.png")));
        byte[] bytes = File.ReadAllBytes(_archive.File("chart.png"));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], bytes[..4]);
        Assert.Equal(500, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(16)));
        Assert.Equal(300, System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(20)));
    }

    [Fact]
    public void What_cannot_be_drawn_is_counted_in_a_warning()
    {
        Invocation result = _session.Invoke("Get-ChandraSource | Export-Histogram $file Flux -LogX", ("file", _archive.File("chart.png")));
        Assert.Equal(
            "2 of 6 objects not drawn (Flux (erg cm⁻² s⁻¹)): 1 without a value, 1 not positive on a logarithmic axis.",
            Assert.Single(result.Warnings));
        Assert.Single(result.Output);
    }

    [Theory]
    [InlineData("Export-Histogram $file Flux")]
    [InlineData("Export-ScatterPlot $file RA Dec")]
    [InlineData("Export-BarChart $file Name")]
    public void An_empty_pipeline_writes_no_file_and_says_so(string command)
    {
        foreach (string input in new[] { "@()", "@($null, $null)" })
        {
            Invocation result = _session.Invoke($"{input} | {command}", ("file", _archive.File("none.png")));
            Assert.Empty(result.Output);
            Assert.Contains("the pipeline was empty", Assert.Single(result.Warnings));
            Assert.False(File.Exists(_archive.File("none.png")));
        }
    }

    [Theory]
    [InlineData("Export-Histogram $file NoSuch", "PropertyNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Export-ScatterPlot $file RA NoSuch", "PropertyNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Export-ScatterPlot $file RA Dec -ColorBy NoSuch", "PropertyNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Export-BarChart $file NoSuch", "PropertyNotFound", ErrorCategory.ObjectNotFound)]
    [InlineData("Export-Histogram $file Name", "NotANumber", ErrorCategory.InvalidArgument)]
    [InlineData("Export-ScatterPlot $file Name Dec", "NotANumber", ErrorCategory.InvalidArgument)]
    [InlineData("Export-BarChart $file Dec -Value Name", "NotANumber", ErrorCategory.InvalidArgument)]
    [InlineData("Export-BarChart $file -Position RA -Value Dec -BarWidth Name", "NotANumber", ErrorCategory.InvalidArgument)]
    [InlineData("Export-BarChart $file -Position RA -BarWidth 1", "ValueMissing", ErrorCategory.InvalidArgument)]
    [InlineData("Export-ScatterPlot $file RA,Dec L,B", "PanelsInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Export-ScatterPlot $file Name Dec -Category -LogX", "CategoryInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Export-ScatterPlot $file RA Dec -XRange 5", "RangeInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Export-Histogram $file Dec -Bins 0", "BinsInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Export-Histogram $file Dec -Width 10", "FigureSizeInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Export-Histogram ($file + '.jpg') Dec", "FigureFormatUnknown", ErrorCategory.InvalidArgument)]
    public void What_makes_no_chart_is_one_clear_error_and_no_file(string command, string id, ErrorCategory category)
    {
        ErrorRecord error = Assert.Single(_session.Invoke($"Get-ChandraSource | {command}", ("file", _archive.File("none.png"))).Errors);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
        Assert.False(File.Exists(_archive.File("none.png")));
    }

    [Fact]
    public void A_path_that_cannot_be_written_is_one_clear_error()
    {
        // A file where a folder should be: root may write anywhere else.
        _archive.Write("file.txt", "no folder");
        ErrorRecord error = Assert.Single(_session.Invoke(
            "Get-ChandraSource | Export-Histogram $file Dec", ("file", Path.Combine(_archive.File("file.txt"), "chart.png"))).Errors);
        Assert.Contains("file.txt", error.Exception.Message);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public void A_script_block_that_fails_is_the_error_of_the_command()
    {
        ErrorRecord error = _session.InvokeFailing("Get-ChandraSource | Export-Histogram $file { throw 'oops' }", ("file", _archive.File("none.png")));
        Assert.Contains("oops", error.ToString());
        Assert.False(File.Exists(_archive.File("none.png")));
    }

    [Fact]
    public void Null_objects_among_others_are_left_out()
    {
        Invocation result = _session.Invoke("@($null; Get-ChandraSource; $null) | Export-BarChart $file Name", ("file", _archive.File("chart.png")));
        Assert.Empty(result.Warnings);
        Assert.Single(result.Output);
    }

    [Fact]
    public void Rows_of_a_table_are_drawn_with_the_units_of_its_columns()
    {
        _session.Invoke("Get-ChandraSource | Export-AstroTable $table; Import-AstroTable $table | Export-ScatterPlot $file ra flux",
            ("table", _archive.File("table.vot")), ("file", _archive.File("chart.svg")));
        Assert.Contains("flux (erg cm⁻² s⁻¹)", File.ReadAllText(_archive.File("chart.svg")));
    }

    [Fact]
    public void NoClobber_keeps_a_file_and_WhatIf_writes_none()
    {
        Invocation dry = _session.Invoke("Get-ChandraSource | Export-BarChart $file Name -WhatIf", ("file", _archive.File("chart.png")));
        Assert.Empty(dry.Output);
        Assert.False(File.Exists(_archive.File("chart.png")));
        _archive.Write("chart.png", "mine");
        Assert.Single(_session.Invoke("Get-ChandraSource | Export-BarChart $file Name -NoClobber", ("file", _archive.File("chart.png"))).Errors);
        Assert.Equal("mine\n", File.ReadAllText(_archive.File("chart.png")));
    }

    [Fact]
    public void Tab_completes_the_properties_of_what_comes_down_the_pipeline()
    {
        CommandCompletion completion = _session.Complete("Find-FermiCscMatch | Export-ScatterPlot a.png CscF");
        Assert.Equal("CscFlux", Assert.Single(completion.CompletionMatches).CompletionText);
    }
}
