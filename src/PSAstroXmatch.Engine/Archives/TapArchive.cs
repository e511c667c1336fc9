using System.Collections.Concurrent;
using PSAstroXmatch.Engine.Storage;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Engine.Tap;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Archives;

/// <summary>An archive of TAP services on the network.</summary>
public sealed class TapArchive : Archive
{
    // For a service with no known row limit: request everything, and let it report OVERFLOW if it cannot send that much.
    private const long AllRows = 20_000_000;

    private readonly Dictionary<TapServiceName, TapService> _services;
    private readonly ConcurrentDictionary<Uri, TapService> _further = [];
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> _columns = [];

    /// <summary>The public services.</summary>
    /// <param name="caching">How cached answers are used; null for not at all.</param>
    /// <param name="gaiaLogin">User and password for ESA's Gaia archive, the only one with accounts; null for anonymous use.</param>
    public TapArchive(TapCaching? caching = null, TapCredential? gaiaLogin = null)
    {
        Caching = caching;
        _services = new()
        {
            [TapServiceName.Heasarc] = Service(TapDialects.Heasarc),
            [TapServiceName.Gaia] = Service(TapDialects.EsaGaia, gaiaLogin),
            [TapServiceName.Irsa] = Service(TapDialects.Irsa),
        };
    }

    /// <summary>Replaces one, some or all of the public services by a service at another address.</summary>
    /// <param name="previous">The archive whose other services are kept; null for the public ones.</param>
    /// <param name="uri">Base address of the service.</param>
    /// <param name="services">The services to replace; all if empty.</param>
    /// <param name="caching">How cached answers are used; null for not at all.</param>
    /// <param name="options">How to communicate with the service; null for the defaults.</param>
    /// <exception cref="AstroException">The address is not an http or https address.</exception>
    public TapArchive(TapArchive? previous, Uri uri, IReadOnlyCollection<TapServiceName> services, TapCaching? caching = null, TapServiceOptions? options = null)
    {
        Caching = caching;
        // The caching mode applies to the other services too: with -Offline nothing may be sent to any of them.
        _services = (previous ?? new TapArchive())._services.ToDictionary(kept => kept.Key, kept => kept.Value.With(caching));
        // One object for all, so that the service's metadata is requested only once.
        TapService service = new(uri, (options ?? new TapServiceOptions()) with { Caching = caching });
        foreach (TapServiceName name in services.Count > 0 ? services : Enum.GetValues<TapServiceName>())
            _services[name] = service;
    }

    /// <inheritdoc/>
    public override ArchiveKind Kind => ArchiveKind.Live;

    /// <summary>How cached answers are used; null for not at all.</summary>
    public TapCaching? Caching { get; }

    /// <summary>The service used in place of one of the public ones.</summary>
    public TapService this[TapServiceName name] => _services[name];

    /// <inheritdoc/>
    public override string Location => string.Join(", ", _services.Values.Select(service => service.ToString()).Distinct());

    /// <inheritdoc/>
    public override IEnumerable<(string Name, string Place)> DescribeCatalogs(IEnumerable<CatalogDescription> catalogs) =>
        catalogs.Select(catalog => (catalog.Name, ServiceOf(catalog).ToString()!));

