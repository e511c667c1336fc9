namespace PSAstroXmatch.Engine.Matching;

/// <summary>Options of a match.</summary>
public sealed record MatchOptions
{
    /// <summary>Which pairs are kept; all by default.</summary>
    public MatchMode Mode { get; init; } = MatchMode.All;

    /// <summary>Number of pairs kept per left row with <see cref="MatchMode.Nearest"/>, at least 1.</summary>
    public int NeighborCount { get; init; } = 1;

    /// <summary>Maximum number of threads; 0 for one per processor. The result does not depend on it.</summary>
    public int MaxThreads { get; init; }

    /// <summary>Whether position angles are computed.</summary>
    public bool PositionAngle { get; init; }
}
