using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.UnitTests.Matching;

/// <summary>Matches that end with the running test.</summary>
internal static class Matches
{
    internal static MatchPairs Of(SkyPositions left, SkyPositions right, MatchCriterion criterion, MatchOptions? options = null) =>
        SkyMatcher.Match(left, right, criterion, options, TestContext.Current.CancellationToken);

    internal static MatchPairs OfSelf(SkyPositions positions, MatchCriterion criterion, MatchOptions? options = null) =>
        SkyMatcher.MatchSelf(positions, criterion, options, TestContext.Current.CancellationToken);
}
