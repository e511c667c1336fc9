namespace PSAstroXmatch.Engine.Associations;

/// <summary>Groups the matches of each Fermi source into one row (step 8 of the reference notebook).</summary>
public static class FermiMatchGrouper
{
    /// <summary>One group per Fermi source.</summary>
    /// <param name="matches">Matches in any order. If a pair occurs more than once, only the first is kept.</param>
    /// <param name="searched">
    /// Fermi sources that were searched: those without a match get a group without members. Sources without an error region are left out,
    /// unless a match shows that such sources were searched too.
    /// </param>
    /// <returns>Groups in order of (FermiL, FermiB, FermiName); members in ordinal order of CscName.</returns>
    public static IReadOnlyList<FermiMatchGroup> Group(IEnumerable<FermiCscMatch> matches, IReadOnlyCollection<FermiSource>? searched = null)
    {
        FermiCscMatch[] all = [.. matches];
        return
        [
            .. all.Concat(Empty(all, searched ?? []))
                .GroupBy(match => match.FermiName, StringComparer.Ordinal)
                .Select(group => new FermiMatchGroup(
                    [.. group.DistinctBy(match => match.CscName, StringComparer.Ordinal).OrderBy(match => match.CscName, StringComparer.Ordinal)]))
                .OrderBy(group => group.FermiL)
                .ThenBy(group => group.FermiB)
                .ThenBy(group => group.FermiName, StringComparer.Ordinal),
        ];
    }

    private static IEnumerable<FermiCscMatch> Empty(FermiCscMatch[] matches, IReadOnlyCollection<FermiSource> searched)
    {
        HashSet<string> matched = [.. matches.Select(match => match.FermiName)];
        bool withExtended = matches.Any(match => match.FermiR95 is null);
        return searched
            .Where(source => !matched.Contains(source.Name) && (withExtended || source.SemiMajorAxis95 > 0))
            .Select(FermiCscMatches.OfFermi);
    }
}
