namespace PSAstroXmatch;

/// <summary>The archive of the session, as Get-AstroArchive shows it.</summary>
public sealed class AstroArchive
{
    /// <summary>Live, Folder or Simulated.</summary>
    [AstroColumn("kind", Ucd = "meta.code", Description = "Live, Folder or Simulated")]
    public required string Kind { get; init; }

    /// <summary>Addresses of the services, path of the folder, or seed and scale of the simulated sky.</summary>
    [AstroColumn("location", Ucd = "meta.ref", Description = "Addresses of the services, path of the folder, or seed and scale of the simulated sky")]
    public required string Location { get; init; }

    /// <summary>Where each catalog comes from.</summary>
    [AstroColumn("catalogs", Ucd = "meta.id", Description = "Where each catalog comes from")]
    public required ValueList<string> Catalogs { get; init; }

    /// <summary>Which stored answers are used instead of the services: "none", "up to 1.00:00:00 old", "refreshed", or "offline".</summary>
    [AstroColumn("cache", Ucd = "meta.note", Description = "Which stored answers are used instead of the services")]
    public string Cache { get; init; } = "none";

    /// <summary>Kind and location.</summary>
    public override string ToString() => $"{Kind}: {Location}";
}
