using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>What the cmdlets share that make a layer of a sky map of the objects of a pipeline.</summary>
public abstract class SkyLayerCmdlet : DrawingCmdlet
{
    /// <summary>The two properties or columns with the position, degrees; found by their names and UCDs where it is left out.</summary>
    [Parameter]
    [ValidateCount(2, 2)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public string[]? PositionProperty { get; set; }

    /// <summary>A property, or a script block, whose values the colours stand for.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? ColorBy { get; set; }

    /// <summary>Equal ratios of values are equal distances of colour.</summary>
    [Parameter]
    [Alias("Log")]
    public SwitchParameter LogColor { get; set; }

    /// <summary>The colours of small to large values.</summary>
    [Parameter]
    public ColorMap ColorMap { get; set; }

    /// <summary>The values of the first and the last colour.</summary>
    [Parameter]
    [NumberTransformation]
    [ValidateCount(2, 2)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? ColorRange { get; set; }

    /// <summary>Text beside the colour bar.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? ColorLabel { get; set; }

    /// <summary>Makes the layer of the objects of the pipeline.</summary>
    internal virtual SkyMapLayer CreateLayer()
    {
        SkyPositions positions = ReadPositions();
        return new SkyMapLayer
        {
            RA = positions.Ra,
            Dec = positions.Dec,
            Values = ColorBy?.ToNumbers(Objects, StopToken),
            ValueLabel = ColorLabel ?? LabelOf(ColorBy),
            IsLog = LogColor,
            ColorMap = ColorMap,
            ValueRange = ColorRange is [var min, var max] ? (min, max) : null,
        };
    }

    /// <summary>The name of a selected value with its unit.</summary>
    internal string LabelOf(PropertySelector? selector) =>
        selector is null ? "" : UnitLabel.Of(selector.Name, Objects.Count > 0 ? selector.UnitOf(Objects[0]) : null);

    /// <summary>ICRS positions of the objects, degrees; NaN where one has none.</summary>
    private SkyPositions ReadPositions()
    {
        // A match is where its left object is, or where that is missing its right one.
        PSObject[] objects = [.. Objects.Select(item =>
            item.BaseObject is SkyMatch match && PositionProperty is null ? PSObject.AsPSObject(match.Left ?? match.Right ?? item) : item)];
        if (objects.Length == 0)
            return new SkyPositions([], []);
        return Read(objects, PositionProperty ?? UsualPosition(objects[0].BaseObject));
    }

    // The X-ray source is what a match is known for; of a group the gamma-ray source is the one position.
    private static string[]? UsualPosition(object first) => first switch
    {
        FermiCscMatch => [nameof(FermiCscMatch.CscL), nameof(FermiCscMatch.CscB)],
        FermiMatchGroup { FermiName.Length: > 0 } => [nameof(FermiMatchGroup.FermiL), nameof(FermiMatchGroup.FermiB)],
        _ => null,
    };

    private SkyPositions Read(IReadOnlyList<PSObject> objects, string[]? wanted)
    {
        const string Source = "The pipeline";
        IReadOnlyList<ObjectColumn> known = ObjectColumn.Of(objects[0]);
        ColumnInfo[] infos = [.. known.Select(column => column.Describe(typeof(double)))];
        TablePositions positions;
        try
        {
            positions = wanted is [var longitude, var latitude]
                ? TablePositions.Named(infos, ColumnName(known, longitude), ColumnName(known, latitude), Source)
                : TablePositions.Find(infos, Source);
        }
        catch (AstroException problem) when (problem.ErrorId == "PositionColumnsNotFound")
        {
            throw new AstroException(
                problem.ErrorId,
                problem.Kind,
                problem.Message,
                "Name the two properties with -PositionProperty, such as -PositionProperty RA_deg, DEC_deg; galactic ones, such as FermiL, FermiB, are known as such.",
                problem.Target,
                problem);
        }

        string[] names = [positions.Longitude, positions.Latitude];
        AstroTable table = new(
            known.Zip(infos).Where(pair => names.Contains(pair.Second.Name, StringComparer.OrdinalIgnoreCase)).Select(pair => pair.First.ToColumn(objects, StopToken)),
            objects.Count);
        return positions.Read(table, Source);
    }

    private static string ColumnName(IReadOnlyList<ObjectColumn> columns, string name) =>
        columns.FirstOrDefault(column => column.Property.Equals(name, StringComparison.OrdinalIgnoreCase))?.Describe(typeof(double)).Name ?? name;
}
