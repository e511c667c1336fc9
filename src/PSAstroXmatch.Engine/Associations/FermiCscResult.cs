namespace PSAstroXmatch.Engine.Associations;

/// <summary>The result of a search for Chandra sources in Fermi error regions.</summary>
/// <param name="Matches">The matches in order of (FermiL, FermiB, FermiName, CscName).</param>
/// <param name="WithoutErrorRegion">Names of the Fermi sources that have no error region and so cannot be matched.</param>
/// <param name="Problems">What had to be left out of the catalogs.</param>
public sealed record FermiCscResult(
    IReadOnlyList<FermiCscMatch> Matches,
    IReadOnlyList<string> WithoutErrorRegion,
    IReadOnlyList<AstroException> Problems)
{
    /// <summary>Whether the Chandra sources have no fluxes, so that none was left out for its flux.</summary>
    public bool IsWithoutFluxes { get; init; }
}
