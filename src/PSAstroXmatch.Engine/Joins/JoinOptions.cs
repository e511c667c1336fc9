using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>How two tables are matched and joined, apart from what belongs to one side (<see cref="JoinInput"/>).</summary>
public sealed record JoinOptions
{
    /// <summary>One radius for all rows, degrees; null if each row has its own radius or ellipse.</summary>
    public double? Radius { get; init; }

    /// <summary>
    /// The maximum normalised separation of two error ellipses, in σ; null means <see cref="SkyEllipses.Sigma95"/>, which includes 95 %
    /// of true pairs. Only with ellipses on both sides.
    /// </summary>
    public double? MaxNormalizedSeparation { get; init; }

    /// <summary>Which pairs are kept; all by default.</summary>
    public MatchMode Mode { get; init; } = MatchMode.All;

    /// <summary>Number of pairs kept per left row with <see cref="MatchMode.Nearest"/>, at least 1.</summary>
    public int NeighborCount { get; init; } = 1;

    /// <summary>Which rows the joined table contains.</summary>
    public JoinKind Join { get; init; } = JoinKind.Inner;

    /// <summary>
    /// Number of rows per block of the streamed side. If 0, it is chosen by row width, and files of up to 64 MB are not streamed at all.
    /// </summary>
    public int BlockRows { get; init; }

    /// <summary>Maximum number of threads; 0 for one per processor. The result does not depend on it.</summary>
    public int MaxThreads { get; init; }

    internal MatchOptions ToMatchOptions(MatchMode mode) =>
        new() { Mode = mode, NeighborCount = NeighborCount, MaxThreads = MaxThreads, PositionAngle = true };
}
