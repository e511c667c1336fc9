using System.Management.Automation;
using PSAstroXmatch.Engine.Joins;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Commands;

/// <summary>Base of Export-SkyMap and New-SkyMapLayer: how the objects of a pipeline are drawn.</summary>
public abstract class SkyLayerStyleCmdlet : SkyLayerCmdlet
{
    /// <summary>Property, or script block that returns a number for each object in $_, that is shown by the area of the dots.</summary>
    [Parameter]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? SizeBy { get; set; }

    /// <summary>Label of the sizes in the legend. Defaults to the property's name and unit.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? SizeLabel { get; set; }

    /// <summary>
    /// Property, or script block that returns a text for each object in $_, that is written beside the dot or at the centre of the circle or
    /// ellipse, where it covers as little as possible. Objects without a text have none. It cannot be combined with -Density (LayerInvalid).
    /// </summary>
    [Parameter]
    [SingleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? LabelBy { get; set; }

    /// <summary>
    /// Draws circles instead of dots, true to scale and projection. Their radius on the sky is one angle for all objects (0.1deg,
    /// 30arcsec), a property in its own unit, or a script block that returns a number of degrees or text such as "0.5arcsec". If a property
    /// has no unit, write it after the name: 'err:arcsec' or 'err (arcsec)'; without a unit it is an error (UnitMissing).
    /// </summary>
    [Parameter]
    [SingleSelectorTransformation]
    [AngleSelectorTransformation]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? Radius { get; set; }

    /// <summary>
    /// Draws ellipses instead of dots: semi-major axis, semi-minor axis and position angle (north through east), each given in the same way
    /// as -Radius. A position angle without a unit is in degrees.
    /// </summary>
    [Parameter]
    [AngleSelectorTransformation]
    [ValidateCount(3, 3)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector[]? Ellipse { get; set; }

    /// <summary>
    /// Draws the number of sources per square degree, in HEALPix pixels, instead of dots. -Radius, -Ellipse and -Density cannot be combined
    /// (LayerInvalid).
    /// </summary>
    [Parameter]
    public SwitchParameter Density { get; set; }

    /// <summary>
    /// Order of the HEALPix pixels of -Density, which are 58.6 degrees / 2^order wide. By default, one that suits the size of the map. An
    /// impossible order is an error (OrderInvalid).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public int? Order { get; set; }

    /// <summary>
    /// Colour of the objects, unless -ColorBy sets it: a web colour name, such as tomato, or #RRGGBB. Defaults to the next colour of the
    /// theme. An unknown colour is an error (ColorUnknown).
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(ColorNameCompleter))]
    public string? Color { get; set; }

    /// <summary>
    /// Diameter of the dots (with -SizeBy, of the largest), or width of the outlines, in 1/96 inch. By default, a size that suits the
    /// number of objects.
    /// </summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ValidateRange(0.1, 200.0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double? Size { get; set; }

    /// <summary>Opacity: 0 is invisible, 1 is solid.</summary>
    [Parameter]
    [NumberTransformation(IsScalar = true)]
    [ValidateRange(0.0, 1.0)]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public double Opacity { get; set; } = 0.85;

    /// <summary>Name of the objects in the legend.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? Label { get; set; }

    /// <inheritdoc/>
    internal override SkyMapLayer CreateLayer()
    {
        if ((Radius is not null ? 1 : 0) + (Ellipse is not null ? 1 : 0) + (Density ? 1 : 0) > 1)
        {
            throw new AstroException(
                ErrorIds.LayerInvalid, "Only one of -Radius, -Ellipse and -Density can be used in a layer.", "Use one of them, and add further layers with New-SkyMapLayer.", null);
        }

        if (Density && LabelBy is not null)
        {
            throw new AstroException(
                ErrorIds.LayerInvalid, "-Density draws no objects that -LabelBy could label.", "Add the labelled objects as a layer with New-SkyMapLayer.", null);
        }

        (double[]? major, double[]? minor, double[]? angle) = Axes();
        return base.CreateLayer() with
        {
            Kind = Density ? SkyMapLayerKind.Density : major is not null ? SkyMapLayerKind.Ellipses : SkyMapLayerKind.Points,
            Sizes = SizeBy?.ToNumbers(Objects, StopToken),
            SizeLabel = SizeLabel ?? LabelOf(SizeBy),
            Texts = LabelBy?.ToTexts(Objects, StopToken),
            SemiMajorAxis = major,
            SemiMinorAxis = minor,
            PositionAngle = angle,
            Color = Color,
            Size = Size,
            Opacity = Opacity,
            Order = Order,
            Label = Label,
        };
    }

    private (double[]? Major, double[]? Minor, double[]? Angle) Axes()
    {
        if (Ellipse is [var major, var minor, var angle])
        {
            string typed = $"-Ellipse {string.Join(", ", Ellipse.Select((axis, i) => ColumnUnit.Quote(i < 2 ? ColumnUnit.WithLikely(axis.Name) : axis.Name + ":deg")))}";
            return (Degrees(major, typed), Degrees(minor, typed), Degrees(angle, null));
        }

        return (Radius is null ? null : Degrees(Radius, $"-Radius {ColumnUnit.Quote(ColumnUnit.WithLikely(Radius.Name))}"), null, null);
    }

    // Without an example of what to type for a missing unit, the angles are directions, which are in degrees without one.
    private double[] Degrees(PropertySelector selector, string? example)
    {
        if (Objects.Count == 0)
            return [];
        if (selector.Script is not null)
        {
            ScriptAngles angles = new(selector, Ellipse is null ? "-Radius" : "-Ellipse", isDirection: example is null);
            double[] degrees = angles.Read(Objects, StopToken);
            if (angles.Warning(Objects, warnsOfLarge: false) is { } warning)
                WriteWarning(warning);
            return degrees;
        }
        string text = selector.Name.Trim();
        (string Name, string Unit)? split = ColumnUnit.Split(text);
        IReadOnlyList<ObjectColumn> known = ObjectColumn.Of(Objects);
        ObjectColumn? Find(string? name) => known.FirstOrDefault(column => column.Property.Equals(name, StringComparison.OrdinalIgnoreCase));
        ObjectColumn? exact = Find(text);
        if ((exact ?? Find(split?.Name)) is { } column)
        {
            AstroTable table = new([column.ToColumn(Objects, StopToken)], Objects.Count);
            RowAngle angle = new(exact is null ? $"{column.Name}:{split!.Value.Unit}" : column.Name) { Example = example, IsDirection = example is null };
            return angle.Read(table, "The pipeline");
        }

        if (selector.Number is not null || char.IsAsciiDigit(text[0]) || text[0] == '.')
            return [.. Enumerable.Repeat(Angle.Parse(text).Degrees, Objects.Count)];
        double[] values = selector.ToNumbers(Objects, StopToken);
        return example is null ? values : throw ColumnUnit.Missing($"The property '{text}'", text, values, example);
    }
}
