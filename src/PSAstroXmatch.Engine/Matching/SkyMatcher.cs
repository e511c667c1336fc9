using PSAstroXmatch.Engine.Sky;

namespace PSAstroXmatch.Engine.Matching;

/// <summary>Cross-matches two tables by position: finds the pairs of rows that satisfy a criterion.</summary>
public static class SkyMatcher
{
    /// <summary>Matches two tables.</summary>
    /// <param name="left">Positions of the left table.</param>
    /// <param name="right">Positions of the right table.</param>
    /// <param name="criterion">Defines when two rows are a pair.</param>
    /// <param name="options">Which pairs to keep, and how to run the match; by default all pairs, on all processors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The pairs, ordered by left, then right row, regardless of the number of threads.</returns>
    /// <exception cref="AstroException">
    /// <c>MatchLengthMismatch</c>: the criterion is for a different number of rows. <c>MatchTooManyPairs</c>: the pairs do not fit in
    /// memory.
    /// </exception>
    public static MatchPairs Match(
        SkyPositions left,
        SkyPositions right,
        MatchCriterion criterion,
        MatchOptions? options = null,
        CancellationToken cancellationToken = default) =>
        Match(left, right, criterion, options ?? new MatchOptions(), withoutIdentity: false, cancellationToken);

    /// <summary>
    /// Matches a table with itself, excluding pairs of a row with itself. Two rows near each other form two pairs, one in each
    /// direction.
    /// </summary>
    /// <param name="positions">Positions of the table, which is both left and right.</param>
    /// <param name="criterion">Defines when two rows are a pair.</param>
    /// <param name="options">Which pairs to keep, and how to run the match; by default all pairs, on all processors.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The pairs, ordered by left, then right row, regardless of the number of threads.</returns>
    /// <exception cref="AstroException">
    /// As <see cref="Match(SkyPositions, SkyPositions, MatchCriterion, MatchOptions?, CancellationToken)"/>.
    /// </exception>
    public static MatchPairs MatchSelf(
        SkyPositions positions, MatchCriterion criterion, MatchOptions? options = null, CancellationToken cancellationToken = default) =>
        Match(positions, positions, criterion, options ?? new MatchOptions(), withoutIdentity: true, cancellationToken);

    private static MatchPairs Match(
        SkyPositions left,
        SkyPositions right,
        MatchCriterion criterion,
        MatchOptions options,
        bool withoutIdentity,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(criterion);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.NeighborCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(options.MaxThreads);
        criterion.Check(left.Count, right.Count);
        MatchPairs pairs = PairFinder.Find(left, right, criterion, withoutIdentity, options.MaxThreads, cancellationToken);
        return Choose(pairs, left, right, options);
    }

    /// <summary>Filters the pairs of a match, then keeps the best of them.</summary>
    internal static MatchPairs Choose(MatchPairs pairs, SkyPositions left, SkyPositions right, MatchOptions options)
    {
        if (options.Filter is not null)
            pairs = PairSelection.Keep(pairs, options.Filter(pairs));
        pairs = PairSelection.Apply(pairs, left.Count, right.Count, options);
        return options.PositionAngle ? WithPositionAngle(pairs, left, right) : pairs;
    }

    private static MatchPairs WithPositionAngle(MatchPairs pairs, SkyPositions left, SkyPositions right)
    {
        double[] angles = new double[pairs.Count];
        for (int i = 0; i < angles.Length; i++)
        {
            int leftRow = pairs.Left[i], rightRow = pairs.Right[i];
            angles[i] = Separation.PositionAngle(left.Ra[leftRow], left.Dec[leftRow], right.Ra[rightRow], right.Dec[rightRow]);
        }
        return new MatchPairs(pairs.Left, pairs.Right, pairs.Separation, pairs.NormalizedSeparation, angles);
    }
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

    /// <summary>
    /// A further condition on the pairs that satisfy the criterion, applied before the best are chosen: receives all of them, without
    /// position angles, and returns which ones stay. Null for none.
    /// </summary>
    public Func<MatchPairs, bool[]>? Filter { get; init; }
}

/// <summary>The errors of matching, in one place.</summary>
internal static class MatchErrors
{
    internal static void CheckLength(string what, int length, string of, int expected)
    {
        if (length != expected)
        {
            throw new AstroException(
                ErrorIds.MatchLengthMismatch,
                $"There are {ValueText.Count(length)} {what} for {ValueText.Count(expected)} {of}.",
                "Give one number per row; use NaN for a row without one.");
        }
    }

    internal static AstroException InvalidRadius(string name, double value) => new(
        ErrorIds.MatchRadiusInvalid,
        $"The {name} {ValueText.Format(value)} is not valid: it must be 0 or more.",
        "Give a radius from 0 to 180 degrees.",
        value);

    internal static AstroException TooManyPairs(long limit) => new(
        ErrorIds.MatchTooManyPairs,
        $"There are more than {ValueText.Count(limit)} pairs, which is all that fits in memory.",
        "Use a smaller radius or fewer rows.");
}
