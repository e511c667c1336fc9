using System.Management.Automation;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Plotting.Charts;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that draw charts.</summary>
public abstract class ChartCmdlet : FigureCmdlet
{
    // The text of a long script block is not a usable label.
    private const int LongestName = 70;

    /// <summary>
    /// Property, or script block that returns a text for each object in $_, that divides the objects into groups with different colours. A
    /// legend beside the data names them.
    /// </summary>
    [Parameter]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? GroupBy { get; set; }

    /// <summary>Order in which the groups are drawn. Any others follow in alphabetical order.</summary>
    [Parameter]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(CategoryOrderCompleter))]
    public string[] GroupOrder { get; set; } = [];

    /// <summary>
    /// Label of the category or group of objects whose text is empty or null. It comes last, unless an empty string in an order puts it
    /// elsewhere.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string EmptyLabel { get; set; } = "(none)";

    /// <inheritdoc/>
    protected sealed override void End()
    {
        if (!HasObjects())
            return;
        // Values are selected here because only the pipeline thread can run script blocks.
        Func<Figure> draw = Prepare();
        Write(draw);
    }

    /// <summary>Selects the values to draw.</summary>
    /// <returns>A function that draws them; it may run on any thread.</returns>
    internal abstract Func<Figure> Prepare();

    /// <summary>The numbers of a selector.</summary>
    internal double[] Numbers(PropertySelector selector) => selector.ToNumbers(Objects, StopToken);

    /// <summary>The categories of a selector.</summary>
    internal CategoryList Categories(PropertySelector selector, string[] order, string? label = null, bool keepUnused = false) =>
        CategoryList.Of(label ?? NameOf(selector), selector.ToTexts(Objects, StopToken), order, EmptyLabel, keepUnused);

    /// <summary>The groups of -GroupBy; null without it.</summary>
    /// <remarks>With a script block the legend has no heading, only the names of the groups.</remarks>
    internal CategoryList? Groups() => GroupBy is null ? null : Categories(GroupBy, GroupOrder, GroupBy.Script is not null ? "" : null);

    /// <summary>The axis label of a selector, with its unit.</summary>
    /// <param name="selector">The selector.</param>
    /// <param name="label">The user's own label.</param>
    /// <param name="isLongitude">Whether the tick labels already show the unit.</param>
    internal string Label(PropertySelector selector, string? label, bool isLongitude = false) =>
        label ?? UnitLabel.Of(NameOf(selector), isLongitude ? null : selector.UnitOf(Objects));

    /// <summary>A range of two numbers.</summary>
    internal static (double Min, double Max)? Range(double[]? range, string parameter) => range switch
    {
        null => null,
        [double min, double max] => (min, max),
        _ => throw new AstroException(ErrorIds.RangeInvalid, $"-{parameter} needs two numbers, not {range.Length}.", $"Write -{parameter} 0,10."),
    };

    private static string NameOf(PropertySelector selector)
    {
        string name = string.Join(' ', selector.Name.Replace("$_.", "", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return name.Length <= LongestName ? name : name[..(LongestName - 1)] + "…";
    }
}
