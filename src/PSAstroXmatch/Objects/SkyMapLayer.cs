namespace PSAstroXmatch;

/// <summary>How the positions of a layer are drawn.</summary>
public enum SkyMapLayerKind
{
    /// <summary>A dot each.</summary>
    Points,

    /// <summary>The outline of a circle or an ellipse on the sky each, true to scale and projection.</summary>
    Ellipses,

    /// <summary>Their number by area, in HEALPix pixels.</summary>
    Density,
}

/// <summary>Positions on the sky and how they are drawn in a map: what New-SkyMapLayer makes and Export-SkyMap draws.</summary>
public sealed record SkyMapLayer
{
    /// <summary>How the positions are drawn.</summary>
    public SkyMapLayerKind Kind { get; init; }

    /// <summary>Right ascensions, ICRS, degrees; NaN where there is none.</summary>
    public required double[] RA { get; init; }

    /// <summary>Declinations, ICRS, degrees; NaN where there is none.</summary>
    public required double[] Dec { get; init; }

    /// <summary>Values that the colours stand for, in the order of the positions; null where all have one colour.</summary>
    public double[]? Values { get; init; }

    /// <summary>What the values are, with their unit.</summary>
    public string ValueLabel { get; init; } = "";

    /// <summary>Whether equal ratios of values are equal distances of colour.</summary>
    public bool IsLog { get; init; }

    /// <summary>Colours of the values.</summary>
    public ColorMap ColorMap { get; init; }

    /// <summary>Values of the first and the last colour; null for the range of the values.</summary>
    public (double Min, double Max)? ValueRange { get; init; }

    /// <summary>Values that the areas of the dots stand for; null where all are of one size.</summary>
    public double[]? Sizes { get; init; }

    /// <summary>What the sizes are, with their unit.</summary>
    public string SizeLabel { get; init; } = "";

    /// <summary>Semi-major axes of the ellipses, degrees.</summary>
    public double[]? SemiMajorAxis { get; init; }

    /// <summary>Semi-minor axes of the ellipses, degrees; null where they are circles.</summary>
    public double[]? SemiMinorAxis { get; init; }

    /// <summary>Position angles of the semi-major axes, degrees, north through east in ICRS; null where they are circles.</summary>
    public double[]? PositionAngle { get; init; }

    /// <summary>Colour where no values have one: a name of the web or #RRGGBB; null for the next of the theme.</summary>
    public string? Color { get; init; }

    /// <summary>Diameter of a dot, or width of a line, in 1/96 inch; null for one that suits their number.</summary>
    public double? Size { get; init; }

    /// <summary>How much a dot covers what is below, 0 to 1.</summary>
    public double Opacity { get; init; } = 0.85;

    /// <summary>Order of the HEALPix pixels of a density; null for one that suits the size of the map.</summary>
    public int? Order { get; init; }

    /// <summary>Text in the legend; null for none.</summary>
    public string? Label { get; init; }

    /// <summary>Number of positions.</summary>
    public int Count => RA.Length;

    /// <summary>Kind, number and label.</summary>
    public override string ToString() => Label is null ? $"{Kind} ({Count})" : $"{Label}: {Kind} ({Count})";
}
