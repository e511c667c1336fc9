using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>A service's metadata: VOSI 1.1 (https://www.ivoa.net/documents/VOSI/) and TAP_SCHEMA.</content>
public sealed partial class TapService
{
    private static readonly TimeSpan MetadataTimeout = TimeSpan.FromMinutes(1);

    // A query should not wait long for metadata that it can do without.
    private static readonly TimeSpan QuickTimeout = TimeSpan.FromSeconds(15);

    private TapCapabilities? _capabilities;

    /// <summary>
    /// The service's capabilities and limits, requested only once. If the service has no readable document, they are empty, and the log
    /// says why.
    /// </summary>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceUnreachable or ServiceTimeout.</exception>
    public TapCapabilities GetCapabilities(TapQueryOptions? options = null, CancellationToken cancellationToken = default) => _capabilities
        ?? TapBlocking.Run((query, token) => GetCapabilitiesAsync(Options, query.Log, token), options, cancellationToken);

    /// <summary>The service's tables, with their columns only if the service sends them unrequested.</summary>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">See the remarks on this class.</exception>
    public IReadOnlyList<TapTableInfo> GetTables(TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => GetTablesAsync(query.Log, token), options, cancellationToken);

    /// <summary>A table with its columns.</summary>
    /// <param name="name">Name as returned by <see cref="GetTables"/>, ignoring case; the schema may be omitted.</param>
    /// <param name="options">The log, which is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">TableNotFound, or see the remarks on this class.</exception>
    public TapTableInfo GetTable(string name, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => GetTableAsync(name, query.Log, token), options, cancellationToken);

    private async Task<TapCapabilities> GetCapabilitiesAsync(TapServiceOptions limits, Action<string>? log, CancellationToken cancellationToken)
    {
        try
        {
            return _capabilities = await GetDocumentAsync("capabilities", CapabilitiesDocument.Read, limits, log, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error) when (error.ErrorId is not (ErrorIds.ServiceUnreachable or ErrorIds.ServiceTimeout))
        {
            log?.Invoke($"{Dialect.Name} does not provide its capabilities: {error.Message}");
            return _capabilities = TapCapabilities.Empty;
        }
    }

    // For a query: capabilities are optional, and if they cannot be fetched, the query itself reports the cause, or it does not matter.
    private async Task<TapCapabilities> FindCapabilitiesAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        if (_capabilities is not null)
            return _capabilities;
        try
        {
            TimeSpan timeout = Options.ResponseTimeout < QuickTimeout ? Options.ResponseTimeout : QuickTimeout;
            TapServiceOptions quick = Options with { MaxRetryAttempts = 0, ResponseTimeout = timeout };
            return await GetCapabilitiesAsync(quick, log, cancellationToken).ConfigureAwait(false);
        }
        catch (AstroException error)
        {
            log?.Invoke($"{Dialect.Name} did not provide its capabilities this time: {error.Message}");
            return TapCapabilities.Empty;
        }
    }

    private async Task<IReadOnlyList<TapTableInfo>> GetTablesAsync(Action<string>? log, CancellationToken cancellationToken)
    {
        IReadOnlyList<TapTableInfo> tables = await FindTablesAsync("tables", "detail=min", log, cancellationToken).ConfigureAwait(false);
        if (tables.Count > 0)
            return tables;
        AstroTable rows = await RunSyncAsync(TapSchema.TablesQuery, SchemaOptions(log), cancellationToken).ConfigureAwait(false);
        return TapSchema.ToTables(rows);
    }

    private async Task<TapTableInfo> GetTableAsync(string name, Action<string>? log, CancellationToken cancellationToken)
    {
        foreach ((string endpoint, string query) in new[] { ("tables/" + Uri.EscapeDataString(name), ""), ("tables", "detail=max") })
        {
            IReadOnlyList<TapTableInfo> found = await FindTablesAsync(endpoint, query, log, cancellationToken).ConfigureAwait(false);
            if (TapSchema.Find(found, name) is { Columns.Count: > 0 } table)
                return table;
        }

        // The list shows how the service spells the name in TAP_SCHEMA.
        AstroTable all = await RunSyncAsync(TapSchema.TablesQuery, SchemaOptions(log), cancellationToken).ConfigureAwait(false);
        TapTableInfo known = TapSchema.Find(TapSchema.ToTables(all), name) ?? throw TapErrors.TableNotFound(Dialect.Name, name);
        AstroTable columns = await RunSyncAsync(TapSchema.ColumnsQuery(known.Name), SchemaOptions(log), cancellationToken).ConfigureAwait(false);
        return known with { Columns = TapSchema.ToColumns(columns, known.Name) };
    }

    // Empty if the service has no such document, or none that can be read.
    private async Task<IReadOnlyList<TapTableInfo>> FindTablesAsync(string endpoint, string query, Action<string>? log, CancellationToken cancellationToken)
    {
        try
        {
            return await GetDocumentAsync(endpoint, TableSetDocument.Read, Options, log, cancellationToken, query).ConfigureAwait(false);
        }
        catch (AstroException error) when (error.ErrorId is not (ErrorIds.ServiceUnreachable or ErrorIds.ServiceTimeout or ErrorIds.ServiceForbidden))
        {
            log?.Invoke($"{Dialect.Name} has no list at /{endpoint}: {error.Message}");
            return [];
        }
    }

    private static TapQueryOptions SchemaOptions(Action<string>? log) => new() { Log = log };

    private Task<T> GetDocumentAsync<T>(
        string endpoint, Func<Stream, T> parse, TapServiceOptions limits, Action<string>? log, CancellationToken cancellationToken, string query = "", bool isPage = false)
    {
        Uri address = new UriBuilder(TapAddress.Endpoint(_baseUri, endpoint)) { Query = query }.Uri;
        TapRequestInfo request = new(Dialect.Name, TapAddress.Show(address), "");
        TapCall call = new(request, TapQueryOptions.Default, Options, Dialect);
        TapMessage message = new(HttpMethod.Get, address)
        {
            ResponseTimeout = limits.ResponseTimeout < MetadataTimeout ? limits.ResponseTimeout : MetadataTimeout,
        };
        return TapRetry.ExecuteAsync(
            async token =>
            {
                IDisposable slot = await _host.EnterAsync(log, request, token).ConfigureAwait(false);
                using TapAnswer answer = await _transport.AskAsync(message, call, token, slot).ConfigureAwait(false);
                return await answer.ReadDocumentAsync(parse, isPage).ConfigureAwait(false);
            },
            limits,
            request,
            log,
            cancellationToken,
            _host);
    }
}