    /// <inheritdoc/>
    public override async Task<CatalogTable> GetCatalogAsync(
        CatalogDescription catalog, CatalogFilter filter, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        TapService service = ServiceOf(catalog);
        CatalogQuery query = new(service.Dialect, catalog, await ColumnsOfAsync(catalog, log, cancellationToken).ConfigureAwait(false));
        // A result that may be a whole catalog is counted first and requested in slices if necessary. A cone keeps the result small, and
        // some services have tables that are too large to count.
        if (filter.Cone is null && service.Dialect.CountsFast && query.Slice(filter) is TapSlicedQuery slices)
        {
            AstroTable rows = await service.QueryAsync(slices, new TapQueryOptions { Log = log }, cancellationToken).ConfigureAwait(false);
            return CatalogTable.Create(catalog, CatalogOrigin.WithQuery(rows, slices.Whole));
        }

        return CatalogTable.Create(catalog, await QueryAsync(service, query.Select(filter), log, cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public override async Task<AstroTable?> JoinFermiCscAsync(
        double? maxLatitude, double minFlux, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        TapService service = ServiceOf(Catalogs.Csc);
        if (service != ServiceOf(Catalogs.Fermilpsc))
            return null;
        CatalogQuery fermi = new(service.Dialect, Catalogs.Fermilpsc, await ColumnsOfAsync(Catalogs.Fermilpsc, log, cancellationToken).ConfigureAwait(false));
        CatalogQuery csc = new(service.Dialect, Catalogs.Csc, await ColumnsOfAsync(Catalogs.Csc, log, cancellationToken).ConfigureAwait(false));
        return FermiCscJoin.Adql(fermi, csc, maxLatitude, minFlux) is string adql
            ? await QueryAsync(service, adql, log, cancellationToken).ConfigureAwait(false)
            : null;
    }

    /// <inheritdoc/>
    public override async Task<NearbyRows> FindNearAsync(
        CatalogDescription catalog, SearchCircles circles, NearbyOptions options, CancellationToken cancellationToken = default)
    {
        TapService service = ServiceOf(catalog);
        CatalogQuery query = new(service.Dialect, catalog, await ColumnsOfAsync(catalog, options.Log, cancellationToken).ConfigureAwait(false));
        TapNearbySearch search = new(service, catalog, query, new AnswerCache(UserFolder.Parts));
        return await search.FindAsync(circles, options, cancellationToken).ConfigureAwait(false);
    }

    private TapService Service(TapDialect dialect, TapCredential? credential = null) =>
        new(dialect.BaseUri!, new TapServiceOptions { Dialect = dialect, Caching = Caching, Credential = credential });

    private static async Task<AstroTable> QueryAsync(TapService service, string adql, Action<string>? log, CancellationToken cancellationToken)
    {
        log?.Invoke($"{service}: {adql}");
        TapQueryOptions options = new()
        {
            Mode = TapQueryMode.Sync,
            Log = log,
            MaxRec = service.Dialect.TopToSend is null ? service.Dialect.HardRowLimit ?? AllRows : null,
        };
        AstroTable table = await service.QueryAsync(adql, options, cancellationToken).ConfigureAwait(false);
        log?.Invoke($"{service}: {ValueText.Count(table.RowCount)} rows.");
        return CatalogOrigin.WithQuery(table, adql);
    }

    private TapService ServiceOf(CatalogDescription catalog) => catalog.ServiceUri is Uri own
        ? _further.GetOrAdd(own, uri => new TapService(uri, new TapServiceOptions { Caching = Caching }))
        : _services[catalog.Service];

    // A service compares the positions of its table with those that are sent, which are in ICRS.
    private static void CheckFrame(CatalogDescription catalog, Dictionary<string, string> found, IReadOnlyList<ColumnInfo> columns, string service)
    {
        if (!found.TryGetValue(catalog.Equatorial.Ra, out string? ra) || !found.TryGetValue(catalog.Equatorial.Dec, out string? dec))
            return;
        ColumnInfo Named(string name)
        {
            ColumnInfo column = columns.First(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
            return column with { CoordinateSystem = column.CoordinateSystem ?? DescribedFrames.SystemOf(column.Name, column.Ucd, column.Unit, column.Description) };
        }

        if (CatalogPositions.FrameOf(Named(ra), Named(dec), service) is not { } frame)
            return;
        throw new AstroException(
            ErrorIds.FrameUnknown,
            $"The columns '{ra}' and '{dec}' of {catalog.TableName} at {service} are in the frame {frame}, and a service is searched by positions in ICRS only.",
            "Name columns of the table that are in ICRS, or save it as a file and search that: the positions of a file are converted.",
            catalog.Name);
    }

    // A service's columns and their names are requested once per session; optional columns that it lacks are left out of queries.
    private async Task<IReadOnlyDictionary<string, string>> ColumnsOfAsync(CatalogDescription catalog, Action<string>? log, CancellationToken cancellationToken)
    {
        if (_columns.TryGetValue(catalog.Name + "@" + catalog.TableName, out IReadOnlyDictionary<string, string>? known))
            return known;
        TapService service = ServiceOf(catalog);
        string table = service.Dialect.TableNames.GetValueOrDefault(catalog.Name, catalog.TableName);
        IReadOnlyList<ColumnInfo> columns = await service.GetColumnsAsync(table, log, cancellationToken).ConfigureAwait(false);
        HashSet<string> there = new(columns.Select(column => column.Name), StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> found = [];
        foreach (CatalogColumn wanted in catalog.Columns)
        {
            if (wanted.Names.FirstOrDefault(there.Contains) is string name)
                found.Add(wanted.Name, name);
        }

        CheckFrame(catalog, found, columns, service.ToString()!);
        return _columns.GetOrAdd(catalog.Name + "@" + catalog.TableName, found);
    }
}

/// <summary>The join of step 7 of the reference notebook, with an alias for every column, since services name the columns of a join as they like.</summary>
internal static class FermiCscJoin
{
    /// <summary>Prefix of the 4FGL columns in the result.</summary>
    public const string FermiPrefix = "fermi_";

    /// <summary>Prefix of the Chandra Source Catalog columns in the result.</summary>
    public const string CscPrefix = "csc_";

    /// <summary>The query; null if the service lacks a column that it needs, or geometry.</summary>
    public static string? Adql(CatalogQuery fermi, CatalogQuery csc, double? maxLatitude, double minFlux)
    {
        if (!csc.JoinsByPosition || !fermi.Has("ra", "dec", "bii", "semi_major_axis_95") || !csc.Has("ra", "dec", "b_flux_ap"))
            return null;
        string latitude = maxLatitude is double limit
            ? $"{fermi.Column("fsc", "bii")} BETWEEN {CatalogQuery.Text(-limit)} AND {CatalogQuery.Text(limit)} AND "
            : "";
        return $"{fermi.SelectTop} {fermi.SelectList("fsc", FermiPrefix)}, {csc.SelectList("xsc", CscPrefix)} "
            + $"FROM {fermi.Table} AS fsc, {csc.Table} AS xsc "
            + $"WHERE {latitude}{csc.Column("xsc", "b_flux_ap")} > {CatalogQuery.Text(minFlux)} AND "
            + $"1 = CONTAINS(POINT('ICRS', {csc.Column("xsc", "ra")}, {csc.Column("xsc", "dec")}), "
            + $"CIRCLE('ICRS', {fermi.Column("fsc", "ra")}, {fermi.Column("fsc", "dec")}, {fermi.Column("fsc", "semi_major_axis_95")}))";
    }
}
