namespace PSAstroXmatch.Engine.Matching;

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
