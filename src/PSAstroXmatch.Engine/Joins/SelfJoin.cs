using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Matches a table with itself: pairs of different rows, or groups of rows that hang together.</summary>
/// <remarks>Radii and ellipses belong to both rows of a pair: circles must touch, and ellipses are compared with each other.</remarks>
public sealed class SelfJoin
{
    private readonly AstroTable _table;
    private readonly JoinInput _input;
    private readonly JoinOptions _options;
    private readonly JoinSide _side;

    /// <summary>Prepares a self-match.</summary>
    /// <param name="table">The table.</param>
    /// <param name="input">What a row of it claims of the sky.</param>
    /// <param name="options">What a match is; with <see cref="JoinKind.LeftAnti"/> the rows without a match, else the pairs.</param>
    /// <exception cref="AstroException">
    /// MatchRadiusMissing, MatchCriterionAmbiguous: the options don't say what a match is. SelfMatchJoinInvalid: another join than Inner and LeftAnti.
    /// </exception>
    public SelfJoin(AstroTable table, JoinInput input, JoinOptions options)
    {
        JoinCriterion.Check(input, null, options);
        if (options.Join is not (JoinKind.Inner or JoinKind.LeftAnti))
        {
            throw new AstroException(
                "SelfMatchJoinInvalid",
                AstroErrorKind.InvalidArgument,
                $"A table that is matched with itself has no {options.Join} join: both sides are the same rows.",
                "Use the join Inner for the pairs, or LeftAnti for the rows without a neighbour.");
        }
        _table = table;
        _input = input;
        _options = options;
        _side = new JoinSide(input, options.Join == JoinKind.LeftAnti);
    }

    /// <summary>An error about rows without a position, where there are any and they don't come out. Complete after the match.</summary>
    public IReadOnlyList<AstroException> Problems => _side.Problem is { } problem ? [problem] : [];

    /// <summary>Warnings about rows without a radius or ellipse, and about those without a position that come out. Complete after the match.</summary>
    public IReadOnlyList<string> Warnings => [.. _side.Warnings];

    /// <summary>The pairs of different rows. With the modes All and BestBoth each two rows are one pair, with the earlier row on the left.</summary>
    public JoinedBlock GetPairs(CancellationToken cancellationToken)
    {
        SkyClaims claims = _side.Read(_table);
        MatchPairs pairs = SkyMatcher.MatchSelf(claims.Positions, Criterion(claims), _options.ToMatchOptions(_options.Mode), cancellationToken);
        JoinedRows rows = SkyJoin.Rows(pairs, _table.RowCount, _table.RowCount, _options.Join);
        if (_options.Join == JoinKind.Inner && _options.Mode is MatchMode.All or MatchMode.BestBoth)
            rows = WithoutMirrored(pairs);
        return new JoinedBlock(_table, _table, rows, pairs.Separation, pairs.PositionAngle!, pairs.NormalizedSeparation, _options.Join);
    }

    /// <summary>Groups by friends of friends: all rows that are joined by a chain of matches.</summary>
    public SkyGroups GetGroups(CancellationToken cancellationToken)
    {
        SkyClaims claims = _side.Read(_table);
        Positions = claims.Positions;
        return SkyGroups.FriendsOfFriends(claims.Positions, Criterion(claims), _options.ToMatchOptions(MatchMode.All), cancellationToken);
    }

    /// <summary>ICRS positions of the rows. Known after <see cref="GetGroups"/>.</summary>
    public SkyPositions Positions { get; private set; }

    private MatchCriterion Criterion(SkyClaims claims) => JoinCriterion.Create(_input, _input, claims, claims, _options);

    // A pair may be there from one side only: where the circle of one row holds the other, but not the other way round.
    private static JoinedRows WithoutMirrored(MatchPairs pairs)
    {
        HashSet<(int, int)> forward = [];
        for (int i = 0; i < pairs.Count; i++)
        {
            if (pairs.Left[i] < pairs.Right[i])
                forward.Add((pairs.Left[i], pairs.Right[i]));
        }
        int[] kept = [.. Enumerable.Range(0, pairs.Count).Where(i =>
            pairs.Left[i] < pairs.Right[i] || !forward.Contains((pairs.Right[i], pairs.Left[i])))];
        return new JoinedRows(Array.ConvertAll(kept, i => pairs.Left[i]), Array.ConvertAll(kept, i => pairs.Right[i]), kept);
    }
}
