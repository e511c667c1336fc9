namespace PSAstroXmatch.Engine.Matching;

/// <summary>Which of the pairs that satisfy the criterion are kept.</summary>
/// <remarks>
/// Pairs are ranked by normalised separation if the criterion has one, otherwise by separation; among equals the lowest row comes
/// first.
/// </remarks>
public enum MatchMode
{
    /// <summary>All pairs.</summary>
    All,

    /// <summary>The best pair of each left row; a right row may be in several.</summary>
    BestForLeft,

    /// <summary>The best pair of each right row; a left row may be in several.</summary>
    BestForRight,

    /// <summary>The pairs that are the best for both their left and their right row: each row is in at most one.</summary>
    BestBoth,

    /// <summary>The <see cref="MatchOptions.NeighborCount"/> best pairs of each left row.</summary>
    Nearest,
}

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
