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

/// <summary>A catalog that can be searched for counterparts.</summary>
public sealed class AstroCatalog
{
    /// <summary>Its name in commands.</summary>
    [AstroColumn("name", Ucd = "meta.id;meta.main", Description = "Name in commands")]
    public required string Name { get; init; }

    /// <summary>Title of the catalog.</summary>
    [AstroColumn("title", Ucd = "meta.title", Description = "Title of the catalog")]
    public string Title { get; init; } = "";

    /// <summary>The service that provides it: a service name of the live archive, or an address.</summary>
    [AstroColumn("service", Ucd = "meta.ref.url", Description = "Service that provides it")]
    public string Service { get; init; } = "";

    /// <summary>Name of its table in the service; in a folder, the file has the name of the catalog.</summary>
    [AstroColumn("table", Ucd = "meta.id;meta.table", Description = "Name of its table in the service")]
    public string Table { get; init; } = "";

    /// <summary>Julian year of its positions; NaN if it differs from row to row or is unknown.</summary>
    [AstroColumn("epoch", Unit = "yr", Ucd = "time.epoch", Description = "Julian year of its positions")]
    public double Epoch { get; init; } = double.NaN;

    /// <summary>The columns that are fetched.</summary>
    [AstroColumn("columns", Ucd = "meta.id", Description = "Columns that are fetched")]
    public required ValueList<string> Columns { get; init; }

    /// <summary>The name.</summary>
    public override string ToString() => Name;
}

/// <summary>A stored answer of a service.</summary>
public sealed class AstroCacheEntry
{
    /// <summary>Name of its files.</summary>
    [AstroColumn("id", Ucd = "meta.id;meta.main", Description = "Name of its files")]
    public required string Id { get; init; }

    /// <summary>Base URL of the service.</summary>
    [AstroColumn("service", Ucd = "meta.ref.url", Description = "Base URL of the service")]
    public string Service { get; init; } = "";

    /// <summary>The query.</summary>
    [AstroColumn("query", Ucd = "meta.note", Description = "The query")]
    public string Query { get; init; } = "";

    /// <summary>Number of rows.</summary>
    [AstroColumn("rows", Ucd = "meta.number", Description = "Number of rows")]
    public long Rows { get; init; }

    /// <summary>Size of the file, bytes.</summary>
    [AstroColumn("size_bytes", Unit = "byte", Ucd = "meta.number", Description = "Size of the file")]
    public long SizeBytes { get; init; }

    /// <summary>When the service returned it, UTC.</summary>
    [AstroColumn("created", Ucd = "time.creation", Description = "When the service returned it (UTC)")]
    public DateTime Created { get; init; }

    /// <summary>Time since then.</summary>
    [AstroColumn("age", Ucd = "time.duration", Description = "Time since then, as d.hh:mm:ss")]
    public TimeSpan Age { get; init; }

    /// <summary>Number of times it was used instead of asking the service.</summary>
    [AstroColumn("hits", Ucd = "meta.number", Description = "Number of times it was used instead of asking the service")]
    public int Hits { get; init; }

    /// <summary>When it was last used, UTC; if never used, when it was created.</summary>
    [AstroColumn("last_used", Ucd = "time", Description = "When it was last used (UTC)")]
    public DateTime LastUsed { get; init; }

    /// <summary>The query.</summary>
    public override string ToString() => Query;
}
