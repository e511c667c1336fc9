using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.Commands;

/// <summary>Draws how many objects have which values of a property.</summary>
[Cmdlet(VerbsData.Export, "Histogram", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportHistogramCommand : ChartCmdlet
{
    /// <summary>Property or script block with the values.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public required PropertySelector Property { get; set; }

    /// <summary>Number of bins; without it and -BinWidth the rule of Freedman and Diaconis chooses.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Bins { get; set; }

    /// <summary>Width of the bins; with -LogX in decades.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? BinWidth { get; set; }

    /// <summary>Lower end of the first bin.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Minimum { get; set; }

    /// <summary>Upper end of the last bin.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Maximum { get; set; }

    /// <summary>Makes the axis of the values logarithmic, with bins of the same width in decades.</summary>
    [Parameter]
    public SwitchParameter LogX { get; set; }

    /// <summary>Makes the axis of the numbers logarithmic.</summary>
    [Parameter]
    public SwitchParameter LogY { get; set; }

    /// <summary>The values are longitudes in degrees: they are drawn from 180° to −180°, growing to the left.</summary>
    [Parameter]
    public SwitchParameter LongitudeX { get; set; }

    /// <summary>Label of the axis of the values.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? XLabel { get; set; }

    /// <summary>Label of the axis of the numbers.</summary>
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
