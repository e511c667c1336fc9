namespace PSAstroXmatch.Engine.Associations;

/// <summary>Groups the matches of each Fermi source into one row (step 8 of the reference notebook).</summary>
public static class FermiMatchGrouper
{
    /// <summary>One group per Fermi source.</summary>
    /// <param name="matches">Matches in any order. If a pair occurs more than once, only the first is kept.</param>
    /// <returns>Groups in order of (FermiL, FermiB, FermiName); members in ordinal order of CscName.</returns>
    public static IReadOnlyList<FermiMatchGroup> Group(IEnumerable<FermiCscMatch> matches) =>
    [
        .. matches
            .GroupBy(match => match.FermiName, StringComparer.Ordinal)
            .Select(group => new FermiMatchGroup(
                [.. group.DistinctBy(match => match.CscName, StringComparer.Ordinal).OrderBy(match => match.CscName, StringComparer.Ordinal)]))
            .OrderBy(group => group.FermiL)
            .ThenBy(group => group.FermiB)
            .ThenBy(group => group.FermiName, StringComparer.Ordinal),
    ];
}
