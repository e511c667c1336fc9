using System.Diagnostics;
using System.Globalization;
using PSAstroXmatch.Engine.Tables;
using PSAstroXmatch.Tables;

namespace PSAstroXmatch.Engine.Tap;

/// <summary>
/// A service of the IVOA's Table Access Protocol (TAP 1.1, https://www.ivoa.net/documents/TAP/): accepts queries in ADQL and returns tables.
/// Safe for use by several threads.
/// </summary>
/// <remarks>
/// Every call may throw an <see cref="AstroException"/> with one of these ids: <c>ServiceError</c> (the service's own message),
/// <c>ServiceUnavailable</c>, <c>ServiceUnreachable</c>, <c>ServiceTimeout</c>, <c>ServiceForbidden</c>, <c>ServiceNotFound</c>,
/// <c>ServiceRedirectInvalid</c>, <c>ResultTruncated</c> (a limit truncated the result), <c>TableTruncated</c> (the answer broke off),
/// <c>AnswerDamaged</c>, or an id of the VOTable reader for a document that cannot be read.
/// Calls with transient faults are retried, see <see cref="TapServiceOptions"/>.
/// </remarks>
public sealed partial class TapService
{
    private readonly Uri _baseUri;
    private readonly TapTransport _transport;
    private readonly TapHost _host;

    /// <summary>Describes a service; nothing is sent yet.</summary>
    /// <param name="baseUri">
    /// Base URL, such as https://heasarc.gsfc.nasa.gov/xamin/vo/tap. A user and password in it are sent as basic authentication and
    /// never shown.
    /// </param>
    /// <param name="options">Dialect, contact, time limits, retries.</param>
    /// <exception cref="AstroException">ServiceAddressInvalid or TapOptionInvalid.</exception>
    public TapService(Uri baseUri, TapServiceOptions? options = null)
    {
        Options = options ?? new TapServiceOptions();
        Options.Validate();
        TapTransport.UserAgent(Options.Contact);
        _baseUri = TapAddress.ToBase(baseUri);
        BaseUri = new Uri(TapAddress.Show(_baseUri));
        Dialect = Options.Dialect ?? TapDialects.ForUri(BaseUri);
        _transport = new TapTransport(_baseUri, Options);
        _host = TapHost.Of(_baseUri, Options.MaxConcurrency ?? Dialect.MaxConcurrency, Options.TimeProvider);
    }

    /// <summary>Base URL without credentials.</summary>
    public Uri BaseUri { get; }

    /// <summary>The peculiarities of the service.</summary>
    public TapDialect Dialect { get; }

    /// <summary>How to communicate with the service.</summary>
    public TapServiceOptions Options { get; }

    /// <summary>The same service, with or without stored answers.</summary>
    public TapService With(TapCaching? caching) => caching == Options.Caching ? this : new TapService(_baseUri, Options with { Dialect = Dialect, Caching = caching });

