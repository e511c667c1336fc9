using System.Collections.Concurrent;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>An archive of TAP services on the network.</summary>
public sealed class TapArchive : Archive
{
    // A service without a limit of its own that is known: ask for all, and let it say OVERFLOW where it can't.
    private const long AllRows = 20_000_000;

    private readonly Dictionary<TapServiceName, TapService> _services;
    private readonly ConcurrentDictionary<Uri, TapService> _further = [];
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _columns = [];

    /// <summary>The public services.</summary>
    /// <param name="caching">Whether stored answers stand in for them; null for never.</param>
    public TapArchive(TapCaching? caching = null)
    {
        Caching = caching;
        _services = new()
        {
            [TapServiceName.Heasarc] = Service(TapDialects.Heasarc),
            [TapServiceName.Gaia] = Service(TapDialects.EsaGaia),
            [TapServiceName.Irsa] = Service(TapDialects.Irsa),
        };
    }

    /// <summary>A service at another address, for one, some or all of the public ones.</summary>
    /// <param name="previous">The archive whose other services stay; null for the public ones.</param>
    /// <param name="uri">Base address of the service.</param>
    /// <param name="services">Which services it stands for; all where empty.</param>
    /// <param name="caching">Whether stored answers stand in for it; null for never.</param>
    /// <param name="options">How it is talked to; null for the usual way.</param>
    /// <exception cref="AstroException">The address is not one of http or https.</exception>
    public TapArchive(TapArchive? previous, Uri uri, IReadOnlyCollection<TapServiceName> services, TapCaching? caching = null, TapServiceOptions? options = null)
    {
        Caching = caching;
        // The others are asked in the same way: nothing may be sent behind the back of -Offline.
        _services = (previous ?? new TapArchive())._services.ToDictionary(kept => kept.Key, kept => kept.Value.With(caching));
        // One object, so that what it tells of itself is asked once.
        TapService service = new(uri, (options ?? new TapServiceOptions()) with { Caching = caching });
        foreach (TapServiceName name in services.Count > 0 ? services : Enum.GetValues<TapServiceName>())
            _services[name] = service;
    }

    /// <inheritdoc/>
    public override ArchiveKind Kind => ArchiveKind.Live;

    /// <summary>Whether stored answers stand in for the services; null for never.</summary>
    public TapCaching? Caching { get; }

    /// <summary>The service that stands for one of the public ones.</summary>
    public TapService this[TapServiceName name] => _services[name];

    /// <inheritdoc/>
    public override string Location => string.Join(", ", _services.Values.Select(service => service.ToString()).Distinct());

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Place)> DescribeCatalogs() =>
        Catalogs.All.Select(catalog => (catalog.Name, ServiceOf(catalog).ToString()!));

    /// <inheritdoc/>
    public override CatalogTable GetCatalog(
        CatalogDescription catalog, CatalogFilter filter, Action<string> log, CancellationToken cancellationToken)
    {
        TapService service = ServiceOf(catalog);
        CatalogQuery query = new(service.Dialect, catalog, ColumnsOf(catalog, log, cancellationToken));
        // A cone makes a result small; what may be a whole catalog is counted, and asked for in slices if need be. Not at a service
        // whose tables are too large to be counted.
        if (filter.Cone is null && service.Dialect.CountsFast && query.Slice(filter) is TapSlicedQuery slices)
            return CatalogTable.Create(catalog, service.RunSliced(slices, new TapQueryOptions { Log = log }, cancellationToken));
        return CatalogTable.Create(catalog, Run(service, query.Select(filter), log, cancellationToken));
    }

    /// <inheritdoc/>
    public override AstroTable? JoinFermiCsc(double? maxLatitude, double minFlux, Action<string> log, CancellationToken cancellationToken)
    {
        TapService service = ServiceOf(Catalogs.Csc);
        if (service != ServiceOf(Catalogs.Fermilpsc))
            return null;
        CatalogQuery fermi = new(service.Dialect, Catalogs.Fermilpsc, ColumnsOf(Catalogs.Fermilpsc, log, cancellationToken));
        CatalogQuery csc = new(service.Dialect, Catalogs.Csc, ColumnsOf(Catalogs.Csc, log, cancellationToken));
        return FermiCscJoin.Adql(fermi, csc, maxLatitude, minFlux) is string adql ? Run(service, adql, log, cancellationToken) : null;
    }

    /// <inheritdoc/>
    public override NearbyRows FindNear(
        CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken)
    {
        TapService service = ServiceOf(catalog);
        CatalogQuery query = new(service.Dialect, catalog, ColumnsOf(catalog, options.Log, cancellationToken));
        return new TapNearbySearch(service, catalog, query, new AnswerCache(UserFolder.Parts)).Find(circles, options, cancellationToken);
    }

    private TapService Service(TapDialect dialect) => new(dialect.BaseUri!, new TapServiceOptions { Dialect = dialect, Caching = Caching });

    private static AstroTable Run(TapService service, string adql, Action<string> log, CancellationToken cancellationToken)
    {
        log($"{service}: {adql}");
        TapQueryOptions options = new() { Log = log, MaxRec = service.Dialect.TopToSend is null ? service.Dialect.HardRowLimit ?? AllRows : null };
        AstroTable table = service.RunSync(adql, options, cancellationToken);
        log($"{service}: {table.RowCount} rows.");
        return table;
    }

    private TapService ServiceOf(CatalogDescription catalog) => catalog.ServiceUri is Uri own
        ? _further.GetOrAdd(own, uri => new TapService(uri, new TapServiceOptions { Caching = Caching }))
        : _services[catalog.Service];

    // Which columns a service has under which name is asked once a session; optional ones that it lacks are left out of queries.
    private IReadOnlyDictionary<string, string> ColumnsOf(CatalogDescription catalog, Action<string> log, CancellationToken cancellationToken)
    {
        if (_columns.TryGetValue(catalog.Name + "@" + catalog.TableName, out IReadOnlyDictionary<string, string>? known))
            return known;
        TapService service = ServiceOf(catalog);
        string table = service.Dialect.TableNames.GetValueOrDefault(catalog.Name, catalog.TableName);
        IReadOnlyList<ColumnInfo> columns = service.GetColumns(table, new TapQueryOptions { Log = log }, cancellationToken);
        HashSet<string> there = new(columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> found = [];
        foreach (CatalogColumn wanted in catalog.Columns)
        {
            if (wanted.Names.FirstOrDefault(there.Contains) is string name)
                found.Add(wanted.Name, name);
        }

        return _columns.GetOrAdd(catalog.Name + "@" + catalog.TableName, found);
    }
}
