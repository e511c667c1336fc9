using System.Runtime.CompilerServices;
using PSAstroXmatch.Engine.Archives;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>
/// Finds candidates with probabilities. The model is fitted to the whole catalogs of the archive, whichever sources are asked for, so that
/// a source has the same probabilities alone as among all.
/// </summary>
/// <param name="archive">The source of the catalogs.</param>
public sealed class FermiCscAssociationSearch(Archive archive)
{
    // The last fit of each archive with its catalogs, so that the next question is answered at once.
    private static readonly ConditionalWeakTable<Archive, Fit> LastFits = [];

    /// <summary>Runs the search.</summary>
    /// <inheritdoc cref="FermiCscSearch.FindAsync"/>
    public async Task<FermiCscResult> FindAsync(
        FermiCscOptions options,
        IReadOnlyList<FermiSource>? fermiSources,
        IReadOnlyList<ChandraSource>? chandraSources,
        Action<string>? log,
        CancellationToken cancellationToken)
    {
        CatalogTable? givenFermi = fermiSources is null ? null : CatalogObjects.ToCatalog(fermiSources);
        CatalogTable? givenCsc = chandraSources is null ? null : CatalogObjects.ToCatalog(chandraSources);
        // With both lists given, the archive is not needed, and need not fit them.
        CatalogTable all = givenFermi is not null && givenCsc is not null
            ? givenFermi
            : await CatalogAsync(Catalogs.Fermilpsc, last => last.Fermi, log, cancellationToken).ConfigureAwait(false);
        CatalogTable csc = givenCsc ?? await CatalogAsync(Catalogs.Csc, last => last.Csc, log, cancellationToken).ConfigureAwait(false);
        CatalogTable? observations = await ObservationsAsync(options.Association!, givenCsc is not null, log, cancellationToken).ConfigureAwait(false);
        FermiCscProvenance provenance = new(archive, options);
        FermiCscResult result = await Task.Run(() => Assess(all, csc, observations, givenFermi ?? all, givenCsc is not null, options, log, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        result = provenance.OfLocal(result, givenFermi ?? all, csc, usesArchive: givenFermi is null || givenCsc is null);
        return result.WithProvenance(result.Provenance.With(result.Association!.ToProvenance()));
    }

    /// <summary>The model fitted to the catalogs of the archive.</summary>
    /// <param name="options">How the probabilities are computed.</param>
    /// <param name="log">Receives one line per query and step.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<FermiCscAssociation> FitAsync(AssociationOptions options, Action<string>? log, CancellationToken cancellationToken)
    {
        CatalogTable fermi = await CatalogAsync(Catalogs.Fermilpsc, last => last.Fermi, log, cancellationToken).ConfigureAwait(false);
        CatalogTable csc = await CatalogAsync(Catalogs.Csc, last => last.Csc, log, cancellationToken).ConfigureAwait(false);
        CatalogTable? observations = await ObservationsAsync(options, isGiven: false, log, cancellationToken).ConfigureAwait(false);
        FermiCscAssociation association = await Task.Run(() => FitOnce(fermi, csc, observations, options, cancellationToken), cancellationToken).ConfigureAwait(false);
        log?.Invoke(association.Describe());
        return association;
    }

    private FermiCscResult Assess(
        CatalogTable all, CatalogTable csc, CatalogTable? observations, CatalogTable fermi, bool isGiven,
        FermiCscOptions options, Action<string>? log, CancellationToken cancellationToken)
    {
        // Sources that were given are fitted for this question only.
        FermiCscAssociation association = isGiven
            ? new FermiCscAssociation(all, csc, observations, options.Association!, cancellationToken)
            : FitOnce(all, csc, observations, options.Association!, cancellationToken);
        log?.Invoke(association.Describe());
        int[] rows = FermiCscMatcher.InOrder(fermi, options);
        double[] radius = fermi.Doubles(CatalogColumns.SemiMajorAxis95);
        int[] extended = [.. rows.Where(row => !FermiErrors.IsAxis(radius[row]))];
        IEnumerable<FermiCscMatch> candidates = association.Assess(fermi, rows, cancellationToken);
        if (options.ExtendedRadius is double extendedRadius && extended.Length > 0)
            candidates = candidates.Concat(Extended(fermi.Take(extended), csc, extendedRadius, cancellationToken));
        if (options.MinFlux is double minFlux)
            candidates = candidates.Where(candidate => candidate.CscFlux > minFlux);
        return new FermiCscResult([.. candidates], [.. extended.Select(row => fermi.Text(CatalogColumns.Name, row))], [.. fermi.Problems, .. csc.Problems])
        {
            Warnings = [.. fermi.Warnings, .. csc.Warnings, .. RepeatedSources.Warning(fermi, rows, isFitted: true) is { } repeated ? [repeated] : Array.Empty<string>()],
            IsWithoutFluxes = !association.HasFluxes,
            Association = association,
        };
    }

    // An extended source has no error ellipse, and so no probabilities: NaN.
    private static IEnumerable<FermiCscCandidate> Extended(CatalogTable fermi, CatalogTable csc, double radius, CancellationToken cancellationToken) =>
        FermiCscMatcher.MatchWithin(fermi, csc, radius, cancellationToken)
            .GroupBy(match => match.FermiName)
            .SelectMany(group =>
            {
                // A Fermi source that is listed twice has its candidates once.
                int count = group.Select(match => (match.CscName, match.CscRA, match.CscDec)).Distinct().Count();
                return group.Select(match => new FermiCscCandidate(match) { CandidateCount = count });
            });

    private FermiCscAssociation FitOnce(
        CatalogTable all, CatalogTable csc, CatalogTable? observations, AssociationOptions options, CancellationToken cancellationToken)
    {
        // What is shown of the candidates is no matter of the fit.
        AssociationOptions key = options with { ErrorShape = null, Containment = null };
        if (LastFits.TryGetValue(archive, out Fit? last) && last.Fermi == all && last.Csc == csc && last.Observations == observations && last.Options == key)
            return last.Association.With(options);
        FermiCscAssociation made = new(all, csc, observations, options, cancellationToken);
        LastFits.AddOrUpdate(archive, new Fit(all, csc, observations, key, made));
        return made;
    }

    private async Task<CatalogTable?> ObservationsAsync(AssociationOptions options, bool isGiven, Action<string>? log, CancellationToken cancellationToken)
    {
        // Sources that were given may be a selection, of which the observations know nothing.
        bool wanted = options.Region is null && (options.Footprint == FootprintSource.Observation
            || (options.Footprint == FootprintSource.Auto && !isGiven && archive.DescribeCatalogs().Any(catalog => catalog.Name == Catalogs.Chanmaster.Name)));
        return wanted ? await CatalogAsync(Catalogs.Chanmaster, last => last.Observations, log, cancellationToken).ConfigureAwait(false) : null;
    }

    // Other archives keep their catalogs; those of services are fetched once per session, with the fit.
    private async Task<CatalogTable> CatalogAsync(
        CatalogDescription catalog, Func<Fit, CatalogTable?> fetched, Action<string>? log, CancellationToken cancellationToken) =>
        archive.Kind == ArchiveKind.Live && LastFits.TryGetValue(archive, out Fit? last) && fetched(last) is { } known && known.Description == catalog
            ? known
            : await archive.GetCatalogAsync(catalog, CatalogFilter.None, log, cancellationToken).ConfigureAwait(false);

    private sealed record Fit(CatalogTable Fermi, CatalogTable Csc, CatalogTable? Observations, AssociationOptions Options, FermiCscAssociation Association);
}
