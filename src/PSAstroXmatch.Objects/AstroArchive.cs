namespace PSAstroXmatch;

/// <summary>The archive of the session, as Get-AstroArchive shows it.</summary>
public sealed class AstroArchive
{
    /// <summary>Live, Folder or Simulated.</summary>
    public required string Kind { get; init; }

    /// <summary>Addresses of the services, path of the folder, or seed and scale of the simulated sky.</summary>
    public required string Location { get; init; }

    /// <summary>Where each catalog comes from.</summary>
    public required ValueList<string> Catalogs { get; init; }

    /// <summary>Which stored answers are used instead of the services: "none", "up to 1.00:00:00 old", "refreshed", or "offline".</summary>
    public string Cache { get; init; } = "none";

    /// <summary>Kind and location.</summary>
    public override string ToString() => $"{Kind}: {Location}";
}
