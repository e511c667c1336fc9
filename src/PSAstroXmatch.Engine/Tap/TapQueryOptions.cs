namespace PSAstroXmatch.Engine.Tap;

/// <summary>What can be said about one query.</summary>
public sealed record TapQueryOptions
{
    internal static TapQueryOptions Default { get; } = new();

    /// <summary>
    /// MAXREC of TAP: the most rows that the service may send. It acts after TOP; a result that it cuts is an error unless
    /// <see cref="AllowTruncated"/> is set. 0 asks for the columns alone. Null leaves the limit to the service.
    /// </summary>
    public long? MaxRec { get; init; }

    /// <summary>Take a result that a limit has cut, instead of an error; the log says so.</summary>
    public bool AllowTruncated { get; init; }

    /// <summary>Is told of every attempt that failed and will be repeated, and of other things that a curious user may want to know.</summary>
    public Action<string>? Log { get; init; }
}
