using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.Commands;

/// <summary>Draws bars for categories, or bars at numbers of an axis.</summary>
[Cmdlet(VerbsData.Export, "BarChart", SupportsShouldProcess = true, DefaultParameterSetName = CategorySet)]
[OutputType(typeof(FileInfo))]
public sealed class ExportBarChartCommand : ChartCmdlet
{
    private const string CategorySet = "Category";
    private const string PositionSet = "Position";

    /// <summary>Property or script block with the category of each object.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = CategorySet)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? Category { get; set; }

    /// <summary>Property or script block with the number at which an object's bar stands.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PositionSet)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? Position { get; set; }

    /// <summary>Property or script block with the values; without it the objects of each category are counted. Bars at positions need it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? Value { get; set; }

    /// <summary>What a bar makes of the values of its objects.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public BarStatistic Statistic { get; set; }

    /// <summary>Width of the bars on the axis of the positions: a number, or a property or script block with that of each.</summary>
    [Parameter(Mandatory = true, ParameterSetName = PositionSet)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? BarWidth { get; set; }

    /// <summary>Positions are longitudes in degrees: they are drawn from 180° to −180°, growing to the left.</summary>
    [Parameter(ParameterSetName = PositionSet)]
    public SwitchParameter LongitudeX { get; set; }

    /// <summary>Makes the axis of the positions logarithmic.</summary>
    [Parameter(ParameterSetName = PositionSet)]
    public SwitchParameter LogX { get; set; }

    /// <summary>Categories in the order in which they stand; others follow by the alphabet under their own names.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CategoryOrderCompleter))]
    public string[] CategoryOrder { get; set; } = [];

    /// <summary>Keeps categories of -CategoryOrder that no object has.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public SwitchParameter KeepUnused { get; set; }

    /// <summary>Sets the bars of the groups on each other instead of side by side.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public SwitchParameter Stacked { get; set; }

    /// <summary>Draws lying bars.</summary>
    [Parameter(ParameterSetName = CategorySet)]
    public SwitchParameter Horizontal { get; set; }

    /// <summary>Makes the axis of the heights logarithmic.</summary>
    [Parameter]
    public SwitchParameter LogY { get; set; }

    /// <summary>Label of the axis of the categories or positions.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? XLabel { get; set; }

    /// <summary>Label of the axis of the heights.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? YLabel { get; set; }

    /// <inheritdoc/>
    protected override void Begin()
    {
        base.Begin();
        if (ParameterSetName == PositionSet && Value is null)
            throw Errors.InvalidArgument("ValueMissing", "Bars along a numeric axis need a height.", "Give the property that holds it with -Value.");
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
