namespace PSAstroXmatch;

/// <summary>Objects connected on the sky by a chain of matches (friends of friends).</summary>
public sealed class SkyMatchGroup
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

    /// <summary>Number and size.</summary>
    public override string ToString() => $"group {GroupId} ({Size})";
}
