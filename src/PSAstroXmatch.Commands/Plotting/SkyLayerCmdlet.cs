using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that create a sky map layer from the objects of a pipeline.</summary>
public abstract class SkyLayerCmdlet : DrawingCmdlet
{
    /// <summary>
    /// <para>The two properties or columns with the position, in degrees unless they have another unit or it is written after the name
    /// ('ra:hourangle'): equatorial, or galactic if their names or UCDs say so (FermiL,
    /// FermiB). By default they are found by name and UCD, as Find-SkyMatch does; finding none, or more than one pair, is an error
    /// (PositionColumnsNotFound).</para>
    /// <para>By default, a match from Find-FermiCscMatch is drawn at its Chandra source, a group at its Fermi source, and a match from
    /// Find-SkyMatch at its left object.</para>
    /// </summary>
    [Parameter]
    [ValidateCount(2, 2)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public string[]? PositionProperty { get; set; }

    /// <summary>
    /// Property, or script block that returns a number for each object in $_, that is shown by colour; a colour bar gives the scale. A
    /// property that no object has is an error (PropertyNotFound), and so is a value that is not a number (NotANumber).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? ColorBy { get; set; }

    /// <summary>Makes the colour scale logarithmic, for values such as fluxes.</summary>
    [Parameter]
    [Alias("Log")]
    public SwitchParameter LogColor { get; set; }

    /// <summary>The colour map, from small to large values.</summary>
    [Parameter]
    public ColorMap ColorMap { get; set; }

    /// <summary>
    /// Values of the first and the last colour, lower first, and both above 0 with -LogColor; anything else is an error (RangeInvalid).
    /// Defaults to the range of the values.
    /// </summary>
    [Parameter]
    [NumberTransformation]
    [ValidateCount(2, 2)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double[]? ColorRange { get; set; }

    /// <summary>Label of the colour bar. Defaults to the property's name and unit.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? ColorLabel { get; set; }

    /// <summary>Creates the layer from the objects of the pipeline.</summary>
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

    /// <summary>The label of a selected value, with its unit.</summary>
    internal string LabelOf(PropertySelector? selector) =>
        selector is null ? "" : UnitLabel.Of(selector.Name, selector.UnitOf(Objects));

    /// <summary>ICRS positions of the objects in degrees; NaN for objects without a position.</summary>
    private SkyPositions ReadPositions()
    {
        // A match is drawn at its left object, or at its right one if it has no left object.
        PSObject[] objects = [.. Objects.Select(item =>
            item.BaseObject is SkyMatch match && PositionProperty is null ? PSObject.AsPSObject(match.Left ?? match.Right ?? item) : item)];
        if (objects.Length == 0)
            return new SkyPositions([], []);
        return Read(objects, PositionProperty ?? DefaultPosition(objects[0].BaseObject));
    }

    // A match is drawn at its X-ray source; a group has one position only, that of the gamma-ray source.
    private static string[]? DefaultPosition(object first) => first switch
    {
        FermiCscMatch => [nameof(FermiCscMatch.CscL), nameof(FermiCscMatch.CscB)],
        FermiMatchGroup { FermiName.Length: > 0 } => [nameof(FermiMatchGroup.FermiL), nameof(FermiMatchGroup.FermiB)],
        _ => null,
    };

    private SkyPositions Read(IReadOnlyList<PSObject> objects, string[]? wanted)
    {
        const string Source = "The pipeline";
        IReadOnlyList<ObjectColumn> known = ObjectColumn.Of(objects);
        ColumnInfo[] infos = [.. known.Select(column => column.Describe(typeof(double)))];
        TablePositions positions = wanted is [var longitude, var latitude]
            ? TablePositions.Named(infos, ColumnName(known, longitude), ColumnName(known, latitude), Source)
            : TablePositions.Find(infos, Source, "-PositionProperty");
        string[] names = [positions.Longitude, positions.Latitude];
        AstroTable table = new(
            known.Zip(infos).Where(pair => names.Contains(pair.Second.Name, StringComparer.OrdinalIgnoreCase))
                .Select(pair => WithUnit(pair.First, pair.First.ToColumn(objects, StopToken), wanted)),
            objects.Count);
        SkyPositions read = positions.Read(table, Source);
        if (!positions.IsGalactic)
        {
            HourCheck hours = new();
            hours.Add(table[positions.Longitude], read);
            if (hours.Warning(Source, positions.Longitude, positions.Latitude, "-PositionProperty") is { } warning)
                WriteWarning(warning);
        }

        return read;
    }

    private static string ColumnName(IReadOnlyList<ObjectColumn> columns, string name) =>
        (ColumnOf(columns, name) ?? ColumnOf(columns, ColumnUnit.Split(name)?.Name))?.Name ?? name;

    private static ObjectColumn? ColumnOf(IReadOnlyList<ObjectColumn> columns, string? property) =>
        columns.FirstOrDefault(column => column.Property.Equals(property, StringComparison.OrdinalIgnoreCase));

    // The unit that was written after the name of a property.
    private static AstroColumn WithUnit(ObjectColumn property, AstroColumn column, string[]? wanted) =>
        (wanted ?? []).Select(ColumnUnit.Split).FirstOrDefault(split => property.Property.Equals(split?.Name, StringComparison.OrdinalIgnoreCase)) is (_, string unit)
            ? column.With(column.Info with { Unit = unit })
            : column;
}

/// <summary>Creates a layer of a sky map, for Export-SkyMap -Layer.</summary>
[Cmdlet(VerbsCommon.New, "SkyMapLayer")]
[OutputType(typeof(SkyMapLayer))]
public sealed class NewSkyMapLayerCommand : SkyLayerStyleCmdlet
{
    /// <inheritdoc/>
    protected override void End() => WriteObject(CreateLayer());
}
