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

    /// <summary>
    /// The epoch, a Julian year, to which rows with proper motions are moved before they are matched; null to match them where they are.
    /// </summary>
    public double? Epoch { get; init; }

    /// <summary>The maximum separation in space, pc, if it defines a match; both sides then need distances.</summary>
    public double? MaxSpatialSeparation { get; init; }

    /// <summary>The minimum separation on the sky, degrees, inclusive; 0 for none.</summary>
    public double MinSeparation { get; init; }

    /// <summary>A further condition on the pairs, applied before the best are chosen; null for none.</summary>
    public IPairFilter? Filter { get; init; }

    /// <summary>How probable each pair is, and how that is found; null if only positions decide.</summary>
    public ProbabilityOptions? Probability { get; init; }

    /// <summary>Which pairs are kept; all by default. With probabilities, the best pairs are the most probable ones.</summary>
    public MatchMode Mode { get; init; } = MatchMode.All;

    /// <summary>Number of pairs kept per left row with <see cref="MatchMode.Nearest"/>, at least 1.</summary>
    public int NeighborCount { get; init; } = 1;

    /// <summary>Which rows the joined table contains.</summary>
    public JoinKind Join { get; init; } = JoinKind.Inner;

    /// <summary>What is appended to the name of a left column that also occurs on the right.</summary>
    public string LeftSuffix { get; init; } = "_1";

    /// <summary>What is appended to the name of a right column that also occurs on the left.</summary>
    public string RightSuffix { get; init; } = "_2";

    /// <summary>
    /// Number of rows per block of the streamed side. If 0, it is chosen by row width, and files of up to 64 MB are not streamed at all.
    /// </summary>
    public int BlockRows { get; init; }

    /// <summary>Maximum number of threads; 0 for one per processor. The result does not depend on it.</summary>
    public int MaxThreads { get; init; }

    internal MatchOptions ToMatchOptions(MatchMode mode) =>
        new() { Mode = mode, NeighborCount = NeighborCount, MaxThreads = MaxThreads, PositionAngle = true };
}

/// <summary>Chooses the match criterion from the radii and ellipses of a join.</summary>
internal static class JoinCriterion
{
    /// <summary>Throws if a join does not define a match, or defines it more than once.</summary>
    public static void Check(JoinInput left, JoinInput? right, JoinOptions options)
    {
        if (options.Probability is not null)
        {
            ProbabilityOptions.Check(left, right ?? left, options);
            CheckMinimum(options);
            return;
        }

        bool radii = left.Radius is not null || right?.Radius is not null;
        bool ellipses = left.Ellipse is not null || right?.Ellipse is not null;
        bool keys = left.Key is not null || right?.Key is not null;
        bool inSpace = options.MaxSpatialSeparation is not null;
        int ways = new[] { options.Radius is not null, radii, ellipses, inSpace, keys }.Count(isGiven => isGiven);
        if (ways == 0)
        {
            throw new AstroException(
                ErrorIds.MatchRadiusMissing,
                "There is no radius or error ellipse to define a match.",
                "Give a radius such as 1arcsec, a radius for each row, the error ellipses of the rows, a maximum separation in space, or a key.");
        }
        if (ways > 1)
        {
            throw new AstroException(
                ErrorIds.MatchCriterionAmbiguous,
                "A match is defined in more than one way: a single radius, a radius for each row, error ellipses, a separation in space and a key are mutually exclusive.",
                "Give only one of them.");
        }
        if (options.MaxNormalizedSeparation is not null && (left.Ellipse is null || (right ?? left).Ellipse is null))
        {
            throw new AstroException(
                ErrorIds.MatchCriterionAmbiguous,
                "A maximum normalised separation requires error ellipses on both sides.",
                "Give both ellipses, or omit it; with a single ellipse, the positions of the other side must lie inside it.");
        }
        CheckSpace(left, right ?? left, options);
        if (keys && (left.Key is null || (right ?? left).Key is null))
            throw new AstroException(ErrorIds.MatchCriterionAmbiguous, "A key is given for one side only.", "Give the column of the key for both sides.");
        CheckMinimum(options);
    }

    private static void CheckMinimum(JoinOptions options)
    {
        if (!(options.MinSeparation >= 0) || options.MinSeparation > (options.Radius ?? 180))
        {
            throw new AstroException(
                ErrorIds.MatchRadiusInvalid,
                $"The minimum separation, {Angle.FromDegrees(options.MinSeparation).InWords}, is not between 0 and the maximum, "
                    + $"{Angle.FromDegrees(options.Radius ?? 180).InWords}.",
                "Give a minimum below the maximum.",
                options.MinSeparation);
        }
    }

    private static void CheckSpace(JoinInput left, JoinInput right, JoinOptions options)
    {
        bool inSpace = options.MaxSpatialSeparation is not null;
        if (inSpace != (left.Distance is not null) || inSpace != (right.Distance is not null))
        {
            throw new AstroException(
                ErrorIds.MatchCriterionAmbiguous,
                "A match in space needs the distances of both sides and a maximum separation; one of these is missing.",
                "Give all three, or none of them.");
        }
    }

    /// <summary>The criterion for rows with the given radii or ellipses.</summary>
    public static MatchCriterion Create(JoinInput leftInput, JoinInput rightInput, RowGeometry left, RowGeometry right, JoinOptions options) =>
        (left, right) switch
        {
            ({ Distance: { } a }, { Distance: { } b }) => new SpatialSeparation(a, b, options.MaxSpatialSeparation ?? double.NaN),
            ({ Ellipses: { } a }, { Ellipses: { } b }) => new JointEllipses(
                a.Scale(1 / leftInput.Ellipse!.Sigmas),
                b.Scale(1 / rightInput.Ellipse!.Sigmas),
                options.MaxNormalizedSeparation ?? SkyEllipses.Sigma95),
            ({ Ellipses: { } a }, _) => new EllipseContainsPoint(a),
            // With a point on the left, the joint normalised separation reduces to that of the right ellipse.
            (_, { Ellipses: { } b }) => new JointEllipses(Points(left.Positions.Count), b, 1),
            ({ Radius: { } a }, { Radius: { } b }) => new SumOfRadii(a, b),
            ({ Radius: { } a }, _) => new LeftRadius(a),
            (_, { Radius: { } b }) => new RightRadius(b),
            _ => new FixedRadius(options.Radius ?? double.NaN),
        };

    private static SkyEllipses Points(int count)
    {
        double[] zeros = new double[count];
        return new SkyEllipses(zeros, zeros, zeros);
    }
}
