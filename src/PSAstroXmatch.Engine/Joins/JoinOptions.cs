using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>How two tables are matched and joined, beside what belongs to one of them (<see cref="JoinInput"/>).</summary>
public sealed record JoinOptions
{
    /// <summary>One radius for all rows, degrees; null where radii or ellipses of rows are used.</summary>
    public double? Radius { get; init; }

    /// <summary>
    /// The largest normalised separation of two error ellipses, in σ; null is <see cref="SkyEllipses.Sigma95"/>, within which 95 % of
    /// true pairs lie. Only for ellipses on both sides.
    /// </summary>
    public double? MaxNormalizedSeparation { get; init; }

    /// <summary>Which pairs are kept; all by default.</summary>
    public MatchMode Mode { get; init; } = MatchMode.All;

    /// <summary>How many pairs a left row keeps with <see cref="MatchMode.Nearest"/>, from 1.</summary>
    public int NeighborCount { get; init; } = 1;

    /// <summary>Which rows the joined table has.</summary>
    public JoinKind Join { get; init; } = JoinKind.Inner;

    /// <summary>
    /// Rows of a block of the streamed side. 0: chosen by the width of the rows, and files of up to 64 MB are not streamed at all.
    /// </summary>
    public int BlockRows { get; init; }

    /// <summary>The most threads to use; 0 is one for each processor. The result does not depend on it.</summary>
    public int MaxThreads { get; init; }

    internal MatchOptions ToMatchOptions(MatchMode mode) =>
        new() { Mode = mode, NeighborCount = NeighborCount, MaxThreads = MaxThreads, PositionAngle = true };
}
