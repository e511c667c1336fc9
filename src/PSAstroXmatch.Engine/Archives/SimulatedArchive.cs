using System.Collections.Concurrent;
using PSAstroXmatch.Engine.Archives.Simulated;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>A model of the sky at full scale, made from a seed: for demonstrations without a network, for benchmarks and for tests.</summary>
public sealed class SimulatedArchive : Archive
{
    private readonly SimulatedSky _sky;
    private readonly ConcurrentDictionary<string, CatalogTable> _made = [];

    /// <summary>Makes nothing yet; a catalog is made when it is first asked for.</summary>
    /// <param name="seed">Which sky.</param>
    /// <param name="scale">Share of the full number of objects, above 0 and at most 1.</param>
    /// <exception cref="AstroException">SimulationScaleOutOfRange.</exception>
    public SimulatedArchive(int seed = 1, double scale = 1)
    {
        _sky = new SimulatedSky(seed, scale);
        Location = $"{_sky.Source} (no data of the real sky)";
    }

    /// <inheritdoc/>
    public override ArchiveKind Kind => ArchiveKind.Simulated;

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Place)> DescribeCatalogs() => Catalogs.All.Select(catalog => (catalog.Name, "simulated"));

    /// <inheritdoc/>
    public override CatalogTable GetCatalog(
        CatalogDescription catalog, CatalogFilter filter, Action<string> log, CancellationToken cancellationToken)
    {
        if (_made.TryGetValue(catalog.Name, out CatalogTable? known))
            return known;
        CatalogTable table = CatalogTable.Create(catalog, _sky.GetTable(catalog.Name, cancellationToken));
        // As the query to the live archive does, this leaves out observations that have no position yet.
        if (catalog.HasUnplacedRows)
            table = table.WithoutProblems();
        log($"{table.RowCount} rows of {catalog.Name} simulated.");
        return _made.GetOrAdd(catalog.Name, table);
    }
}
