namespace PSAstroXmatch.Engine.Matching;

/// <summary>Which of the pairs that fulfil the criterion are kept.</summary>
/// <remarks>
/// Pairs are ranked by the normalised separation where the criterion has one, otherwise by the separation; among equals the lowest row
/// comes first.
/// </remarks>
public enum MatchMode
{
    /// <summary>All pairs.</summary>
    All,

    /// <summary>The best pair of each left row; a right row may be in several.</summary>
    BestForLeft,

    /// <summary>The best pair of each right row; a left row may be in several.</summary>
    BestForRight,

    /// <summary>The pairs that are the best of both their left and their right row: each row is in at most one.</summary>
    BestBoth,

    /// <summary>The <see cref="MatchOptions.NeighborCount"/> best pairs of each left row.</summary>
    Nearest,
}

/// <summary>How a match is done.</summary>
public sealed record MatchOptions
{
    /// <summary>Which pairs are kept; all by default.</summary>
    public MatchMode Mode { get; init; } = MatchMode.All;

    /// <summary>How many pairs a left row keeps with <see cref="MatchMode.Nearest"/>, from 1.</summary>
    public int NeighborCount { get; init; } = 1;

    /// <summary>The most threads to use; 0 is one for each processor. The result does not depend on it.</summary>
    public int MaxThreads { get; init; }

    /// <summary>Whether position angles are computed.</summary>
    public bool PositionAngle { get; init; }
}