    /// <summary>Runs a query at the service's /sync and waits for the whole table.</summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">MAXREC, whether a truncated result is accepted, the log; the log is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the call within some tenths of a second, whatever it is waiting for.</param>
    /// <exception cref="AstroException">See the remarks on this class.</exception>
    public AstroTable RunSync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => RunSyncAsync(adql, query, token), options, cancellationToken);

    /// <summary>As <see cref="RunSync"/>, without blocking the calling thread; the log is called on any thread.</summary>
    public Task<AstroTable> RunSyncAsync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        CachedAsync("sync", adql, options ?? TapQueryOptions.Default, () => RunSyncAsync(CreateCall(adql, options), cancellationToken), cancellationToken);

    /// <summary>
    /// Runs a query at the service's /sync and returns its rows as they arrive, so that a result may be larger than memory.
    /// The call is retried after faults until the table begins, not after that. The caller disposes the reader.
    /// </summary>
    /// <param name="adql">The query.</param>
    /// <param name="options">MAXREC, whether a truncated result is accepted, the log; the log is called on the calling thread.</param>
    /// <param name="cancellationToken">Cancels the opening; each block has its own token.</param>
    /// <exception cref="AstroException">See the remarks on this class. ResultTruncated is thrown after the last rows.</exception>
    public TableReader OpenSync(string adql, TapQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        TapBlocking.Run((query, token) => OpenSyncAsync(adql, query, options?.Log, token), options, cancellationToken);

    /// <summary>
    /// The columns of a table, as sent for <c>SELECT TOP 1 * FROM table</c>, which works everywhere and shows which of a catalog's
    /// optional columns this service has.
    /// </summary>
    /// <param name="table">Name of the table as written in ADQL.</param>
    /// <param name="options">The log.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="AstroException">TableNameInvalid, or see the remarks on this class.</exception>
    public IReadOnlyList<ColumnInfo> GetColumns(string table, TapQueryOptions? options = null, CancellationToken cancellationToken = default)
    {
        if (!AdqlText.IsTableName(table))
            throw TapErrors.TableNameInvalid(table);
        TapQueryOptions probe = new() { AllowTruncated = true, Log = options?.Log };
        return [.. RunSync($"SELECT TOP 1 * FROM {table}", probe, cancellationToken).Columns.Select(column => column.Info)];
    }

    /// <summary>The archive's name and the base URL.</summary>
    public override string ToString() => $"{Dialect.Name} ({TapAddress.Show(BaseUri)})";

    private Task<TableReader> OpenSyncAsync(string adql, TapQueryOptions opening, Action<string>? laterLog, CancellationToken cancellationToken) =>
        OpenSyncAsync(CreateCall(adql, opening), laterLog, cancellationToken);

    private Task<TableReader> OpenSyncAsync(TapCall call, Action<string>? laterLog, CancellationToken cancellationToken)
    {
        // The reader outlives this call, during which messages are passed to the waiting caller.
        TapCall reading = call with { Query = call.Query with { Log = laterLog } };
        TapForm form = CreateForm(call, cancellationToken);
        return TapRetry.ExecuteAsync<TableReader>(
            async token =>
            {
                TapAnswer answer = await AskSyncAsync(reading, form, call.Query.Log, token).ConfigureAwait(false);
                TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
                reader.ReleaseToken();
                return reader;
            },
            Options,
            call.Request,
            call.Query.Log,
            cancellationToken,
            _host);
    }

    private Task<AstroTable> RunSyncAsync(TapCall call, CancellationToken cancellationToken)
    {
        TapForm form = CreateForm(call, cancellationToken);
        return TapRetry.ExecuteAsync(
            async token =>
            {
                long start = Stopwatch.GetTimestamp();
                TapAnswer answer = await AskSyncAsync(call, form, call.Query.Log, token).ConfigureAwait(false);
                using TapResultReader reader = await answer.ReadTableAsync().ConfigureAwait(false);
                AstroTable table = reader.ReadWhole(token);
                LogRows(call, table, start);
                return table;
            },
            Options,
            call.Request,
            call.Query.Log,
            cancellationToken,
            _host);
    }

    private static void LogRows(TapCall call, AstroTable table, long start) => call.Query.Log?.Invoke(string.Create(
        CultureInfo.InvariantCulture,
        $"{call.Request.Service}: {table.RowCount:N0} rows in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.00} s."));

    private TapCall CreateCall(string adql, TapQueryOptions? options, bool asJob = false)
    {
        if (string.IsNullOrWhiteSpace(adql))
            throw TapErrors.QueryEmpty();
        options ??= TapQueryOptions.Default;
        options.Validate();
        TapUpload.Validate(options.Uploads, Dialect);
        // Some services refuse TOP 0; MAXREC=0 alone then requests the columns.
        long? top = options.MaxRow is > 0 && options.MaxRow < Dialect.TopToSend ? options.MaxRow : Dialect.TopToSend;
        string query = top is long rows ? AdqlText.EnsureTop(adql, rows) : adql;
        string address = TapAddress.Show(TapAddress.Endpoint(BaseUri, asJob ? "async" : "sync"));
        options.Log?.Invoke($"{Dialect.Name} ({address}): {query}");
        return new TapCall(new TapRequestInfo(Dialect.Name, address, query), options, Options, Dialect)
        {
            MaxRec = options.MaxRec < options.MaxRow ? options.MaxRec : options.MaxRow ?? options.MaxRec,
            ResponseFormat = options.ResponseFormat ?? Dialect.ResponseFormat,
            IsJob = asJob,
        };
    }

    private TapForm CreateForm(TapCall call, CancellationToken cancellationToken)
    {
        TapForm form = new();
        form.Add("REQUEST", "doQuery");
        form.Add("LANG", "ADQL");
        form.Add("QUERY", call.Request.Adql);
        if (call.ResponseFormat is string format)
            form.Add("RESPONSEFORMAT", format);
        if (call.MaxRec is long maxRec)
            form.Add("MAXREC", maxRec.ToString(CultureInfo.InvariantCulture));
        if (call.Query.RunId is string runId)
            form.Add("RUNID", runId);
        foreach (TapUpload upload in call.Query.Uploads)
            form.AddTable(upload.Name, upload.ToVOTable(Dialect.UploadSerialization, cancellationToken));
        return form;
    }

    // One attempt at /sync. The answer holds its place among the queries to the host until it has been read.
    private async Task<TapAnswer> AskSyncAsync(TapCall call, TapForm form, Action<string>? log, CancellationToken cancellationToken)
    {
        IDisposable slot = await _host.EnterAsync(log, call.Request, cancellationToken).ConfigureAwait(false);
        TapMessage message = new(HttpMethod.Post, TapAddress.Endpoint(_baseUri, "sync"), form);
        return await _transport.AskAsync(message, call, cancellationToken, slot).ConfigureAwait(false);
    }
}
