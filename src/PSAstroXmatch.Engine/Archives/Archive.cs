using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>The kinds of archive.</summary>
public enum ArchiveKind
{
    /// <summary>TAP services on the network.</summary>
    Live,

    /// <summary>Files in a folder.</summary>
    Folder,

    /// <summary>A model of the sky, generated from a seed.</summary>
    Simulated,
}

/// <summary>A source of catalogs. A catalog has the same columns, units and meaning whichever kind of archive it comes from.</summary>
public abstract class Archive
{
    /// <summary>The kind of archive.</summary>
    public abstract ArchiveKind Kind { get; }

    /// <summary>Where the archive is: service addresses, a folder, or the seed and scale of a simulation.</summary>
    public abstract string Location { get; }

    /// <summary>Fetches at least the requested rows of a catalog.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="filter">
    /// The rows to fetch. An archive may return more than these, so the caller selects with <see cref="CatalogFilter.Select"/>.
    /// </param>
    /// <param name="log">Receives one line per query or file, shown to users with -Verbose.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="AstroException">The catalog is missing, unreachable or damaged.</exception>
    public abstract Task<CatalogTable> GetCatalogAsync(
        CatalogDescription catalog, CatalogFilter filter, Action<string>? log = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Lets the archive itself find the Chandra sources in the error circles of Fermi sources, where it can. The result has one row
    /// per pair, with the columns of fermilpsc prefixed by "fermi_" and those of csc by "csc_".
    /// </summary>
    /// <param name="maxLatitude">Maximum distance of the Fermi source from the galactic plane, degrees; null for the whole sky.</param>
    /// <param name="minFlux">The Chandra source's flux must be greater than this, erg/cm²/s.</param>
    /// <param name="log">Receives one line per query.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>The pairs in no particular order; null if the archive cannot join tables.</returns>
    public virtual Task<AstroTable?> JoinFermiCscAsync(
        double? maxLatitude, double minFlux, Action<string>? log = null, CancellationToken cancellationToken = default) => Task.FromResult<AstroTable?>(null);

    /// <summary>Finds the rows of a catalog near many positions. This implementation searches the whole catalog, for archives with no better way.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="circles">Where to look.</param>
    /// <param name="options">How to search, and where to report progress.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <returns>At least the rows in the circles.</returns>
    /// <exception cref="AstroException">
    /// The catalog is missing, unreachable or damaged. Failures that affect only some circles are listed in the result.
    /// </exception>
    public virtual Task<NearbyRows> FindNearAsync(
        CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken = default) =>
        FindNearHereAsync(catalog, circles, options, cancellationToken);

    /// <summary>As <see cref="FindNearAsync"/>, but always fetches the whole catalog and searches it locally.</summary>
    /// <inheritdoc cref="FindNearAsync"/>
    public async Task<NearbyRows> FindNearHereAsync(
        CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken = default)
    {
        CatalogTable table = await GetCatalogAsync(catalog, CatalogFilter.None, options.Log, cancellationToken).ConfigureAwait(false);
        MatchPairs pairs = SkyMatcher.Match(
            new SkyPositions(circles.Ra, circles.Dec),
            new SkyPositions(table.Ra, table.Dec),
            NearbyMotion.Reach(table, circles) is { } reach ? new SumOfRadii(circles.Radius, reach) : new LeftRadius(circles.Radius),
            cancellationToken: cancellationToken);
        options.Progress(circles.Count, circles.Count);
        return new NearbyRows(table, pairs.Left, pairs.Right, new Dictionary<int, AstroException>());
    }

    /// <summary>
    /// How far around Chandra and Fermi sources a catalog is complete in this archive, degrees; null if it is complete everywhere, or not known.
    /// </summary>
    public virtual double? CompleteRadius(CatalogDescription catalog) => null;

    /// <summary>Removes the answers that finished searches have kept (<see cref="NearbyRows.KeptAnswers"/>).</summary>
    /// <param name="ids">Their ids.</param>
    /// <param name="log">Receives a line if they cannot be removed, which does no harm.</param>
    public static void Forget(IReadOnlyList<string> ids, Action<string> log)
    {
        if (ids.Count > 0)
            TapNearbySearch.Remove(new AnswerCache(UserFolder.Parts), ids, log);
    }

    /// <summary>The built-in catalogs in this archive, and where each comes from.</summary>
    public IEnumerable<(string Name, string Place)> DescribeCatalogs() => DescribeCatalogs(Catalogs.All);

    /// <summary>Those of some catalogs that are in this archive, and where each comes from.</summary>
    public abstract IEnumerable<(string Name, string Place)> DescribeCatalogs(IEnumerable<CatalogDescription> catalogs);

    /// <summary>Kind and location of the archive, as entries of a provenance.</summary>
    internal IEnumerable<ProvenanceEntry> ToProvenance()
    {
        yield return new ProvenanceEntry("archive", Kind.ToString());
        yield return new ProvenanceEntry("archive_location", Location);
        if (this is TapArchive { Caching: { } caching })
        {
            yield return new ProvenanceEntry("stored_answers", caching.Offline ? "only" : caching.Refresh ? "refreshed" : "used", Comment:
                "whether answers of the services that were stored earlier may have been used");
        }
    }

    /// <summary>A description of the archive for display.</summary>
    public override string ToString() => $"{Kind}: {Location}";
}
