namespace PSAstroXmatch;

/// <summary>Two things at the same place on the sky; or one of them alone, where a join keeps what has no match.</summary>
public sealed class SkyMatch
{
    /// <summary>The object of the left side, as it was given, or the row of its table; null where there is none.</summary>
    [AstroColumn("left", Description = "What is on the left side")]
    public object? Left { get; init; }

    /// <summary>The object of the right side, as it was given, or the row of its table; null where there is none.</summary>
    [AstroColumn("right", Description = "What is on the right side")]
    public object? Right { get; init; }

    /// <summary>Separation, arcsec; null where a side is missing.</summary>
    [AstroColumn("sep_arcsec", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separation of the two positions")]
    public double? SepArcsec { get; init; }

    /// <summary>Position angle of the right position as seen from the left, degrees from north through east; null where a side is missing.</summary>
    [AstroColumn("position_angle", Unit = "deg", Ucd = "pos.posAng", Description = "Position angle of the right position as seen from the left, north through east")]
    public double? PositionAngle { get; init; }

    /// <summary>
    /// Separation in units of the error ellipses, null where they are not known: 1 is the edge of a single ellipse; with ellipses on both
    /// sides it is the Mahalanobis distance √(Δᵀ (C1 + C2)⁻¹ Δ) in σ.
    /// </summary>
    [AstroColumn("normalized_sep", Ucd = "pos.angDistance;arith.ratio", Description = "Separation in units of the error ellipses")]
    public double? NormalizedSep { get; init; }

    /// <summary>What the two are called.</summary>
    public override string ToString() => $"{DisplayText.Label(Left)} × {DisplayText.Label(Right)}";
}
