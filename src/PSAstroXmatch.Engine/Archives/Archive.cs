using PSAstroXmatch.Engine.Matching;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>The kinds of archive.</summary>
public enum ArchiveKind
{
    /// <summary>TAP services on the network.</summary>
    Live,

    /// <summary>Files in a folder.</summary>
    Folder,

    /// <summary>A model of the sky, made from a seed.</summary>
    Simulated,
}

/// <summary>Where catalogs come from. The same catalog has the same columns, units and meaning from each kind of archive.</summary>
public abstract class Archive
{
    /// <summary>The kind of archive.</summary>
    public abstract ArchiveKind Kind { get; }

    /// <summary>Where it is: addresses, a folder, or the seed and scale.</summary>
    public abstract string Location { get; }

    /// <summary>Fetches at least the wanted rows of a catalog.</summary>
    /// <param name="catalog">Which catalog.</param>
    /// <param name="filter">
    /// Which rows are wanted. An archive that can leaves out others; the caller selects with <see cref="CatalogFilter.Select"/>.
    /// </param>
    /// <param name="log">Takes a line for each query or file; what a user sees with -Verbose.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="AstroException">The catalog is not there, can't be reached or is damaged.</exception>
    public abstract CatalogTable GetCatalog(CatalogDescription catalog, CatalogFilter filter, Action<string> log, CancellationToken cancellationToken);

    /// <summary>
    /// Lets the archive itself find the Chandra sources in the error circles of Fermi sources, where it can: a row a pair, with the
    /// columns of fermilpsc and csc under the catalogs' names, "fermi_" and "csc_" before them.
    /// </summary>
    /// <param name="maxLatitude">Greatest distance of the Fermi source from the galactic plane, degrees; null for the whole sky.</param>
    /// <param name="minFlux">The Chandra source's flux must be greater than this, erg/cm²/s.</param>
    /// <param name="log">Takes a line for each query.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The pairs in no order; null where the archive can't join.</returns>
    public virtual AstroTable? JoinFermiCsc(double? maxLatitude, double minFlux, Action<string> log, CancellationToken cancellationToken) => null;

    /// <summary>Finds the rows of a catalog near many positions: here on the whole catalog, where an archive has no better way.</summary>
    /// <param name="catalog">Which catalog.</param>
    /// <param name="circles">Where to look.</param>
    /// <param name="options">How, and whom to tell.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>At least the rows in the circles.</returns>
    /// <exception cref="AstroException">
    /// The catalog is not there, can't be reached or is damaged. What failed for some circles alone is told in the result.
    /// </exception>
    public virtual NearbyRows FindNear(
        CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken) =>
        FindNearHere(catalog, circles, options, cancellationToken);

    /// <summary>As <see cref="FindNear"/>, but in any case on the whole catalog, which the archive has to give for it.</summary>
    /// <inheritdoc cref="FindNear"/>
    public NearbyRows FindNearHere(
        CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken)
    {
        CatalogTable table = GetCatalog(catalog, CatalogFilter.None, options.Log, cancellationToken);
        MatchPairs pairs = SkyMatcher.Match(
            new SkyPositions(circles.Ra, circles.Dec),
            new SkyPositions(table.Ra, table.Dec),
            circles.Years == 0 ? new LeftRadius(circles.Radius) : new SumOfRadii(circles.Radius, NearbyMotion.Reach(table, circles.Years)),
            cancellationToken: cancellationToken);
        options.Progress(circles.Count, circles.Count);
        return new NearbyRows(table, pairs.Left, pairs.Right, new Dictionary<int, AstroException>());
    }

    /// <summary>The catalogs that it has, and where each comes from.</summary>
    public abstract IEnumerable<(string Name, string Place)> DescribeCatalogs();

    /// <summary>The archive in words, as it is shown to the user.</summary>
    public override string ToString() => $"{Kind}: {Location}";
}
