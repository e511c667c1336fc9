using PSAstroXmatch.Engine.Archives;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Associations;

/// <summary>What counts as a match between a Fermi and a Chandra source.</summary>
public sealed record FermiCscOptions
{
    /// <summary>Maximum distance of the Fermi source from the galactic plane, degrees; null for the whole sky.</summary>
    public double? MaxLatitude { get; init; } = 10;

    /// <summary>
    /// The Chandra source's flux (0.5–7 keV, erg/cm²/s) must be greater than this. Null for greater than 0, or for any source if the
    /// catalog has no fluxes at all.
    /// </summary>
    public double? MinFlux { get; init; }

    /// <summary>The error region.</summary>
    public ErrorShape ErrorShape { get; init; }

    /// <summary>Radius of the error region of sources without an ellipse, degrees; null to leave them out.</summary>
    public double? ExtendedRadius { get; init; }

    /// <summary>Where to match.</summary>
    public MatchEngine Engine { get; init; }

    /// <summary>How probabilities are computed; null for matches without probabilities.</summary>
    public AssociationOptions? Association { get; init; }
}

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

    /// <summary>What the probabilities were computed with; null for matches without probabilities.</summary>
    public FermiCscAssociation? Association { get; init; }

    /// <summary>What is probably not as it was meant in the catalogs (<see cref="CatalogTable.Warnings"/>).</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>How the matches were made.</summary>
    public MatchProvenance Provenance { get; private init; } = MatchProvenance.Empty;

    /// <summary>The same result, whose matches have this provenance in place of any other.</summary>
    public FermiCscResult WithProvenance(MatchProvenance provenance)
    {
        foreach (FermiCscMatch match in Matches)
            match.Provenance = provenance;
        return this with { Provenance = provenance };
    }
}

/// <summary>Finds the Chandra sources in Fermi error regions: lets the archive match, or fetches the catalogs and matches locally.</summary>
/// <param name="archive">The source of the catalogs.</param>
public sealed class FermiCscSearch(Archive archive)
{
    /// <summary>Runs the search.</summary>
    /// <param name="options">What counts as a match, and where to match.</param>
    /// <param name="fermiSources">Fermi sources to use in place of the archive's; null for those of the archive.</param>
    /// <param name="chandraSources">Chandra sources to use in place of the archive's; null for those of the archive.</param>
    /// <param name="log">Receives one line per query and step.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public async Task<FermiCscResult> FindAsync(
        FermiCscOptions options,
        IReadOnlyList<FermiSource>? fermiSources,
        IReadOnlyList<ChandraSource>? chandraSources,
        Action<string>? log = null,
        CancellationToken cancellationToken = default)
    {
        if (options.Association is not null)
            return await new FermiCscAssociationSearch(archive).FindAsync(options, fermiSources, chandraSources, log, cancellationToken).ConfigureAwait(false);

        FermiCscProvenance provenance = new(archive, options);
        bool atArchive = options.Engine != MatchEngine.Local && fermiSources is null && chandraSources is null;
        if (atArchive && options.ErrorShape == ErrorShape.Circle && options.ExtendedRadius is null
            && await archive.JoinFermiCscAsync(options.MaxLatitude, options.MinFlux ?? 0, log, cancellationToken).ConfigureAwait(false) is AstroTable joined)
            return FromJoin(joined, await FermiAsync(options, log, cancellationToken).ConfigureAwait(false), provenance);
        if (options.Engine == MatchEngine.Archive)
            log?.Invoke("Matching locally: the catalogs are local, or the archive cannot do this match.");

        CatalogTable fermi = fermiSources is null
            ? await FermiAsync(options, log, cancellationToken).ConfigureAwait(false)
            : CatalogObjects.ToCatalog(fermiSources);
        CatalogTable csc = chandraSources is null
            ? await ChandraAsync(fermi, options, log, cancellationToken).ConfigureAwait(false)
            : CatalogObjects.ToCatalog(chandraSources);
        FermiCscResult result = FermiCscMatcher.Match(fermi, csc, options, cancellationToken);
        return provenance.OfLocal(result, fermi, csc, usesArchive: fermiSources is null || chandraSources is null);
    }

    private Task<CatalogTable> FermiAsync(FermiCscOptions options, Action<string>? log, CancellationToken cancellationToken) =>
        archive.GetCatalogAsync(Catalogs.Fermilpsc, new CatalogFilter { MaxLatitude = options.MaxLatitude }, log, cancellationToken);

    // Only a band around the plane can contain matches, so the service need not send the rest.
    private Task<CatalogTable> ChandraAsync(CatalogTable fermi, FermiCscOptions options, Action<string>? log, CancellationToken cancellationToken)
    {
        double[] latitude = fermi.B, radius = fermi.Doubles("semi_major_axis_95");
        double reach = 0;
        for (int row = 0; row < latitude.Length; row++)
        {
            if (Math.Abs(latitude[row]) <= (options.MaxLatitude ?? 90) && radius[row] > 0)
                reach = Math.Max(reach, Math.Abs(latitude[row]) + radius[row]);
            else if (options.ExtendedRadius is double extended && Math.Abs(latitude[row]) <= (options.MaxLatitude ?? 90))
                reach = Math.Max(reach, Math.Abs(latitude[row]) + extended);
        }

        CatalogFilter filter = new()
        {
            MaxLatitude = reach + 0.01 < 90 ? reach + 0.01 : null,
            Conditions = [new CatalogCondition("b_flux_ap", Comparison.GreaterThan, options.MinFlux ?? 0)],
        };
        return archive.GetCatalogAsync(Catalogs.Csc, filter, log, cancellationToken);
    }

    private static FermiCscResult FromJoin(AstroTable joined, CatalogTable fermi, FermiCscProvenance provenance)
    {
        CatalogTable left = Part(joined, FermiCscJoin.FermiPrefix, Catalogs.Fermilpsc), right = Part(joined, FermiCscJoin.CscPrefix, Catalogs.Csc);
        int[] rows =
        [
            .. Enumerable.Range(0, joined.RowCount)
                .OrderBy(row => left.L[row])
                .ThenBy(row => left.B[row])
                .ThenBy(row => left.Text("name", row), StringComparer.Ordinal)
                .ThenBy(row => right.Text("name", row), StringComparer.Ordinal),
        ];
        double[] radius = fermi.Doubles("semi_major_axis_95");
        string[] withoutRegion = [.. Enumerable.Range(0, fermi.RowCount).Where(row => !(radius[row] > 0)).Select(row => fermi.Text("name", row))];
        return provenance.OfArchive(new FermiCscResult(FermiCscMatches.Create(left, rows, right, rows), withoutRegion, []), right);
    }

    // The columns of one of the two catalogs in a join, one row per pair.
    private static CatalogTable Part(AstroTable joined, string prefix, CatalogDescription catalog) => CatalogTable.Create(catalog, joined.With(
        joined.Columns
            .Where(column => column.Name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .Select(column => column.With(column.Info with { Name = column.Name[prefix.Length..] }))));
}
