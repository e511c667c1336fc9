using System.Collections.Concurrent;
using PSAstroXmatch.Engine.Archives.Simulated;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>A full-scale model of the sky, generated from a seed, for demonstrations without a network, benchmarks and tests.</summary>
public sealed class SimulatedArchive : Archive
{
    private readonly SimulatedSky _sky;
    private readonly ConcurrentDictionary<string, CatalogTable> _made = [];

    /// <summary>Creates the archive; each catalog is generated when first requested.</summary>
    /// <param name="seed">Seed of the sky: each seed gives a different one.</param>
    /// <param name="scale">Fraction of the full number of objects, greater than 0 and at most 1.</param>
    /// <param name="counterpartFlux">How bright the X-ray counterparts of the gamma-ray sources are.</param>
    /// <exception cref="AstroException">SimulationScaleOutOfRange.</exception>
    public SimulatedArchive(int seed = 1, double scale = 1, CounterpartFlux counterpartFlux = CounterpartFlux.TwoPopulations)
    {
        _sky = new SimulatedSky(seed, scale, counterpartFlux);
        Location = $"{_sky.Source} (no data of the real sky)";
    }

    /// <inheritdoc/>
    public override ArchiveKind Kind => ArchiveKind.Simulated;

    /// <inheritdoc/>
    public override string Location { get; }

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Place)> DescribeCatalogs(IEnumerable<CatalogDescription> catalogs) =>
        catalogs.Intersect(Catalogs.All).Select(catalog => (catalog.Name, "simulated"));

    /// <inheritdoc/>
    public override double? CompleteRadius(CatalogDescription catalog) =>
        catalog.Name == Catalogs.GaiaSource.Name || catalog.Name == Catalogs.TwoMass.Name ? StarRegions.ChandraRadius : null;

    /// <inheritdoc/>
    public override Task<CatalogTable> GetCatalogAsync(
        CatalogDescription catalog, CatalogFilter filter, Action<string>? log = null, CancellationToken cancellationToken = default) =>
        Task.Run(() => GetCatalog(catalog, log, cancellationToken), cancellationToken);

    private CatalogTable GetCatalog(CatalogDescription catalog, Action<string>? log, CancellationToken cancellationToken)
    {
        if (_made.TryGetValue(catalog.Name, out CatalogTable? known))
            return known;
        AstroTable drawn = _sky.GetTable(catalog.Name, cancellationToken);
        if (catalog.Name == Catalogs.Fermilpsc.Name)
            drawn = TruthTables.AddTrueNames(drawn, _sky.GetTable("fermi_truth", cancellationToken));
        CatalogTable table = CatalogTable.Create(catalog, drawn);
        // Like the query to the live archive, this leaves out observations that have no position yet.
        if (catalog.HasUnplacedRows)
            table = table.WithoutProblems();
        log?.Invoke($"{ValueText.Count(table.RowCount)} rows of {catalog.Name} simulated.");
        return _made.GetOrAdd(catalog.Name, table);
    }
}
