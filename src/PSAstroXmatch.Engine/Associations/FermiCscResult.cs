namespace PSAstroXmatch.Engine.Associations;

/// <summary>What a search for Chandra sources in Fermi error regions found.</summary>
/// <param name="Matches">The matches in order of (FermiL, FermiB, FermiName, CscName).</param>
/// <param name="WithoutErrorRegion">Names of the Fermi sources that have no error region, and so can't be matched.</param>
/// <param name="Problems">What had to be left out of the catalogs.</param>
public sealed record FermiCscResult(
    IReadOnlyList<FermiCscMatch> Matches,
    IReadOnlyList<string> WithoutErrorRegion,
    IReadOnlyList<AstroException> Problems);
