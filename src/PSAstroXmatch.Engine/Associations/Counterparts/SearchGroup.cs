using PSAstroXmatch.Engine.Matching;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>The Chandra sources of all Fermi sources whose counterparts are searched, concatenated.</summary>
internal sealed class SearchGroups
{
    public SearchGroups(IReadOnlyList<IReadOnlyList<FermiCscMatch>> groups)
    {
        Groups = groups;
        First = new int[groups.Count + 1];
        for (int group = 0; group < groups.Count; group++)
            First[group + 1] = First[group] + groups[group].Count(HasChandra);
        Matches = [.. groups.SelectMany(matches => matches).Where(HasChandra)];
        Positions = new SkyPositions(Array.ConvertAll(Matches, match => match.CscRA), Array.ConvertAll(Matches, match => match.CscDec));
        // Chandra's are 95 % ellipses.
        Errors = new SkyEllipses(
            Array.ConvertAll(Matches, match => match.CscErrorSemiMajor / 3600),
            Array.ConvertAll(Matches, match => match.CscErrorSemiMinor / 3600),
            Array.ConvertAll(Matches, match => match.CscErrorAngle)).Scale(1 / SkyEllipses.Sigma95);
    }

    /// <summary>The matches of each Fermi source.</summary>
    public IReadOnlyList<IReadOnlyList<FermiCscMatch>> Groups { get; }

    /// <summary>Index of the first match of each group, followed by the end of the last group.</summary>
    public int[] First { get; }

    /// <summary>All matches that have a Chandra source.</summary>
    public FermiCscMatch[] Matches { get; }

    /// <summary>Positions of their Chandra sources, degrees.</summary>
    public SkyPositions Positions { get; }

    /// <summary>1σ errors of those positions, degrees; NaN where the catalog has none.</summary>
    public SkyEllipses Errors { get; }

    // See FermiCscMatches.OfFermi.
    private static bool HasChandra(FermiCscMatch match) => !double.IsNaN(match.CscRA);
}
