using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Joins;

/// <summary>Matches a table with itself: pairs of different rows, or groups of linked rows.</summary>
/// <remarks>Radii and ellipses apply to both rows of a pair: circles must touch or overlap, and ellipses are compared with each other.</remarks>
public sealed class SelfJoin
{
    private readonly AstroTable _table;
    private readonly JoinInput _input;
    private readonly JoinOptions _options;
    private readonly JoinSide _side;
    private readonly JoinProvenance _provenance;

    /// <summary>Prepares a self-match.</summary>
    /// <param name="table">The table.</param>
    /// <param name="input">The position, and the radius or ellipse, of its rows.</param>
    /// <param name="options">Defines a match; with <see cref="JoinKind.LeftAnti"/> the result is the rows without a match, otherwise the pairs.</param>
    /// <param name="log">Receives progress messages.</param>
    /// <exception cref="AstroException">
    /// MatchRadiusMissing, MatchCriterionAmbiguous, MatchRadiusInvalid: the options do not define a match uniquely. SelfMatchJoinInvalid: the join is neither Inner nor LeftAnti.
    /// </exception>
    public SelfJoin(AstroTable table, JoinInput input, JoinOptions options, Action<string>? log = null)
    {
        JoinCriterion.Check(input, null, options);
        if (options.Join is not (JoinKind.Inner or JoinKind.LeftAnti))
        {
            throw new AstroException(
                ErrorIds.SelfMatchJoinInvalid,
                $"A {options.Join} join makes no sense for a table matched with itself: both sides are the same rows.",
                "Use an Inner join for the pairs, or LeftAnti for the rows without a neighbour.");
        }
        _table = table;
        _input = input;
        _options = options;
        _provenance = new JoinProvenance(input, null, options);
        _side = new JoinSide(input, options.Join == JoinKind.LeftAnti, options.Epoch, log);
    }

    /// <summary>At most one error, about rows without a position that the result leaves out. Complete after the match.</summary>
    public IReadOnlyList<AstroException> Problems => _side.Problem is { } problem ? [problem] : [];

    /// <summary>Warnings about rows without a radius or ellipse, and about those without a position that the result includes. Complete after the match.</summary>
    public IReadOnlyList<string> Warnings => [.. _side.Warnings];

    /// <summary>How the rows were matched. Complete after the match.</summary>
    public MatchProvenance Provenance => _provenance.Describe(_side, null, [.. Problems.Select(problem => problem.Message), .. Warnings]);

    /// <summary>The pairs of different rows. With the modes All and BestBoth, two rows form only one pair, with the earlier row on the left.</summary>
    public JoinedBlock GetPairs(CancellationToken cancellationToken)
    {
        RowGeometry geometry = _side.Read(_table);
        MatchPairs pairs = JoinMatcher.MatchSelf(_input, geometry, _options, _options.Mode, cancellationToken);
        JoinedRows rows = SkyJoin.Rows(pairs, _table.RowCount, _table.RowCount, _options.Join);
        if (_options.Join == JoinKind.Inner && _options.Mode is MatchMode.All or MatchMode.BestBoth)
            rows = WithoutMirrored(pairs);
        JoinedBlock block = JoinedBlock.Of(_table, _table, rows, pairs.Separation, pairs.PositionAngle!, pairs.NormalizedSeparation, _options, new MatchedSides(Matched, Matched));
        return _provenance.Count([block]).Last();
    }

    /// <summary>Friends-of-friends groups: all rows linked by a chain of matches.</summary>
    public SkyGroups GetGroups(CancellationToken cancellationToken)
    {
        RowGeometry geometry = _side.Read(_table);
        Positions = geometry.Positions;
        return SkyGroups.FromPairs(JoinMatcher.MatchSelf(_input, geometry, _options, MatchMode.All, cancellationToken), _table.RowCount);
    }

    /// <summary>ICRS positions of the rows. Available after <see cref="GetGroups"/>.</summary>
    public SkyPositions Positions { get; private set; }

    /// <summary>What was used as the position of the rows; null if there is none. Available after the match.</summary>
    public MatchedPosition? Matched => _side.Motion?.Matched;

    // A pair may occur in one direction only, if the circle of one row contains the other row but not vice versa.
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
