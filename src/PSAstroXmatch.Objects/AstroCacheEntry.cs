namespace PSAstroXmatch;

/// <summary>A stored answer of a service.</summary>
public sealed class AstroCacheEntry
{
    /// <summary>Name of its files.</summary>
    public required string Id { get; init; }

    /// <summary>Base URL of the service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The query.</summary>
    public string Query { get; init; } = "";

    /// <summary>Number of rows.</summary>
    public long Rows { get; init; }

    /// <summary>Size of the file, bytes.</summary>
    public long SizeBytes { get; init; }

    /// <summary>When the service returned it, UTC.</summary>
    public DateTime Created { get; init; }

    /// <summary>Time since then.</summary>
    public TimeSpan Age { get; init; }

    /// <summary>Number of times it was used instead of asking the service.</summary>
    public int Hits { get; init; }

    /// <summary>When it was last used, UTC; if never used, when it was created.</summary>
    public DateTime LastUsed { get; init; }

    /// <summary>The query.</summary>
    public override string ToString() => Query;
}
