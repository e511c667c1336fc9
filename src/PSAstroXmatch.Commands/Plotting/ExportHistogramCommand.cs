using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.Commands;

/// <summary>Draws a histogram of a property, as PNG or SVG.</summary>
[Cmdlet(VerbsData.Export, "Histogram", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHistogramCommand : ChartCmdlet
{
    /// <summary>
    /// Property to count, or script block that returns a number for each object in $_. A property that no object has is an error
    /// (PropertyNotFound), and so is a value that is not a number (NotANumber).
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public required PropertySelector Property { get; set; }

    /// <summary>Number of bins, 1 to 20,000. Cannot be combined with -BinWidth (BinsInvalid).</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Bins { get; set; }

    /// <summary>Width of the bins; with -LogX, in decades. The bins start at -Minimum, or at a multiple of the width.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? BinWidth { get; set; }

    /// <summary>Lower edge of the first bin. Defaults to the smallest value.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Minimum { get; set; }

    /// <summary>Upper edge of the last bin. Defaults to the largest value.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Maximum { get; set; }

    /// <summary>Makes the axis of the values logarithmic, with bins of equal width in decades.</summary>
    [Parameter]
    public SwitchParameter LogX { get; set; }

    /// <summary>Makes the axis of the counts logarithmic. It starts at half of the smallest count, so that every bar is visible.</summary>
    [Parameter]
    public SwitchParameter LogY { get; set; }

    /// <summary>
    /// Makes the horizontal axis one of longitudes in degrees: they are wrapped to −180° to 180°, and increase to the left.
    /// </summary>
    [Parameter]
    public SwitchParameter LongitudeX { get; set; }

    /// <summary>Label of the axis of the values. Defaults to the property's name and unit.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? XLabel { get; set; }

    /// <summary>Label of the axis of the counts.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string YLabel { get; set; } = "Number";

    /// <inheritdoc/>
    internal override Func<Figure> Prepare()
    {
        HistogramChart chart = new()
        {
            Values = Numbers(Property),
            Axis = new ChartAxis(Label(Property, XLabel, LongitudeX)) { IsLog = LogX, IsLongitude = LongitudeX },
            Groups = Groups(),
            Bins = Bins,
            BinWidth = BinWidth,
            Minimum = Minimum,
            Maximum = Maximum,
            IsLogY = LogY,
            YLabel = YLabel,
        };
        return () => chart.Draw(Options);
    }
}
