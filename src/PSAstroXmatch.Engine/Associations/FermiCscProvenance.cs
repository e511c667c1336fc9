using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>Says how Fermi and Chandra sources were matched.</summary>
/// <param name="archive">The archive.</param>
/// <param name="options">What counts as a match.</param>
internal sealed class FermiCscProvenance(Archive archive, FermiCscOptions options)
{
    private readonly MatchProvenance _start = MatchProvenance.Start("Chandra sources in the error regions of Fermi sources");

    /// <summary>The result of a match on this computer, whose matches know how they were made.</summary>
    /// <param name="result">The result.</param>
    /// <param name="fermi">The Fermi sources.</param>
    /// <param name="csc">The Chandra sources.</param>
    /// <param name="usesArchive">Whether any of them is of the archive.</param>
    public FermiCscResult OfLocal(FermiCscResult result, CatalogTable fermi, CatalogTable csc, bool usesArchive) => Finish(
        result,
        (usesArchive ? _start.With(archive.ToProvenance()) : _start)
            .With(fermi.Origin)
            .With("rows", fermi.RowCount, comment: fermi.Description.Title)
            .With(csc.Origin)
            .With("rows", csc.RowCount, comment: csc.Description.Title)
            .With("match_engine", "Local"));

    /// <summary>The result of a join at the archive.</summary>
    /// <param name="result">The result.</param>
    /// <param name="pairs">The Chandra sources of the join, one row per pair, whose origin is that of both.</param>
    public FermiCscResult OfArchive(FermiCscResult result, CatalogTable pairs) => Finish(
        result,
        _start.With(archive.ToProvenance())
            .With("catalog", Catalogs.Fermilpsc.Name, comment: Catalogs.Fermilpsc.Title)
            .With(pairs.Origin)
            .With("match_engine", "Archive", comment: "the query is the join of both catalogs"));

    private FermiCscResult Finish(FermiCscResult result, MatchProvenance origin)
    {
        MatchProvenance made = origin.With(Region());
        if (options.ExtendedRadius is double radius)
            made = made.With("extended_radius", radius, "deg", "around Fermi sources without an error ellipse");
        made = options.MaxLatitude is double latitude
            ? made.With("max_latitude", latitude, "deg", "Fermi sources up to this galactic latitude on either side")
            : made.With("max_latitude", "none", comment: "Fermi sources of any galactic latitude");
        made = result.IsWithoutFluxes || (options.Association is not null && options.MinFlux is null)
            ? made.With("min_flux", "none", comment: result.IsWithoutFluxes
                ? "the Chandra sources have no fluxes, so none was left out for its flux"
                : "no Chandra source was left out for its flux")
            : made.With("min_flux", options.MinFlux ?? 0, "erg/cm2/s", "Chandra sources with a larger flux, 0.5-7 keV");
        made = made
            .With("pairs", result.Matches.Count)
            .With("fermi_sources", result.Matches.Select(match => (match.FermiName, match.FermiRA, match.FermiDec)).Distinct().Count(), comment: "with a match")
            .With("without_error_region", result.WithoutErrorRegion.Count, comment: options.ExtendedRadius is null
                ? "Fermi sources without an error ellipse, which were not matched"
                : "Fermi sources without an error ellipse, to which extended_radius applies");
        return result.WithProvenance(made.With(result.Problems.Select(problem => new ProvenanceEntry("note", problem.Message))));
    }

    private IEnumerable<ProvenanceEntry> Region()
    {
        if (options.Association is not { } association)
        {
            yield return new("error_shape", options.ErrorShape.ToString(), null, options.ErrorShape == ErrorShape.Circle
                ? "circle with the semi-major axis of the 95 % error ellipse"
                : "95 % error ellipse");
            yield break;
        }

        yield return new("error_shape", association.ErrorShape?.ToString() ?? "joint error ellipse", null, "of the candidates that are returned; all of them count");
        yield return new("containment", ValueText.Format(association.ShownContainment), null, null);
    }
}
