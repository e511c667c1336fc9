namespace PSAstroXmatch.Engine.Tap;

/// <summary>What is known of a stored answer.</summary>
/// <param name="Id">Name of its files: a hash of service, user, query and uploads.</param>
public sealed record CachedAnswer(string Id)
{
    /// <summary>Name of the file with the rows, without its folder: another one each time that the answer is asked for anew.</summary>
    public string RowsFile { get; init; } = "";

    /// <summary>Base URL of the service, without credentials.</summary>
    public string Service { get; init; } = "";

    /// <summary>The query.</summary>
    public string Query { get; init; } = "";

    /// <summary>Number of rows.</summary>
    public long Rows { get; init; }

    /// <summary>When the service gave it.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it was last taken; when it was made, where it never was.</summary>
    public DateTimeOffset LastUsed { get; init; }

    /// <summary>How often it was taken. Two processes that take it at the same moment may count as one.</summary>
    public int Hits { get; init; }

    /// <summary>Size of its file in bytes.</summary>
    public long SizeBytes { get; init; }
}
