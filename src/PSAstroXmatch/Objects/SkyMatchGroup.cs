namespace PSAstroXmatch;

/// <summary>Things that hang together on the sky by a chain of matches: friends of friends.</summary>
public sealed class SkyMatchGroup
{
    /// <summary>Number of the group, from 1 in order of the first members.</summary>
    public required int GroupId { get; init; }

    /// <summary>Number of members, at least two.</summary>
    public int Size => Members.Count;

    /// <summary>Right ascension of the members' mean direction, ICRS, degrees.</summary>
    public required double RA { get; init; }

    /// <summary>Declination of the members' mean direction, ICRS, degrees.</summary>
    public required double Dec { get; init; }

    /// <summary>Greatest separation of a member from the mean direction, arcsec.</summary>
    public required double RadiusArcsec { get; init; }

    /// <summary>The members as they were given, or the rows of their table, in order.</summary>
    public required ValueList<object> Members { get; init; }

    /// <summary>Number and size.</summary>
    public override string ToString() => $"group {GroupId} ({Size})";
}
