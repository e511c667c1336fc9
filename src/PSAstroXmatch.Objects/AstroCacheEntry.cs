namespace PSAstroXmatch;

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
