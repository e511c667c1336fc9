using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Plotting;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Base of the cmdlets that create a sky map layer from the objects of a pipeline.</summary>
public abstract class SkyLayerCmdlet : DrawingCmdlet
{
    /// <summary>
    /// <para>The two properties or columns with the position: right ascension and declination, or in the frame that their file, UCDs or names
    /// say (FermiL, FermiB; RAB1950, DEB1950), unless -PositionFrame says another. Numbers are
    /// in degrees unless they have another unit or it is written after the name ('ra:hourangle'). By default they are found by name and UCD, as Find-SkyMatch does;
    /// finding none, or more than one pair, is an error (PositionColumnsNotFound).</para>
    /// <para>By default, a match from Find-FermiCscMatch is drawn at its Chandra source, a group at its Fermi source, and a match from
    /// Find-SkyMatch at its left object.</para>
    /// </summary>
    [Parameter]
    [ValidateCount(2, 2)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public string[]? PositionProperty { get; set; }

    /// <summary>
    /// Frame of the positions, such as ICRS, 'FK5 J1975', B1950, Galactic or Ecliptic, if it is not the one that the metadata or names of
    /// the properties say; see Find-SkyMatch -LeftFrame. Positions are converted.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(PositionFrameCompleter))]
    public string? PositionFrame { get; set; }

    /// <summary>
    /// Property, or script block that returns a number for each object in $_, that is shown by colour; a colour bar gives the scale. A
    /// property that no object has is an error (PropertyNotFound), and so is a value that is not a number (NotANumber).
    /// </summary>
    [Parameter]
    [SingleSelectorTransformation]
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
        if (Objects.Count == 0)
            return new SkyPositions([], []);
        bool hasMatches = PositionProperty is null && Objects.Any(item => item.BaseObject is SkyMatch);
        IReadOnlyList<PSObject> objects = hasMatches ? [.. Objects.Select(OfMatch)] : Objects;
        return Read(objects, PositionProperty ?? DefaultPosition(objects[0]));
    }

    // A match is drawn at its left object, or at its right one if it has no left object. The left object may be a match too.
    private static PSObject OfMatch(PSObject item) =>
        item.BaseObject is SkyMatch match && (match.Left ?? match.Right) is { } drawn ? OfMatch(PSObject.AsPSObject(drawn)) : item;

    // A match is drawn at its X-ray source; a group has one position only, that of the gamma-ray source.
    private static string[]? DefaultPosition(PSObject first)
    {
        Type? type = OriginalType.Of(first).Type;
        string[]? position = typeof(FermiCscMatch).IsAssignableFrom(type) ? [nameof(FermiCscMatch.CscRA), nameof(FermiCscMatch.CscDec)]
            : typeof(FermiMatchGroup).IsAssignableFrom(type) ? [nameof(FermiMatchGroup.FermiL), nameof(FermiMatchGroup.FermiB)]
            : null;
        // A selection may lack them.
        return position is not null && position.All(name => first.Properties[name] is not null) ? position : null;
    }

    private SkyPositions Read(IReadOnlyList<PSObject> objects, string[]? wanted)
    {
        const string Source = "The pipeline", PositionOption = "-PositionProperty";
        IReadOnlyList<ObjectColumn> known = ObjectColumn.Of(objects);
        ColumnInfo[] infos = [.. known.Select(column => column.Describe(typeof(double)))];
        PositionFrame? frame = PositionFrame is null ? null : PSAstroXmatch.PositionFrame.Parse(PositionFrame);
        TablePositions positions = wanted is [var longitude, var latitude]
            ? TablePositions.Named(infos, ColumnName(known, longitude), ColumnName(known, latitude), Source, PositionOption, frame)
            : (objects[0].BaseObject is AstroTableRow row ? TablePositions.OfLeftObjects(row.GetTable(), Source, PositionOption, frame) : null)
                ?? TablePositions.Find(infos, Source, PositionOption, frame);
        AstroTable table = new(
            known.Zip(infos).Where(pair => positions.NeededColumns.Contains(pair.Second.Name, StringComparer.OrdinalIgnoreCase))
                .Select(pair => WithUnit(pair.First, pair.First.ToColumn(objects, StopToken), wanted)),
            objects.Count);
        SkyPositions read = positions.Read(table, Source);
        if (positions.Frame.IsEquatorial)
        {
            HourCheck hours = new();
            hours.Add(table[positions.Longitude], read.Ra, read.Dec);
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
