namespace PSAstroXmatch;

/// <summary>Two objects at the same position on the sky, or a single one if the join keeps objects without a match.</summary>
public sealed class SkyMatch
{
    /// <summary>The original object of the left side, or the row of its table; null if there is none.</summary>
    [AstroColumn("left", Description = "What is on the left side")]
    public object? Left { get; init; }

    /// <summary>The original object of the right side, or the row of its table; null if there is none.</summary>
    [AstroColumn("right", Description = "What is on the right side")]
    public object? Right { get; init; }

    /// <summary>Separation, arcsec; null if a side or its position is missing.</summary>
    [AstroColumn("sep_arcsec", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separation of the two positions")]
    public double? SepArcsec { get; init; }

    /// <summary>Position angle of the right position as seen from the left, degrees from north through east; null if a side or its position is missing.</summary>
    [AstroColumn("position_angle", Unit = "deg", Ucd = "pos.posAng", Description = "Position angle of the right position as seen from the left, north through east")]
    public double? PositionAngle { get; init; }

    /// <summary>
    /// Separation in units of the error ellipses, null if they are unknown: 1 is the edge of a single ellipse; with ellipses on both sides it is
    /// the Mahalanobis distance √(Δᵀ (C1 + C2)⁻¹ Δ) in σ.
    /// </summary>
    [AstroColumn("normalized_sep", Ucd = "pos.angDistance;arith.ratio", Description = "Separation in units of the error ellipses")]
    public double? NormalizedSep { get; init; }

    /// <summary>Separation in space, pc; null unless the distances of both sides are given.</summary>
    [AstroColumn("sep_pc", Unit = "pc", Ucd = "pos.distance;arith.diff", Description = "Separation in space")]
    public double? SepParsec { get; init; }

    /// <summary>The labels of the two objects.</summary>
    public override string ToString() => $"{ObjectLabel.Of(Left)} × {ObjectLabel.Of(Right)}";
}
