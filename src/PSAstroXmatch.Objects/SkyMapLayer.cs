namespace PSAstroXmatch;

/// <summary>How the positions of a layer are drawn.</summary>
public enum SkyMapLayerKind
{
    /// <summary>One dot per position.</summary>
    Points,

    /// <summary>The outline of a circle or an ellipse on the sky per position, true to scale and projection.</summary>
    Ellipses,

    /// <summary>Number of positions per area, in HEALPix pixels.</summary>
    Density,
}

/// <summary>Positions on the sky and how they are drawn on a map. New-SkyMapLayer creates layers, Export-SkyMap draws them.</summary>
public sealed record SkyMapLayer
{
    /// <summary>How the positions are drawn.</summary>
    public SkyMapLayerKind Kind { get; init; }

    /// <summary>Right ascensions, ICRS, degrees; NaN if missing.</summary>
    public required double[] RA { get; init; }

    /// <summary>Declinations, ICRS, degrees; NaN if missing.</summary>
    public required double[] Dec { get; init; }

    /// <summary>Values shown as colours, in the order of the positions; null for a single colour.</summary>
    public double[]? Values { get; init; }

    /// <summary>Label of the values, with unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether the colour scale is logarithmic.</summary>
    public bool IsLog { get; init; }

    /// <summary>The colour map.</summary>
    public ColorMap ColorMap { get; init; }

    /// <summary>Values of the first and the last colour; null for the range of the values.</summary>
    public (double Min, double Max)? ValueRange { get; init; }

    /// <summary>Values shown as dot areas; null for a single size.</summary>
    public double[]? Sizes { get; init; }

    /// <summary>Label of the sizes, with unit.</summary>
    public string SizeLabel { get; init; } = "";

    /// <summary>Texts beside the dots or in the middle of the ellipses, in the order of the positions; null for none.</summary>
    public string[]? Texts { get; init; }

    /// <summary>Semi-major axes of the ellipses, degrees.</summary>
    public double[]? SemiMajorAxis { get; init; }

    /// <summary>Semi-minor axes of the ellipses, degrees; null for circles.</summary>
    public double[]? SemiMinorAxis { get; init; }

    /// <summary>Position angles of the semi-major axes, degrees, north through east in ICRS; null for circles.</summary>
    public double[]? PositionAngle { get; init; }

    /// <summary>Colour of the layer if it has no values: a CSS colour name or #RRGGBB; null for the next colour of the theme.</summary>
    public string? Color { get; init; }

    /// <summary>Diameter of a dot, or width of a line, in 1/96 inch; null to choose it by their number.</summary>
    public double? Size { get; init; }

    /// <summary>Opacity: 0 is invisible, 1 is solid.</summary>
    public double Opacity { get; init; } = 0.85;

    /// <summary>HEALPix order of a density; null to choose it by the size of the map.</summary>
    public int? Order { get; init; }

    /// <summary>Text in the legend; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>Number of positions.</summary>
    public int Count => RA.Length;

    /// <summary>Kind, number and label.</summary>
    public override string ToString() => Label is null ? $"{Kind} ({Count})" : $"{Label}: {Kind} ({Count})";
}
