using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.Commands;

/// <summary>Draws objects as points of two properties, in one panel or in panels that share an axis.</summary>
[Cmdlet(VerbsData.Export, "ScatterPlot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportScatterPlotCommand : ChartCmdlet
{
    /// <summary>Properties or script blocks of the horizontal axis; several give panels side by side.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public required PropertySelector[] X { get; set; }

    /// <summary>Properties or script blocks of the vertical axis; several give panels one above the other.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public required PropertySelector[] Y { get; set; }

    /// <summary>Property or script block that the colours show.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? ColorBy { get; set; }

    /// <summary>Colours for small and large values.</summary>
    [Parameter]
    public ColorMap ColorMap { get; set; }

    /// <summary>Makes the scale of colours logarithmic.</summary>
    [Parameter]
    public SwitchParameter LogColor { get; set; }

    /// <summary>Values of the first and the last colour.</summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? ColorRange { get; set; }

    /// <summary>Label of the scale of colours.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? ColorLabel { get; set; }

    /// <summary>Property or script block that the areas of the points show.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? SizeBy { get; set; }

    /// <summary>Diameter of the points in 1/96 inch.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? PointSize { get; set; }

    /// <summary>Makes the horizontal axes logarithmic.</summary>
    [Parameter]
    public SwitchParameter LogX { get; set; }

    /// <summary>Makes the vertical axes logarithmic.</summary>
    [Parameter]
    public SwitchParameter LogY { get; set; }

    /// <summary>From and to of the horizontal axes.</summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? XRange { get; set; }

    /// <summary>From and to of the vertical axes.</summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? YRange { get; set; }

    /// <summary>X is a longitude in degrees: it is drawn from 180° to −180°, growing to the left. Of several, the first is.</summary>
    [Parameter]
    public SwitchParameter LongitudeX { get; set; }

    /// <summary>X is a category, not a number.</summary>
    [Parameter]
    public SwitchParameter Category { get; set; }

    /// <summary>Categories in the order in which they stand; others follow by the alphabet.</summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CategoryOrderCompleter))]
    public string[] CategoryOrder { get; set; } = [];

    /// <summary>Standard deviation of the random shift of points along an axis of categories, in the distance of two.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Jitter { get; set; } = 0.1;

    /// <summary>Seed of the shifts: the same number gives the same figure.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Seed { get; set; } = 1;

    /// <summary>Property or script block with the error of X, drawn to both sides.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? XError { get; set; }

    /// <summary>Property or script block with the error of Y, drawn to both sides.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? YError { get; set; }

    /// <summary>Labels of the horizontal axes.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] XLabel { get; set; } = [];

    /// <summary>Labels of the vertical axes.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] YLabel { get; set; } = [];

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        if (Category && (X.Length > 1 || LogX || LongitudeX || XError is not null || XRange is not null))
        {
            throw Errors.InvalidArgument(
                "CategoryInvalid", "With -Category, X is a single property with names, not numbers.", "Remove -LogX, -LongitudeX, -XRange and -XError, and give one property for X.");
        }
    }

    /// <inheritdoc/>
    internal override Func<Figure> Prepare()
    {
        ScatterChart chart = new()
        {
            X = Category ? [] : Values(X, XLabel, XError, LogX, LongitudeX, Range(XRange, nameof(XRange))),
            Y = Values(Y, YLabel, YError, LogY, false, Range(YRange, nameof(YRange))),
            Categories = Category ? Categories(X[0], CategoryOrder, XLabel.ElementAtOrDefault(0)) : null,
            Jitter = Jitter,
            Seed = Seed,
            ColorBy = ColorBy is null ? null : new MarkerValues(Label(ColorBy, ColorLabel), Numbers(ColorBy))
            {
                Map = ColorMap,
                IsLog = LogColor,
                Range = Range(ColorRange, nameof(ColorRange)),
            },
            SizeBy = SizeBy is null ? null : new MarkerValues(Label(SizeBy, null), Numbers(SizeBy)),
            Groups = Groups(),
            PointSize = PointSize,
        };
        return () => chart.Draw(Options);
    }

    private ScatterValues[] Values(PropertySelector[] selectors, string[] labels, PropertySelector? error, bool isLog, bool isLongitude, (double, double)? range)
    {
        double[]? errors = error is null ? null : Numbers(error);
        return
        [
            .. selectors.Select((selector, i) => new ScatterValues(
                new ChartAxis(Label(selector, labels.ElementAtOrDefault(i), isLongitude && i == 0))
                {
                    IsLog = isLog && !(isLongitude && i == 0),
                    IsLongitude = isLongitude && i == 0,
                    Range = range,
                },
                Numbers(selector),
                errors)),
        ];
    }
}
