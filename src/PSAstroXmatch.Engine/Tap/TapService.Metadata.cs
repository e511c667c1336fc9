using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <content>What a service says about itself: VOSI 1.1 (https://www.ivoa.net/documents/VOSI/), TAP_SCHEMA, examples and jobs.</content>
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
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceUnreachable or ServiceTimeout.</exception>
    public async Task<TapCapabilities> GetCapabilitiesAsync(Action<string>? log = null, CancellationToken cancellationToken = default) =>
        _capabilities ?? await GetCapabilitiesAsync(Options, log, cancellationToken).ConfigureAwait(false);

    /// <summary>The service's tables, with their columns only if the service sends them unrequested.</summary>
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">See the remarks on this class.</exception>
    public async Task<IReadOnlyList<TapTableInfo>> GetTablesAsync(Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<TapTableInfo> tables = await FindTablesAsync("tables", "detail=min", log, cancellationToken).ConfigureAwait(false);
        return tables.Count > 0 ? tables : TapSchema.ToTables(await AskSchemaAsync(TapSchema.TablesQuery, log, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>A table with its columns.</summary>
    /// <param name="name">Name as returned by <see cref="GetTablesAsync"/>, ignoring case; the schema may be omitted.</param>
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">TableNotFound, or see the remarks on this class.</exception>
    public async Task<TapTableInfo> GetTableAsync(string name, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        foreach ((string endpoint, string query) in new[] { ("tables/" + Uri.EscapeDataString(name), ""), ("tables", "detail=max") })
        {
            IReadOnlyList<TapTableInfo> found = await FindTablesAsync(endpoint, query, log, cancellationToken).ConfigureAwait(false);
            if (TapSchema.Find(found, name) is { Columns.Count: > 0 } table)
                return table;
        }

        // The list shows how the service spells the name in TAP_SCHEMA.
        AstroTable all = await AskSchemaAsync(TapSchema.TablesQuery, log, cancellationToken).ConfigureAwait(false);
        TapTableInfo known = TapSchema.Find(TapSchema.ToTables(all), name) ?? throw TapErrors.TableNotFound(Dialect.Name, name);
        AstroTable columns = await AskSchemaAsync(TapSchema.ColumnsQuery(known.Name), log, cancellationToken).ConfigureAwait(false);
        return known with { Columns = TapSchema.ToColumns(columns, known.Name) };
    }

    /// <summary>
    /// The columns of a table, as sent for <c>SELECT TOP 1 * FROM table</c>, which works everywhere and shows which of a catalog's
    /// optional columns this service has.
    /// </summary>
    /// <param name="table">Name of the table as written in ADQL.</param>
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">TableNameInvalid, or see the remarks on this class.</exception>
    public async Task<IReadOnlyList<ColumnInfo>> GetColumnsAsync(string table, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        if (!AdqlText.IsTableName(table))
            throw TapErrors.TableNameInvalid(table);
        TapQueryOptions probe = new() { Mode = TapQueryMode.Sync, AllowTruncated = true, Log = log };
        AstroTable row = await QueryAsync($"SELECT TOP 1 * FROM {table}", probe, cancellationToken).ConfigureAwait(false);
        return [.. row.Columns.Select(column => column.Info)];
    }

    /// <summary>Whether the service currently accepts queries (/availability).</summary>
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceNotFound if the service has no such document, or see the remarks on this class.</exception>
    public Task<TapAvailability> GetAvailabilityAsync(Action<string>? log = null, CancellationToken cancellationToken = default) =>
        GetDocumentAsync("availability", AvailabilityDocument.Read, Options, log, cancellationToken);

    /// <summary>The service's own example queries (/examples).</summary>
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceNotFound if the service has no such page, or see the remarks on this class.</exception>
    public Task<IReadOnlyList<TapExample>> GetExamplesAsync(Action<string>? log = null, CancellationToken cancellationToken = default) =>
        GetDocumentAsync<IReadOnlyList<TapExample>>("examples", ExamplesDocument.Read, Options, log, cancellationToken, isPage: true);

    /// <summary>The jobs that the service shows to this user (/async): all of them, or those in one phase.</summary>
    /// <param name="phase">The phase; null for all except archived jobs.</param>
    /// <param name="log">Receives one line per request.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">ServiceForbidden if the service does not share its list, or see the remarks on this class.</exception>
    public async Task<IReadOnlyList<UwsJobReference>> GetJobsAsync(
        UwsPhase? phase = null, Action<string>? log = null, CancellationToken cancellationToken = default)
    {
        Uri jobs = TapAddress.Endpoint(_baseUri, "async");
        string filter = phase is UwsPhase one ? "PHASE=" + one.ToString().ToUpperInvariant() : "";
        IReadOnlyList<UwsJobReference> found = await GetDocumentAsync<IReadOnlyList<UwsJobReference>>(
            "async", stream => UwsJobListDocument.Read(stream, jobs), Options, log, cancellationToken, filter).ConfigureAwait(false);
        // A UWS 1.0 service has no filter.
        return phase is null ? found : [.. found.Where(job => job.Phase == phase)];
    }

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

    private Task<AstroTable> AskSchemaAsync(string adql, Action<string>? log, CancellationToken cancellationToken) =>
        QueryAsync(adql, new TapQueryOptions { Mode = TapQueryMode.Sync, Log = log }, cancellationToken);

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
