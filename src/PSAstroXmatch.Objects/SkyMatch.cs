using PSAstroXmatch.Tables;

namespace PSAstroXmatch;

/// <summary>Two objects at the same position on the sky, or a single one if the join keeps objects without a match.</summary>
public class SkyMatch : IHasProvenance
{
    /// <summary>The original object of the left side, or the row of its table; null if there is none.</summary>
    [AstroColumn("left", Description = "What is on the left side")]
    public object? Left { get; init; }

    /// <summary>The original object of the right side, or the row of its table; null if there is none.</summary>
    [AstroColumn("right", Description = "What is on the right side")]
    public object? Right { get; init; }

    /// <summary>Separation, arcsec; NaN if a side or its position is missing.</summary>
    [AstroColumn("sep_arcsec", Unit = "arcsec", Ucd = "pos.angDistance", Description = "Separation of the two positions")]
    public double SepArcsec { get; init; } = double.NaN;

    /// <summary>Position angle of the right position as seen from the left, degrees from north through east; NaN if a side or its position is missing.</summary>
    [AstroColumn("position_angle", Unit = "deg", Ucd = "pos.posAng", Description = "Position angle of the right position as seen from the left, north through east")]
    public double PositionAngle { get; init; } = double.NaN;

    /// <summary>
    /// Separation in units of the error ellipses, NaN if they are unknown: 1 is the edge of a single ellipse; with ellipses on both sides it is
    /// the Mahalanobis distance √(Δᵀ (C1 + C2)⁻¹ Δ) in σ.
    /// </summary>
    [AstroColumn("normalized_sep", Ucd = "pos.angDistance;arith.ratio", Description = "Separation in units of the error ellipses")]
    public double NormalizedSep { get; init; } = double.NaN;

    /// <summary>Separation in space, pc; NaN unless the distances of both sides are given.</summary>
    [AstroColumn("sep_pc", Unit = "pc", Ucd = "pos.distance;arith.diff", Description = "Separation in space")]
    public double SepParsec { get; init; } = double.NaN;

    /// <summary>What the match used as the positions; null if it is not known. It is no property, since it says nothing of the objects themselves.</summary>
    internal MatchedSides? Sides { get; set; }

    /// <summary>How the matches were made; null if that is not known.</summary>
    internal RunProvenance? Run { get; set; }

    /// <inheritdoc/>
    public MatchProvenance GetProvenance() => Run?.Value ?? MatchProvenance.Empty;

    /// <summary>The labels of the two objects.</summary>
    public override string ToString() => $"{ObjectLabel.Of(Left)} × {ObjectLabel.Of(Right)}";
}

/// <summary>Objects connected on the sky by a chain of matches (friends of friends).</summary>
public sealed class SkyMatchGroup : IHasProvenance
{
    /// <summary>Number of the group, from 1 in order of the first members.</summary>
    [AstroColumn("group_id", Ucd = "meta.id.parent", Description = "Number of the group")]
    public required int GroupId { get; init; }

    /// <summary>Number of members, at least two.</summary>
    [AstroColumn("group_size", Ucd = "meta.number", Description = "Number of members")]
    public int Size => Members.Count;

    /// <summary>Right ascension of the members' mean direction, ICRS, degrees.</summary>
    [AstroColumn("ra", Unit = "deg", Ucd = "pos.eq.ra;meta.main", Description = "Right ascension of the members' mean direction (ICRS)")]
    public required double RA { get; init; }

    /// <summary>Declination of the members' mean direction, ICRS, degrees.</summary>
    [AstroColumn("dec", Unit = "deg", Ucd = "pos.eq.dec;meta.main", Description = "Declination of the members' mean direction (ICRS)")]
    public required double Dec { get; init; }

    /// <summary>Maximum separation of a member from the mean direction, arcsec.</summary>
    [AstroColumn("radius_arcsec", Unit = "arcsec", Ucd = "phys.angSize", Description = "Greatest separation of a member from the mean direction")]
    public required double RadiusArcsec { get; init; }

    /// <summary>The original objects, or the rows of their table, in order.</summary>
    [AstroColumn("members", Ucd = "meta.id", Description = "What the members are called")]
    public required ValueList<object> Members { get; init; }

    /// <summary>How the groups were made.</summary>
    internal MatchProvenance Provenance { get; set; } = MatchProvenance.Empty;

    /// <inheritdoc/>
    public MatchProvenance GetProvenance() => Provenance;

    /// <summary>Number and size.</summary>
    public override string ToString() => $"group {GroupId} ({Size})";
}
