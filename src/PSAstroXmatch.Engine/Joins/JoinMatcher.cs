using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>A further condition on the pairs of a join, applied before the best are chosen.</summary>
public interface IPairFilter
{
    /// <summary>The condition in words or as it was written, for the provenance of the result.</summary>
    string Description { get; }

    /// <summary>Decides which pairs stay. Called once for each block of rows, also if it has no pairs.</summary>
    /// <param name="pairs">The pairs and the tables of their rows.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>One element per pair: whether it stays.</returns>
    bool[] Keep(PairCandidates pairs, CancellationToken cancellationToken);
}

/// <summary>Pairs that satisfy the criterion of a join, before the best are chosen.</summary>
/// <param name="Left">The left table, or a block of it.</param>
/// <param name="Right">The right table, or a block of it.</param>
/// <param name="Pairs">The pairs: rows of these tables, without position angles. A separation that is not known is infinite.</param>
/// <param name="LeftPositions">Positions of the left rows, ICRS.</param>
/// <param name="RightPositions">Positions of the right rows, ICRS.</param>
public sealed record PairCandidates(AstroTable Left, AstroTable Right, MatchPairs Pairs, SkyPositions LeftPositions, SkyPositions RightPositions);

/// <summary>Matches the rows of two sides, or of two blocks of them, by position or by key.</summary>
internal static class JoinMatcher
{
    /// <summary>The pairs of two sides.</summary>
    public static MatchPairs Match(
        JoinInput leftInput,
        JoinInput rightInput,
        RowGeometry left,
        RowGeometry right,
        JoinOptions options,
        MatchMode mode,
        CancellationToken cancellationToken)
    {
        MatchOptions choice = Options(left, right, options, mode, cancellationToken);
        return left.Key is not null
            ? SkyMatcher.Choose(KeyMatch.Find(left, right, withoutIdentity: false, cancellationToken), left.Positions, right.Positions, choice)
            : SkyMatcher.Match(left.Positions, right.Positions, JoinCriterion.Create(leftInput, rightInput, left, right, options), choice, cancellationToken);
    }

    /// <summary>The pairs of different rows of one side, in both directions.</summary>
    public static MatchPairs MatchSelf(JoinInput input, RowGeometry rows, JoinOptions options, MatchMode mode, CancellationToken cancellationToken)
    {
        MatchOptions choice = Options(rows, rows, options, mode, cancellationToken);
        return rows.Key is not null
            ? SkyMatcher.Choose(KeyMatch.Find(rows, rows, withoutIdentity: true, cancellationToken), rows.Positions, rows.Positions, choice)
            : SkyMatcher.MatchSelf(rows.Positions, JoinCriterion.Create(input, input, rows, rows, options), choice, cancellationToken);
    }

    private static MatchOptions Options(RowGeometry left, RowGeometry right, JoinOptions options, MatchMode mode, CancellationToken cancellationToken)
    {
        MatchOptions choice = options.ToMatchOptions(mode);
        return options.Filter is null && options.MinSeparation == 0
            ? choice
            : choice with { Filter = pairs => Stay(new PairCandidates(left.Table, right.Table, pairs, left.Positions, right.Positions), options, cancellationToken) };
    }

    /// <summary>Which pairs satisfy the further conditions of a join.</summary>
    internal static bool[] Stay(PairCandidates candidates, JoinOptions options, CancellationToken cancellationToken)
    {
        double[] separation = candidates.Pairs.Separation;
        // A separation that is not known is infinite, and beyond no minimum.
        bool[] stay = options.MinSeparation == 0
            ? Array.ConvertAll(separation, _ => true)
            : Array.ConvertAll(separation, degrees => degrees >= options.MinSeparation && degrees <= 180);
        if (options.Filter is null)
            return stay;
        MatchPairs beyond = PairSelection.Keep(candidates.Pairs, stay);
        bool[] kept = options.Filter.Keep(candidates with { Pairs = beyond }, cancellationToken);
        MatchErrors.CheckLength("decisions", kept.Length, "pairs", beyond.Count);
        for (int i = 0, next = 0; i < stay.Length; i++)
            stay[i] = stay[i] && kept[next++];
        return stay;
    }
}
