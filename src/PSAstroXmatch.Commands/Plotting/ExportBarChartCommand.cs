using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.Commands;

/// <summary>Draws a bar chart, by category or by position along an axis, as PNG or SVG.</summary>
[Cmdlet(VerbsData.Export, "BarChart", SupportsShouldProcess = true, DefaultParameterSetName = CategorySet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportBarChartCommand : ChartCmdlet
{
    private const string CategorySet = "Category";
    private const string PositionSet = "Position";

    /// <summary>
    /// Property, or script block that returns a text for each object in $_, with the category. A property that no object has is an error
    /// (PropertyNotFound).
    /// </summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = CategorySet)]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? Category { get; set; }

    /// <summary>
    /// Property, or script block that returns a number for each object in $_, with the position of the bar on the axis. A value that is not
    /// a number is an error (NotANumber).
    /// </summary>
    [Parameter(Mandatory = true, ParameterSetName = PositionSet)]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? Position { get; set; }

    /// <summary>
    /// Property or script block with the values. Without it, the objects in each category are counted. Required with -Position
    /// (ValueMissing).
    /// </summary>
    [Parameter]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? Value { get; set; }

    /// <summary>How the values of the objects in a category are combined. Means and medians cannot be stacked (StackInvalid).</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public BarStatistic Statistic { get; set; }

    /// <summary>Width of the bars on the axis of the positions: a number, or a property or script block with the width of each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PositionSet)]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? BarWidth { get; set; }

    /// <inheritdoc cref="ExportHistogramCommand.LongitudeX"/>
    [Parameter(ParameterSetName = PositionSet)]
    public SwitchParameter LongitudeX { get; set; }

    /// <summary>Makes the axis of the positions logarithmic.</summary>
    [Parameter(ParameterSetName = PositionSet)]
    public SwitchParameter LogX { get; set; }

    /// <summary>
    /// Order of the categories. Any others follow in alphabetical order, under their own names. Case matters: PSR and psr are different. An
    /// empty string is the place of -EmptyLabel.
    /// </summary>
    [Parameter(ParameterSetName = CategorySet)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CategoryOrderCompleter))]
    public string[] CategoryOrder { get; set; } = [];

    /// <summary>Keeps categories in -CategoryOrder that no object has, as empty places.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public SwitchParameter KeepUnused { get; set; }

    /// <summary>Stacks the bars of the groups instead of placing them side by side.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public SwitchParameter Stacked { get; set; }

    /// <summary>Draws horizontal bars, with the first category at the top.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public SwitchParameter Horizontal { get; set; }

    /// <summary>Makes the axis of the bar heights logarithmic, also with -Horizontal.</summary>
    [Parameter]
    public SwitchParameter LogY { get; set; }

    /// <summary>
    /// Label of the axis of the categories or positions. Defaults to the name of the property; for -Position, with its unit.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? XLabel { get; set; }

    /// <summary>Label of the axis of the bar heights. Defaults to what the bars show.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? YLabel { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        if (ParameterSetName == PositionSet && Value is null)
            throw new AstroException(ErrorIds.ValueMissing, "Bars along a numeric axis need a height.", "Give the property that holds it with -Value.");
    }

    /// <inheritdoc/>
    internal override Func<Figure> Prepare() => ParameterSetName == PositionSet ? AtPositions() : ForCategories();

    private Func<Figure> ForCategories()
    {
        BarChart chart = new()
        {
            Categories = Categories(Category!, CategoryOrder, XLabel, KeepUnused),
            Values = Value is null ? null : Numbers(Value),
            Statistic = Statistic,
            Groups = Groups(),
            IsStacked = Stacked,
            IsLog = LogY,
            IsHorizontal = Horizontal,
            ValueLabel = YLabel ?? (Value is null ? "Number" : $"{(Statistic == BarStatistic.Sum ? "" : $"{Statistic} of ")}{Label(Value, null)}"),
        };
        return () => chart.Draw(Options);
    }

    private Func<Figure> AtPositions()
    {
        PositionBarChart chart = new()
        {
            Positions = Numbers(Position!),
            Axis = new ChartAxis(Label(Position!, XLabel, LongitudeX)) { IsLog = LogX, IsLongitude = LongitudeX },
            Values = Numbers(Value!),
            Widths = Numbers(BarWidth!),
            Groups = Groups(),
            IsLogY = LogY,
            ValueLabel = Label(Value!, YLabel),
        };
        return () => chart.Draw(Options);
    }
}
