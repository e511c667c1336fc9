using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Probabilities;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Makes the objects for candidates and their probabilities.</summary>
/// <param name="fermi">The Fermi sources that were assessed.</param>
/// <param name="csc">The Chandra sources.</param>
/// <param name="measured">Candidates and surroundings.</param>
/// <param name="probabilities">Their probabilities.</param>
/// <param name="model">The model that they are from.</param>
internal sealed class FermiCscCandidates(
    CatalogTable fermi, CatalogTable csc, MeasuredObjects measured, CandidateProbabilities probabilities, CounterpartModel model)
{
    private readonly CandidateSet _set = measured.Candidates;
    private readonly Func<int, string> _names = csc.Texts(CatalogColumns.Name);

    /// <summary>One object per candidate that is shown: in the order of the Fermi sources, the most probable first.</summary>
    internal IReadOnlyList<FermiCscCandidate> Create(bool[] shown)
    {
        int[] flags = new int[_set.Count];
        List<int> order = [];
        for (int row = 0; row < _set.ObjectCount; row++)
        {
            int[] candidates = ByProbability(row);
            for (int i = 0; i < candidates.Length; i++)
                flags[candidates[i]] = probabilities.FlagOf(candidates[i], candidates[0]);
            order.AddRange(candidates.Where(candidate => shown[candidate]));
        }

        IReadOnlyList<FermiCscMatch> matches = FermiCscMatches.Create(
            fermi, [.. order.Select(i => _set.Object[i])], csc, [.. order.Select(i => _set.Source[i])]);
        return [.. order.Select((candidate, i) => Create(matches[i], candidate, flags[candidate]))];
    }

    private FermiCscCandidate Create(FermiCscMatch match, int candidate, int flag)
    {
        int row = _set.Object[candidate];
        double major = measured.Errors.SemiMajor[row], minor = measured.Errors.SemiMinor[row];
        double share = measured.CoveredShares[row], density = probabilities.Brighter[candidate];
        double ellipse95 = Math.PI * major * minor * SkyEllipses.Sigma95 * SkyEllipses.Sigma95;
        return new FermiCscCandidate(match)
        {
            NormalizedSep = _set.NormalizedSep[candidate],
            BayesFactor = _set.LogBayesFactor[candidate],
            ChanceDensity = density,
            ChanceProbability = ChanceProbability.Of(_set.NormalizedSep[candidate], major, minor, density),
            LikelihoodRatio = probabilities.LikelihoodRatio[candidate],
            MatchProbability = probabilities.MatchProbability[candidate],
            AnyProbability = probabilities.AnyProbability[row],
            Reliability = probabilities.Reliability[candidate],
            MatchFlag = flag,
            CandidateCount = _set.Starts[row + 1] - _set.Starts[row],
            CoveredShare = share,
            Covered = share > Coverage.MinShare,
            ExpectedChance = probabilities.All[candidate] * ellipse95 * share,
            SharedBy = Math.Max(1, model.CandidacyCount(_set.Source[candidate])),
        };
    }

    private int[] ByProbability(int row) =>
    [
        .. Enumerable.Range(_set.Starts[row], _set.Starts[row + 1] - _set.Starts[row])
            .OrderByDescending(candidate => probabilities.Reliability[candidate])
            .ThenBy(candidate => _names(_set.Source[candidate]), StringComparer.Ordinal),
    ];
}
