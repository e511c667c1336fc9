namespace PSAstroXmatch.Engine.Associations;

/// <summary>Gathers the matches of each Fermi source into one row (step 8 of the reference notebook).</summary>
public static class FermiMatchGrouper
{
    /// <summary>One group a Fermi source.</summary>
    /// <param name="matches">Matches in any order. A pair that occurs more than once counts once: the first is kept.</param>
    /// <returns>Groups in order of (FermiL, FermiB, FermiName); members in order of CscName, letter by letter.</returns>
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
