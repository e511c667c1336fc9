using PSAstroXmatch.Engine.Joins;

namespace PSAstroXmatch.Commands;

/// <summary>The probabilities of matches, as arrays for the engine and as properties of match objects.</summary>
internal static class MatchProbabilities
{
    /// <summary>The probabilities of some matches; null if none has any.</summary>
    public static JoinedProbabilities? Of(IReadOnlyList<SkyMatch> matches)
    {
        if (!matches.Any(match => match is SkyMatchCandidate))
            return null;
        JoinedProbabilities joined = new(matches.Count);
        for (int i = 0; i < matches.Count; i++)
        {
            if (matches[i] is not SkyMatchCandidate match)
                continue;
            joined.BayesFactor[i] = match.BayesFactor;
            joined.ChanceDensity[i] = match.ChanceDensity;
            joined.ChanceProbability[i] = match.ChanceProbability;
            joined.LikelihoodRatio[i] = match.LikelihoodRatio;
            joined.MatchProbability[i] = match.MatchProbability;
            joined.AnyProbability[i] = match.AnyProbability;
            joined.Reliability[i] = match.Reliability;
            joined.MatchFlag[i] = match.MatchFlag;
            joined.CandidateCount[i] = match.CandidateCount;
            joined.CoveredShare[i] = match.CoveredShare;
        }

        return joined;
    }

    /// <summary>A match with its probabilities.</summary>
    /// <param name="match">The match.</param>
    /// <param name="joined">The probabilities of joined rows.</param>
    /// <param name="i">Index of its row.</param>
    public static SkyMatchCandidate With(SkyMatch match, JoinedProbabilities joined, int i) => new()
    {
        Left = match.Left,
        Right = match.Right,
        SepArcsec = match.SepArcsec,
        PositionAngle = match.PositionAngle,
        NormalizedSep = match.NormalizedSep,
        Sides = match.Sides,
        Run = match.Run,
        BayesFactor = joined.BayesFactor[i],
        ChanceDensity = joined.ChanceDensity[i],
        ChanceProbability = joined.ChanceProbability[i],
        LikelihoodRatio = joined.LikelihoodRatio[i],
        MatchProbability = joined.MatchProbability[i],
        AnyProbability = joined.AnyProbability[i],
        Reliability = joined.Reliability[i],
        MatchFlag = joined.MatchFlag[i],
        CandidateCount = joined.CandidateCount[i],
        CoveredShare = joined.CoveredShare[i],
    };
}
