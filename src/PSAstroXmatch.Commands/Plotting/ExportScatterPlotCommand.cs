using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.Commands;

/// <summary>Draws a scatter plot of two properties, as PNG or SVG, in one panel or in several that share an axis.</summary>
[Cmdlet(VerbsData.Export, "ScatterPlot", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class ExportScatterPlotCommand : ChartCmdlet
{
    /// <summary>
    /// Properties or script blocks for the horizontal axis; several give panels side by side. A property that no object has is an error
    /// (PropertyNotFound), and so is a value that is not a number (NotANumber).
    /// </summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public required PropertySelector[] X { get; set; }

    /// <summary>Properties or script blocks for the vertical axis; several give panels one above the other.</summary>
    [Parameter(Mandatory = true, Position = 2)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public required PropertySelector[] Y { get; set; }

    /// <inheritdoc cref="SkyLayerCmdlet.ColorBy"/>
    [Parameter]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? ColorBy { get; set; }

    /// <inheritdoc cref="SkyLayerCmdlet.ColorMap"/>
    [Parameter]
    public ColorMap ColorMap { get; set; }

    /// <inheritdoc cref="SkyLayerCmdlet.LogColor"/>
    [Parameter]
    public SwitchParameter LogColor { get; set; }

    /// <inheritdoc cref="SkyLayerCmdlet.ColorRange"/>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? ColorRange { get; set; }

    /// <inheritdoc cref="SkyLayerCmdlet.ColorLabel"/>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? ColorLabel { get; set; }

    /// <summary>Property or script block with numbers that are shown by the area of the points.</summary>
    [Parameter]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? SizeBy { get; set; }

    /// <summary>
    /// Property, or script block that returns a text for each object in $_, that is written beside the point, where it covers as little as
    /// possible. Objects without a text have none.
    /// </summary>
    [Parameter]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? LabelBy { get; set; }

    /// <summary>Joins the points by a line in the order in which they come; with -GroupBy, those of each group.</summary>
    [Parameter]
    public SwitchParameter Connect { get; set; }

    /// <summary>
    /// Script blocks that return y for each x in $_, drawn as lines: { $_ } is the diagonal, { 5 } a level. Where one returns no number, its
    /// line has a gap. The axes are those of the objects, or -XRange and -YRange; lines are cut off where they leave them. Lines need one X
    /// of numbers (CategoryInvalid, PanelAxesInvalid).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public ScriptBlock[] Line { get; set; } = [];

    /// <summary>Names of the lines in the legend, one per line.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] LineLabel { get; set; } = [];

    /// <summary>Diameter of the points in 1/96 inch. By default, a size that suits the number of points.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? PointSize { get; set; }

    /// <summary>Makes the horizontal axes logarithmic, except an axis of longitudes.</summary>
    [Parameter]
    public SwitchParameter LogX { get; set; }

    /// <summary>Makes the vertical axes logarithmic.</summary>
    [Parameter]
    public SwitchParameter LogY { get; set; }

    /// <summary>
    /// Limits of the horizontal axes, lower first; the reverse is an error (RangeInvalid). Points outside are counted in a warning.
    /// </summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? XRange { get; set; }

    /// <summary>Limits of the vertical axes, lower first.</summary>
    [Parameter]
    [NumberTransformation]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? YRange { get; set; }

    /// <summary>
    /// Treats X, or the first of several, as longitudes in degrees: they are wrapped to −180° to 180°, and increase to the left.
    /// </summary>
    [Parameter]
    public SwitchParameter LongitudeX { get; set; }

    /// <summary>
    /// Treats X as a name instead of a number: the points of each category form a column. Such an axis has no range, logarithm or error
    /// (CategoryInvalid).
    /// </summary>
    [Parameter]
    public SwitchParameter Category { get; set; }

    /// <summary>
    /// Order of the categories. Any others follow in alphabetical order, under their own names; those that no object has are left out. Case
    /// matters: PSR and psr are different.
    /// </summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CategoryOrderCompleter))]
    public string[] CategoryOrder { get; set; } = [];

    /// <summary>
    /// Standard deviation of the random shift of points along an axis of categories, as a fraction of the distance between categories, 0 to
    /// 1. No point is shifted by more than 0.4.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Jitter { get; set; } = 0.1;

    /// <summary>Seed of the random shifts: the same seed gives the same figure.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int Seed { get; set; } = 1;

    /// <summary>
    /// Property or script block with the error of X, drawn as a line on both sides; or two, for the error below and the error above.
    /// </summary>
    [Parameter]
    [ValidateCount(1, 2)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector[]? XError { get; set; }

    /// <summary>
    /// Property or script block with the error of Y, drawn as a line on both sides; or two, for the error below and the error above.
    /// </summary>
    [Parameter]
    [ValidateCount(1, 2)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector[]? YError { get; set; }

    /// <summary>Labels of the horizontal axes, one per property. Default to the names of the properties and their units.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] XLabel { get; set; } = [];

    /// <summary>Labels of the vertical axes, one per property. Default to the names of the properties and their units.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string[] YLabel { get; set; } = [];

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        if (Category && (X.Length > 1 || LogX || LongitudeX || XError is not null || XRange is not null || Line.Length > 0))
        {
            throw new AstroException(
                ErrorIds.CategoryInvalid, "With -Category, X is a single property with names, not numbers.",
                "Remove -LogX, -LongitudeX, -XRange, -XError and -Line, and give one property for X.");
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
            Labels = LabelBy?.ToTexts(Objects, StopToken),
            IsConnected = Connect,
            PointSize = PointSize,
        };
        if (Line.Length > 0)
            chart = chart with { Lines = Lines(chart.LineValues()) };
        return () => chart.Draw(Options);
    }

    private ChartLine[] Lines(double[] x)
    {
        PSObject[] values = Array.ConvertAll(x, value => PSObject.AsPSObject(value));
        return
        [
            .. Line.Select((script, i) => new ChartLine(
                x, new PropertySelector(script).ToNumbers(values, StopToken), LineLabel.ElementAtOrDefault(i))),
        ];
    }

    private ScatterValues[] Values(PropertySelector[] selectors, string[] labels, PropertySelector[]? error, bool isLog, bool isLongitude, (double, double)? range)
    {
        double[]? errors = error is null ? null : Numbers(error[0]), upper = error is [_, var above] ? Numbers(above) : null;
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
                errors,
                upper)),
        ];
    }
}
