namespace PSAstroXmatch.Engine.Tap;

/// <summary>Information about a stored answer.</summary>
/// <param name="Id">Name of its files: a hash of service, user, query and uploads.</param>
public sealed record CachedAnswer(string Id)
{
    /// <summary>Name of the file with the rows, without its folder; a new one each time that the answer is requested again.</summary>
    public string RowsFile { get; init; } = "";

    /// <summary>Base URL of the service, without credentials.</summary>
    public string Service { get; init; } = "";

    /// <summary>The query.</summary>
    public string Query { get; init; } = "";

    /// <summary>Number of rows.</summary>
    public long Rows { get; init; }

    /// <summary>When the service sent it.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last used; if never, when it was created.</summary>
    public DateTimeOffset LastUsed { get; init; }

    /// <summary>How often it was used. Simultaneous use by two processes may count as one.</summary>
    public int Hits { get; init; }

    /// <summary>Size of its file in bytes.</summary>
    public long SizeBytes { get; init; }
}
