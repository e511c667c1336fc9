using System.Management.Automation;
using PSAstroXmatch.Engine.Units;

namespace PSAstroXmatch.Commands;

/// <summary>Base of Export-SkyMap and New-SkyMapLayer: how the objects of a pipeline are drawn.</summary>
public abstract class SkyLayerStyleCmdlet : SkyLayerCmdlet
{
    /// <summary>Property, or script block that returns a number for each object in $_, that is shown by the area of the dots.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public PropertySelector? SizeBy { get; set; }

    /// <summary>Label of the sizes in the legend. Defaults to the property's name and unit.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    public string? SizeLabel { get; set; }

    /// <summary>
    /// Draws circles instead of dots, true to scale and projection. Their radius on the sky is one angle for all objects (0.1deg,
    /// 30arcsec), or a property, in its own unit or, if it has none, in degrees.
    /// </summary>
    [Parameter]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public string? Radius { get; set; }

    /// <summary>
    /// Draws ellipses instead of dots. They are given by three properties, in their own units or, if they have none, in degrees: semi-major
    /// axis, semi-minor axis and position angle (north through east).
    /// </summary>
    [Parameter]
    [ValidateCount(3, 3)]
    [ArgumentCompleter(typeof(PropertyNameCompleter))]
    public string[]? Ellipse { get; set; }

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

        (double[]? major, double[]? minor, double[]? angle) = Axes();
        return base.CreateLayer() with
        {
            Kind = Density ? SkyMapLayerKind.Density : major is not null ? SkyMapLayerKind.Ellipses : SkyMapLayerKind.Points,
            Sizes = SizeBy?.ToNumbers(Objects, StopToken),
            SizeLabel = SizeLabel ?? LabelOf(SizeBy),
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
            return (Degrees(major), Degrees(minor), Degrees(angle));
        if (Radius is null)
            return (null, null, null);
        return (char.IsAsciiDigit(Radius.TrimStart()[0]) || Radius.TrimStart()[0] == '.'
            ? [.. Enumerable.Repeat(Angle.Parse(Radius).Degrees, Objects.Count)]
            : Degrees(Radius), null, null);
    }

    // In the unit of the property; a number without a unit is in degrees, as everywhere.
    private double[] Degrees(string property)
    {
        PropertySelector selector = new(property);
        double[] values = selector.ToNumbers(Objects, StopToken);
        string? unit = Objects.Count == 0 ? null : selector.UnitOf(Objects[0]);
        if (string.IsNullOrWhiteSpace(unit))
            return values;
        double factor = AstroUnit.InDegrees(unit) ?? throw new AstroException(
            ErrorIds.UnitUnknown, $"'{property}' is in '{unit}', which is not a unit of angle.", "Name a property that holds an angle.", property);
        return factor == 1 ? values : Array.ConvertAll(values, value => value * factor);
    }
}
